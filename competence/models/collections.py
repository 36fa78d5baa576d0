"""What belongs to no framework: the heads of the shared files, and the project ideas."""

from django.db import models
from django.db.models import Q


class Collection(models.Model):
    """A shared file as loaded: its head, what its rows do not hold, and a hash that changes with its content."""

    class Kind(models.TextChoices):
        PROCESSES = "processes", "process templates"
        CROSSWALK = "crosswalk", "crosswalk"
        IDEAS = "ideas", "project ideas"

    kind = models.CharField(max_length=20, choices=Kind, unique=True)
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    version = models.CharField(max_length=40)
    content_hash = models.CharField(max_length=64)
    changed_at = models.DateTimeField()
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["processes", "crosswalk", "ideas"]), name="competence_collection_kind_known"
            )
        ]

    def __str__(self) -> str:
        return self.title


class ProjectIdea(models.Model):
    """An idea for a project on a public data set; `document` is its block of the catalogue, whole."""

    key = models.CharField(max_length=200, unique=True)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    document = models.JSONField(default=dict)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="competence_project_idea_has_title")]

    def __str__(self) -> str:
        return self.title
