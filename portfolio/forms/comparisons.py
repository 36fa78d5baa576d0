"""Before and after one technique."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from portfolio.forms.texts import PartForm, Text
from portfolio.models import Artefact, Comparison, SpreadKind


class ComparisonForm(PartForm):
    """Same data, split, metric and harness; only the technique differs. `problems` are (key, name) of the framework."""

    problem = forms.ChoiceField(label="Problem", required=False)
    problem_shown = Text(
        label="How the problem was made visible",
        max_length=2000,
        help_text="For example: validation loss rises from epoch 9 while training loss falls.",
    )
    conclusion = Text(
        label="Conclusion",
        max_length=4000,
        help_text="A technique that did not help, measured properly, shows the skill just as well.",
    )

    class Meta:
        model = Comparison
        fields = (
            "technique",
            "problem",
            "problem_shown",
            "metric",
            "unit",
            "better",
            "dataset",
            "split",
            "before",
            "before_spread",
            "before_repeats",
            "after",
            "after_spread",
            "after_repeats",
            "spread_kind",
            "conclusion",
            "before_log",
            "after_log",
        )
        labels = {
            "technique": "Technique",
            "metric": "Metric",
            "unit": "Unit",
            "better": "Direction",
            "dataset": "Data set",
            "split": "Split",
            "before": "Before",
            "before_spread": "Spread (±)",
            "before_repeats": "Repeats",
            "after": "After",
            "after_spread": "Spread (±)",
            "after_repeats": "Repeats",
            "spread_kind": "The spread is",
            "before_log": "Training log before",
            "after_log": "Training log after",
        }
        help_texts = {
            "technique": "The one thing that differs, for example Dropout 0.3.",
            "split": "The same for both.",
            "before_log": "Its curves are drawn under the comparison.",
            "after_log": "Laid over the curves of before, on the same scale.",
        }

    def __init__(self, *args: Any, problems: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.instance.problem
        known = [*problems, (kept, kept)] if kept and kept not in dict(problems) else list(problems)
        self.fields["problem"].choices = [("", "None of these"), *known]  # type: ignore[attr-defined]
        self.fields["spread_kind"].choices = [("", "Not said"), *SpreadKind.choices]  # type: ignore[attr-defined]
        for name in ("before_log", "after_log"):
            choice = self.fields[name]
            assert isinstance(choice, forms.ModelChoiceField)
            choice.queryset = self.project.artefacts.filter(kind=Artefact.Kind.LOG).order_by("position", "pk")
            choice.empty_label = "No log"

    @property
    def has_logs(self) -> bool:
        """Whether the project has a training log to choose."""
        choice = self.fields["before_log"]
        assert isinstance(choice, forms.ModelChoiceField)
        return choice.queryset.exists() if choice.queryset is not None else False

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        spreads = [name for name in ("before_spread", "after_spread") if values.get(name) is not None]
        for name in spreads:
            if values[name] < 0:
                self.add_error(name, "A spread is not negative.")
        if spreads and not values.get("spread_kind") and "spread_kind" not in self.errors:
            self.add_error("spread_kind", "Say what the spread is, or a reader cannot use it.")
        return values
