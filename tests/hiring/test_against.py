"""How a person stands against one point: by strength, by number, at a level. No database."""

import pytest

from competence.standing import State
from competence.strengths import Strength
from hiring import against
from hiring.against import Met, Reading, Side
from hiring.wanted import Ask

CLAIMED, EVIDENCED, VERIFIED = Strength.CLAIMED, Strength.EVIDENCED, Strength.VERIFIED


def side(levels: State = State.NOT_STARTED, **strengths: Strength) -> Side:
    return Side(strengths, {"l2": levels})


def skill(strength: Strength = EVIDENCED) -> Ask:
    return Ask("skill", "a", "A", "must", strength, ("a",))


@pytest.mark.parametrize(
    ("ask", "has", "expected"),
    [
        (skill(), side(), Reading(Met.NOT_YET, "not shown yet", "gap")),
        (skill(), side(a=CLAIMED), Reading(Met.WEAKER, "claimed only, evidenced is asked for", "claimed", "a")),
        (skill(), side(a=EVIDENCED), Reading(Met.MET, "evidenced", "evidenced", "a")),
        (skill(), side(a=VERIFIED), Reading(Met.MET, "verified", "verified", "a")),
        (
            skill(VERIFIED),
            side(a=EVIDENCED),
            Reading(Met.WEAKER, "evidenced, verified is asked for", "evidenced", "a"),
        ),
        (skill(CLAIMED), side(a=CLAIMED), Reading(Met.MET, "claimed", "claimed", "a")),
        (skill(), side(b=VERIFIED), Reading(Met.NOT_YET, "not shown yet", "gap")),
    ],
)
def test_a_skill(ask: Ask, has: Side, expected: Reading) -> None:
    assert against.read(ask, has) == expected


def group(at_least: int) -> Ask:
    return Ask("group", "g", "G", "must", EVIDENCED, ("a", "b", "c"), at_least)


def test_a_group_counts_and_is_as_strong_as_the_weakest_that_it_needs() -> None:
    assert against.read(group(2), side(a=VERIFIED)).words == "1 of 2 shown"
    assert against.read(group(2), side(a=VERIFIED)).met == Met.WEAKER
    assert against.read(group(2), side(a=CLAIMED)).met == Met.NOT_YET
    assert against.read(group(2), side(a=VERIFIED, b=EVIDENCED)).words == "evidenced"
    assert against.read(group(2), side(a=VERIFIED, b=EVIDENCED, c=VERIFIED)).words == "verified"


@pytest.mark.parametrize(
    ("strength", "state", "met"),
    [
        (EVIDENCED, State.NOT_STARTED, Met.NOT_YET),
        (EVIDENCED, State.IN_PROGRESS, Met.WEAKER),
        (EVIDENCED, State.OUT_OF_ORDER, Met.WEAKER),
        (EVIDENCED, State.DEMONSTRATED, Met.MET),
        (EVIDENCED, State.VERIFIED, Met.MET),
        (VERIFIED, State.DEMONSTRATED, Met.WEAKER),
        (VERIFIED, State.VERIFIED, Met.MET),
    ],
)
def test_a_level(strength: Strength, state: State, met: Met) -> None:
    assert against.read(Ask("level", "l2", "Level 2", "must", strength), side(state)).met == met
