"""Forms of several lines, such as the references of a result. An empty line is no line; there is always one to fill in.

Nothing here needs JavaScript: the button "Another line" sends the form, and the same page comes back with one line more
and everything that was typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict

MOST = 20
"""Lines in one form; more are refused."""


class RowForm(forms.Form):
    """One line: either empty, or with everything in `needed`."""

    needed: ClassVar[Mapping[str, str]] = {}
    """Field → what to say when it is missing."""
    presets: ClassVar[frozenset[str]] = frozenset()
    """Fields that always have a value (a choice), so they do not make a line."""
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not self.is_blank:
            for name, message in self.needed.items():
                if name not in self.errors and values.get(name) in (None, ""):
                    self.add_error(name, message)
        return values

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed into the line, and no file was chosen (which `value()` never tells)."""
        fields = [self[name] for name in self.fields if name not in self.presets]
        values = [field.data if self.is_bound else field.value() for field in fields]
        return not any(str(value or "").strip() for value in values)


class Rows(BaseFormSet):  # type: ignore[type-arg]
    """The lines of one kind. `given` are the values of those that are not empty."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "empty_permitted": False, "use_required_attribute": False}

    @property
    def given(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.forms if not form.is_blank]


def rows_of(
    form: type[RowForm],
    *,
    prefix: str,
    data: QueryDict | None = None,
    files: Any = None,
    initial: Sequence[Mapping[str, Any]] = (),
    blank: int = 1,
) -> Rows:
    """The lines of the request (`data`, `files`), or else those in `initial` with `blank` empty ones below."""
    factory = formset_factory(form, formset=Rows, extra=blank, max_num=MOST, validate_max=True, absolute_max=MOST * 2)
    if data is not None:
        return factory(data, files, prefix=prefix)  # type: ignore[return-value]
    return factory(initial=list(initial), prefix=prefix)  # type: ignore[return-value]


def with_another(data: QueryDict, *, prefix: str, names: Sequence[str]) -> list[dict[str, str]]:
    """The lines as they were typed, to show again with one line more. Nothing is checked."""
    count = data.get(f"{prefix}-TOTAL_FORMS", "0")
    total = min(int(count), MOST - 1) if count.isascii() and count.isdecimal() and len(count) < 4 else 0
    lines = [{name: data.get(f"{prefix}-{n}-{name}", "") for name in names} for n in range(total)]
    return [line for line in lines if any(line.values())]
