"""The sentences of a match."""

from datetime import date

import pytest

from competence.standing import State
from competence.strengths import Strength
from hiring import matching
from hiring.matching import Facts, words
from hiring.matching.words import RULE
from hiring.wanted import Ask, Wanted
from tests.hiring.matching.worlds import group_ask, level_ask, skill_ask

CLAIMED, EVIDENCED, VERIFIED = Strength
ASKS = tuple(skill_ask(f"l1.s{n}") for n in range(1, 5))


def match(*strengths: Strength | None, asks=ASKS, **facts) -> matching.Match:
    shown = {f"l1.s{n}": strength for n, strength in enumerate(strengths, start=1) if strength}
    return matching.read(Wanted("plain", asks), Facts(shown, **facts))


@pytest.mark.parametrize(
    ("asks", "strengths", "sentence"),
    [
        (4, [VERIFIED] * 4, "All 4 musts, all verified."),
        (4, [VERIFIED, VERIFIED, EVIDENCED, EVIDENCED], "All 4 musts, 2 verified."),
        (4, [EVIDENCED, EVIDENCED, EVIDENCED], "3 of 4 musts, none verified."),
        (4, [EVIDENCED], "1 of 4 musts, not verified."),
        (4, [CLAIMED], "None of 4 musts."),
        (2, [VERIFIED, VERIFIED], "Both musts, both verified."),
        (1, [VERIFIED], "The one must, verified."),
        (1, [], "The one must is not met."),
    ],
)
def test_the_figures_in_a_sentence(asks, strengths, sentence):
    assert words.summary(match(*strengths, asks=ASKS[:asks])) == sentence


def test_a_brief_without_musts_is_summed_up_by_what_is_useful():
    assert words.summary(match(EVIDENCED, asks=(skill_ask("l1.s1", "useful"),))) == "1 of 1 useful."


@pytest.mark.parametrize(
    ("strengths", "sentence"),
    [
        ([VERIFIED] * 4, ""),
        ([VERIFIED, VERIFIED, VERIFIED, EVIDENCED], "Evidenced, not verified: l1.s4."),
        ([VERIFIED, CLAIMED], "Not shown yet: l1.s3 and l1.s4. Only claimed: l1.s2."),
        ([], "Not shown yet: l1.s1, l1.s2 and 2 more."),
    ],
)
def test_what_is_open_in_sentences(strengths, sentence):
    assert words.still_open(match(*strengths)) == sentence


def test_groups_and_levels_say_how_far_they_are():
    asks = (group_ask("l1.s1", "l1.s2", n=2), level_ask("l2"), skill_ask("l1.s3", strength=VERIFIED))
    own = match(EVIDENCED, None, EVIDENCED, asks=asks, standings={"l2": State.OUT_OF_ORDER})
    assert [words.standing(reading) for reading in own.readings] == [
        "shown by 1 of 2 skills",
        "out of order",
        "evidenced, with verified asked for",
    ]
    assert words.standing(match(CLAIMED, asks=asks).musts[0]) == "begun, weaker than asked for"


@pytest.mark.parametrize(
    ("asked", "strengths", "said"),
    [
        (EVIDENCED, [VERIFIED, CLAIMED], "shown by 1 of 2 skills"),
        (EVIDENCED, [CLAIMED, CLAIMED], "only claimed"),
        (VERIFIED, [VERIFIED, EVIDENCED], "verified in 1 of 2 skills"),
        (VERIFIED, [EVIDENCED, EVIDENCED], "evidenced, with verified asked for"),
        (CLAIMED, [CLAIMED, None], "shown by 1 of 2 skills"),
    ],
)
def test_of_several_skills_those_that_count_are_told(asked, strengths, said):
    asks = (group_ask("l1.s1", "l1.s2", n=2, strength=asked),)
    assert words.standing(match(*strengths, asks=asks).musts[0]) == said


def why(own: matching.Match, theirs: matching.Match) -> str:
    found = matching.deciding(own, theirs)
    assert found is not None
    return words.why(found, "Tomasz")


def test_why_somebody_stands_above():
    own = match(VERIFIED, EVIDENCED)
    assert why(own, match(VERIFIED, VERIFIED)) == "Tomasz stands above by one more verified must: l1.s2."
    assert why(own, match(None, VERIFIED, VERIFIED)) == (
        "Tomasz has 2 verified musts, this person 1: l1.s2 and l1.s3 there, l1.s1 here."
    )
    assert why(own, match(VERIFIED, EVIDENCED, EVIDENCED, EVIDENCED)) == (
        "Tomasz stands above by two more musts met: l1.s3 and l1.s4."
    )


def test_the_day_decides_last():
    same = "Musts and useful ones are equal. The latest proof of Tomasz is newer, 2 May 2026"
    newer = match(last_proof_on=date(2026, 5, 2))
    assert why(match(last_proof_on=date(2026, 4, 30)), newer) == f"{same} against 30 April 2026."
    assert why(match(), newer) == f"{same} and this person has none yet."
    decides = matching.deciding(match(), newer)
    assert words.no_step(decides) == "Only a newer proof would move this person up; it may be of any skill."
    assert words.no_step(None) == "No single step would move this person up."


def test_a_step_says_what_is_there_and_where_it_would_lead():
    asks = (skill_ask("l1.s1"), group_ask("l1.s2", "l1.s3", n=1), level_ask("l2"))
    own = match(EVIDENCED, asks=asks, standings={"l2": State.IN_PROGRESS})
    steps = matching.moves(own, lambda figures: 9 - figures.musts_verified)
    assert [words.move(step, 9, str.upper) for step in steps] == [
        "L1.s1: evidenced; verified, this would move the person from 9 to 8.",
        "Some: not shown yet; L1.S2, verified, would move the person from 9 to 8.",
        "L2: in progress; verified, this would move the person from 9 to 8.",
    ]
    steps = matching.moves(own, lambda figures: 9 - figures.musts_met)
    assert (
        words.move(steps[-1], 8, str.upper) == "L2: in progress; demonstrated, this would move the person from 8 to 7."
    )


@pytest.mark.parametrize("name", ["Learning rate schedules", "Recognize bias", "Dataset analysis"])
def test_sentences_fit_names_of_one_thing_and_of_several(name):
    asks = (Ask("skill", "l1.s1", name, "must", EVIDENCED, ("l1.s1",)),)
    own = match(asks=asks)
    assert words.still_open(own) == f"Not shown yet: {name}."
    (step, _) = matching.moves(own, lambda figures: 9 - figures.musts_met * 2 - figures.musts_verified)
    assert words.move(step, 9, str) == (f"{name}: not shown yet; verified, this would move the person from 9 to 6.")
    level = Ask("level", "l1", "Level 1, Modeling", "must", EVIDENCED)
    assert words.still_open(match(asks=(level,))) == "Not started: Level 1."


def test_the_rule_is_told_in_words():
    told = " ".join(RULE)
    assert "no figure outweighs another" in told
    assert "Only the day can be that of a proof beyond the brief." in told


def test_what_is_beyond_a_brief_can_only_be_the_latest_proof():
    facts = Facts({"l1.s1": VERIFIED}, last_proof_on=date(2026, 5, 1))
    more = Facts({"l1.s1": VERIFIED, "l3.s1": VERIFIED}, last_proof_on=date(2026, 5, 2))
    first, second = (matching.read(Wanted("plain", ASKS), one).figures.key for one in (facts, more))
    assert first[:3] == second[:3]
    assert first[3] < second[3]
    without_day = Wanted("plain", ASKS, frozenset({"l3"}))
    assert matching.read(without_day, facts).figures == matching.read(without_day, more).figures
