"""Undo: every change can be taken back, unless what it did was changed again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.checklists import patches
from portfolio.checklists.patches import Overtaken
from portfolio.checklists.values import Item, State
from tests.portfolio.checklists import worlds

DAY = date(2026, 3, 1)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[State, State]:
    of = draw(worlds.outlines())
    return draw(worlds.states(of)), draw(worlds.states(of))


@given(pairs())
def test_any_change_can_be_taken_back_and_is_plain_data(pair):
    before, after = pair
    done = patches.difference(before, after)
    assert patches.taken_back(done, after) == before
    assert patches.is_empty(done) == (before == after)


def test_a_tick_is_taken_back_while_something_else_was_changed_since():
    first = State("1").having(Item("s.a", done_on=DAY))
    tick = patches.difference(State("1"), first)
    later = first.having(replace(first.of("s.a"), note="n"), Item("s.b", done_on=DAY))
    assert patches.taken_back(tick, later) == State("1").having(Item("s.a", note="n"), Item("s.b", done_on=DAY))


def test_what_was_changed_again_is_not_taken_back():
    first = State("1").having(Item("s.a", name="Load", done_on=DAY))
    tick = patches.difference(State("1"), first)
    with pytest.raises(Overtaken, match="“Load” was changed"):
        patches.taken_back(tick, first.having(replace(first.of("s.a"), done_on=None)))
    with pytest.raises(Overtaken, match="newer edition"):
        patches.taken_back({"version": ["1", "2"], "items": [], "orders": []}, State("3"))
    with pytest.raises(Overtaken, match="order"):
        moved = patches.difference(State("1"), State("1", {}, {"c": ("a",)}))
        patches.taken_back(moved, State("1", {}, {"c": ("b",)}))


def test_an_own_item_that_was_added_goes_and_one_that_was_removed_comes_back():
    own = Item(patches.own_key("1"), is_own=True, name="Mine", note="n", done_on=DAY, position=2)
    with_it, without = State("1").having(own), State("1")
    assert patches.taken_back(patches.difference(without, with_it), with_it) == without
    assert patches.taken_back(patches.difference(with_it, without), without) == with_it
