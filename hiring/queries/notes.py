"""Single notes about people on shortlists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from hiring.models import Note

if TYPE_CHECKING:
    from accounts.models import User


def visible(user: User) -> QuerySet[Note]:
    """Notes on lists that this user holds, each with its entry and list."""
    return Note.objects.visible_to(user).select_related("entry__shortlist", "written_by")
