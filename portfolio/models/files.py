"""What was uploaded: every version of a file, its cells drawn once, and what reading it has found."""

import uuid

from django.db import models
from django.db.models import Q

from portfolio.models.artefacts import Artefact


class FileVersion(models.Model):
    """One state of an uploaded file. Visitors open the newest; older ones stay while evidence points at them."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    artefact = models.ForeignKey(Artefact, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    file_name = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=200, help_text="Where the store keeps it; never part of an address.")
    pictures = models.JSONField(
        default=list, blank=True, help_text="Of outputs, drawn anew: [{key, width, height, path, bytes}], key: SHA-256."
    )
    notes = models.JSONField(default=list, blank=True, help_text="What was read over, in sentences.")
    renderer = models.PositiveIntegerField(default=0, help_text="Version of the renderer that drew the cells.")
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["artefact", "number"], name="portfolio_file_version_number_is_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="portfolio_file_versions_count_from_one"),
            models.CheckConstraint(condition=~Q(sha256="") & ~Q(path=""), name="portfolio_file_version_has_a_file"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name}, version {self.number}"


class Cell(models.Model):
    """One cell of a notebook as it is shown, drawn when it was uploaded. Code is one cell."""

    version = models.ForeignKey(FileVersion, on_delete=models.CASCADE, related_name="cells")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, help_text="code, markdown or raw")
    first_line = models.CharField(max_length=120, blank=True, help_text="What it begins with, for lists of places.")
    content_hash = models.CharField(max_length=64, help_text="Of source and outputs: what a verdict has judged.")
    drawn = models.JSONField(help_text="portfolio.rendering.cells.RenderedCell")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="portfolio_cell_number_is_unique"),
        ]

    def __str__(self) -> str:
        return f"cell {self.number}"

    @property
    def anchor(self) -> str:
        """The fragment under which it stands on the page of its file: cell-7."""
        return f"cell-{self.number}"


class Reading(models.Model):
    """What reading one version has found. Derived from the file; nothing in it was said by the person."""

    version = models.OneToOneField(FileVersion, on_delete=models.CASCADE, related_name="reading")
    code = models.JSONField(default=dict, blank=True, help_text="portfolio.inspection.code.Code")
    facts = models.JSONField(default=dict, blank=True, help_text="portfolio.inspection.facts.Facts")
    runs = models.JSONField(default=dict, blank=True, help_text="How it was run: counts and errors by cell.")
    log = models.JSONField(default=dict, blank=True, help_text="portfolio.inspection.logs.runs.Log")
    card = models.JSONField(default=dict, blank=True, help_text="portfolio.inspection.model_cards.Card")

    def __str__(self) -> str:
        return f"reading of {self.version_id}"
