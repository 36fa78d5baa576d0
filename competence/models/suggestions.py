"""Suggestion: what a reader would change about a skill, and what became of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from competence.models.frameworks import Edition
from competence.models.skills import Skill


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def open(self) -> SuggestionQuerySet:
        """Those that nobody has decided about; an answer decides nothing."""
        return self.filter(state__in=[Suggestion.State.OPEN, Suggestion.State.ANSWERED])


class Suggestion(models.Model):
    """Made by anybody who is signed in, about a skill as one edition words it. Never public."""

    class Kind(models.TextChoices):
        WORDING = "wording", "The wording"
        MEANING = "meaning", "What it means"
        MISSING = "missing", "Something is missing"
        OTHER = "other", "Something else"

    class Field(models.TextChoices):
        NAME = "name", "Name"
        CAN_DO = "can_do", "Means"
        DOES_NOT_MEAN = "does_not_mean", "Does not mean"
        EVIDENCE = "evidence", "A reviewer looks for"
        PITFALL = "pitfall", "Typical weak evidence"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ANSWERED = "answered", "Answered"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="suggestions")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(max_length=2000)
    field = models.CharField(max_length=20, choices=Field, blank=True)
    wording = models.TextField(max_length=1000, blank=True, help_text="What the field should say instead.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="suggestions"
    )
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField(max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="competence_suggestion_says_something"),
            models.CheckConstraint(
                condition=Q(kind__in=["wording", "meaning", "missing", "other"]),
                name="competence_suggestion_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(field="", wording="")
                | (Q(field__in=["name", "can_do", "does_not_mean", "evidence", "pitfall"]) & ~Q(wording="")),
                name="competence_suggestion_wording_is_of_a_field",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True)
                | Q(
                    state__in=["answered", "accepted", "declined", "withdrawn"],
                    decided_at__isnull=False,
                ),
                name="competence_suggestion_state_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "declined"]) | ~Q(answer=""),
                name="competence_suggestion_refusal_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["state", "made_at"], name="competence_suggestion_inbox")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_open(self) -> bool:
        """Whether it can still be decided."""
        return self.state in (self.State.OPEN, self.State.ANSWERED)
