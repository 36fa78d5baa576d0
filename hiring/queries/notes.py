"""Single notes about people on shortlists, and who reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from hiring.models import Membership, Note, Shortlist
from hiring.pages.shortlists import Reader

if TYPE_CHECKING:
    from accounts.models import User


def visible(user: User) -> QuerySet[Note]:
    """Notes on lists that this user holds, each with its entry and list."""
    return Note.objects.visible_to(user).select_related("entry__shortlist", "written_by")


def reader(shortlist: Shortlist, user: User) -> Reader:
    """`user`, as one who holds this list. No query for a list of their own, one for that of a team."""
    if shortlist.team_id is None:
        return Reader(user)
    members = {place.user_id: place for place in Membership.objects.filter(team=shortlist.team_id)}
    return Reader(user, members.get(user.pk), frozenset(members))
