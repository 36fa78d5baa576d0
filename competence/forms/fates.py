"""What becomes of an item: moved, retired, merged, split. Each form carries the revision that its page has seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from competence.forms.items import LISTED, Lines

Offered = Sequence[tuple[str, str]]


class SeenForm(forms.Form):
    """A question without fields of its own."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, seen: int) -> None:
        super().__init__(data, initial={"seen": seen}, label_suffix="")


class MoveForm(SeenForm):
    """Where an item goes. `before` is set by dragging only."""

    to = forms.ChoiceField(required=False, label="To", widget=forms.Select(attrs={"class": "in"}))
    before = forms.CharField(required=False, max_length=420, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, seen: int, places: Offered) -> None:
        super().__init__(data, seen=seen)
        self.fields["to"].choices = [("", "Where it is, at the end"), *places]  # type: ignore[attr-defined]


class RetireForm(SeenForm):
    """What goes on in the place of a skill."""

    def __init__(self, data: Any = None, *, seen: int, heirs: Offered, asks: bool) -> None:
        super().__init__(data, seen=seen)
        if asks:
            self.fields["successor"] = heir_field(heirs, "Continued as", empty="Nothing", required=False)


class MergeForm(SeenForm):
    """Into which skill another one goes."""

    join = forms.BooleanField(
        required=False, initial=True, label="Put both texts together", help_text="Else those of the other skill stay."
    )

    def __init__(self, data: Any = None, *, seen: int, heirs: Offered) -> None:
        super().__init__(data, seen=seen)
        self.fields = {
            "seen": self.fields["seen"],
            "into": heir_field(heirs, "Into", empty="–"),
            "join": self.fields["join"],
        }
        self.initial.setdefault("join", True)


class SplitForm(SeenForm):
    """What comes out of a skill."""

    names = Lines(
        max_length=4_000,
        label="Names of the new skills",
        help_text="One to a line.",
        widget=forms.Textarea(attrs={"class": "in", "rows": 3}),
    )
    keep = forms.BooleanField(
        required=False, label="Keep the old one beside them", help_text="Else it is retired, continued as the first."
    )


def heir_field(heirs: Offered, label: str, *, empty: str, required: bool = True) -> forms.Field:
    """A choice of skills, or their id where there are too many to list."""
    if len(heirs) > LISTED:
        return forms.CharField(
            max_length=200, required=required, label=label, help_text="The id of a skill.",
            widget=forms.TextInput(attrs={"class": "in"}),
        )  # fmt: skip
    return forms.ChoiceField(
        choices=[("", empty), *heirs], required=required, label=label, widget=forms.Select(attrs={"class": "in"})
    )
