"""Framework: a yardstick that lives on this site. Edition: one version of it, unchangeable once published."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from competence.strengths import Strength


class Framework(models.Model):
    """The lasting identity of a yardstick; everything that people read about it stands in its editions."""

    key = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="competence_one_default_framework"
            ),
            models.CheckConstraint(condition=~Q(key=""), name="competence_framework_has_key"),
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return reverse("competence:frameworks-show", args=[self.key])


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> EditionQuerySet:
        """The editions that the public may read."""
        return self.filter(published_at__isnull=False)

    def current(self) -> EditionQuerySet:
        """The one edition per framework that standings are worked out with."""
        return self.filter(is_current=True)


class Edition(models.Model):
    """One version of a framework. `published_at` is empty for a draft; no action changes a published one."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="editions")
    version = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=20, default="en")
    ordered = models.BooleanField(default=True)
    summary = models.TextField(blank=True)
    licence_note = models.TextField(blank=True)
    tiers = models.JSONField(default=dict)
    source = models.JSONField(default=dict, blank=True)
    counted_strength = models.CharField(max_length=10, default=Strength.EVIDENCED.word)
    extra = models.JSONField(default=dict, blank=True)
    content_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField(null=True, blank=True)
    is_current = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    """What the editors say about it; no part of the content."""
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "version"], name="competence_edition_version_once"),
            models.UniqueConstraint(
                fields=["framework"], condition=Q(is_current=True), name="competence_edition_one_current"
            ),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(published_at__isnull=False),
                name="competence_edition_current_is_published",
            ),
            models.CheckConstraint(
                condition=Q(counted_strength__in=[strength.word for strength in Strength]),
                name="competence_edition_counted_strength_known",
            ),
            models.CheckConstraint(condition=~Q(version=""), name="competence_edition_has_version"),
        ]

    def __str__(self) -> str:
        return f"{self.framework_id} {self.version}"

    @property
    def is_draft(self) -> bool:
        return self.published_at is None
