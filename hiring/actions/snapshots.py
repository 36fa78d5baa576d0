"""Snapshots: sent, withdrawn, ended. Whatever closes one deletes what it held, at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from core.errors import DomainError, StaleVersion
from hiring.actions import holders
from hiring.models import Brief, Snapshot
from hiring.queries import sending
from hiring.snapshots import values
from portfolio.actions import portfolios
from portfolio.queries import profiles

if TYPE_CHECKING:
    from accounts.models import User
    from portfolio.models import Practitioner

SNAPSHOTS_A_DAY = 10
DAYS_AT_MOST = 180
DAYS = 60
"""Until when it is shown, unless the sender says otherwise."""
NOT_OPEN = "This brief is not published any more. Nothing was sent."


@transaction.atomic
def send(
    practitioner: Practitioner,
    brief: Brief,
    *,
    pieces: Sequence[str],
    message: str,
    ends_on: date,
    seal: str,
    by: User,
    at: datetime,
) -> Snapshot:
    """Freeze the pieces (uuids) for those behind the brief. `StaleVersion` when it is not what was looked at (`seal`);
    `DomainError` when the brief takes none, one is open, too many were sent, or the last day is out of bounds."""
    holders.account(by)
    person = portfolios.lock(practitioner)  # limits and the one open snapshot hold for two tabs as well
    current = holders.brief(brief)
    if not current.is_published:
        raise DomainError(NOT_OPEN)
    end_overdue(Snapshot.objects.filter(practitioner=person, brief=current), at=at)
    refuse_closed(sending.door(current, by, _day(at)))
    _refuse_too_many(person, at)
    _refuse_far_end(ends_on, _day(at))
    desk = sending.desk(current, person, profiles.ground())
    if desk is None:
        raise DomainError(NOT_OPEN)
    content = desk.freeze(pieces, message)
    if values.seal(content) != seal:
        raise StaleVersion("Your evidence or the brief was changed since you looked. This is what would be sent now.")
    return Snapshot.objects.create(
        practitioner=person,
        brief=current,
        title=current.title,
        content=values.to_json(content),
        sent_at=at,
        ends_on=ends_on,
    )


def refuse_closed(door: sending.Door | None) -> None:
    """`DomainError` when nothing can be sent through this door now."""
    if door is None:
        raise DomainError("Snapshots are for briefs of others, and need a portfolio.")
    if door.closed or door.sent:
        raise DomainError(door.closed or sending.SENT)


def _refuse_too_many(person: Practitioner, at: datetime) -> None:
    if Snapshot.objects.filter(practitioner=person, sent_at__gt=at - timedelta(days=1)).count() >= SNAPSHOTS_A_DAY:
        raise DomainError(f"You have sent {SNAPSHOTS_A_DAY} snapshots within a day. Send the next one tomorrow.")


def _refuse_far_end(ends_on: date, today: date) -> None:
    if not today < ends_on <= last_day(today):
        raise DomainError(f"The last day has to be after today, and within {DAYS_AT_MOST} days.")


def last_day(today: date) -> date:
    """The latest end that can be chosen."""
    return today + timedelta(days=DAYS_AT_MOST)


@transaction.atomic
def withdraw(snapshot: Snapshot, *, by: User, at: datetime) -> None:
    """Nobody can read it any more, and what it held is deleted. Nothing happens to one that is closed already."""
    _close(Snapshot.objects.filter(pk=snapshot.pk), Snapshot.Because.WITHDRAWN, at=at)


@transaction.atomic
def end_with(briefs: QuerySet[Brief], *, because: Snapshot.Because, at: datetime) -> None:
    """Close all that were sent for these briefs, which are about to go, or to go to somebody else."""
    keys = list(briefs.order_by("pk").select_for_update().values_list("pk", flat=True))
    _close(Snapshot.objects.filter(brief__in=keys), because, at=at)


@transaction.atomic
def end_overdue(snapshots: QuerySet[Snapshot], *, at: datetime) -> int:
    """Close those whose last day is over, and those whose brief went without a word; says how many."""
    over = _close(snapshots.filter(ends_on__lt=_day(at)), Snapshot.Because.ENDED, at=at)
    return over + _close(snapshots.filter(brief__isnull=True), Snapshot.Because.REMOVED, at=at)


def _close(snapshots: QuerySet[Snapshot], because: Snapshot.Because, *, at: datetime) -> int:
    return snapshots.filter(closed_at__isnull=True).update(content=None, closed_at=at, closed_because=because)


@transaction.atomic
def take(brief: Brief, *, takes: bool, by: User, at: datetime) -> None:
    """Whether practitioners may send snapshots for it. Those that were sent stay. `DomainError` when
    the brief or the account is gone."""
    holders.account(by)
    current = holders.brief(brief)
    current.takes_snapshots = takes
    current.save(update_fields=["takes_snapshots"])


def _day(at: datetime) -> date:
    return at.astimezone(UTC).date()
