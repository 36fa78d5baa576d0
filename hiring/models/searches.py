"""SavedSearch: the state of the explore page, kept under a name, with a feed of what is new."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from hiring.models.holding import ONE_HOLDER, HeldQuerySet
from hiring.models.teams import Team

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class SavedSearchQuerySet(HeldQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> SavedSearchQuerySet:
        """A saved search is known to whoever holds it; its feed, to whoever has the secret address."""
        return self.held_by(user)


class SavedSearch(models.Model):
    class Kind(models.TextChoices):
        PEOPLE = "people", "People"
        PROJECTS = "projects", "Projects"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="saved_searches"
    )
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.CASCADE, related_name="saved_searches")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PEOPLE)
    title = models.CharField(max_length=120)
    revision = models.PositiveIntegerField(default=1, db_default=1)
    query = models.CharField(max_length=2000, blank=True, help_text="As the address says it, without question mark.")
    token_hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret in the feed's address.")
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="Up to when its owner has looked.")

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_HOLDER, name="hiring_saved_search_has_one_holder"),
            models.CheckConstraint(condition=~Q(title=""), name="hiring_saved_search_has_a_title"),
            models.CheckConstraint(condition=Q(kind__in=["people", "projects"]), name="hiring_search_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("hiring:searches-show", args=[self.uuid])
