"""People on a shortlist: put on, judged, put in order, taken off, put back. Each leaves a line of history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from core.errors import DomainError, StaleVersion
from hiring.actions import holders, shortlists
from hiring.models import Entry, EntryChange, Shortlist, Team

if TYPE_CHECKING:
    from accounts.models import User
    from hiring.models import Brief

MOST_PEOPLE = 100
"""People on one list, those taken off among them."""
GONE = "This person was deleted from the list in the meantime."
CHANGED = "Somebody else, or you in another tab, changed this state first. Look at it, then choose again."
NOBODY = "None of these people can be found any more. Look for them in Explore."


@dataclass(frozen=True, slots=True)
class Added:
    """Whom `add` put on the list, by name, and how many stood on it already or cannot be found."""

    names: tuple[str, ...]
    already: int
    missing: int


@transaction.atomic
def add(shortlist: Shortlist, *, handles: Sequence[str], by: User, at: datetime) -> Added:
    """Put people at the end of the list, in the order of their handles; whoever was taken off is put back.

    Only people who are listed can be put on a list. `DomainError` when there is nobody, or too many.
    """
    holders.account(by)
    wanted = list(dict.fromkeys(handles))
    people = holders.people(wanted)
    current = shortlists.opened(shortlist, by)
    if not people:
        raise DomainError(NOBODY)
    known = {entry.practitioner_id: entry for entry in Entry.objects.filter(shortlist=current)}
    fresh = [person for handle in wanted if (person := people.get(handle)) and person.pk not in known]
    if len(known) + len(fresh) > MOST_PEOPLE:
        raise DomainError(
            f"A list holds at most {MOST_PEOPLE} people. Make another list, or delete some from this one."
        )
    back = [p for p in people.values() if p.pk in known and known[p.pk].removed_at is not None]
    for person in back:
        _put_back(current, known[person.pk], by=by, at=at)
    place = _last(current)
    for number, person in enumerate(fresh, 1):
        entry = Entry.objects.create(shortlist=current, practitioner=person, position=place + number, added_at=at)
        shortlists.note(current, EntryChange.Kind.ADDED, entry=entry, by=by, at=at)
    names = tuple(person.name for person in (*fresh, *back))
    return Added(names, already=len(people) - len(names), missing=len(wanted) - len(people))


@transaction.atomic
def begin(
    holder: User | Team, *, title: str, brief: Brief | None, handles: Sequence[str], by: User, at: datetime
) -> tuple[Shortlist, Added]:
    """A new list with people on it, or nothing at all: `DomainError` as for `add` and for a list."""
    holders.account(by)
    holders.people(handles)
    made = shortlists.create(holder, title=title, brief=brief, by=by, at=at)
    return made, add(made, handles=handles, by=by, at=at)


@transaction.atomic
def judge(entry: Entry, *, state: str, revision: int, by: User, at: datetime) -> None:
    """Another state. `StaleVersion` when somebody changed it since `revision`; `ValueError` for no state of ours."""
    wanted = Entry.State(state)
    current = _opened(entry, by)
    if current.revision != revision:
        raise StaleVersion(CHANGED)
    if current.state == wanted:
        return
    was, current.state, current.revision = current.state, wanted, current.revision + 1
    current.save(update_fields=["state", "revision"])
    shortlists.note(
        current.shortlist, EntryChange.Kind.STATE, entry=current, was=was, became=wanted.value, by=by, at=at
    )


@transaction.atomic
def move(entry: Entry, *, to: str, within_state: bool, by: User, at: datetime) -> None:
    """One place `up` or `down` among the people whom the page shows; `within_state`: among those of the same state.

    At the end nothing happens. The order is the list's own and no event of its history.
    """
    current = _opened(entry, by)
    order = list(Entry.objects.filter(shortlist=current.shortlist).order_by("position", "pk"))
    seen = Entry.objects.live().shown().filter(shortlist=current.shortlist)
    seen = seen.filter(state=current.state) if within_state else seen
    shown = set(seen.values_list("pk", flat=True))
    line = [each for each in order if each.pk in shown]
    place = next((number for number, each in enumerate(line) if each.pk == current.pk), None)
    neighbour = None if place is None else place + (-1 if to == "up" else 1)
    if place is None or neighbour is None or not 0 <= neighbour < len(line):
        return
    moved = line[place]
    order.remove(moved)
    order.insert(order.index(line[neighbour]) + (to != "up"), moved)
    for position, each in enumerate(order):
        each.position = position
    Entry.objects.bulk_update(order, ["position"])


@transaction.atomic
def remove(entry: Entry, *, by: User, at: datetime) -> None:
    """Take a person off the list. Notes are kept, and it can be undone."""
    current = _opened(entry, by)
    if current.removed_at is not None:
        return
    current.removed_at = at
    current.save(update_fields=["removed_at"])
    shortlists.note(current.shortlist, EntryChange.Kind.REMOVED, entry=current, by=by, at=at)


@transaction.atomic
def restore(entry: Entry, *, by: User, at: datetime) -> None:
    """Put a person back whom somebody took off, where they stood."""
    current = _opened(entry, by)
    if current.removed_at is not None:
        _put_back(current.shortlist, current, by=by, at=at)


@transaction.atomic
def discard(entry: Entry, *, by: User, at: datetime) -> None:
    """Delete a person who was taken off from the list, with the notes about them, for good."""
    current = _opened(entry, by)
    if current.removed_at is None:
        raise DomainError("Take the person off the list first. Then the notes can be deleted.")
    current.delete()


def _opened(entry: Entry, by: User) -> Entry:
    """The entry as it stands now, its list locked. `DomainError` when it is gone or the list is settled."""
    shortlist = shortlists.opened(entry.shortlist, by)
    current = Entry.objects.filter(pk=entry.pk, shortlist=shortlist).first()
    if current is None:
        raise DomainError(GONE)
    current.shortlist = shortlist
    return current


def _put_back(current: Shortlist, entry: Entry, *, by: User, at: datetime) -> None:
    entry.removed_at = None
    entry.save(update_fields=["removed_at"])
    shortlists.note(current, EntryChange.Kind.RESTORED, entry=entry, by=by, at=at)


def _last(current: Shortlist) -> int:
    last = Entry.objects.filter(shortlist=current).aggregate(last=Max("position"))["last"]
    return -1 if last is None else last
