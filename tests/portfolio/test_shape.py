"""The sentence of a shape: what each kind of portfolio prints, and why."""

from functools import cache
from pathlib import Path

import pytest

from competence.formats import toml
from competence.strengths import Strength
from competence.yardstick import Yardstick
from portfolio import shape

DATA = Path(__file__).parents[2] / "competence" / "data"


@cache
def yardstick(key: str = "three-levels") -> Yardstick:
    return toml.read_framework((DATA / f"{key}.toml").read_text(encoding="utf-8"), key)


def shown(
    level: str, number: int, verified: int = 0, domain: str = "", key: str = "three-levels"
) -> dict[str, Strength]:
    """The first `number` skills of a level (of a domain), `verified` of them verified, the others evidenced."""
    skills = [s.key for s in yardstick(key).levels_by_key[level].skills if not domain or s.domain == domain]
    return {k: Strength.VERIFIED if i < verified else Strength.EVIDENCED for i, k in enumerate(skills[:number])}


def claims(level: str, number: int) -> dict[str, Strength]:
    return dict.fromkeys(shown(level, number), Strength.CLAIMED)


CV, TS, NL = "computer-vision", "time-series", "natural-language"
SOLID = shown("l1", 30, 20) | shown("l2", 29, 20)
LAST = "“Weight averaging”, at Level 2, is not shown yet."

CASES = {
    "nothing": ({}, {}, 0, "Nothing is shown yet."),
    "claims only": (
        claims("l1", 4), {}, 1, "Nothing is shown yet. Four skills are claimed, with no place to look.",
    ),
    "one claim": (claims("l1", 1), {}, 1, "Nothing is shown yet. One skill is claimed, with no place to look."),
    "one project": (
        shown("l1", 7), {}, 1,
        "Starting at Level 1, in one project so far. Six parts of Level 1, and Levels 2 and 3 are not shown yet.",
    ),
    "level 1 only": (
        shown("l1", 26, 20), {}, 5,
        "Solid at Level 1. Variety of targets, at Level 1, and Levels 2 and 3 are not shown yet.",
    ),
    "level 1, nothing checked": (
        shown("l1", 30), {}, 5, "Most of Level 1, not yet checked. Levels 2 and 3 are not shown yet.",
    ),
    "level 1, a little checked": (
        shown("l1", 30, 5), {}, 5, "Most of Level 1, less than half checked. Levels 2 and 3 are not shown yet.",
    ),
    "level 1, exactly half checked": (
        shown("l1", 30, 15), {}, 5, "Solid at Level 1. Levels 2 and 3 are not shown yet.",
    ),
    "levels 1 and 2": (SOLID, {}, 6, "Solid at Levels 1 and 2. Level 3 is not shown yet."),
    "an empty competence is named": (
        shown("l1", 30, 20) | shown("l2", 26, 20) | shown("l3", 4, 3, TS), {TS: 1}, 6,
        "Solid at Levels 1 and 2; first Level 3 work in time series forecasting. "
        "Prediction, at Level 2, is not shown yet.",
    ),
    "part of level 2": (
        shown("l1", 30, 20) | shown("l2", 19, 9), {}, 6,
        "Solid at Level 1, part of Level 2. Generalization and Prediction, at Level 2, and Level 3 are not shown yet.",
    ),
    "unchecked beside part": (
        shown("l1", 30, 2) | shown("l2", 19, 2) | shown("l3", 5, 0, NL), {NL: 2}, 6,
        "Most of Level 1, less than half checked; part of Level 2; Level 3 work in natural language processing. "
        "Generalization and Prediction, at Level 2, are not shown yet.",
    ),
    "first work in a domain": (
        SOLID | shown("l3", 4, 3, TS), {TS: 1}, 6,
        f"Solid at Levels 1 and 2; first Level 3 work in time series forecasting. {LAST}",
    ),
    "work in two projects": (
        SOLID | shown("l3", 4, 3, TS), {TS: 2}, 6,
        f"Solid at Levels 1 and 2; Level 3 work in time series forecasting. {LAST}",
    ),
    "all of one domain": (
        SOLID | shown("l3", 8, 3, CV), {CV: 2}, 6,
        f"Solid at Levels 1 and 2; complete Level 3 work in computer vision. {LAST}",
    ),
    "broad": (
        SOLID | shown("l3", 8, 3, CV) | shown("l3", 4, 1, TS) | shown("l3", 4, 1, NL), {CV: 2, TS: 3, NL: 1}, 9,
        "Solid at Levels 1 and 2; complete Level 3 work in computer vision, broad work in time series forecasting and "
        f"first work in natural language processing. {LAST}",
    ),
    "too little for a domain": (
        SOLID | shown("l3", 2, 0, CV), {CV: 1}, 6,
        f"Solid at Levels 1 and 2; starting at Level 3 in computer vision. {LAST}",
    ),
    "no other domain": (
        shown("l1", 30, 20) | shown("l2", 30, 20) | shown("l3", 4, 3, TS), {TS: 1}, 6,
        "Solid at Levels 1 and 2; first Level 3 work in time series forecasting. No other domain is shown.",
    ),
    "out of order": (
        shown("l3", 5, 0, NL), {NL: 1}, 2,
        "First Level 3 work in natural language processing ahead of Levels 1 and 2, which are not shown yet.",
    ),
    "out of order, a little below": (
        shown("l1", 4) | shown("l2", 2) | shown("l3", 5, 0, NL), {NL: 3}, 4,
        "Broad Level 3 work in natural language processing ahead of Levels 1 and 2, which are mostly unshown.",
    ),
    "level 2 missing": (
        shown("l1", 30, 20) | shown("l3", 5, 0, NL), {NL: 2}, 4,
        "Solid at Level 1; Level 3 work in natural language processing ahead of Level 2, which is not shown yet.",
    ),
    "level 1 missing": (
        shown("l2", 30, 20) | shown("l3", 5, 0, NL), {NL: 2}, 4,
        "Solid at Level 2; Level 3 work in natural language processing ahead of Level 1, which is not shown yet.",
    ),
    "level 1 missing, part of level 2": (
        shown("l1", 2) | shown("l2", 15) | shown("l3", 5, 0, NL), {NL: 2}, 4,
        "Part of Level 2; Level 3 work in natural language processing ahead of Level 1, which is mostly unshown. "
        "Generalization and Prediction, at Level 2, are not shown yet.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_sentence(case):
    strengths, domains, projects, expected = CASES[case]
    assert shape.read(yardstick(), strengths, domains, projects).sentence == expected


def test_out_of_order_is_said_where_it_is_so_and_nowhere_else():
    found = {case for case, (s, d, p, _) in CASES.items() if shape.read(yardstick(), s, d, p).out_of_order}
    assert found == {
        "out of order", "out of order, a little below", "level 2 missing", "level 1 missing",
        "level 1 missing, part of level 2",
    }  # fmt: skip


def test_a_level_that_the_rules_call_demonstrated_is_never_said_to_be_passed_over():
    strengths = shown("l1", 17, 17) | shown("l2", 3, 3) | shown("l3", 5, 0, NL)
    assert shape.read(yardstick(), strengths, {NL: 2}, 4, demonstrated=["l1"]).out_of_order
    found = shape.read(yardstick(), strengths, {NL: 2}, 4, demonstrated=["l1", "l2"])
    assert not found.out_of_order
    assert "ahead of" not in found.sentence
    assert "starting at Level 2" in found.sentence


def test_a_framework_without_domains():
    key = "ml-progress-checklist"
    strengths = shown("ck.entry", 27, 15, key=key) | shown("ck.intermediate", 20, 2, key=key)
    sentence = shape.read(yardstick(key), strengths, {}).sentence
    assert (
        sentence == "Solid at Level 1, part of Level 2. Theory and General, at Level 2, and Level 3 are not shown yet."
    )


def test_a_ladder_without_domains_shown_from_above():
    key = "ml-progress-checklist"
    strengths = shown("ck.entry", 2, 1, key=key) | shown("ck.intermediate", 48, 30, key=key)
    found = shape.read(yardstick(key), strengths, {})
    assert found.out_of_order
    assert found.sentence.startswith("Solid at Level 2 ahead of Level 1, which is mostly unshown.")


def test_areas_side_by_side_go_by_their_names():
    key = "global-competencies"
    strengths = shown("gc.human", 12, 7, key=key) | shown("gc.applied", 5, 2, key=key)
    assert shape.read(yardstick(key), strengths, {}).sentence == (
        "Solid in Global competencies, starting in Applied areas. "
        "Self-directed learning in Global competencies, and four parts of Applied areas are not shown yet."
    )


def test_evidence_for_another_framework_is_not_read_as_nothing():
    found = shape.read(yardstick("field-guide"), SOLID, {})
    assert found.sentence == "Nothing is linked to Guide to the Field of Deep Learning yet."


def test_levels_are_strong_and_gaps_are_marked():
    parts = shape.read(yardstick(), SOLID, {}).parts
    assert [(part.text, part.kind) for part in parts] == [
        ("Solid at ", ""),
        ("Levels 1 and 2", "strong"),
        (".", ""),
        (" ", ""),
        ("Level 3 is not shown yet.", "not"),
    ]


def test_the_explanation_gives_the_rule_and_this_person_s_numbers():
    why = shape.read(yardstick(), SOLID | shown("l3", 4, 3, TS), {TS: 1}).why
    assert "two thirds of a level’s skills are shown and half of those are verified" in why[0]
    assert "Claims never count." in why[0]
    assert "Level 2: 29 of 30 skills shown, 20 of them verified: solid." in why[3]
    assert why[4] == "Time series forecasting: 4 of 7 skills shown, in 1 project."
    assert why[5].endswith("So a level can be demonstrated while only part of it is shown.")


def test_optional_levels_are_no_levels_of_the_sentence():
    found = shape.read(yardstick(), shown("lx", 5, 5), {}).sentence
    assert found == "Optional skills only. Nothing that counts towards a level is shown yet."
