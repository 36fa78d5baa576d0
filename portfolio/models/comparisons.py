"""Before and after one technique: the proof of a Level 2 skill."""

from django.db import models
from django.db.models import Q

from core.fields import FigureField
from portfolio.models.artefacts import Artefact
from portfolio.models.datasets import DataSet
from portfolio.models.parts import Part
from portfolio.models.results import Better, SpreadKind


class Comparison(Part):
    """Same data, split, metric and harness; only the technique differs. An improvement is not required."""

    FIELDS = (
        *("technique", "problem", "problem_shown", "metric", "better", "unit", "dataset", "split", "conclusion"),
        *("before", "before_spread", "before_repeats", "after", "after_spread", "after_repeats", "spread_kind"),
        *("before_log", "after_log"),
    )

    technique = models.CharField(max_length=120)
    problem = models.SlugField(max_length=60, blank=True, help_text="A value of the framework's axis “problem”.")
    problem_shown = models.TextField(
        max_length=2000, blank=True, help_text="How the problem was made visible before it was treated."
    )
    metric = models.CharField(max_length=60)
    better = models.CharField(max_length=6, choices=Better, default=Better.HIGHER)
    unit = models.CharField(max_length=12, blank=True)
    dataset = models.ForeignKey(DataSet, null=True, blank=True, on_delete=models.SET_NULL, related_name="comparisons")
    split = models.CharField(max_length=200, blank=True)
    before = FigureField()
    before_spread = FigureField(null=True, blank=True)
    before_repeats = models.PositiveIntegerField(default=1)
    after = FigureField()
    after_spread = FigureField(null=True, blank=True)
    after_repeats = models.PositiveIntegerField(default=1)
    spread_kind = models.CharField(max_length=5, choices=SpreadKind, blank=True)
    conclusion = models.TextField(max_length=4000, blank=True)
    before_log = models.ForeignKey(
        Artefact, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", help_text="Its curves."
    )
    after_log = models.ForeignKey(
        Artefact, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", help_text="Its curves."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(before_repeats__gte=1, after_repeats__gte=1), name="portfolio_comparison_ran_at_least_once"
            ),
            models.CheckConstraint(
                condition=Q(better__in=["higher", "lower"]), name="portfolio_comparison_has_a_direction"
            ),
            models.CheckConstraint(condition=~Q(metric=""), name="portfolio_comparison_has_a_metric"),
        ]

    def __str__(self) -> str:
        return f"{self.technique}: {self.metric} {self.before} → {self.after}"

    @property
    def helped(self) -> bool:
        """Whether the metric moved in its good direction; saying nothing of how sure that is."""
        return self.after > self.before if self.better == Better.HIGHER else self.after < self.before

    @property
    def substance(self) -> dict[str, object]:
        """What a verdict on evidence that points here has judged, but for the data set."""
        names = (
            "technique problem problem_shown metric better unit split spread_kind conclusion "
            "before before_spread before_repeats after after_spread after_repeats"
        )
        return {name: str(getattr(self, name)) for name in names.split()}
