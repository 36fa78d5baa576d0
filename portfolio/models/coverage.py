"""What follows from evidence, never typed in: the strength of every piece, and the best one for every skill."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.db.models import Q

from competence.models import Skill
from portfolio.models.evidence import Evidence
from portfolio.models.practitioners import Practitioner
from portfolio.models.projects import Project


class Proof(models.Model):
    """How strong one piece of evidence is, for questions over many portfolios; written only by
    `portfolio.actions.portfolios.refresh`.

    Which pieces count is decided in `portfolio.strength` and nowhere else; queries compare `strength` only.
    """

    evidence = models.OneToOneField(Evidence, on_delete=models.CASCADE, related_name="proof")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="proofs")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    strength = models.PositiveSmallIntegerField(help_text="competence.strengths.Strength")
    proven_at = models.DateTimeField(help_text="When the piece last changed or was judged.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(strength__gte=1, strength__lte=3), name="portfolio_proof_strength_is_known"
            ),
        ]
        indexes = [models.Index(fields=["project", "skill", "strength"], name="portfolio_projects_by_skill")]

    def __str__(self) -> str:
        return f"{self.evidence_id} {self.strength}"


class CoverageQuerySet(models.QuerySet["Coverage"]):
    def of_people(self, people: Collection[int]) -> CoverageQuerySet:
        """What these people, by primary key, show to everybody. Says what it does not want instead of what it wants:
        SQLite without statistics would else read all that anybody shows."""
        return self.filter(practitioner__in=people).exclude(scope=Coverage.Scope.ALL)


class Coverage(models.Model):
    """One row a skill and scope; written only by `portfolio.actions.portfolios.refresh`."""

    class Scope(models.TextChoices):
        PUBLIC = "public", "What visitors see"
        ALL = "all", "What the person sees"

    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="coverage")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=6, choices=Scope)
    strength = models.PositiveSmallIntegerField(help_text="competence.strengths.Strength")
    best = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="+")
    pieces = models.PositiveIntegerField(default=1, help_text="How many pieces of evidence there are.")
    proven_at = models.DateTimeField(help_text="When the best piece last changed or was judged.")

    objects = CoverageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "skill", "scope"], name="portfolio_coverage_is_one_row_a_skill"
            ),
            models.CheckConstraint(
                condition=Q(strength__gte=1, strength__lte=3), name="portfolio_coverage_strength_is_known"
            ),
            models.CheckConstraint(condition=Q(scope__in=["public", "all"]), name="portfolio_coverage_scope_is_known"),
        ]
        indexes = [models.Index(fields=["scope", "skill", "strength"], name="portfolio_people_by_skill")]

    def __str__(self) -> str:
        return f"{self.practitioner_id} {self.skill_id} {self.strength}"
