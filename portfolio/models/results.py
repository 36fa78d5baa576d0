"""Results beside reference values."""

from django.db import models
from django.db.models import Q

from core.fields import FigureField
from portfolio.models.datasets import DataSet
from portfolio.models.parts import SAFE_ADDRESS, Part


class Better(models.TextChoices):
    """In which direction a metric improves."""

    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"


class SpreadKind(models.TextChoices):
    """What the figure after ± is."""

    STD = "std", "Standard deviation"
    SEM = "sem", "Standard error"
    CI95 = "ci95", "Half of a 95% interval"
    RANGE = "range", "Half of the range"


class Result(Part):
    """A metric on a data set and split, with its spread."""

    FIELDS = (
        *("label", "metric", "better", "unit", "value", "spread", "spread_kind", "repeats"),
        *("dataset", "split", "note", "is_headline"),
    )

    label = models.CharField(max_length=120, help_text="The model, for example TCN, 64 channels.")
    metric = models.CharField(max_length=60)
    better = models.CharField(max_length=6, choices=Better, default=Better.HIGHER)
    unit = models.CharField(max_length=12, blank=True)
    value = FigureField()
    spread = FigureField(null=True, blank=True)
    spread_kind = models.CharField(max_length=5, choices=SpreadKind, blank=True)
    repeats = models.PositiveIntegerField(null=True, blank=True)
    dataset = models.ForeignKey(DataSet, null=True, blank=True, on_delete=models.SET_NULL, related_name="results")
    split = models.CharField(max_length=200, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    is_headline = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(is_headline=True), name="portfolio_project_has_one_headline_result"
            ),
            models.CheckConstraint(
                condition=Q(better__in=["higher", "lower"]), name="portfolio_result_has_a_direction"
            ),
            models.CheckConstraint(condition=~Q(metric=""), name="portfolio_result_has_a_metric"),
            models.CheckConstraint(
                condition=Q(repeats__isnull=True) | Q(repeats__gte=1), name="portfolio_result_repeats"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.metric} {self.value}{self.unit}"

    @property
    def substance(self) -> dict[str, object]:
        """What a verdict on evidence that points here has judged, but for reference values and data set."""
        return {
            "label": self.label,
            "metric": self.metric,
            "better": self.better,
            "unit": self.unit,
            "value": str(self.value),
            "spread": str(self.spread),
            "spread_kind": self.spread_kind,
            "repeats": self.repeats,
            "split": self.split,
        }


class Reference(models.Model):
    """A value that a result is read against."""

    class Role(models.TextChoices):
        NAIVE = "naive", "Trivial baseline"
        SIMPLE = "simple", "Simple model"
        HISTORICAL = "historical", "Published good"
        HUMAN = "human", "Human"
        STRONG = "strong", "Published best"

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="references")
    role = models.CharField(max_length=10, choices=Role)
    value = FigureField()
    source = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=300, blank=True)
    stated_on = models.DateField(null=True, blank=True)
    split = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["naive", "simple", "historical", "human", "strong"]),
                name="portfolio_reference_role_is_known",
            ),
            models.CheckConstraint(condition=SAFE_ADDRESS, name="portfolio_reference_has_a_safe_scheme"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.value}"

    @property
    def substance(self) -> dict[str, object]:
        """What a verdict on a result with this reference has judged."""
        return {"role": self.role, "value": str(self.value), "source": self.source, "split": self.split}
