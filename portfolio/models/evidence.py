"""Evidence: one project put forward for one skill, with pointers to the exact places."""

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from competence.models import Skill
from portfolio.models.artefacts import Artefact
from portfolio.models.comparisons import Comparison
from portfolio.models.decisions import Decision
from portfolio.models.parts import Part
from portfolio.models.practitioners import Practitioner
from portfolio.models.projects import Project
from portfolio.models.results import Result
from portfolio.models.sections import Section

LINES = RegexValidator(r"^[1-9][0-9]{0,5}(?:-[1-9][0-9]{0,5})?$", "Give lines as 40 or 40-88.")


class Evidence(Part):
    """A statement that this project shows this skill. How strong it is follows from facts and is never stored."""

    FIELDS = ("statement",)

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="evidence")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    statement = models.CharField(max_length=300, blank=True)
    fingerprint = models.CharField(
        max_length=64,
        blank=True,
        help_text="Hash of the statement and of all it points to; a verdict names the one it saw.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "skill"], name="portfolio_evidence_is_unique_per_project_and_skill"
            )
        ]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.statement or self.skill.key


class Pointer(models.Model):
    """The exact place in the project that shows the skill: exactly one target, of the kind that it says."""

    class Kind(models.TextChoices):
        SECTION = "section", "Section"
        DECISION = "decision", "Decision"
        RESULT = "result", "Result"
        COMPARISON = "comparison", "Comparison"
        IMAGE = "image", "Image"
        LINK = "link", "Link"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="pointers")
    kind = models.CharField(max_length=10, choices=Kind)
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.CASCADE, related_name="pointers")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.CASCADE, related_name="pointers")
    result = models.ForeignKey(Result, null=True, blank=True, on_delete=models.CASCADE, related_name="pointers")
    comparison = models.ForeignKey(Comparison, null=True, blank=True, on_delete=models.CASCADE, related_name="pointers")
    artefact = models.ForeignKey(Artefact, null=True, blank=True, on_delete=models.CASCADE, related_name="pointers")
    lines = models.CharField(
        max_length=13, blank=True, validators=[LINES], help_text="Lines of linked code: 40 or 40-88."
    )
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind="section", section__isnull=False, decision=None, result=None, comparison=None, artefact=None)
                    | Q(
                        kind="decision",
                        section=None,
                        decision__isnull=False,
                        result=None,
                        comparison=None,
                        artefact=None,
                    )
                    | Q(
                        kind="result", section=None, decision=None, result__isnull=False, comparison=None, artefact=None
                    )
                    | Q(
                        kind="comparison",
                        section=None,
                        decision=None,
                        result=None,
                        comparison__isnull=False,
                        artefact=None,
                    )
                    | Q(kind="image", section=None, decision=None, result=None, comparison=None, artefact__isnull=False)
                    | Q(kind="link", section=None, decision=None, result=None, comparison=None, artefact__isnull=False)
                ),
                name="portfolio_pointer_has_one_target_of_its_kind",
            ),
            models.CheckConstraint(condition=Q(lines="") | Q(kind="link"), name="portfolio_only_links_have_lines"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.target}"

    @property
    def target(self) -> Section | Decision | Result | Comparison | Artefact | None:
        """The thing pointed to; read with select_related."""
        return self.section or self.decision or self.result or self.comparison or self.artefact


class FeaturedProof(models.Model):
    """One of the up to three proofs that stand first on the profile."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="featured")
    evidence = models.OneToOneField(Evidence, on_delete=models.CASCADE, related_name="featured")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=3), name="portfolio_three_proofs_are_featured"
            ),
            models.UniqueConstraint(fields=["practitioner", "position"], name="portfolio_featured_place_is_taken_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.evidence}"
