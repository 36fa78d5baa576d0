"""To whom briefs, lists and searches belong: to one user, or to a team of users. Nobody else knows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

ONE_HOLDER = Q(owner__isnull=False, team__isnull=True) | Q(owner__isnull=True, team__isnull=False)
"""The condition of the constraint that every held table carries."""


class HeldQuerySet(models.QuerySet[Any]):
    """Rows with `owner` (a user) or `team`."""

    def held_by(self, user: User | AnonymousUser) -> Self:
        """Rows of this user and of the teams that they are in."""
        if not user.is_authenticated:
            return self.none()
        from_teams = models.Q(team__in=user.team_memberships.values("team"))
        return self.filter(models.Q(owner=user) | from_teams)

    def of_somebody(self) -> Self:
        """Rows of whoever is there still: a user whose account is not closed, or a team that has such a member."""
        teams = self.model._meta.get_field("team").related_model.objects.filter(memberships__user__is_active=True)
        return self.filter(models.Q(owner__is_active=True) | models.Q(team__in=teams.values("pk")))
