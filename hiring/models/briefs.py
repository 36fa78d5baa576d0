"""Brief: what a role needs. Every need has one row; `hiring.wanted` reads them into a pure value."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from competence.models import Framework
from hiring.models.holding import ONE_HOLDER, HeldQuerySet
from hiring.models.teams import Team

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class BriefQuerySet(HeldQuerySet):
    def published(self) -> BriefQuerySet:
        """Briefs with a public page, while somebody is there who keeps them."""
        return self.of_somebody().filter(published_at__isnull=False, archived_at__isnull=True)

    def live(self) -> BriefQuerySet:
        """Those in use."""
        return self.filter(archived_at__isnull=True)

    def visible_to(self, user: User | AnonymousUser) -> BriefQuerySet:
        """The working side of a brief is known to whoever holds it; the public page asks `published()`."""
        return self.held_by(user)


class Brief(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="briefs"
    )
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.CASCADE, related_name="briefs")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=6000, blank=True, help_text="What the work is, in Markdown.")
    strength = models.PositiveSmallIntegerField(
        default=2, help_text="competence.strengths.Strength from which a need counts as met, unless it says more."
    )
    is_blind = models.BooleanField(default=False, help_text="Whether people are shown without who they are.")
    takes_snapshots = models.BooleanField(
        default=True, db_default=True, help_text="Whether practitioners may send a snapshot while it is published."
    )
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True, help_text="Since when everybody may read it.")
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = BriefQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_HOLDER, name="hiring_brief_has_one_holder"),
            models.CheckConstraint(condition=~Q(title=""), name="hiring_brief_has_a_title"),
            models.CheckConstraint(
                condition=Q(strength__gte=1, strength__lte=3), name="hiring_brief_strength_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("hiring:briefs-show", args=[self.uuid])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None and self.archived_at is None


class Need(models.Model):
    """One thing that a brief asks for, by its stable key in the framework: it outlives editions."""

    class Kind(models.TextChoices):
        LEVEL = "level", "Level"
        SKILL = "skill", "Skill"
        GROUP = "group", "Some skills of a group"
        DOMAIN = "domain", "Work in a domain"

    class Weight(models.TextChoices):
        MUST = "must", "Must"
        USEFUL = "useful", "Useful"
        NOT_NEEDED = "not-needed", "Not needed"

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=6, choices=Kind)
    key = models.CharField(max_length=160, help_text="Key of the level, skill or group, or value of the axis domain.")
    weight = models.CharField(max_length=10, choices=Weight)
    at_least = models.PositiveSmallIntegerField(default=1, help_text="How many skills of a group.")
    strength = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Wanted here; else the brief's.")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brief", "kind", "key"], name="hiring_need_is_asked_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["level", "skill", "group", "domain"]), name="hiring_need_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(weight__in=["must", "useful"]) | Q(weight="not-needed", kind="level"),
                name="hiring_need_only_a_level_is_not_needed",
            ),
            models.CheckConstraint(
                condition=Q(strength__isnull=True) | Q(strength__gte=1, strength__lte=3),
                name="hiring_need_strength_is_known",
            ),
            models.CheckConstraint(condition=Q(at_least__gte=1), name="hiring_need_asks_for_one_or_more"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.weight}"
