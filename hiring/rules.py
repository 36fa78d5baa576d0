"""May this user do this to that thing of hiring? No queries, no request. Who may know of it at all is `visible_to`."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from hiring.models import Conversation, Membership, Note, Snapshot

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def can_lead(membership: Membership | None) -> bool:
    """Invite, remove and rename: owners of the team."""
    return membership is not None and membership.role == Membership.Role.OWNER


def can_remove(membership: Membership | None, other: Membership) -> bool:
    """Owners remove others; oneself one leaves."""
    if membership is None or other.pk == membership.pk:
        return False
    return can_lead(membership) and other.team_id == membership.team_id


def can_edit_note(user: User | AnonymousUser, note: Note) -> bool:
    """Only who wrote a note changes it."""
    return user.is_authenticated and note.written_by_id is not None and note.written_by_id == user.pk


def can_remove_note(
    user: User | AnonymousUser, note: Note, own: Membership | None = None, members: Collection[int] = ()
) -> bool:
    """Who wrote it; a note whose writer has left the site, anybody who may read it. On a list of a team, of which `own`
    is the membership of `user` and `members` are everybody's keys: of a writer who left the team, its owners."""
    if can_edit_note(user, note) or (user.is_authenticated and note.written_by_id is None):
        return True
    return own is not None and can_lead(own) and note.written_by_id not in members


def can_block(user: User | AnonymousUser, conversation: Conversation) -> bool:
    """Only the practitioner, who did not choose to be written to."""
    return user.is_authenticated and conversation.practitioner.user_id == user.pk


def can_withdraw(user: User | AnonymousUser, snapshot: Snapshot) -> bool:
    """Only who sent it. Those who read it change nothing."""
    return user.is_authenticated and snapshot.practitioner.user_id == user.pk
