"""Model and form fields that know no word of the domain."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import FieldError, ValidationError
from django.db import models

MAX_LENGTH = 40
"""Characters of a figure in the database, written out without an exponent."""
MAX_DIGITS = 30

FIGURE = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_UNORDERED = frozenset({"gt", "gte", "lt", "lte", "range"})


def parse_figure(text: str) -> Decimal:
    """The number in `text`, with the trailing zeros that were typed: 0.940 stays 0.940, 1e-3 becomes 0.001.

    Takes ASCII digits with a point, an exponent, a sign (the true minus sign too) and space around it; no unit, no
    thousands separator, no NaN or infinity. `ValidationError` says what is expected.
    """
    text = text.strip().replace("\N{MINUS SIGN}", "-")
    if not FIGURE.fullmatch(text):
        hint = f" Write a point, not a comma: {text.replace(',', '.')}." if re.fullmatch(r"[+-]?\d+,\d+", text) else ""
        raise ValidationError(f"Give a number such as 0.943 or 1540, without a unit.{hint}", code="invalid")
    return _plain(Decimal(text))


def _plain(value: Decimal) -> Decimal:
    """`value` without an exponent, so that its text is what the database holds."""
    if not value.is_finite():
        raise ValidationError("Give a finite number.", code="invalid")
    if abs(value.adjusted()) > MAX_DIGITS or len(value.as_tuple().digits) > MAX_DIGITS:
        raise ValidationError(f"Give a number with at most {MAX_DIGITS} digits.", code="max_digits")
    plain = Decimal(figure_text(value))
    if len(plain.as_tuple().digits) > MAX_DIGITS or len(figure_text(plain)) > MAX_LENGTH:
        raise ValidationError(f"Give a number with at most {MAX_DIGITS} digits.", code="max_digits")
    return plain


def figure_text(value: Decimal) -> str:
    """The digits of `value`, every trailing zero kept, never with an exponent: for the database, boxes and exports."""
    return format(value, "f")


def _as_figure(value: Any) -> Decimal | None:
    """None for nothing, else a Decimal. Raises ValidationError."""
    if value is None or isinstance(value, Decimal):
        return None if value is None else _plain(value)
    if isinstance(value, bool):
        raise ValidationError("Give a number such as 0.943 or 1540.", code="invalid")
    text = str(value).strip()
    return parse_figure(text) if text else None


class FigureInput(forms.Field):
    """A box for one figure. Gives a `Decimal` or None; shows a figure with the digits it was typed with."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": MAX_LENGTH})

    def to_python(self, value: Any) -> Decimal | None:
        """The figure that was typed, None for an empty box. Raises ValidationError."""
        return _as_figure(value)

    def prepare_value(self, value: Any) -> Any:
        """What stands in the box."""
        return figure_text(value) if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the digits differ: 0.94 is not 0.940, although the numbers are equal."""
        if self.disabled:
            return False
        try:
            before, now = _as_figure(initial), _as_figure(data)
        except ValidationError:
            return True
        return (before is None) != (now is None) or str(before) != str(now)


if TYPE_CHECKING:
    _Text = models.CharField[Any, Any]  # a Decimal, or None where the column may be empty
else:
    _Text = models.CharField


class FigureField(_Text):
    """A number as a person typed it: 0.940 stays 0.940. Text in the database (varchar), `Decimal` in Python.

    The database compares it as text, so it refuses `gt`, `lt` and `range`: order figures in Python.
    """

    description = "A number with the digits that were typed"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", MAX_LENGTH)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Decimal | None:
        """The stored text as a Decimal, its digits kept."""
        return None if value in (None, "") else Decimal(value)

    def to_python(self, value: Any) -> Decimal | None:
        """A Decimal from text, a whole number or a Decimal; None for nothing. Raises ValidationError."""
        return _as_figure(value)

    def get_prep_value(self, value: Any) -> Any:
        """The text for the database."""
        if hasattr(value, "resolve_expression"):
            return value
        figure = _as_figure(value)
        return None if figure is None else figure_text(figure)

    def value_to_string(self, obj: models.Model) -> str:
        """The text for serialisers."""
        figure = _as_figure(self.value_from_object(obj))
        return "" if figure is None else figure_text(figure)

    def get_lookup(self, lookup_name: str) -> Any:
        """The lookups of text, without those that would put 9 after 10."""
        if lookup_name in _UNORDERED:
            raise FieldError(f"{self.name} is kept as it was typed; the database cannot order it. Compare in Python.")
        return super().get_lookup(lookup_name)

    def run_validators(self, value: Any) -> None:
        """The length is checked on the text."""
        super().run_validators(figure_text(value) if isinstance(value, Decimal) else value)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """A FigureInput."""
        return super(models.CharField, self).formfield(**{"form_class": FigureInput, **kwargs})
