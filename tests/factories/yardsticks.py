"""Made-up yardsticks for property tests: any shape that the reader accepts, with texts of every kind. No database."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from competence.formats import documents
from competence.yardstick import Yardstick

PLAIN = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t\"\\.'#=[]{}")
WORDS = st.sampled_from(
    ["Split data", "Über – “alles”", 'a "quoted" \\ path', "…", "x = 1", "[[levels]]", "# no comment", "日本語"]
)
TEXTS = st.one_of(WORDS, st.text(PLAIN, max_size=40).map(lambda text: text.replace("\x7f", "")))
NAMES = TEXTS.filter(lambda text: bool(text.strip()))
LONG = st.builds(lambda word, times: (word + " ") * times, NAMES, st.integers(60, 300)).map(lambda text: text[:19_000])
PLAIN_VALUES = st.one_of(TEXTS, st.booleans(), st.integers(-(2**53), 2**53), st.floats(-1e9, 1e9))
EXTRAS = st.dictionaries(
    st.sampled_from(["x-note", "source_id", "a b", "ünï", "humanCodingScheme"]),
    st.recursive(
        PLAIN_VALUES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b.c"]), inner, max_size=2),
        max_leaves=4,
    ),
    max_size=2,
)
OPTIONAL_TEXTS = st.one_of(st.just(""), TEXTS, LONG)


@st.composite
def framework_documents(draw: st.DrawFn, most_levels: int = 3, most_skills: int = 6) -> dict[str, Any]:
    """The document of a framework that the reader accepts."""
    levels = [
        {"id": f"g{n}", "number": n, "name": draw(NAMES), "means": draw(OPTIONAL_TEXTS), **draw(EXTRAS)}
        for n in range(1, draw(st.integers(1, most_levels)) + 1)
    ]
    for below, level in pairwise(levels):
        level["prerequisite"] = [below["id"]]
    competences = [
        {"id": f"{level['id']}.c{n}", "level": level["id"], "name": draw(NAMES), **draw(EXTRAS)}
        for level in levels
        for n in range(draw(st.integers(1, 2)))
    ]
    groups = [
        {"id": f"{home['id']}.group", "competence": home["id"], "name": draw(NAMES)}
        for home in competences
        if draw(st.booleans())
    ]
    skills = _skills(draw, competences, groups, most_skills)
    rules = [
        {"id": "rule.one", "level": levels[0]["id"], "kind": "skills", "at_least": 1, "text": draw(NAMES)},
        {
            "id": "rule.two",
            "level": levels[-1]["id"],
            "kind": "projects",
            "at_least": 2,
            "required": draw(st.booleans()),
            "text": draw(NAMES),
        },
    ]
    any_in_use = any(not s.get("retired") and s["competence"].startswith("g1.") for s in skills)
    return {
        "schema_version": 1,
        "framework": {"id": "made-up", "title": draw(NAMES), "version": "1.0.0", **draw(EXTRAS)},
        "levels": levels,
        "competences": competences,
        "groups": groups,
        "skills": skills,
        "rules": rules if any_in_use else rules[1:],
        **draw(EXTRAS),
    }


def _skills(draw: st.DrawFn, competences: list[Any], groups: list[Any], most: int) -> list[dict[str, Any]]:
    skills: list[dict[str, Any]] = []
    group_of = {group["competence"]: group["id"] for group in groups}
    for n in range(draw(st.integers(1, most))):
        home = draw(st.sampled_from(competences))["id"]
        skill = {
            "id": f"{home}.s{n}",
            "competence": home,
            "name": draw(NAMES),
            "can_do": draw(NAMES),
            "evidence": draw(OPTIONAL_TEXTS),
            "proof": draw(st.sampled_from(["project", "artefact", "note", "activity"])),
            **draw(EXTRAS),
        }
        if home in group_of and draw(st.booleans()):
            skill["group"] = group_of[home]
        if skills and draw(st.booleans()):
            skill |= {"retired": True}
            if draw(st.booleans()):
                skill["successor"] = draw(st.sampled_from(skills))["id"]
        if draw(st.booleans()):
            skill["signals"] = [
                {"call": ["keras.layers.*"], "with": {"rate": ">0"}, "why": "A layer"},
                {"text": draw(st.sampled_from(["seed*", "#a"]))},
            ]
        skills.append(skill)
    return skills


def yardsticks() -> st.SearchStrategy[Yardstick]:
    """Made-up frameworks as values."""
    return framework_documents().map(lambda document: _value(document))


def _value(document: dict[str, Any]) -> Yardstick:
    content = documents.read(document, "made-up")[0]
    assert isinstance(content, Yardstick)
    return content
