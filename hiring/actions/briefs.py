"""Briefs: made, changed, published, put away, copied, moved, removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from accounts.models import User
from competence.models import Framework
from core.errors import DomainError, StaleVersion
from hiring.actions import holders, snapshots
from hiring.models import Brief, Need, Shortlist, Snapshot, Team
from hiring.queries import briefs, veils
from hiring.sheets import MOST, NOT_NEEDED, Line, Sheet, once

BRIEFS_AT_MOST = 300
"""Briefs of one holder, those put away included."""
COVERED = (
    "This brief hides who is on its lists, and some of them would lose it. Show names first. A brief that is put away "
    "has to be taken back for that."
)


@transaction.atomic
def create(sheet: Sheet, *, holder: User | Team, by: User, at: datetime) -> Brief:
    """A brief of a user or a team, which only they know of. `DomainError` beyond `BRIEFS_AT_MOST`."""
    held = holders.held(holder, by)
    if Brief.objects.filter(**held).count() >= BRIEFS_AT_MOST:
        raise DomainError(f"There are {BRIEFS_AT_MOST} briefs already. Remove some that are put away.")
    brief = Brief.objects.create(
        framework=_framework(sheet),
        title=sheet.title,
        text=sheet.text,
        strength=sheet.strength,
        created_at=at,
        changed_at=at,
        **held,
    )
    _write(brief, sheet.needs)
    return brief


def _framework(sheet: Sheet) -> Framework:
    found = Framework.objects.filter(key=sheet.framework).first()
    if found is None:
        raise DomainError("There is no such framework here. Without one nobody can be read by a brief.")
    return found


@transaction.atomic
def change(brief: Brief, sheet: Sheet, *, revision: int, by: User, at: datetime) -> Brief:
    """Say all of it anew. `StaleVersion` if it was saved in the meantime; `DomainError` when it is published and would
    ask for nothing."""
    current = _lock(brief, by)
    if current.revision != revision:
        raise StaleVersion()
    if current.is_published:
        _check_asks(sheet.needs)
    current.framework = _framework(sheet)
    current.title, current.text, current.strength = sheet.title, sheet.text, sheet.strength
    current.revision += 1
    current.changed_at = at
    current.save(update_fields=["framework", "title", "text", "strength", "revision", "changed_at"])
    current.needs.all().delete()
    _write(current, sheet.needs)
    return current


def _write(brief: Brief, lines: tuple[Line, ...]) -> None:
    wanted = once(lines)
    if len(wanted) > MOST:
        raise DomainError(f"A brief asks for at most {MOST} things. Who needs more, needs two people.")
    Need.objects.bulk_create(
        Need(
            brief=brief,
            kind=line.kind,
            key=line.key,
            weight=line.weight,
            at_least=line.at_least,
            strength=line.strength,
            position=position,
        )
        for position, line in enumerate(wanted)
    )


def _check_asks(lines: tuple[Line, ...]) -> None:
    if all(line.weight == NOT_NEEDED for line in lines):
        raise DomainError("Nobody could tell what is expected: say at least one thing that is a must or useful.")


@transaction.atomic
def publish(brief: Brief, *, by: User, at: datetime) -> Brief:
    """Give it a public page. `DomainError` while it asks for nothing, or is put away."""
    current = _lock(brief, by)
    if current.archived_at is not None:
        raise DomainError("This brief is put away. Take it back first.")
    if not current.needs.exclude(weight=NOT_NEEDED).exists():
        _check_asks(())
    current.published_at = current.published_at or at
    current.save(update_fields=["published_at"])
    return current


@transaction.atomic
def withdraw(brief: Brief, *, by: User, at: datetime) -> Brief:
    """Take its public page away. The brief stays."""
    current = _lock(brief, by)
    current.published_at = None
    current.save(update_fields=["published_at"])
    return current


@transaction.atomic
def archive(brief: Brief, *, by: User, at: datetime) -> Brief:
    """Put it away: it leaves the list of those in use, and its public page ends."""
    current = _lock(brief, by)
    current.archived_at, current.published_at = current.archived_at or at, None
    current.save(update_fields=["archived_at", "published_at"])
    return current


@transaction.atomic
def restore(brief: Brief, *, by: User, at: datetime) -> Brief:
    """Take it back into use; it is not published."""
    current = _lock(brief, by)
    current.archived_at = None
    current.save(update_fields=["archived_at"])
    return current


@transaction.atomic
def remove(brief: Brief, *, by: User, at: datetime) -> None:
    """Delete it. Shortlists that were made for it stay, without it, and snapshots that were sent for it end.
    `DomainError` while it hides who is on its lists."""
    current = _lock(brief, by)
    _let_go(current, Shortlist.objects.filter(brief=current))
    snapshots.end_with(Brief.objects.filter(pk=current.pk), because=Snapshot.Because.REMOVED, at=at)
    current.delete()


@transaction.atomic
def copy(brief: Brief, *, by: User, at: datetime) -> Brief:
    """Another brief of the same holder that asks for the same; nobody else knows of it yet."""
    holders.held(brief.team or by, by)
    current = _lock(brief, by)
    if current.team_id != brief.team_id:
        raise DomainError("This brief was moved in the meantime.")
    title = f"Copy of {current.title}"[: Brief._meta.get_field("title").max_length]
    sheet = replace(briefs.sheet(current), title=title)
    made = create(sheet, holder=current.team or by, by=by, at=at)
    made.is_blind, made.takes_snapshots = current.is_blind, current.takes_snapshots
    made.save(update_fields=["is_blind", "takes_snapshots"])
    return made


@transaction.atomic
def move(brief: Brief, *, to: User | Team, by: User, at: datetime) -> Brief:
    """Give it to a team, or take it to oneself. Lists of those who may not know of it any more go on without it, and
    snapshots end, which were sent to whoever held it; `DomainError` while it hides who is on its lists, or when it or
    the team is gone."""
    held = holders.held(to, by)
    current = _lock(brief, by)
    lists = Shortlist.objects.filter(brief=current)
    _let_go(current, lists.exclude(pk__in=lists.held_with(to).values("pk")))
    if to not in (current.owner, current.team):
        snapshots.end_with(Brief.objects.filter(pk=current.pk), because=Snapshot.Because.MOVED, at=at)
    current.owner, current.team = held.get("owner"), held.get("team")
    current.save(update_fields=["owner", "team"])
    return current


def _let_go(current: Brief, lists: QuerySet[Shortlist]) -> None:
    """These lists go on without the brief. Nobody is named by that: `DomainError` while it hides somebody."""
    if veils.covered(current, lists):
        raise DomainError(COVERED)
    lists.update(brief=None, revision=F("revision") + 1)


def _lock(brief: Brief, by: User) -> Brief:
    """The brief, until the end of the transaction, after whoever changes it. `DomainError` when it is gone."""
    holders.account(by)
    return holders.brief(brief)
