"""A message: plain text, line breaks kept; and how far one has read."""

from __future__ import annotations

from django import forms

from portfolio.forms.texts import Text


class ReplyForm(forms.Form):
    """One more message."""

    text = Text(label="Message", max_length=4000, rows=6, required=True, help_text="Plain text; line breaks are kept.")

    def clean_text(self) -> str:
        """White space alone says nothing."""
        text: str = self.cleaned_data["text"].strip()
        if not text:
            raise forms.ValidationError("Write something first.")
        return text


class MessageForm(ReplyForm):
    """The first message of a conversation."""

    field_order = ("subject", "text")
    subject = forms.CharField(label="Subject", max_length=120, help_text="For example: Forecasting work in Porto.")


class SeenForm(forms.Form):
    """Up to which message somebody has read."""

    last = forms.UUIDField()
