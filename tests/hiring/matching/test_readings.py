"""What of a brief is met, partly met and missing."""

import pytest
from hypothesis import given

from competence.standing import State
from competence.strengths import Strength
from hiring import matching
from hiring.matching import Facts, Met
from hiring.wanted import Ask, Wanted
from tests.hiring.matching import worlds
from tests.hiring.matching.worlds import group_ask, level_ask, skill_ask

CLAIMED, EVIDENCED, VERIFIED = Strength


def read(ask: Ask, **facts) -> matching.Reading:
    (reading,) = matching.read(Wanted("plain", (ask,)), Facts(**facts)).readings
    return reading


@pytest.mark.parametrize(
    ("asked", "shown", "met", "verified"),
    [
        (EVIDENCED, None, Met.MISSING, False),
        (EVIDENCED, CLAIMED, Met.PARTLY, False),
        (EVIDENCED, EVIDENCED, Met.MET, False),
        (EVIDENCED, VERIFIED, Met.MET, True),
        (CLAIMED, CLAIMED, Met.MET, False),
        (VERIFIED, EVIDENCED, Met.PARTLY, False),
        (VERIFIED, VERIFIED, Met.MET, True),
    ],
)
def test_a_skill_is_held_at_its_strength(asked, shown, met, verified):
    reading = read(skill_ask("l1.s1", strength=asked), strengths={"l1.s1": shown} if shown else {})
    assert (reading.met, reading.is_verified) == (met, verified)


@pytest.mark.parametrize(
    ("strengths", "met", "verified", "counts", "weaker"),
    [
        ({}, Met.MISSING, False, "", ""),
        ({"l2.s1": VERIFIED}, Met.MISSING, False, "", ""),
        ({"l1.s2": CLAIMED}, Met.PARTLY, False, "", "l1.s2"),
        ({"l1.s2": VERIFIED}, Met.PARTLY, False, "l1.s2", ""),
        ({"l1.s1": CLAIMED, "l1.s2": VERIFIED}, Met.PARTLY, False, "l1.s2", "l1.s1"),
        ({"l1.s3": EVIDENCED, "l1.s2": VERIFIED}, Met.MET, False, "l1.s2 l1.s3", ""),
        ({"l1.s3": VERIFIED, "l1.s1": VERIFIED, "l1.s2": CLAIMED}, Met.MET, True, "l1.s1 l1.s3", "l1.s2"),
    ],
)
def test_a_group_is_held_at_the_strength_that_as_many_as_asked_for_reach(strengths, met, verified, counts, weaker):
    reading = read(group_ask("l1.s1", "l1.s2", "l1.s3", n=2), strengths=strengths)
    assert (reading.met, reading.is_verified) == (met, verified)
    assert (" ".join(reading.counts), " ".join(reading.weaker)) == (counts, weaker)


@pytest.mark.parametrize(
    ("asked", "state", "met", "verified"),
    [
        (EVIDENCED, None, Met.MISSING, False),
        (EVIDENCED, State.NOT_STARTED, Met.MISSING, False),
        (EVIDENCED, State.IN_PROGRESS, Met.PARTLY, False),
        (CLAIMED, State.IN_PROGRESS, Met.PARTLY, False),
        (EVIDENCED, State.OUT_OF_ORDER, Met.PARTLY, False),
        (EVIDENCED, State.DEMONSTRATED, Met.MET, False),
        (EVIDENCED, State.VERIFIED, Met.MET, True),
        (VERIFIED, State.DEMONSTRATED, Met.PARTLY, False),
        (VERIFIED, State.VERIFIED, Met.MET, True),
    ],
)
def test_a_level_is_held_where_it_is_demonstrated_or_verified(asked, state, met, verified):
    reading = read(level_ask("l1", strength=asked), standings={"l1": state} if state is not None else {})
    assert (reading.met, reading.is_verified, reading.state) == (met, verified, state or State.NOT_STARTED)


def test_what_the_edition_has_no_longer_asks_for_nothing():
    gone = Ask("skill", "l1.gone", "Gone", "must", EVIDENCED, retired=True)
    match = matching.read(Wanted("plain", (gone, skill_ask("l1.s1"))), Facts({"l1.s1": VERIFIED}))
    assert [reading.ask.key for reading in match.musts] == ["l1.s1"]


def test_another_strength_for_all_of_a_brief():
    wanted = Wanted("plain", (skill_ask("l1.s1"), level_ask("l2", "useful")), frozenset({"l3"}))
    changed = matching.counting(wanted, VERIFIED)
    assert {ask.strength for ask in changed.asks} == {VERIFIED}
    assert (changed.framework, changed.not_needed) == ("plain", {"l3"})


def test_surplus_stands_apart_and_what_is_not_needed_in_a_pile_of_its_own():
    shown = dict.fromkeys(("l1.s1", "l1.s2", "l2.s1", "l2.s2", "l3.s1"), EVIDENCED) | {"l1.s3": CLAIMED}
    wanted = Wanted("plain", (skill_ask("l1.s1"), group_ask("l2.s2", "l2.s3", n=1)), frozenset({"l3"}))
    found = matching.surplus(wanted, Facts(shown), worlds.yardstick())
    assert found == matching.Surplus(("l1.s2", "l2.s1"), ("l3.s1",))
    by_level = Wanted("plain", (level_ask("l1"),))
    assert matching.surplus(by_level, Facts(shown), worlds.yardstick()).more == ("l2.s1", "l2.s2", "l3.s1")


@given(worlds.wanteds(), worlds.people())
def test_every_ask_is_read_and_every_skill_stands_in_one_place(wanted, facts):
    match = matching.read(wanted, facts)
    assert [reading.ask for reading in match.readings] == [ask for ask in wanted.asks if not ask.retired]
    for reading in match.readings:
        assert not set(reading.counts) & set(reading.weaker)
        assert reading.is_met or not (reading.is_verified and reading.ask.kind != "level")
    extra = matching.surplus(wanted, facts, worlds.yardstick())
    asked = {key for ask in wanted.asks for key in ask.skills}
    assert not asked & {*extra.more, *extra.not_needed}
    assert not set(extra.more) & set(extra.not_needed)
