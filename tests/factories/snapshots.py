"""Snapshots for tests, sent by the action."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from hiring.actions import snapshots
from hiring.models import Brief, Snapshot
from hiring.queries import sending
from hiring.snapshots import values
from portfolio.models import Evidence, Practitioner
from portfolio.queries import profiles


def desk(brief: Brief, person: Practitioner) -> sending.Desk:
    """What this person could send for it."""
    found = sending.desk(brief, person, profiles.ground())
    assert found is not None
    return found


def send(
    brief: Brief,
    person: Practitioner,
    *chosen: Evidence,
    message: str = "Good day.",
    at: datetime | None = None,
    ends_on: date | None = None,
    **fields: Any,
) -> Snapshot:
    """Sent now unless told, with all that the person has unless told, for thirty days unless told."""
    at = at or timezone.now()
    found = desk(brief, person)
    pieces: Collection[str] = [str(e.uuid) for e in chosen] or [piece.uuid for piece in found.pieces]
    given = {
        "pieces": pieces,
        "message": message,
        "ends_on": ends_on or at.date() + timedelta(days=30),
        "seal": values.seal(found.freeze(pieces, message)),
        "by": person.user,
        "at": at,
    }
    return snapshots.send(person, brief, **{**given, **fields})
