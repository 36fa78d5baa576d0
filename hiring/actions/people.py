"""What hiring does when somebody leaves: a portfolio is forgotten, a team does not stay behind without an owner."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from hiring.actions import snapshots
from hiring.models import Block, Brief, Conversation, Entry, Membership, Snapshot, Team
from portfolio.actions import portfolios
from portfolio.models import Practitioner

if TYPE_CHECKING:
    from accounts.models import User


def hold(user: User) -> None:
    """Lock what an account that is about to be deleted takes with it, in everybody's order: people, teams, briefs. In
    the transaction that deletes it."""
    for practitioner in Practitioner.objects.filter(user=user).order_by("pk"):
        portfolios.lock(practitioner)
    teams = Team.objects.filter(memberships__user=user).values("pk")
    held = list(Team.objects.select_for_update().filter(pk__in=teams).order_by("pk"))
    briefs = Brief.objects.filter(Q(owner=user) | Q(team__in=held)).order_by("pk")
    list(briefs.select_for_update(of=("self",)))


@transaction.atomic
def forget(practitioner: Practitioner, *, by: User | None, at: datetime) -> None:
    """Let go of everything that names this portfolio, so that it can be deleted.

    Entries on lists stay, without the person: notes and history belong to whoever wrote them. What the person was told
    and answered goes, and so do whom they had blocked and the snapshots that they sent. Nobody can put them on a list
    until the transaction ends.
    """
    current = portfolios.lock(practitioner)
    Entry.objects.filter(practitioner=current).update(practitioner=None)
    Conversation.objects.filter(practitioner=current).delete()
    Block.objects.filter(practitioner=current).delete()
    Snapshot.objects.filter(practitioner=current).delete()


@transaction.atomic
def leave_teams(user: User, *, at: datetime) -> None:
    """Take an account that is about to be deleted out of its teams.

    A team without anybody else goes, with everything that it holds; in one without another owner the member who has
    been there longest becomes owner.
    """
    teams = Team.objects.filter(memberships__user=user).order_by("pk")
    for team in Team.objects.select_for_update().filter(pk__in=teams.values("pk")).order_by("pk"):
        team.memberships.filter(user=user).delete()
        heir = team.memberships.order_by("joined_at", "pk").first()
        if heir is None:
            snapshots.end_with(Brief.objects.filter(team=team), because=Snapshot.Because.REMOVED, at=at)
            team.delete()
        elif not team.memberships.filter(role=Membership.Role.OWNER).exists():
            heir.role = Membership.Role.OWNER
            heir.save(update_fields=["role"])


@transaction.atomic
def leave_briefs(user: User, *, at: datetime) -> None:
    """End what was sent for the own briefs of an account that is about to be deleted with them."""
    snapshots.end_with(Brief.objects.filter(owner=user), because=Snapshot.Because.REMOVED, at=at)
