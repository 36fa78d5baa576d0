"""Briefs and people drawn at random, in a framework of two levels and one more that is not always needed."""

from __future__ import annotations

from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from competence.standing import State
from competence.strengths import Strength
from competence.yardstick import Competence, Level, Skill, Yardstick
from hiring.matching import Facts
from hiring.wanted import Ask, Wanted

EXTRA = "l3"
"""The level that a brief may call not needed; nothing of it is asked for."""
OWN = [f"l{level}.s{number}" for level in (1, 2) for number in range(1, 6)]
BEYOND = [f"{EXTRA}.s{number}" for number in range(1, 4)]
LEVELS = ("l1", "l2")
STRENGTHS = st.sampled_from(Strength)
FEW = settings(max_examples=40)
"""For properties of whole crowds: a draw of one is ten of a person."""


def yardstick() -> Yardstick:
    """The framework as a value."""
    return Yardstick("plain", "Plain", "1", levels=tuple(_level(key) for key in (*LEVELS, EXTRA)))


def _level(key: str) -> Level:
    skills = tuple(
        Skill(skill, skill, "Can.", "", "", "project", key, f"{key}.c")
        for skill in (*OWN, *BEYOND)
        if skill.startswith(key)
    )
    number = int(key[1])
    return Level(key, number, key, "", competences=(Competence(f"{key}.c", key, "", "", key, skills=skills),))


def skill_ask(key: str, weight: str = "must", strength: Strength = Strength.EVIDENCED) -> Ask:
    return Ask("skill", key, key, weight, strength, (key,))


def group_ask(*keys: str, n: int, weight: str = "must", strength: Strength = Strength.EVIDENCED) -> Ask:
    return Ask("group", "some", "Some", weight, strength, keys, n)


def level_ask(key: str, weight: str = "must", strength: Strength = Strength.EVIDENCED) -> Ask:
    return Ask("level", key, key, weight, strength)


@st.composite
def asks(draw: st.DrawFn) -> Ask:
    weight, strength = draw(st.sampled_from(("must", "useful"))), draw(STRENGTHS)
    retired = draw(st.integers(0, 9)) == 0
    kind = draw(st.sampled_from(("skill", "skill", "group", "domain", "level")))
    if kind == "level":
        key = draw(st.sampled_from(LEVELS))
        return Ask(kind, key, key, weight, strength, retired=retired)
    size = 1 if kind == "skill" else draw(st.integers(1, 4))
    keys = tuple(sorted(draw(st.sets(st.sampled_from(OWN), min_size=size, max_size=size))))
    key = keys[0] if kind == "skill" else "-".join(keys)
    return Ask(kind, key, key, weight, strength, keys, draw(st.integers(1, size)), retired)


def wanteds(most: int = 6) -> st.SearchStrategy[Wanted]:
    needless = st.sampled_from((frozenset[str](), frozenset({EXTRA})))
    unique = st.lists(asks(), max_size=most, unique_by=lambda ask: (ask.kind, ask.key))
    ordered = unique.map(lambda found: tuple(sorted(found, key=lambda ask: ask.weight)))
    return st.builds(Wanted, st.just("plain"), ordered, needless)


def people() -> st.SearchStrategy[Facts]:
    return st.builds(
        Facts,
        st.dictionaries(st.sampled_from(OWN + BEYOND), STRENGTHS),
        st.dictionaries(st.sampled_from(LEVELS), st.sampled_from(State)),
        st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 3)),
    )
