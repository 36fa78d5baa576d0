"""A shortlist as a whole: made, renamed, settled, opened again, removed. Its people are changed by `entries`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from core.errors import DomainError, StaleVersion
from hiring.actions import holders
from hiring.models import Brief, EntryChange, Shortlist, Team
from hiring.queries import veils

if TYPE_CHECKING:
    from accounts.models import User

MOST_LISTS = 200
"""Lists that one user or one team may hold."""
GONE = "This list was removed in the meantime."
SETTLED = "This list is settled. Open it again before you change it."
NO_BRIEF = "This brief was removed in the meantime. Choose another one, or none."
OTHER_HOLDER = "A list of a team can only be for a brief of that team, because each member sees it."
COVERED = (
    "The brief hides who is on this list. Show names on the page of the brief first; then the list can have another "
    "brief, or none."
)
UNCOVERED = (
    "That brief hides names, and this list says them. Choose the people on the page of the brief, for a list of "
    "their own, or show names there first."
)


@transaction.atomic
def create(holder: User | Team, *, title: str, brief: Brief | None = None, by: User, at: datetime) -> Shortlist:
    """An empty list that `holder` holds, for a brief or for none. `DomainError` when there are too many, when the team
    or the brief is gone, or for a brief that not everybody who holds the list may know of."""
    held = _room(holder, by)
    brief = _fitting(brief, holder if isinstance(holder, Team) else None)
    return Shortlist.objects.create(title=title, brief=brief, created_at=at, changed_at=at, **held)


@transaction.atomic
def change(
    shortlist: Shortlist,
    *,
    title: str,
    brief: Brief | None,
    revision: int,
    team: Team | None = None,
    by: User,
    at: datetime,
) -> Shortlist:
    """Another title, another brief or none; with `team` that holds it from now on, notes and all. `StaleVersion` if it
    was saved in the meantime; `DomainError` when the list is settled, the team is gone, full or not that of the brief,
    and for another brief when that, or the one before, hides who is on the list."""
    holders.account(by)
    if team is not None:
        _room(team, by)
    if team is not None or brief != shortlist.brief:
        brief = _fitting(brief, team or shortlist.team)
    current = opened(shortlist, by)
    if current.revision != revision:
        raise StaleVersion()
    if brief != current.brief and veils.covered(current.brief, [current]):
        raise DomainError(COVERED)
    if brief != current.brief and veils.covered(brief, [current]):
        raise DomainError(UNCOVERED)
    current.title, current.brief, current.changed_at = title, brief, at
    if team is not None:
        current.owner, current.team = None, team
    current.revision += 1
    current.save(update_fields=["title", "brief", "owner", "team", "revision", "changed_at"])
    return current


def _room(holder: User | Team, by: User) -> dict[str, Any]:
    """Columns of one more list that `holder` holds. `DomainError` when there are too many, or the team is gone."""
    held = holders.held(holder, by)
    if Shortlist.objects.filter(**held).count() >= MOST_LISTS:
        raise DomainError(f"There are {MOST_LISTS} lists already. Remove one before you make another.")
    return held


def _fitting(brief: Brief | None, team: Team | None) -> Brief | None:
    """The brief as it stands now, kept from moving until the transaction ends, for a list of `team` or of one user."""
    if brief is None:
        return None
    current: Brief | None = Brief.objects.select_for_update(no_key=True).filter(pk=brief.pk).first()
    if current is None:
        raise DomainError(NO_BRIEF)
    if team is not None and current.team_id != team.pk:
        raise DomainError(OTHER_HOLDER)
    return current


@transaction.atomic
def settle(shortlist: Shortlist, *, by: User, at: datetime) -> None:
    """The choice is made: nothing of the list changes any more, but for its notes."""
    current = locked(shortlist, by)
    if current.is_settled:
        return
    current.settled_at = at
    current.save(update_fields=["settled_at"])
    note(current, EntryChange.Kind.SETTLED, by=by, at=at)


@transaction.atomic
def reopen(shortlist: Shortlist, *, by: User, at: datetime) -> None:
    """Go on choosing."""
    current = locked(shortlist, by)
    if not current.is_settled:
        return
    current.settled_at = None
    current.save(update_fields=["settled_at"])
    note(current, EntryChange.Kind.REOPENED, by=by, at=at)


@transaction.atomic
def remove(shortlist: Shortlist, *, by: User, at: datetime) -> None:
    """Delete the list with its notes and history, for good."""
    locked(shortlist, by).delete()


def locked(shortlist: Shortlist, by: User) -> Shortlist:
    """The list as it stands now, locked until the transaction ends, after whoever changes it. `DomainError` when it is
    gone."""
    holders.account(by)
    current = Shortlist.objects.select_for_update().filter(pk=shortlist.pk).first()
    if current is None:
        raise DomainError(GONE)
    return current


def opened(shortlist: Shortlist, by: User) -> Shortlist:
    """The same, to change something in it. `DomainError` when it is settled."""
    current = locked(shortlist, by)
    if current.is_settled:
        raise DomainError(SETTLED)
    return current


@transaction.atomic
def note(current: Shortlist, kind: str, *, by: User, at: datetime, **more: Any) -> None:
    """One line of history. Call with a list that is `locked`; the list has changed then."""
    EntryChange.objects.create(shortlist=current, kind=kind, made_by=by, made_at=at, **more)
    current.changed_at = at
    current.save(update_fields=["changed_at"])
