"""What goes into a snapshot: pieces of evidence, a message, the last day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from hiring.actions.snapshots import DAYS, DAYS_AT_MOST, last_day
from hiring.snapshots.choosing import MESSAGE_AT_MOST, NOTHING, PIECES_AT_MOST, TOO_MANY
from hiring.snapshots.values import Piece
from portfolio.forms.texts import Text


class SnapshotForm(forms.Form):
    """The page draws the boxes for `pieces` itself, point by point."""

    pieces = forms.MultipleChoiceField(
        label="Evidence",
        required=False,
        error_messages={
            "invalid_choice": "Some of what you chose is gone in the meantime. Look through the list again."
        },
    )
    message = Text(
        label="Message",
        max_length=MESSAGE_AT_MOST,
        rows=5,
        help_text="Plain text; line breaks are kept, and no address in it is a link.",
    )
    ends_on = forms.DateField(
        label="Last day",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=f"After it nobody can read the snapshot. At most {DAYS_AT_MOST} days from today.",
    )

    def __init__(self, *args: Any, pieces: Sequence[Piece], ticked: Sequence[str], today: date, **kwargs: Any) -> None:
        initial = {"pieces": list(ticked), "ends_on": today + timedelta(days=DAYS)}
        super().__init__(*args, initial=initial, **kwargs)
        self.today = today
        offered = self.fields["pieces"]
        assert isinstance(offered, forms.MultipleChoiceField)
        offered.choices = [(piece.uuid, piece.skill) for piece in pieces]

    @property
    def ticked(self) -> set[str]:
        """The pieces whose boxes are ticked now."""
        return set(self["pieces"].value() or ())

    def clean_pieces(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["pieces"]
        if not chosen:
            raise forms.ValidationError(NOTHING)
        if len(chosen) > PIECES_AT_MOST:
            raise forms.ValidationError(TOO_MANY)
        return chosen

    def clean_message(self) -> str:
        text: str = self.cleaned_data["message"].strip()
        return text

    def clean_ends_on(self) -> date:
        chosen: date = self.cleaned_data["ends_on"]
        if chosen <= self.today:
            raise forms.ValidationError("Choose a day after today.")
        if chosen > last_day(self.today):
            raise forms.ValidationError(f"Choose a day within {DAYS_AT_MOST} days from today.")
        return chosen
