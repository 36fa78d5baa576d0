"""Checklist: a person's own copy of a framework. A tick is a claim and enters no strength, coverage or standing.

Rows hold only what the person did; what they did not touch reads as the edition says (`portfolio.checklists.values`).
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse

from competence.models import Edition, Framework
from portfolio.models.practitioners import Practitioner

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class ChecklistQuerySet(models.QuerySet["Checklist"]):
    def live(self) -> ChecklistQuerySet:
        """Those that are in use: at most one of each person and framework."""
        return self.filter(archived_at__isnull=True)

    def visible_to(self, user: User | AnonymousUser) -> ChecklistQuerySet:
        """A checklist is known to the person whose it is. What the profile shows of a shared one is a summary."""
        return self.filter(practitioner__user=user) if user.is_authenticated else self.none()


class Checklist(models.Model):
    """A copy of one edition of a framework."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="checklists")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    orders = models.JSONField(default=dict, blank=True, help_text="{category: [keys]}, as the person chose.")
    is_shared = models.BooleanField(default=False, help_text="Whether the profile shows its counts, as claimed.")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "framework"],
                condition=Q(archived_at__isnull=True),
                name="portfolio_checklist_one_live_per_framework",
            ),
            models.CheckConstraint(
                condition=Q(is_shared=False) | Q(archived_at__isnull=True), name="portfolio_checklist_shared_is_live"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner_id} {self.framework_id}"

    def get_absolute_url(self) -> str:
        return reverse("portfolio:checklists-show", args=[self.uuid])

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None


class ChecklistItem(models.Model):
    """What the person did to one item of the framework, or an item of their own."""

    class State(models.TextChoices):
        SHOWN = "shown", "On the list"
        SKIPPED = "skipped", "Skipped"
        HIDDEN = "hidden", "Hidden"

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=200, help_text="Of the skill; of an own item “own:” and something unique.")
    is_own = models.BooleanField(default=False)
    name = models.CharField(max_length=200, blank=True)
    note = models.TextField(max_length=4000, blank=True)
    done_on = models.DateField(null=True, blank=True, help_text="The day of the tick; of a habit the last time.")
    state = models.CharField(max_length=7, choices=State, default=State.SHOWN)
    branch = models.CharField(max_length=200, blank=True, help_text="Of an own item: its category.")
    is_habit = models.BooleanField(default=False, help_text="Of an own item.")
    position = models.PositiveIntegerField(default=0, help_text="Of an own item.")
    retired_in = models.CharField(max_length=40, blank=True, help_text="The edition in which it left the framework.")
    words = models.CharField(max_length=200, blank=True, help_text="Its name when it left.")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["checklist", "key"], name="portfolio_checklist_item_once"),
            models.CheckConstraint(
                condition=Q(state__in=["shown", "skipped", "hidden"]), name="portfolio_checklist_item_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(is_own=False) | ~Q(name=""), name="portfolio_checklist_own_item_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(is_own=True, key__startswith="own:") | (Q(is_own=False) & ~Q(key__startswith="own:")),
                name="portfolio_checklist_own_item_has_an_own_key",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class ChecklistChange(models.Model):
    """One thing that the person did, with what it takes to undo it (`portfolio.checklists.patches`)."""

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=300)
    patches = models.JSONField()
    changed_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["checklist", "number"], name="portfolio_checklist_change_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.what}"
