"""Evidence: one project put forward for one skill, with pointers to the exact places."""

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from competence.models import Skill
from portfolio.models.artefacts import Artefact
from portfolio.models.comparisons import Comparison
from portfolio.models.decisions import Decision
from portfolio.models.files import Cell, FileVersion
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
    follows = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="followers",
        help_text="The evidence of another framework whose statement and places it shares.",
    )
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


_TARGETS = ("section", "decision", "result", "comparison", "artefact")
_FILES = ["notebook", "code", "log", "card", "document", "file"]


def _only(target: str) -> dict[str, bool]:
    """The condition that this column, and no other of the targets, is filled."""
    return {f"{name}__isnull": name != target for name in _TARGETS}


class Pointer(models.Model):
    """The exact place in the project that shows the skill: exactly one target, of the kind that it says."""

    class Kind(models.TextChoices):
        SECTION = "section", "Section"
        DECISION = "decision", "Decision"
        RESULT = "result", "Result"
        COMPARISON = "comparison", "Comparison"
        IMAGE = "image", "Image"
        LINK = "link", "Link"
        NOTEBOOK = "notebook", "Notebook"
        CODE = "code", "Code"
        LOG = "log", "Training log"
        CARD = "card", "Model card"
        DOCUMENT = "document", "Document"
        FILE = "file", "File"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="pointers")
    kind = models.CharField(max_length=10, choices=Kind)
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.CASCADE, related_name="pointers")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.CASCADE, related_name="pointers")
    result = models.ForeignKey(Result, null=True, blank=True, on_delete=models.CASCADE, related_name="pointers")
    comparison = models.ForeignKey(Comparison, null=True, blank=True, on_delete=models.CASCADE, related_name="pointers")
    artefact = models.ForeignKey(Artefact, null=True, blank=True, on_delete=models.CASCADE, related_name="pointers")
    version = models.ForeignKey(
        FileVersion,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="pointers",
        help_text="Of a file: the very version that is meant.",
    )
    cell = models.ForeignKey(Cell, null=True, blank=True, on_delete=models.CASCADE, related_name="pointers")
    lines = models.CharField(
        max_length=13, blank=True, validators=[LINES], help_text="Lines of code, linked or uploaded: 40 or 40-88."
    )
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(**{"kind": "section", **_only("section")})
                | Q(**{"kind": "decision", **_only("decision")})
                | Q(**{"kind": "result", **_only("result")})
                | Q(**{"kind": "comparison", **_only("comparison")})
                | Q(**{"kind__in": ["image", "link"], **_only("artefact")})
                | Q(**{"kind__in": _FILES, **_only("artefact")}),
                name="portfolio_pointer_has_one_target_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(lines="") | Q(kind__in=["link", "code", "notebook"]), name="portfolio_only_code_has_lines"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=_FILES, version__isnull=False) | (~Q(kind__in=_FILES) & Q(version=None)),
                name="portfolio_pointer_to_a_file_names_its_version",
            ),
            models.CheckConstraint(
                condition=Q(cell=None) | Q(kind__in=["notebook", "code"]), name="portfolio_only_notebooks_have_cells"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.target}"

    @property
    def target(self) -> Section | Decision | Result | Comparison | Artefact | None:
        """The thing pointed to; read with select_related."""
        return self.section or self.decision or self.result or self.comparison or self.artefact


class Dismissal(models.Model):
    """A proposal that the practitioner has put aside: the skill is not proposed for this project again."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="dismissals")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    dismissed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "skill"], name="portfolio_skill_is_dismissed_once_per_project")
        ]

    def __str__(self) -> str:
        return self.skill.key


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
