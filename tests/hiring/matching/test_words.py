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
        ([VERIFIED, VERIFIED, VERIFIED, EVIDENCED], "L1.s4 is evidenced, not verified."),
        ([VERIFIED, CLAIMED], "L1.s3 and l1.s4 are not shown yet. L1.s2 is only claimed."),
        ([], "L1.s1, l1.s2 and 2 more are not shown yet."),
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


def test_a_step_says_what_is_there_and_where_it_would_lead():
    asks = (skill_ask("l1.s1"), group_ask("l1.s2", "l1.s3", n=1), level_ask("l2"))
    own = match(EVIDENCED, asks=asks, standings={"l2": State.IN_PROGRESS})
    steps = matching.moves(own, lambda figures: 9 - figures.musts_verified)
    assert [words.move(step, 9, str.upper) for step in steps] == [
        "L1.s1 is evidenced; verified, it would move this person from 9 to 8.",
        "Some is not shown yet; L1.S2, verified, would move this person from 9 to 8.",
        "L2 is in progress; verified, it would move this person from 9 to 8.",
    ]
    steps = matching.moves(own, lambda figures: 9 - figures.musts_met)
    assert (
        words.move(steps[-1], 8, str.upper) == "L2 is in progress; demonstrated, it would move this person from 8 to 7."
    )


def test_names_in_sentences_agree_with_their_verb():
    asks = (Ask("skill", "l1.s1", "Learning rate schedules", "must", EVIDENCED, ("l1.s1",)),)
    own = match(asks=asks)
    assert words.still_open(own) == "Learning rate schedules are not shown yet."
    (step, _) = matching.moves(own, lambda figures: 9 - figures.musts_met * 2 - figures.musts_verified)
    assert words.move(step, 9, str) == (
        "Learning rate schedules are not shown yet; verified, they would move this person from 9 to 6."
    )
    level = Ask("level", "l1", "Level 1, Modeling", "must", EVIDENCED)
    assert words.still_open(match(asks=(level,))) == "Level 1 is not started."


def test_the_rule_is_told_in_words():
    assert "no figure outweighs another" in " ".join(RULE)
