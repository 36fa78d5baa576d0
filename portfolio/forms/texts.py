"""What the forms of the studio share: texts that read back as they were typed, and the revision that a form carries."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db import models

from core import markdown
from core.errors import DomainError
from portfolio.models import Project


class Text(forms.CharField):
    """Several lines. Browsers send line ends as CR LF; they are kept as LF, so that a text that nobody changed
    stays the same text (and verdicts on it keep holding)."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(**{"strip": False, "required": False, **kwargs})
        self.widget.attrs["rows"] = rows

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class MarkdownText(Text):
    """Several lines of Markdown, at most as much as `core.markdown` reads."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        try:
            markdown.check(value)
        except DomainError as error:
            raise forms.ValidationError(error.message) from error


class Address(forms.CharField):
    """What an address of this site ends in, as people write it: capitals become small, spaces hyphens."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}

    def to_python(self, value: Any) -> str:
        return re.sub(r"[\s_]+", "-", str(super().to_python(value)).lower())


class WebAddress(forms.URLField):
    """An address that a browser opens as a page; without a scheme it is https."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"assume_scheme": "https", "required": False, **kwargs})


class PartForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form over a part of a project. It carries the revision that it showed and never saves: actions do.

    Takes `project`. A new part is `form.instance` after `is_valid()`; those of a known one are in `form.fields_given`.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project
        if self.instance.pk is None:
            self.instance.project = project
            del self.fields["revision"]
        else:
            self.fields["revision"].initial = self.instance.revision
            self.fields["revision"].required = True
        if "dataset" in self.fields:
            choice = self.fields["dataset"]
            assert isinstance(choice, forms.ModelChoiceField)
            choice.queryset = project.datasets.order_by("position", "pk")
            choice.empty_label = "Not said"

    @property
    def fields_given(self) -> dict[str, Any]:
        """The model's fields with the values given."""
        own = {field.name for field in self._meta.model._meta.get_fields() if isinstance(field, models.Field)}
        return {name: value for name, value in self.cleaned_data.items() if name in own and name != "revision"}
