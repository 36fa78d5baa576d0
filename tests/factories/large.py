"""A made-up framework of any size, in the shape of a file: deep, uneven, with usual texts. No database."""

from __future__ import annotations

from itertools import islice, pairwise
from random import Random
from typing import Any

Document = dict[str, Any]

LEVELS = ("Basics", "Methods", "Practice", "Systems", "Research")
COMPETENCES = ("Data", "Models", "Training", "Evaluation", "Errors", "Scale", "Tools", "Reporting", "Ethics", "Teams")
TOPICS = ("images", "tables", "time series", "speech", "graphs", "text", "sensor data", "maps", "video", "records")
VERBS = ("prepare", "inspect", "compare", "explain", "measure", "simplify", "monitor", "repair", "document", "question")
DEEPEST = 5
SYLLABLES = tuple("ba ce di fo gu la me ni po ru sa te vi wo ran sel tor ing".split())
WIDE = 4
"""Of so many skills of a framework, one stands in its first competence: there is always one with hundreds."""


def document(skills: int, key: str = "large", version: str = "1.0.0") -> Document:
    """A framework of that many skills, under skills of their own up to `DEEPEST` deep; every third has no text beside
    what showing it means. The same arguments give the same document."""
    per_level = 10 if skills >= 100 else 2
    levels = [
        {"id": f"{key}{n}", "number": n, "name": name, "summary": f"{name}, from the first step to the last."}
        for n, name in enumerate(LEVELS, start=1)
    ]
    for below, level in pairwise(levels):
        level["prerequisite"] = [below["id"]]
    competences = [
        {"id": f"{level['id']}.c{n}", "level": level["id"], "name": name, "summary": f"{name} in {level['name']}."}
        for level in levels
        for n, name in enumerate(COMPETENCES[:per_level], start=1)
    ]
    first, *others = competences
    groups = [
        {"id": f"{home['id']}.g{n}", "competence": home["id"], "name": f"{home['name']}, part {n}"}
        for home in competences[1::2]
        for n in (1, 2)
    ]
    rows = _skills(first, skills // WIDE, ())
    rest = skills - len(rows)
    for n, home in enumerate(others):
        own = tuple(group["id"] for group in groups if group["competence"] == home["id"])
        rows += _skills(home, rest // len(others) + (n < rest % len(others)), own)
    return {
        "schema_version": 1,
        "framework": {"id": key, "title": f"A framework of {skills:,} skills", "version": version},
        "levels": levels,
        "competences": competences,
        "groups": groups,
        "skills": rows,
        "rules": [_rule(level, rows) for level in levels],
    }


def _rule(level: Document, rows: list[Document]) -> Document:
    some = [row["id"] for row in islice((r for r in rows if r["id"].startswith(f"{level['id']}.")), 5)]
    text = f"At least three of five skills of {level['name']}."
    rule = {"id": f"{level['id']}.rule", "level": level["id"], "kind": "skills", "at_least": 3, "of": 5}
    return rule | {"skills": some, "text": text}


def _skills(home: Document, count: int, groups: tuple[str, ...]) -> list[Document]:
    """Skills of one competence: each stands under the one before it, until it is deep enough."""
    rows: list[Document] = []
    above: list[str] = []
    for n in range(count):
        above = above[: n * 7 % (DEEPEST + 1)]
        row = _skill(home, n)
        if groups:
            row["group"] = groups[len(groups) * n // count]
        if above and next(r for r in reversed(rows) if r["id"] == above[-1]).get("group") == row.get("group"):
            row["under"] = above[-1]
        above.append(row["id"])
        rows.append(row)
    return rows


def _words(chance: Random, count: int) -> str:
    return " ".join("".join(chance.choice(SYLLABLES) for _ in range(chance.randint(1, 3))) for _ in range(count))


def _skill(home: Document, n: int) -> Document:
    chance = Random(f"{home['id']} {n}")  # the same texts each time, as varied as those of people
    verb, topic = VERBS[n % len(VERBS)], TOPICS[n // len(VERBS) % len(TOPICS)]
    name = f"{verb.capitalize()} {topic} for {home['name'].lower()} {n + 1}"
    row: Document = {
        "id": f"{home['id']}.s{n + 1}",
        "competence": home["id"],
        "name": name,
        "can_do": f"Can {verb} {topic} of {_words(chance, 12)}.",
        "proof": ("project", "artefact", "note")[n % 3],
    }
    if n % 3:
        row["evidence"] = f"A cell that shows {topic} before and after, with {_words(chance, 8)}."
        row["pitfall"] = "A picture without a word about what it shows."
    return row
