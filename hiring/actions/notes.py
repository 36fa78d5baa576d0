"""What is written down about people on a shortlist. A settled list takes notes still."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from core.errors import DomainError, StaleVersion
from hiring.actions import shortlists
from hiring.models import Entry, Note

if TYPE_CHECKING:
    from accounts.models import User

MOST_NOTES = 100
"""Notes about one person on one list."""


@transaction.atomic
def write(entry: Entry, *, text: str, by: User, at: datetime) -> Note:
    """A note of `by`, with the entry as it stands now: the person may be off the list by then. `DomainError` when there
    are too many, or the person was deleted from the list."""
    shortlists.locked(entry.shortlist, by)
    current = Entry.objects.filter(pk=entry.pk).first()
    if current is None:
        raise DomainError("This person was deleted from the list in the meantime.")
    if Note.objects.filter(entry=entry).count() >= MOST_NOTES:
        raise DomainError(
            f"There are {MOST_NOTES} notes about this person already. Delete one, or write on in another."
        )
    return Note.objects.create(entry=current, text=text, written_by=by, written_at=at, changed_at=at)


@transaction.atomic
def change(note: Note, *, text: str, seen_at: datetime, by: User, at: datetime) -> None:
    """Another text. `StaleVersion` when the note was changed after `seen_at`, in another tab."""
    current = Note.objects.select_for_update().filter(pk=note.pk).first()
    if current is None:
        raise DomainError("This note was deleted in the meantime. Copy your text and write it as a new one.")
    if current.changed_at != seen_at:
        raise StaleVersion()
    current.text, current.changed_at = text, at
    current.save(update_fields=["text", "changed_at"])


@transaction.atomic
def remove(note: Note, *, by: User, at: datetime) -> None:
    """Delete a note for good."""
    Note.objects.filter(pk=note.pk).delete()
