"""Sections of the write-up, one for each process step, and own ones."""

from django.db import models

from competence.models import ProcessStep
from portfolio.models.parts import Part


class Section(Part):
    """A titled piece of Markdown; with `step` it covers that step of a process template once it has content."""

    FIELDS = ("title", "body")

    step = models.ForeignKey(ProcessStep, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    body = models.TextField(max_length=65536, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "step"],
                condition=models.Q(step__isnull=False),
                name="portfolio_step_has_one_section_per_project",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_content(self) -> bool:
        return bool(self.body.strip())

    @property
    def substance(self) -> dict[str, object]:
        """What a verdict on evidence that points here has judged, but for the images in the text."""
        return {"title": self.title, "body": self.body}


class Contributor(Part):
    """Who did what in a team."""

    FIELDS = ("name", "did", "is_self")

    name = models.CharField(max_length=120)
    did = models.CharField(max_length=300)
    is_self = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="portfolio_contributor_has_a_name")]

    def __str__(self) -> str:
        return self.name
