"""Items of a checklist: changing one, and adding one's own."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from portfolio.checklists.sheets import Line
from portfolio.forms.texts import Text


class ItemForm(forms.Form):
    """An item's own name, note and date. Carries the revision that it showed."""

    name = forms.CharField(label="Your name for it", max_length=200, required=False)
    done_on = forms.DateField(
        label="Done on", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = Text(label="Your note", rows=4, max_length=4000, help_text="Only you see it.")
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, line: Line, revision: int, today: date, **kwargs: Any) -> None:
        initial = {"name": line.name, "note": line.item.note, "done_on": line.item.done_on, "revision": revision}
        super().__init__(*args, initial=initial, **kwargs)
        self.today = today
        if line.is_habit:
            self.fields["done_on"].label = "Last on"
        if line.item.is_own:
            self.fields["name"].label = "Name"
        elif line.official:
            self.fields["name"].help_text = f"Empty: “{line.official}”, as the framework calls it."

    def clean_done_on(self) -> date | None:
        given: date | None = self.cleaned_data["done_on"]
        if given and given > self.today:
            raise forms.ValidationError("Give a day up to today.")
        return given

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        return dict(self.cleaned_data)


class OwnItemForm(forms.Form):
    """A new item of one's own."""

    name = forms.CharField(label="Item", max_length=200)
    is_habit = forms.BooleanField(
        label="A habit", required=False, help_text="It is never done: it has a last date instead of a tick."
    )
    branch = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
