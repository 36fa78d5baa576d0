"""The data of a project and where it comes from."""

from django.db import models
from django.db.models import Q

from portfolio.models.parts import SAFE_ADDRESS, Part


class DataSet(Part):
    """One data set; `origin` is the value on the framework's axis "dataset-source"."""

    FIELDS = ("name", "origin", "url", "licence", "size", "split", "note")

    class Origin(models.TextChoices):
        CLASSIC = "classic-repository", "Small classic table"
        STANDARD = "standard-dataset", "Standard data set"
        BENCHMARK = "academic-benchmark", "Academic benchmark"
        COMPETITION = "competition", "Competition"
        ORIGINAL = "original", "Own collection"
        CONTRIVED = "contrived-problem", "Contrived to show a problem"
        GENERATED = "dataset-generator", "Generated"

    name = models.CharField(max_length=140)
    origin = models.CharField(max_length=20, choices=Origin)
    url = models.URLField(max_length=300, blank=True)
    licence = models.CharField(max_length=80, blank=True)
    size = models.CharField(max_length=120, blank=True, help_text="For example 8,124 rows, 22 columns.")
    split = models.CharField(max_length=300, blank=True, help_text="How it was divided and what was held out.")
    note = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    origin__in=[
                        "classic-repository",
                        "standard-dataset",
                        "academic-benchmark",
                        "competition",
                        "original",
                        "contrived-problem",
                        "dataset-generator",
                    ]
                ),
                name="portfolio_dataset_origin_is_known",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="portfolio_dataset_has_a_name"),
            models.CheckConstraint(condition=SAFE_ADDRESS, name="portfolio_dataset_has_a_safe_scheme"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def identity(self) -> str:
        """What makes two projects' data the same: the name without case and spacing."""
        return " ".join(self.name.casefold().split())

    @property
    def substance(self) -> dict[str, object]:
        """What a verdict on a result or comparison on this data has judged."""
        return {"name": self.identity, "origin": self.origin}
