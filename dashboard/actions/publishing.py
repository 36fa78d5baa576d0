"""Publishing a draft: a new edition, and what everybody has shown read by it, in one go or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from competence.actions import drafts as draft_actions
from competence.models import Draft, Edition
from competence.queries import drafts, editions
from competence.standing.processes import can_move
from competence.yardstick import Processes, Yardstick
from core.errors import DomainError, StaleVersion
from dashboard import touched
from portfolio.actions import rereading

Say = Callable[[int, int], None]
NOTE_AT_MOST = 2000


@dataclass(frozen=True)
class Published:
    """What came of it."""

    edition: Edition | None
    """None for the crosswalk, process templates and project ideas, which have no editions."""
    people: int
    """People whose evidence was read again, because a skill asks for other proof."""


@transaction.atomic
def publish(draft: Draft, *, note: str, seen: int, by: User | None, at: datetime, say: Say | None = None) -> Published:
    """Publish `draft` and bring coverage of everybody concerned up to date. `say` hears of the progress.

    `seen` is the revision of the draft that was reviewed: `StaleVersion` when somebody changed it since, so that
    nobody publishes what they have not seen. `NotReady` with all problems, `DomainError` without a note.
    """
    if len(note.strip()) > NOTE_AT_MOST:
        raise DomainError(f"The note has more than {NOTE_AT_MOST:,} characters. Say it shorter.")
    rereading.lock_everybody()
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.is_open and draft.revision != seen:
        last = drafts.changes_since(draft, seen)
        what = f": {last[0].what}" if last else ""
        raise StaleVersion(
            f"The draft was changed since you opened this page{what}. Look at it again; nothing was done."
        )
    before = drafts.published(draft)
    edition = draft_actions.publish(draft, note=note, by=by, at=at)
    after = drafts.published(draft)
    if isinstance(before, Processes) and isinstance(after, Processes):
        moved = [each.key for each in editions.all_current() if can_move(each, before, after)]
        rereading.restate(*moved, at=at, say=say)
    if not isinstance(before, Yardstick) or not isinstance(after, Yardstick):
        return Published(edition, 0)
    people = rereading.reread(touched.demands(before, after), at=at, say=say)
    if touched.is_decisive(before, after):
        rereading.restate(after.key, at=at, say=say)
    return Published(edition, people)
