"""The three-way merge: nothing of a person is ever lost, and every case says what it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given

from portfolio.checklists import patches
from portfolio.checklists.merging import merge
from portfolio.checklists.values import Branch, Entry, Item, Outline, Stage, State
from tests.portfolio.checklists import worlds

DAY, LATER = date(2026, 3, 1), date(2026, 5, 1)


def outline(version: str, *entries: Entry, branches: tuple[str, ...] = ("c.one",)) -> Outline:
    in_use = [entry for entry in entries if not entry.retired]
    made = tuple(Branch(b, b.title(), "l", tuple(e for e in in_use if e.branch == b)) for b in branches)
    return Outline(version, (Stage("l", "Level", made),), tuple(entry for entry in entries if entry.retired))


A, B = Entry("s.a", "Load", "c.one", "Can load."), Entry("s.b", "Split", "c.one", "Can split.")
BASE = outline("1.0.0", A, B)


def test_what_only_the_framework_changed_is_taken_over_and_told():
    moved = replace(B, branch="c.two", habit=True, says="Can split well.")
    new = outline(
        "2.0.0", replace(A, name="Load data"), moved, Entry("s.c", "Tune", "c.one"), branches=("c.one", "c.two")
    )
    found = merge(BASE, State("1.0.0", {"s.b": Item("s.b", done_on=DAY)}), new)
    assert [(line.kind, line.name) for line in found.lines] == [
        ("renamed", "Load data"), ("reworded", "Split"), ("moved", "Split"), ("kind", "Split"), ("added", "Tune")
    ]  # fmt: skip
    assert found.told("moved")[0].text == "Now in C.Two."
    assert "Your tick stays." in found.told("reworded")[0].text
    assert found.choices == ()
    assert found.state == State("2.0.0", {"s.b": Item("s.b", done_on=DAY)})


def test_a_name_that_both_changed_is_a_choice_that_begins_with_ones_own():
    state = State("1.0.0", {"s.a": Item("s.a", name="Read files", done_on=DAY)})
    new = outline("2.0.0", replace(A, name="Load data"), B)
    (line,) = merge(BASE, state, new).choices
    assert (line.field, line.chosen) == ("name:s.a", "mine")
    assert merge(BASE, state, new).state.of("s.a").name == "Read files"
    theirs = merge(BASE, state, new, {"name:s.a": "theirs"}).state.of("s.a")
    assert (theirs.name, theirs.done_on) == ("", DAY)


def test_the_same_new_name_from_both_sides_needs_no_choice():
    state = State("1.0.0", {"s.a": Item("s.a", name="Load data", note="n")})
    found = merge(BASE, state, outline("2.0.0", replace(A, name="Load data"), B))
    assert found.choices == () and found.state.of("s.a") == Item("s.a", note="n")


def test_a_tick_and_a_note_of_a_retired_item_stay_and_may_be_carried_over():
    state = State("1.0.0", {"s.a": Item("s.a", note="By hand", done_on=DAY), "s.b": Item("s.b", note="Kept")})
    new = outline("2.0.0", replace(A, retired=True, successor="s.b"), B)
    (line,) = merge(BASE, state, new).choices
    assert line.text.startswith("Retired. It is continued as “Split”.")
    assert line.options[1] == ("carry", "Carry your tick and your note over to “Split” as well")
    kept = merge(BASE, state, new).state
    assert kept.of("s.a") == Item("s.a", note="By hand", done_on=DAY, retired_in="2.0.0", words="Load")
    assert kept.of("s.b").done_on is None
    carried = merge(BASE, state, new, {line.field: "carry"}).state
    assert carried.of("s.a") == kept.of("s.a")
    assert (carried.of("s.b").done_on, carried.of("s.b").note) == (DAY, "Kept\n\nBy hand")


def test_a_retired_item_that_nobody_touched_leaves():
    found = merge(BASE, State("1.0.0", {"s.a": Item("s.a", state="hidden")}), outline("2.0.0", B))
    assert [(line.kind, line.text) for line in found.lines] == [("left", "Retired. Nothing takes its place.")]
    assert found.state.items == {}


def test_a_successor_that_is_ticked_keeps_its_own_date():
    state = State("1.0.0", {"s.a": Item("s.a", done_on=DAY), "s.b": Item("s.b", done_on=LATER)})
    found = merge(BASE, state, outline("2.0.0", replace(A, retired=True, successor="s.b"), B))
    assert found.choices == () and found.state.of("s.b").done_on == LATER


def test_what_comes_back_is_an_item_of_the_framework_again():
    state = State("2.0.0", {"s.a": Item("s.a", done_on=DAY, retired_in="2.0.0", words="Load")})
    found = merge(outline("2.0.0", B), state, outline("3.0.0", A, B))
    assert [line.kind for line in found.lines] == ["back"]
    assert found.state.of("s.a") == Item("s.a", done_on=DAY)


def test_an_own_item_that_the_framework_adds_may_become_one_with_it():
    own = Item(patches.own_key("1"), is_own=True, name="tune ", note="n", done_on=DAY, branch="c.one")
    new = outline("2.0.0", A, B, Entry("s.c", "Tune", "c.one"))
    state = State("1.0.0", {own.key: own})
    assert merge(BASE, state, new).state.items == {own.key: own}
    assert merge(BASE, state, new, {"same:s.c": "join"}).state.items == {"s.c": Item("s.c", note="n", done_on=DAY)}


def test_own_items_of_a_category_that_is_gone_stand_by_themselves():
    own = Item(patches.own_key("1"), is_own=True, name="Mine", branch="c.two")
    base = outline("1.0.0", A, branches=("c.one", "c.two"))
    found = merge(base, State("1.0.0", {own.key: own}, {"c.two": ()}), outline("2.0.0", A))
    assert found.state == State("2.0.0", {own.key: replace(own, branch="")})
    assert found.told("unplaced")


def test_an_order_that_both_changed_is_a_choice():
    state = State("1.0.0", {}, {"c.one": ("s.b", "s.a")})
    new = outline("2.0.0", B, A, Entry("s.c", "Tune", "c.one"))
    (line,) = merge(BASE, state, new).choices
    assert (line.kind, line.key, line.chosen) == ("order", "c.one", "mine")
    assert merge(BASE, state, new, {"order:c.one": "theirs"}).state.orders == {}
    assert merge(BASE, state, outline("2.0.0", A, Entry("s.c", "Tune", "c.one"), B)).choices == ()


@given(worlds.merges())
def test_no_tick_no_date_and_no_note_is_ever_lost_and_it_can_be_taken_back(world):
    base, state, new, choices = world
    after = merge(base, state, new, choices).state
    for key, item in state.items.items():
        homes = [after.of(key)] if key in after.items else [i for i in after.items.values() if not i.is_own]
        if item.done_on is not None:
            assert any(home.done_on == item.done_on for home in homes)
        if item.note:
            assert any(item.note in home.note for home in homes)
    assert patches.taken_back(patches.difference(state, after), after) == state
    quiet = merge(base, state, new).state
    assert all(state.of(key).done_on == item.done_on for key, item in quiet.items.items()), "nobody ticked these"


@given(worlds.merges())
def test_twice_is_once_and_an_unchanged_edition_changes_and_asks_nothing(world):
    base, state, new, choices = world
    same = merge(base, state, base, choices)
    assert same.state == state and same.lines == ()
    once = merge(base, state, new, choices).state
    again = merge(new, once, new, choices)
    assert again.state == once and again.lines == ()
    assert once.version == new.version
    assert all((key in new.entries) != bool(i.retired_in) for key, i in once.items.items() if not i.is_own)
    assert all(i.branch in new.branches or not i.branch for i in once.items.values() if i.is_own)
