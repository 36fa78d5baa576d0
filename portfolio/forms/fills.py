"""Confirming what a file can fill in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from portfolio.fills import Found
from portfolio.models import DataSet

GONE = "Part of this stands in the project already. Here is what is left."


@dataclass(frozen=True)
class FillOption:
    """One thing with its checkbox, and for a data set where it comes from."""

    found: Found
    checked: bool
    origin: forms.BoundField | None


class FillForm(forms.Form):
    """Which of the things that were found are taken over."""

    use_required_attribute = False
    take = forms.MultipleChoiceField(required=False, label="What to fill in")

    def __init__(self, *args: Any, found: Sequence[Found], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        self.fields["take"].error_messages["invalid_choice"] = GONE
        self.fields["take"].choices = [(one.key, one.title) for one in found]  # type: ignore[attr-defined]
        for number, one in enumerate(found):
            if one.kind == "dataset":
                self.fields[f"origin-{number}"] = forms.ChoiceField(
                    label="Where it comes from", choices=DataSet.Origin.choices, initial=one.values["origin"]
                )

    def clean_take(self) -> list[str]:
        """At least one thing."""
        taken: list[str] = self.cleaned_data["take"]
        if not taken:
            raise forms.ValidationError("Choose at least one thing to fill in.")
        return taken

    @property
    def chosen(self) -> list[Found]:
        """What was ticked, in its order."""
        return [one for one in self.found if one.key in self.cleaned_data["take"]]

    @property
    def origins(self) -> dict[str, str]:
        """Key of a data set → where it comes from."""
        return {
            one.key: self.cleaned_data[f"origin-{number}"]
            for number, one in enumerate(self.found)
            if one.kind == "dataset"
        }

    def options(self, kind: str) -> list[FillOption]:
        """The things of one kind as lines of the form."""
        ticked = {str(value) for value in self["take"].value() or ()}
        return [
            FillOption(one, one.key in ticked, self[f"origin-{number}"] if kind == "dataset" else None)
            for number, one in enumerate(self.found)
            if one.kind == kind
        ]

    @property
    def groups(self) -> list[tuple[str, list[FillOption]]]:
        """The lines under their headings."""
        named = {"result": "Results", "dataset": "Data sets", "library": "Libraries", "field": "Other"}
        return [(title, options) for kind, title in named.items() if (options := self.options(kind))]
