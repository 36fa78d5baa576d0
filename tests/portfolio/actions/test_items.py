"""The items of a checklist: what a person may do to each."""

from __future__ import annotations

from datetime import date

import pytest

from core.errors import DomainError, StaleVersion
from portfolio.actions import checklists, items
from portfolio.checklists import sheets
from portfolio.models import Checklist
from portfolio.queries import checklist_rows
from tests.factories import portfolio as make
from tests.factories.competence import SMALL, load_text

AT, DAY = make.AT, date(2026, 6, 1)
LOAD, SPLIT = "s1.basics.load", "s1.basics.split"


@pytest.fixture
def copy(no_frameworks: None, db: None) -> Checklist:
    load_text(SMALL)
    return checklists.take(make.practitioner(), framework="small", by=None, at=AT)


def names(copy: Checklist, branch: str = "s1.basics") -> list[str]:
    now = checklist_rows.again(copy)
    outline, state = checklist_rows.outline(now), checklist_rows.state_of(now)
    return [line.name for line in sheets.lines(outline.branches[branch], state)]


def test_names_notes_and_dates_and_two_tabs(copy: Checklist) -> None:
    items.edit(copy, key=LOAD, revision=0, name="Read files", note="n", done_on=DAY, by=None, at=AT)
    row = copy.items.get()
    assert (row.name, row.note, row.done_on, row.revision) == ("Read files", "n", DAY, 1)
    with pytest.raises(StaleVersion):
        items.edit(copy, key=LOAD, revision=0, name="Other", note="", done_on=None, by=None, at=AT)
    items.edit(copy, key=LOAD, revision=1, name="Load data", note="n", done_on=DAY, by=None, at=AT)
    assert copy.items.get().name == "", "the name of the framework is no name of one's own"
    checklists.undo(copy, number=2, by=None, at=AT)
    assert copy.items.get().name == "Read files"


def test_putting_aside_keeps_the_tick_and_the_note(copy: Checklist) -> None:
    items.edit(copy, key=LOAD, revision=0, name="", note="n", done_on=DAY, by=None, at=AT)
    for state in ("skipped", "hidden", "shown"):
        items.put(copy, key=LOAD, state=state, by=None, at=AT)
        assert copy.items.values_list("state", "note", "done_on").get() == (state, "n", DAY)
    with pytest.raises(DomainError, match="shown, skipped or hidden"):
        items.put(copy, key=LOAD, state="lost", by=None, at=AT)


def test_own_items_are_added_renamed_ticked_and_removed(copy: Checklist) -> None:
    key = items.add(copy, name="Label by hand", branch="s1.basics", by=None, at=AT)
    assert names(copy) == ["Load data", "Split data", "Label by hand"]
    items.edit(copy, key=key, revision=1, name="Label", note="", done_on=DAY, by=None, at=AT)
    with pytest.raises(DomainError, match="needs a name"):
        items.edit(copy, key=key, revision=2, name="", note="", done_on=None, by=None, at=AT)
    items.remove(copy, key=key, by=None, at=AT)
    assert names(copy) == ["Load data", "Split data"]
    checklists.undo(copy, number=3, by=None, at=AT)
    assert copy.items.values_list("name", "done_on").get() == ("Label", DAY)
    with pytest.raises(DomainError, match="not in your checklist any more"):
        items.add(copy, name="A", branch="s9", by=None, at=AT)


def test_items_of_the_framework_are_hidden_not_removed(copy: Checklist) -> None:
    with pytest.raises(DomainError, match="Hide it instead"):
        items.remove(copy, key=LOAD, by=None, at=AT)
    with pytest.raises(DomainError, match="not in your checklist any more"):
        items.tick(copy, key="s9", on=DAY, by=None, at=AT)


def test_the_order_is_ones_own_and_passes_over_what_is_hidden(copy: Checklist) -> None:
    key = items.add(copy, name="Label", branch="s1.basics", by=None, at=AT)
    items.move(copy, key=key, to="up", by=None, at=AT)
    assert names(copy) == ["Load data", "Label", "Split data"]
    items.put(copy, key=LOAD, state="hidden", by=None, at=AT)
    items.move(copy, key=key, to="up", by=None, at=AT)
    assert names(copy) == ["Load data", "Label", "Split data"], "nothing in sight stands above"
    items.move(copy, key=key, to="down", by=None, at=AT)
    copy.refresh_from_db()
    assert names(copy) == ["Load data", "Split data", "Label"] and copy.orders == {}


def test_several_ticks_at_once_keep_dates_that_are_there(copy: Checklist) -> None:
    earlier = date(2026, 1, 1)
    items.tick(copy, key=LOAD, on=earlier, by=None, at=AT)
    items.tick_all(copy, dates={LOAD: DAY, SPLIT: DAY}, by=None, at=AT)
    assert dict(copy.items.values_list("key", "done_on")) == {LOAD: earlier, SPLIT: DAY}
    assert copy.changes.order_by("-number").first().what == "Ticked 2 items at once"
