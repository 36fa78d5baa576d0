"""Snapshot: evidence that a practitioner chose for one brief, frozen, with an end date. Its content is written once."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse

from hiring.models.briefs import Brief
from portfolio.models import Practitioner

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def sent_by(self, user: User | AnonymousUser) -> SnapshotQuerySet:
        """One's own, whatever became of them."""
        return self.filter(practitioner__user=user) if user.is_authenticated else self.none()

    def open(self, today: date) -> SnapshotQuerySet:
        """Those that somebody can read: not closed, not past their last day, by somebody whose account is open, for a
        brief in use."""
        return self.filter(
            closed_at__isnull=True,
            ends_on__gte=today,
            practitioner__user__is_active=True,
            brief__archived_at__isnull=True,
            brief__isnull=False,
        )

    def readable_by(self, user: User | AnonymousUser, today: date) -> SnapshotQuerySet:
        """Open ones for briefs that this user holds, alone or in a team."""
        return self.open(today).filter(brief__in=Brief.objects.held_by(user))

    def visible_to(self, user: User | AnonymousUser, today: date) -> SnapshotQuerySet:
        """Known to who sent it, and while it is open to those behind the brief."""
        readable = self.readable_by(user, today).values("pk")
        return self.filter(Q(pk__in=self.sent_by(user).values("pk")) | Q(pk__in=readable))


class Snapshot(models.Model):
    class Because(models.TextChoices):
        """Why it is closed."""

        WITHDRAWN = "withdrawn", "Withdrawn"
        ENDED = "ended", "Ended"
        MOVED = "moved", "The brief went to somebody else"
        REMOVED = "removed", "The brief is gone"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    brief = models.ForeignKey(Brief, null=True, blank=True, on_delete=models.SET_NULL, related_name="snapshots")
    title = models.CharField(max_length=120, help_text="Of the brief, when it was sent.")
    content = models.JSONField(
        null=True, blank=True, help_text="All that it shows (hiring.snapshots.values); nothing once it is closed."
    )
    sent_at = models.DateTimeField()
    ends_on = models.DateField(help_text="The last day on which it is shown.")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=9, choices=Because, blank=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "brief"],
                condition=Q(closed_at__isnull=True),
                name="hiring_snapshot_is_one_open_per_person_and_brief",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_because="", content__isnull=False)
                | Q(
                    closed_at__isnull=False,
                    closed_because__in=["withdrawn", "ended", "moved", "removed"],
                    content__isnull=True,
                ),
                name="hiring_snapshot_that_is_closed_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner_id} for {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("hiring:snapshots-show", args=[self.uuid])
