"""What is asked for before a draft is published."""

from django import forms

from dashboard.actions.publishing import NOTE_AT_MOST


class PublicationForm(forms.Form):
    """The note, and the revision of the draft that was looked at."""

    note = forms.CharField(
        label="Note",
        max_length=NOTE_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 4, "class": "in"}),
        help_text="What changes and why. It stands beside the edition, for everybody to read.",
        error_messages={"required": "Say in a note what changes and why; people read it beside the new edition."},
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
