"""The Markdown of projects as HTML, written when it is saved: derived, never typed in."""

from django.db import models
from django.db.models import Q

from portfolio.models.projects import Project


class Rendering(models.Model):
    """The HTML of one text of a project; written only by `portfolio.actions.renderings`.

    A row that is not there is no fault: the page then renders the text itself.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="renderings")
    key = models.CharField(max_length=64, help_text="Of all that the HTML depends on: core.markdown.kept.key")
    html = models.TextField()
    places = models.JSONField(default=list, blank=True, help_text="Anchors of the images that it is the first to show.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "key"], name="portfolio_text_is_rendered_once_per_project"),
            models.CheckConstraint(condition=~Q(key=""), name="portfolio_rendering_has_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]} of {self.project_id}"
