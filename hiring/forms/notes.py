"""A note about a person on a list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from hiring.models import Note
from portfolio.forms.texts import Text


class NoteForm(forms.Form):
    """Plain text. A note that is changed says which version was read."""

    text = Text(label="Note", max_length=4000, rows=3, required=True, help_text="Line breaks are kept.")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, note: Note | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if note is None:
            del self.fields["seen"]
        else:
            self.fields["text"].initial = note.text
            self.fields["seen"].initial = note.changed_at.isoformat()

    def clean_text(self) -> str:
        """White space alone is no note."""
        text: str = self.cleaned_data["text"].strip()
        if not text:
            raise forms.ValidationError("Write something first.")
        return text

    @property
    def seen_at(self) -> datetime:
        """After `is_valid()`: which version was read; the beginning of time when the form does not say."""
        try:
            return datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return datetime.min
