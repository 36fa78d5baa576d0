"""Forms about a draft as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from competence.drafting.beginnings import RESERVED

KEY = RegexValidator(r"^[a-z0-9]+(?:-[a-z0-9]+)*$", "Lower case letters and digits, words joined by hyphens.")


class NewForm(forms.Form):
    """A framework that is to be."""

    title = forms.CharField(max_length=200, label="Title", widget=forms.TextInput(attrs={"class": "in"}))
    key = forms.CharField(
        max_length=60,
        validators=[KEY],
        label="Id",
        help_text="Stands in addresses and stays for good, such as my-framework.",
        widget=forms.TextInput(attrs={"class": "in"}),
    )
    copy_of = forms.ChoiceField(
        required=False,
        label="Begin with",
        help_text="A copy has ids of its own; evidence stays with the original.",
        widget=forms.Select(attrs={"class": "in"}),
    )

    def __init__(self, data: Any = None, *, frameworks: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, label_suffix="")
        copies = [(key, f"A copy of {title}") for key, title in frameworks]
        self.fields["copy_of"].choices = [("", "Nothing but one level"), *copies]  # type: ignore[attr-defined]

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"])
        if key in RESERVED:
            raise forms.ValidationError("This word has another meaning in addresses. Choose another one.")
        return key


class DiscardForm(forms.Form):
    """The question before a draft is given up."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    sure = forms.BooleanField(label="Discard every change of this draft")
