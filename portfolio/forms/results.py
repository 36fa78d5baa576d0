"""Results with their reference values."""

from __future__ import annotations

from typing import Any

from django import forms

from core.fields import FigureInput
from portfolio.forms.rows import RowForm
from portfolio.forms.texts import PartForm, Text, WebAddress
from portfolio.models import Reference, Result, SpreadKind

ONE_FIGURE = "Give the figure, or clear the line."


class ResultForm(PartForm):
    """A metric on a data set and split, with its spread."""

    note = Text(label="Note", max_length=2000, rows=2)

    class Meta:
        model = Result
        fields = (
            "label",
            "metric",
            "value",
            "unit",
            "better",
            "spread",
            "spread_kind",
            "repeats",
            "dataset",
            "split",
            "note",
            "is_headline",
        )
        labels = {
            "label": "Model",
            "metric": "Metric",
            "value": "Value",
            "unit": "Unit",
            "better": "Direction",
            "spread": "Spread (±)",
            "spread_kind": "The spread is",
            "repeats": "Repeats",
            "dataset": "Data set",
            "split": "Split",
            "is_headline": "This result stands for the project",
        }
        help_texts = {
            "metric": "For example ROC AUC or MAPE.",
            "value": "As you would print it: 0.940 stays 0.940.",
            "unit": "For example %.",
            "repeats": "Runs or folds behind the spread.",
            "split": "For example test, 20%, drawn once.",
            "is_headline": "Shown beside its title in lists.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["spread_kind"].choices = [("", "Not said"), *SpreadKind.choices]  # type: ignore[attr-defined]
        self.fields["is_headline"].required = False

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        spread = values.get("spread")
        if spread is not None and spread < 0:
            self.add_error("spread", "A spread is not negative.")
        if spread is not None and not values.get("spread_kind") and "spread" not in self.errors:
            self.add_error("spread_kind", "Say what the spread is, or a reader cannot use it.")
        return values


class ReferenceForm(RowForm):
    """A value that the result is read against."""

    needed = {"value": ONE_FIGURE}
    presets = frozenset({"role"})
    role = forms.ChoiceField(label="Role", choices=Reference.Role.choices, required=False, initial=Reference.Role.NAIVE)
    value = FigureInput(label="Value", required=False, help_text="On the same metric.")
    source = forms.CharField(
        label="Source", max_length=200, required=False, help_text="Who reported it, or how you ran it."
    )
    url = WebAddress(label="Address", max_length=300, help_text="Where a reader finds it.")
    stated_on = forms.DateField(
        label="Date",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="When it was stated.",
    )
    split = forms.CharField(
        label="Split of this value", max_length=200, required=False, help_text="Only if it differs from yours."
    )

    def clean_role(self) -> str:
        """Without a choice it is the trivial baseline, which the list shows first."""
        return self.cleaned_data["role"] or Reference.Role.NAIVE


REFERENCE_FIELDS = tuple(ReferenceForm.base_fields)
