"""Model fields that know no word of the domain."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

FIGURE = re.compile(r"^[+-]?(?:\d{1,15}(?:\.\d{1,12})?|\.\d{1,12})(?:[eE][+-]?\d{1,2})?$")


def parse_figure(text: str) -> Decimal:
    """The number in `text`, its trailing zeros kept. `ValidationError` says what is expected."""
    text = text.strip().replace("\u2212", "-")
    if not FIGURE.match(text):
        hint = " Write the decimals after a point." if "," in text else ""
        raise ValidationError(f"Give a number such as 0.943 or 1540.{hint}")
    return Decimal(text)


class FigureField(models.CharField):  # type: ignore[type-arg]
    """A number as a person typed it: 0.940 stays 0.940. Text in the database, `Decimal` in Python."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Decimal | None:
        return None if value in (None, "") else Decimal(value)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        text = str(value)
        return None if text.strip() == "" else parse_figure(text)

    def get_prep_value(self, value: Any) -> str | None:
        figure = self.to_python(value)
        return None if figure is None else str(figure)

    def formfield(self, **kwargs: Any) -> forms.Field | None:  # type: ignore[override]
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        return super().formfield(**{"widget": widget, "empty_value": None, **kwargs})
