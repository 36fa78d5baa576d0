"""Images and links of a project."""

from __future__ import annotations

from typing import Any

from django import forms

from portfolio.forms.rows import RowForm
from portfolio.forms.texts import PartForm, WebAddress
from portfolio.models import Artefact

ALT_HELP = "What it shows, for people who cannot see it: “Validation loss rises from epoch 9”."
MOST_AT_ONCE = 3


class LinkForm(PartForm):
    """Something a reader opens elsewhere: code, data, a demo, a paper."""

    url = WebAddress(
        label="Address",
        max_length=600,
        required=True,
        help_text="Pin code to a commit, so that its lines stay where they are: on GitHub press y, then copy.",
    )

    class Meta:
        model = Artefact
        fields = ("link_kind", "url", "title", "caption")
        labels = {"link_kind": "Kind", "title": "Title", "caption": "Caption"}
        help_texts = {
            "title": "For example train.py.",
            "caption": "",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.kind = Artefact.Kind.LINK
        self.fields["link_kind"].required = True
        self.fields["link_kind"].choices = Artefact.LinkKind.choices  # type: ignore[attr-defined]


class ImageWordsForm(PartForm):
    """The words of an image that is there already."""

    class Meta:
        model = Artefact
        fields = ("title", "alt", "caption")
        labels = {"title": "Title", "alt": "What it shows", "caption": "Caption"}
        help_texts = {"alt": ALT_HELP, "caption": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alt"].required = True


class FileWordsForm(PartForm):
    """The words of a file."""

    class Meta:
        model = Artefact
        fields = ("title", "caption")
        labels = {"title": "Title", "caption": "Caption"}
        help_texts = {"title": "", "caption": "What a reader finds in it."}


class ImageRow(RowForm):
    """One file with its words."""

    needed = {"file": "Choose the file.", "alt": "Say what the image shows."}
    file = forms.FileField(
        label="File",
        required=False,
        max_length=400,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )
    alt = forms.CharField(label="What it shows", max_length=300, required=False, help_text=ALT_HELP)
    title = forms.CharField(label="Title", max_length=160, required=False)
    caption = forms.CharField(label="Caption", max_length=400, required=False)
