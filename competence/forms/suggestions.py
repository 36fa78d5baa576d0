"""What a reader suggests, and what is answered."""

from __future__ import annotations

from typing import Any

from django import forms

from competence.models import Suggestion


class SuggestionForm(forms.Form):
    """A change of one skill. Another wording is optional, and then it is of a field."""

    kind = forms.ChoiceField(label="What is it about?", choices=Suggestion.Kind, widget=forms.RadioSelect)
    text = forms.CharField(
        label="What would you change, and why?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "in"}),
    )
    field = forms.ChoiceField(
        label="A text that should say something else",
        required=False,
        choices=[("", "None"), *Suggestion.Field.choices],
        widget=forms.Select(attrs={"class": "in"}),
    )
    wording = forms.CharField(
        label="What it should say",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "in"}),
    )

    def clean(self) -> dict[str, Any]:
        """A wording needs its field, and a field its wording."""
        given = super().clean() or {}
        if given.get("wording") and not given.get("field"):
            self.add_error("field", "Choose which text should say this.")
        if given.get("field") and not given.get("wording") and "wording" not in self.errors:
            self.add_error("wording", "Say what the text should say instead, or choose none above.")
        return given


class DecisionForm(forms.Form):
    """An answer, and for accepting the words that go into the draft."""

    wording = forms.CharField(
        label="What goes into the draft",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "in"}),
    )
    answer = forms.CharField(
        label="Answer",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "in"}),
        help_text="Goes to the person by mail. Needed to answer and to decline.",
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, with_wording: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_wording:
            del self.fields["wording"]
