"""A file with frameworks, and the framework that it is meant for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from competence.formats.interchange import SUFFIXES
from core.filenames import display_name

ITS_OWN = "What the file itself says"
MAX_BYTES = 20 * 1024 * 1024


class ImportForm(forms.Form):
    """What to take in, and into what."""

    file = forms.FileField(
        label="File",
        help_text="TOML, CSV, CASE JSON, Mahara .matrix or Moodle CSV, at most 20 MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES), "class": "in"}),
    )
    into = forms.ChoiceField(
        label="Framework",
        required=False,
        help_text="Choose one to update it, whatever the file calls itself.",
        widget=forms.Select(attrs={"class": "in"}),
    )

    def __init__(self, *args: Any, frameworks: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        """`frameworks` are keys and titles of those that stand."""
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = [("", ITS_OWN), *frameworks]  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile:
        """The file, with a name that can be shown."""
        file: UploadedFile = self.cleaned_data["file"]
        file.name = display_name(file.name or "", "file")
        if file.size is not None and file.size > MAX_BYTES:
            raise forms.ValidationError("The file has more than 20 MB. On the server, import_framework takes more.")
        return file
