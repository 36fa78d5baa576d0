"""What one user keeps for choosing people, for taking along: in as many queries for ten lists as for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from hiring.archive import Kept
from hiring.models import (
    Block,
    Brief,
    Conversation,
    Entry,
    EntryChange,
    Membership,
    Message,
    Need,
    Note,
    SavedSearch,
    Shortlist,
    Snapshot,
)
from hiring.queries import veils
from portfolio.models import Practitioner

if TYPE_CHECKING:
    from accounts.models import User


def kept(user: User) -> Kept:
    """Everything of `user`. What a team holds is the team's; of it there are the notes that the user wrote."""
    shortlists, conversations = _shortlists(user), _conversations(user)
    entries = [entry for each in shortlists for entry in each.entries.all()]
    named = {entry.practitioner_id for entry in entries if entry.practitioner_id is not None}
    named |= {each.practitioner_id for each in conversations}
    noted = Note.objects.filter(written_by=user, entry__shortlist__team__isnull=False)
    blocks = Block.objects.filter(practitioner__user=user).select_related("user")
    return Kept(
        user=user,
        memberships=tuple(Membership.objects.filter(user=user).select_related("team").order_by("joined_at", "pk")),
        briefs=tuple(
            Brief.objects.filter(owner=user)
            .select_related("framework")
            .prefetch_related(Prefetch("needs", Need.objects.order_by("position", "pk")))
            .order_by("created_at", "pk")
        ),
        shortlists=shortlists,
        noted=tuple(noted.select_related("entry__shortlist").order_by("written_at", "pk")),
        searches=tuple(SavedSearch.objects.filter(owner=user).order_by("created_at", "pk")),
        conversations=conversations,
        blocks=tuple(blocks.order_by("blocked_at", "pk")),
        snapshots=tuple(Snapshot.objects.sent_by(user).order_by("sent_at", "pk")),
        listed=frozenset(Practitioner.objects.listed().filter(pk__in=named).values_list("pk", flat=True)),
        veils=veils.of_all(each.brief for each in shortlists),
    )


def _shortlists(user: User) -> tuple[Shortlist, ...]:
    notes = Note.objects.order_by("written_at", "pk")
    entries = (
        Entry.objects.select_related("practitioner")
        .prefetch_related(Prefetch("notes", notes))
        .order_by("position", "pk")
    )
    changes = EntryChange.objects.select_related("entry").order_by("made_at", "pk")
    return tuple(
        Shortlist.objects.filter(owner=user)
        .select_related("brief")
        .prefetch_related(Prefetch("entries", entries), Prefetch("changes", changes))
        .order_by("created_at", "pk")
    )


def _conversations(user: User) -> tuple[Conversation, ...]:
    """Those that the user began, and those that somebody began with their portfolio."""
    return tuple(
        Conversation.objects.filter(Q(started_by=user) | Q(practitioner__user=user))
        .select_related("practitioner", "started_by")
        .prefetch_related(Prefetch("messages", Message.objects.order_by("sent_at", "pk")))
        .order_by("started_at", "pk")
    )
