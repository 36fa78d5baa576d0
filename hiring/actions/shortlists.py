"""A shortlist as a whole: made, renamed, settled, opened again, removed. Its people are changed by `entries`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from core.errors import DomainError
from hiring.models import EntryChange, Shortlist, Team

if TYPE_CHECKING:
    from accounts.models import User
    from hiring.models import Brief

MOST_LISTS = 200
"""Lists that one user or one team may hold."""
GONE = "This list was removed in the meantime."
SETTLED = "This list is settled. Open it again before you change it."


@transaction.atomic
def create(holder: User | Team, *, title: str, brief: Brief | None = None, by: User, at: datetime) -> Shortlist:
    """An empty list that `holder` holds, for a brief or for none. `DomainError` when there are too many."""
    held: dict[str, Any] = {"team": holder} if isinstance(holder, Team) else {"owner": holder}
    if Shortlist.objects.filter(**held).count() >= MOST_LISTS:
        raise DomainError(f"There are {MOST_LISTS} lists already. Remove one before you make another.")
    return Shortlist.objects.create(title=title, brief=brief, created_at=at, changed_at=at, **held)


@transaction.atomic
def change(shortlist: Shortlist, *, title: str, brief: Brief | None, by: User, at: datetime) -> None:
    """Another title, another brief or none."""
    current = locked(shortlist)
    current.title, current.brief, current.changed_at = title, brief, at
    current.save(update_fields=["title", "brief", "changed_at"])


@transaction.atomic
def settle(shortlist: Shortlist, *, by: User, at: datetime) -> None:
    """The choice is made: nothing of the list changes any more, but for its notes."""
    current = locked(shortlist)
    if current.is_settled:
        return
    current.settled_at = at
    current.save(update_fields=["settled_at"])
    note(current, EntryChange.Kind.SETTLED, by=by, at=at)


@transaction.atomic
def reopen(shortlist: Shortlist, *, by: User, at: datetime) -> None:
    """Go on choosing."""
    current = locked(shortlist)
    if not current.is_settled:
        return
    current.settled_at = None
    current.save(update_fields=["settled_at"])
    note(current, EntryChange.Kind.REOPENED, by=by, at=at)


@transaction.atomic
def remove(shortlist: Shortlist, *, by: User, at: datetime) -> None:
    """Delete the list with its notes and history, for good."""
    locked(shortlist).delete()


def locked(shortlist: Shortlist) -> Shortlist:
    """The list as it stands now, locked until the transaction ends. `DomainError` when it is gone."""
    current = Shortlist.objects.select_for_update().filter(pk=shortlist.pk).first()
    if current is None:
        raise DomainError(GONE)
    return current


def opened(shortlist: Shortlist) -> Shortlist:
    """The same, to change something in it. `DomainError` when it is settled."""
    current = locked(shortlist)
    if current.is_settled:
        raise DomainError(SETTLED)
    return current


@transaction.atomic
def note(current: Shortlist, kind: str, *, by: User, at: datetime, **more: Any) -> None:
    """One line of history. Call with a list that is `locked`; the list has changed then."""
    EntryChange.objects.create(shortlist=current, kind=kind, made_by=by, made_at=at, **more)
    current.changed_at = at
    current.save(update_fields=["changed_at"])
