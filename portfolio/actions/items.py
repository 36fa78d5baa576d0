"""The items of a checklist: ticks with their dates, notes, names, own items, what is put aside, and the order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from django.db import transaction

from core.errors import DomainError, StaleVersion
from portfolio.actions import checklists
from portfolio.checklists import sheets
from portfolio.checklists.patches import own_key
from portfolio.checklists.values import HIDDEN, LOOSE, SHOWN, SKIPPED, Item, Outline, State
from portfolio.models import Checklist, ChecklistItem

if TYPE_CHECKING:
    from accounts.models import User

MOST_OWN = 1000
"""Own items of one checklist."""
GONE = "This item is not in your checklist any more. Reload the page to see what is."


@transaction.atomic
def tick(checklist: Checklist, *, key: str, on: date | None, by: User | None, at: datetime) -> None:
    """Tick an item as done on a day, or untick it with None; of a habit it is the last time."""
    current = checklists.locked(checklist)

    def edit(state: State, outline: Outline) -> State:
        return state.having(replace(_known(key, state, outline), done_on=on))

    checklists.change(current, "Ticked" if on else "Unticked", edit, key=key, at=at)


@transaction.atomic
def tick_all(checklist: Checklist, *, dates: Mapping[str, date], by: User | None, at: datetime) -> None:
    """Tick several items at once, each with its day. What is ticked already keeps its date."""
    current = checklists.locked(checklist)

    def edit(state: State, outline: Outline) -> State:
        items = [_known(key, state, outline) for key in dates]
        return state.having(*(replace(item, done_on=item.done_on or dates[item.key]) for item in items))

    checklists.change(current, f"Ticked {len(dates)} {'item' if len(dates) == 1 else 'items'} at once", edit, at=at)


@transaction.atomic
def edit(
    checklist: Checklist,
    *,
    key: str,
    revision: int,
    name: str,
    note: str,
    done_on: date | None,
    by: User | None,
    at: datetime,
) -> None:
    """Change an item's own name (empty: that of the framework), note and date. `StaleVersion` if it was changed since
    the form showed `revision` (0 for an item that nobody had touched)."""
    current = checklists.locked(checklist)
    row = ChecklistItem.objects.filter(checklist=current, key=key).first()
    if (row.revision if row else 0) != revision:
        raise StaleVersion()

    def change(state: State, outline: Outline) -> State:
        item = _known(key, state, outline)
        if item.is_own and not name:
            raise DomainError("An item of your own needs a name.")
        entry = outline.entries.get(key)
        own_name = "" if entry is not None and name == entry.name else name
        return state.having(replace(item, name=own_name, note=note, done_on=done_on))

    checklists.change(current, "Changed", change, key=key, at=at)


@transaction.atomic
def put(checklist: Checklist, *, key: str, state: str, by: User | None, at: datetime) -> None:
    """Show an item, skip it (it stays in sight) or hide it. Its tick and note stay."""
    current = checklists.locked(checklist)
    words = {SHOWN: "Put back", SKIPPED: "Skipped", HIDDEN: "Hid"}
    if state not in words:
        raise DomainError("An item is shown, skipped or hidden.")

    def change(before: State, outline: Outline) -> State:
        return before.having(replace(_known(key, before, outline), state=state))

    checklists.change(current, words[state], change, key=key, at=at)


@transaction.atomic
def add(checklist: Checklist, *, name: str, branch: str, is_habit: bool = False, by: User | None, at: datetime) -> str:
    """An own item at the end of a category (empty: of none), and its key."""
    current = checklists.locked(checklist)
    key = own_key(uuid4().hex)

    def change(state: State, outline: Outline) -> State:
        own = [item for item in state.items.values() if item.is_own]
        if len(own) >= MOST_OWN:
            raise DomainError(f"A checklist holds at most {MOST_OWN} items of your own. Remove some first.")
        if branch != LOOSE and branch not in outline.branches:
            raise DomainError("This category is not in your checklist any more. Choose another.")
        last = max((item.position for item in own), default=-1)
        item = Item(key, is_own=True, name=name, branch=branch, is_habit=is_habit, position=last + 1)
        return state.having(item)

    checklists.change(current, f"Added “{name}”", change, at=at)
    return key


@transaction.atomic
def remove(checklist: Checklist, *, key: str, by: User | None, at: datetime) -> None:
    """Take an own or a retired item off the list. `DomainError` for one that is in the framework: it can be hidden."""
    current = checklists.locked(checklist)

    def change(state: State, outline: Outline) -> State:
        item = _known(key, state, outline)
        if not item.is_own and not item.retired_in:
            raise DomainError("This item is in the framework. Hide it instead.")
        return state.without(key)

    checklists.change(current, "Removed", change, key=key, at=at)


@transaction.atomic
def move(checklist: Checklist, *, key: str, to: Literal["up", "down"], by: User | None, at: datetime) -> None:
    """Change places with the neighbour that is in sight, within the category. At either end nothing happens."""
    current = checklists.locked(checklist)

    def change(state: State, outline: Outline) -> State:
        return sheets.moved(outline, state, _known(key, state, outline), to)

    checklists.change(current, "Moved", change, key=key, at=at)


def _known(key: str, state: State, outline: Outline) -> Item:
    """The item, touched or not. `DomainError` for a key that is not in the checklist."""
    if key not in state.items and key not in outline.entries:
        raise DomainError(GONE)
    return state.of(key)
