"""A checklist as a whole: a copy, its ticks, undo, and a newer edition taken over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from competence.models import Edition, Framework
from core.errors import DomainError, StaleVersion
from portfolio.actions import checklists, items, practitioners
from portfolio.checklists.values import Item
from portfolio.models import Checklist, ChecklistChange, ChecklistItem, Coverage, Practitioner
from portfolio.queries import checklist_rows
from tests.factories import portfolio as make
from tests.factories.competence import SMALL, load_text

AT, DAY = make.AT, date(2026, 6, 1)
LATER = AT + timedelta(days=3)
RETIRED = 'retired = true\nsuccessor = "s1.basics.split"\n'
NEWER = (
    SMALL.replace('version = "1.0.0"', 'version = "1.1.0"')
    .replace("of = 2", "of = 1")
    .replace('name = "Split data"', 'name = "Split data well"')
    .replace('axis = "size"\naxis_value', f'{RETIRED}axis = "size"\naxis_value')
)
"""The next edition of SMALL: one item renamed, one retired in favour of it."""


@pytest.fixture
def person(no_frameworks: None, db: None) -> Practitioner:
    load_text(SMALL)
    return make.practitioner()


@pytest.fixture
def copy(person: Practitioner) -> Checklist:
    return checklists.take(person, framework="small", by=person.user, at=AT)


def state(checklist: Checklist) -> Any:
    return checklist_rows.state_of(checklist_rows.again(checklist))


def tick(checklist: Checklist, key: str, on: date | None = DAY) -> None:
    items.tick(checklist, key=key, on=on, by=None, at=AT)


def test_a_copy_is_private_of_the_current_edition_and_the_only_live_one(person: Practitioner, copy: Checklist) -> None:
    assert (copy.edition.version, copy.is_shared, copy.items.count()) == ("1.0.0", False, 0)
    with pytest.raises(DomainError, match="Archive it before"):
        checklists.take(person, framework="small", by=None, at=AT)
    with pytest.raises(DomainError, match="no such framework"):
        checklists.take(person, framework="nothing", by=None, at=AT)
    checklists.archive(copy, by=None, at=AT)
    second = checklists.take(person, framework="small", by=None, at=AT)
    with pytest.raises(DomainError, match="Archive it before"):
        checklists.restore(copy, by=None, at=AT)
    checklists.archive(second, by=None, at=AT)
    checklists.restore(copy, by=None, at=AT)
    assert [c.pk for c in Checklist.objects.live()] == [copy.pk]


def test_a_tick_has_its_day_can_be_undone_and_touches_no_coverage(copy: Checklist) -> None:
    tick(copy, "s1.basics.load")
    assert state(copy).items == {"s1.basics.load": Item("s1.basics.load", done_on=DAY)}
    assert not Coverage.objects.exists()
    tick(copy, "s1.basics.load", None)
    assert state(copy).items == {}
    assert list(copy.changes.order_by("number").values_list("number", "what")) == [
        (1, "Ticked “Load data”"), (2, "Unticked “Load data”")
    ]  # fmt: skip
    assert checklists.undo(copy, number=2, by=None, at=LATER) == "Unticked “Load data”"
    assert state(copy).of("s1.basics.load").done_on == DAY
    with pytest.raises(DomainError, match="undone already"):
        checklists.undo(copy, number=2, by=None, at=LATER)


def test_the_same_tick_twice_is_one_change(copy: Checklist) -> None:
    tick(copy, "s1.basics.load")
    tick(copy, "s1.basics.load")
    assert copy.changes.count() == 1


def test_what_was_changed_again_is_not_undone(copy: Checklist) -> None:
    tick(copy, "s1.basics.load")
    tick(copy, "s1.basics.load", None)
    with pytest.raises(DomainError, match=r"Not undone: .* was changed since"):
        checklists.undo(copy, number=1, by=None, at=LATER)


def test_only_the_last_hundred_changes_are_kept(copy: Checklist, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checklists, "KEPT_CHANGES", 2)
    for number in range(4):
        tick(copy, "s1.basics.load", DAY - timedelta(days=number))
    assert list(copy.changes.order_by("number").values_list("number", flat=True)) == [3, 4]


def test_an_archived_checklist_is_not_changed_and_only_such_a_one_is_deleted(copy: Checklist) -> None:
    with pytest.raises(DomainError, match="Archive the checklist first"):
        checklists.remove(copy, by=None, at=AT)
    checklists.archive(copy, by=None, at=AT)
    with pytest.raises(DomainError, match="is archived"):
        tick(copy, "s1.basics.load")
    checklists.remove(copy, by=None, at=AT)
    assert not Checklist.objects.exists()


def test_sharing_and_ticks_of_a_shared_one_change_the_public_page_others_do_not(copy: Checklist) -> None:
    def version() -> int:
        return Practitioner.objects.get(pk=copy.practitioner_id).version

    first = version()
    tick(copy, "s1.basics.load")
    assert version() == first
    checklists.share(copy, on_profile=True, by=None, at=AT)
    tick(copy, "s1.basics.split")
    assert version() == first + 2
    checklists.archive(copy, by=None, at=AT)
    assert version() == first + 3
    assert not Checklist.objects.get().is_shared


def test_a_newer_edition_is_taken_over_with_choices_and_undone_whole(copy: Checklist) -> None:
    items.edit(copy, key="s1.basics.load", revision=0, name="", note="By hand", done_on=DAY, by=None, at=AT)
    items.edit(copy, key="s1.basics.split", revision=0, name="Hold out", note="", done_on=None, by=None, at=AT)
    before = state(copy)
    with pytest.raises(DomainError, match="on this edition already"):
        checklists.merge(copy, version="1.0.0", choices={}, by=None, at=LATER)
    load_text(NEWER, at=LATER)
    with pytest.raises(StaleVersion):
        checklists.merge(copy, version="1.0.0", choices={}, by=None, at=LATER)
    choices = {"retired:s1.basics.load": "carry", "name:s1.basics.split": "theirs"}
    checklists.merge(copy, version="1.1.0", choices=choices, by=None, at=LATER)
    after = state(copy)
    assert after.version == "1.1.0"
    load = Item("s1.basics.load", note="By hand", done_on=DAY, retired_in="1.1.0", words="Load data")
    assert after.items == {load.key: load, "s1.basics.split": Item("s1.basics.split", note="By hand", done_on=DAY)}
    assert checklists.undo(copy, number=3, by=None, at=LATER) == "Took over edition 1.1.0"
    assert state(copy) == before


def test_a_merge_is_not_undone_under_a_later_tick(copy: Checklist) -> None:
    load_text(NEWER, at=LATER)
    tick(copy, "s1.basics.load")
    checklists.merge(copy, version="1.1.0", choices={"retired:s1.basics.load": "carry"}, by=None, at=LATER)
    tick(copy, "s1.basics.split", DAY - timedelta(days=1))
    with pytest.raises(DomainError, match="Undo the later change first"):
        checklists.undo(copy, number=2, by=None, at=LATER)


def test_a_merge_is_not_undone_under_what_only_the_newer_edition_has(copy: Checklist) -> None:
    """The tick would stay, but out of sight."""
    fresh = '[[skills]]\nid = "s1.basics.look"\ncompetence = "s1.basics"\nname = "Look"\ncan_do = "Can look."\n'
    load_text(NEWER.replace("[[axes]]", f'{fresh}proof = "note"\n\n[[axes]]', 1).replace("of = 1", "of = 2"), at=LATER)
    checklists.merge(copy, version="1.1.0", choices={}, by=None, at=LATER)
    tick(copy, "s1.basics.look")
    with pytest.raises(DomainError, match="“Look” stands in the newer edition only"):
        checklists.undo(copy, number=1, by=None, at=LATER)
    assert state(copy).items["s1.basics.look"].done_on and state(copy).version == "1.1.0"
    checklists.undo(copy, number=2, by=None, at=LATER)
    checklists.undo(copy, number=1, by=None, at=LATER)
    assert (state(copy).version, dict(state(copy).items)) == ("1.0.0", {})


def test_it_goes_with_the_portfolio(copy: Checklist) -> None:
    tick(copy, "s1.basics.load")
    practitioners.remove(copy.practitioner, by=None, at=AT)
    assert not (Checklist.objects.exists() or ChecklistItem.objects.exists() or ChecklistChange.objects.exists())
    assert Framework.objects.exists() and Edition.objects.exists()


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("portfolio_checklist_item_state_is_known", {"key": "a", "state": "lost"}),
        ("portfolio_checklist_own_item_has_a_name", {"key": "own:1", "is_own": True}),
        ("portfolio_checklist_own_item_has_an_own_key", {"key": "a", "is_own": True, "name": "A"}),
        ("portfolio_checklist_own_item_has_an_own_key", {"key": "own:2", "name": "A"}),
        ("portfolio_checklist_item_once", {"key": "there"}),
    ],
)
def test_what_the_table_of_items_refuses(copy: Checklist, constraint: str, fields: dict[str, Any]) -> None:
    ChecklistItem.objects.create(checklist=copy, key="there")
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        ChecklistItem.objects.create(checklist=copy, **fields)
    assert constraint in str(caught.value) or "checklistitem.key" in str(caught.value)


def test_what_the_other_tables_refuse(copy: Checklist) -> None:
    same = {"practitioner": copy.practitioner, "framework": copy.framework, "edition": copy.edition}
    with pytest.raises(IntegrityError), transaction.atomic():
        Checklist.objects.create(**same, created_at=AT, changed_at=AT)
    with pytest.raises(IntegrityError, match="portfolio_checklist_shared_is_live"), transaction.atomic():
        Checklist.objects.create(**same, created_at=AT, changed_at=AT, archived_at=AT, is_shared=True)
    ChecklistChange.objects.create(checklist=copy, number=1, what="a", patches={}, changed_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChecklistChange.objects.create(checklist=copy, number=1, what="b", patches={}, changed_at=AT)
