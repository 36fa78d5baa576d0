"""Team: users who hire together and share briefs, lists and searches."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, user: User | AnonymousUser) -> TeamQuerySet:
        """A team is known to its members."""
        return self.filter(memberships__user=user) if user.is_authenticated else self.none()


class Team(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=80)
    revision = models.PositiveIntegerField(default=1, db_default=1)
    created_at = models.DateTimeField()

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="hiring_team_has_a_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("hiring:teams-show", args=[self.uuid])


class Membership(models.Model):
    """A user in a team. The action sees to it that a team always has an owner."""

    class Role(models.TextChoices):
        OWNER = "owner", "Owner: invites, removes and gives roles"
        MEMBER = "member", "Member: works with everything that the team holds"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="team_memberships")
    role = models.CharField(max_length=6, choices=Role, default=Role.MEMBER)
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "user"], name="hiring_membership_is_one_a_user"),
            models.CheckConstraint(condition=Q(role__in=["owner", "member"]), name="hiring_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.user_id} {self.role}"


class Invitation(models.Model):
    """A place in a team offered to an e-mail address. Whoever has the link and that address may take it, once."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=6, choices=Membership.Role, default=Membership.Role.MEMBER)
    token_hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret in the link.")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "email"],
                condition=Q(accepted_at__isnull=True),
                name="hiring_invitation_is_one_open_an_address",
            ),
            models.CheckConstraint(condition=Q(role__in=["owner", "member"]), name="hiring_invited_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.email}"
