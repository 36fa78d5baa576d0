"""The count: nothing but a tick raises it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portfolio.checklists import progress
from portfolio.checklists.patches import own_key
from portfolio.checklists.progress import Count
from portfolio.checklists.values import Branch, Entry, Item, Outline, Stage, State, arranged
from tests.portfolio.checklists import worlds

DAY = date(2026, 3, 1)


@st.composite
def checklists(draw: st.DrawFn) -> tuple[Outline, State, str]:
    of = draw(worlds.outlines())
    return of, draw(worlds.states(of)), draw(st.sampled_from(worlds.KEYS))


def test_habits_optional_and_own_items_stand_beside_the_count():
    entries = (
        Entry("s.a", "Load", "c"),
        Entry("s.b", "Read papers", "c", habit=True),
        Entry("s.c", "Quantum", "c", optional=True),
    )
    of = Outline("1", (Stage("l", "L", (Branch("c", "C", "l", entries),)),))
    own = Item(own_key("1"), is_own=True, name="Mine", done_on=DAY)
    state = State("1").having(own, *(Item(entry.key, done_on=DAY) for entry in entries))
    assert progress.of_all(of, state) == Count(done=1, total=1)
    assert progress.own(state) == Count(done=1, total=1)


def test_per_cent_are_rounded_down_and_nothing_is_none():
    assert [Count(2, 3).percent, Count(199, 200).percent, Count(3, 3).percent, Count().percent] == [66, 99, 100, 0]


def test_a_habit_goes_stale_after_ninety_days():
    assert not progress.is_stale(None, DAY)
    assert not progress.is_stale(DAY, DAY + timedelta(days=90))
    assert progress.is_stale(DAY, DAY + timedelta(days=91))


@given(checklists())
def test_nothing_but_a_tick_raises_it(world):
    of, state, key = world
    before = progress.of_all(of, state)
    opened = state.having(replace(state.of(key), done_on=None))
    for put in ("hidden", "skipped"):
        after = progress.of_all(of, state.having(replace(state.of(key), state=put)))
        assert after.total == before.total and after.percent <= before.percent
        aside = opened.having(replace(opened.of(key), state=put))
        assert progress.of_all(of, aside).percent == progress.of_all(of, opened).percent, "it was open"
    own = Item(own_key("f"), is_own=True, name="Easy", done_on=DAY)
    assert progress.of_all(of, state.having(own)) == before
    ticked = progress.of_all(of, state.having(replace(state.of(key), done_on=DAY)))
    assert 0 <= before.percent <= ticked.percent <= 100
    assert (ticked.percent == 100) == (ticked.total > 0 and ticked.open == 0)


@given(checklists())
def test_what_is_next_is_open_in_sight_and_counted(world):
    of, state, _ = world
    found = list(progress.next_open(of, state))
    count = progress.of_all(of, state)
    ticked_away = sum(
        state.of(e.key).done_on is not None and state.of(e.key).state != "shown"
        for e in of.entries.values()
        if progress.is_counted(e)
    )
    skipped_open = count.skipped + count.hidden - ticked_away
    assert len(found) == count.open - skipped_open - ticked_away


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcdefxyz")))
def test_an_order_keeps_every_item_once(keys, order):
    found = arranged(keys, order)
    assert sorted(found) == sorted(keys)
    chosen = [key for key in dict.fromkeys(order) if key in keys]
    assert [key for key in found if key in chosen] == chosen
    assert arranged(keys, found) == found
