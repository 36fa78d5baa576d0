"""Teams: one's own, one with its people, and what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from hiring import rules, tokens
from hiring.models import Brief, Invitation, Membership, SavedSearch, Shortlist, Team


@dataclass(frozen=True)
class Row:
    """One team on the list."""

    team: Team
    is_owner: bool
    members: int
    briefs: int


@dataclass(frozen=True)
class Holdings:
    """What a team holds, in numbers: what goes when it is deleted."""

    briefs: int
    shortlists: int
    searches: int


@dataclass(frozen=True)
class Desk:
    """A team as its page shows it."""

    team: Team
    own: Membership
    members: tuple[Membership, ...]
    invitations: tuple[Invitation, ...]
    """Those that nobody has taken yet, for owners."""
    holdings: Holdings

    @property
    def leads(self) -> bool:
        return rules.can_lead(self.own)

    @property
    def others(self) -> tuple[Membership, ...]:
        """Everybody but oneself."""
        return tuple(member for member in self.members if member.pk != self.own.pk)

    @property
    def is_last_owner(self) -> bool:
        """Whether nobody else could lead it."""
        return self.leads and not any(rules.can_lead(member) for member in self.others)


def index(user: User) -> tuple[Row, ...]:
    """The teams of a user, by name. One query."""
    people = _counted(Membership.objects.filter(team=OuterRef("team")))
    briefs = _counted(Brief.objects.live().filter(team=OuterRef("team")))
    rows = Membership.objects.filter(user=user).select_related("team").annotate(people=people, briefs=briefs)
    return tuple(
        Row(row.team, rules.can_lead(row), row.people, row.briefs) for row in rows.order_by("team__name", "team__pk")
    )


def _counted(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows the team has."""
    return Coalesce(Subquery(rows.order_by().values("team").annotate(n=Count("pk")).values("n")), 0)


def of(user: User) -> Sequence[Team]:
    """The teams of a user, by name, to choose from. One query."""
    return list(Team.objects.visible_to(user).order_by("name", "pk"))


def desk(team: Team, user: User) -> Desk | None:
    """A team of `user`, with its people; None when they are in it no more. Five queries."""
    members = Membership.objects.filter(team=team).select_related("user").order_by("joined_at", "pk")
    found = tuple(members)
    own = next((member for member in found if member.user_id == user.pk), None)
    if own is None:
        return None
    open_ones = Invitation.objects.filter(team=team, accepted_at__isnull=True).order_by("created_at", "pk")
    return Desk(team, own, found, tuple(open_ones) if rules.can_lead(own) else (), holdings(team))


def holdings(team: Team) -> Holdings:
    """What goes with the team. Three queries."""
    return Holdings(
        briefs=Brief.objects.filter(team=team).count(),
        shortlists=Shortlist.objects.filter(team=team).count(),
        searches=SavedSearch.objects.filter(team=team).count(),
    )


def own_membership(team: Team, user: User) -> Membership | None:
    """As what `user` is in a team of theirs; None when they are in it no more. One query."""
    return Membership.objects.filter(team=team, user=user).first()


def members(team: Team) -> QuerySet[Membership]:
    """Everybody in it, with their accounts."""
    return Membership.objects.filter(team=team).select_related("user", "team")


def waiting(team: Team) -> QuerySet[Invitation]:
    """The invitations that nobody has taken yet."""
    return Invitation.objects.filter(team=team, accepted_at__isnull=True)


def invitation(token: str, *, at: datetime) -> Invitation | None:
    """The place that a secret link offers; None when it is unknown, taken, withdrawn or too old. One query."""
    rows = Invitation.objects.select_related("team", "invited_by")
    return rows.filter(token_hash=tokens.hashed(token), accepted_at__isnull=True, expires_at__gt=at).first()


def is_for(place: Invitation, user: User) -> bool:
    """Whether the invited address is one that `user` has confirmed. One query."""
    return EmailAddress.objects.filter(user=user, email__iexact=place.email, verified=True).exists()
