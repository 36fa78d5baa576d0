"""May this user do this to that thing of hiring?"""

from __future__ import annotations

from hiring.models import Membership


def can_lead(membership: Membership) -> bool:
    """Invite, remove and rename: owners of the team."""
    return membership.role == Membership.Role.OWNER


def can_remove(membership: Membership, other: Membership) -> bool:
    """Owners remove others; oneself one leaves."""
    return can_lead(membership) and other.team_id == membership.team_id and other.pk != membership.pk
