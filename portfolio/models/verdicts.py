"""Verdicts: what another person said of one version of one piece of evidence."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from portfolio.models.evidence import Evidence


class Verdict(models.Model):
    """Given once and never edited; a later one stands beside it."""

    class Outcome(models.TextChoices):
        MEETS = "meets", "Meets"
        PARTLY = "partly", "Partly"
        NOT_YET = "not-yet", "Not yet"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="verdicts")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="verdicts_given"
    )
    reviewer_name = models.CharField(max_length=120, blank=True, help_text="As it stood; blank once the reviewer left.")
    reviewer_affiliation = models.CharField(max_length=160, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome)
    grounds = models.TextField(max_length=2000)
    fingerprint = models.CharField(max_length=64, help_text="The version of the evidence that was judged.")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["meets", "partly", "not-yet"]), name="portfolio_verdict_outcome_is_known"
            ),
            models.CheckConstraint(condition=~Q(grounds=""), name="portfolio_verdict_has_grounds"),
            models.CheckConstraint(condition=~Q(fingerprint=""), name="portfolio_verdict_names_a_version"),
            models.UniqueConstraint(
                fields=["evidence", "reviewer", "fingerprint"],
                condition=Q(reviewer__isnull=False),
                name="portfolio_reviewer_judges_a_version_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.grounds[:40]}"
