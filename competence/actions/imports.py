"""Taking frameworks in from files: each into its draft, as one edit that can be undone; all of a file, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from competence.actions import drafts
from competence.models import Draft
from competence.queries import imports
from core.errors import DomainError, StaleVersion

CHANGED = "Somebody changed the framework since this preview was made. Look at it again; nothing was taken in."
NOTHING = "The file says what stands here already; nothing was changed."


def quiet(_: str) -> None:
    """Nobody is told how far it is."""


@transaction.atomic
def take_in(
    content: bytes,
    name: str,
    *,
    into: str = "",
    digest: str = "",
    by: User | None,
    at: datetime,
    say: Callable[[str], object] = quiet,
) -> list[Draft]:
    """Take the frameworks of a file into their drafts; the public sees nothing of it before a draft is published.

    `digest` is that of the preview that a person saw: `StaleVersion` when the result would be another one by now.
    `BadFile` when the file is refused, `DomainError` when nothing differs. `say` is told about each framework.
    """
    plan = imports.plan(content, name, into)
    if digest and digest != plan.digest:
        raise StaleVersion(CHANGED)
    if not plan.changes:
        raise DomainError(NOTHING)
    found = []
    for number, planned in enumerate(plan.frameworks, start=1):
        if not planned.changes:
            continue
        say(f"Taking in {number} of {len(plan.frameworks)}: {planned.title}")
        found.append(_one(planned, f"Taken in from {name} ({plan.format_name})", by, at))
    return found


def _one(planned: imports.Planned, what: str, by: User | None, at: datetime) -> Draft:
    if planned.is_new:
        return drafts.open_new(planned.document, by=by, at=at)
    draft = Draft.objects.open().filter(kind=Draft.Kind.FRAMEWORK, key=planned.key).first()
    if draft is None:
        draft = drafts.open_current(planned.key, by=by, at=at)
    drafts.take_in(draft, planned.document, what=what, seen=planned.revision or 0, by=by, at=at)
    draft.refresh_from_db()
    return draft
