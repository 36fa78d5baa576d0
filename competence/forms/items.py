"""The form of one block, made from its fields; what it gives are the fields as they stand in a document."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from competence.formats import signals_text, toml_text
from competence.formats.problems import BadFile
from competence.formats.source import CONTROL, MAX_TEXT
from competence.forms.fields import (
    FLAG,
    LINES,
    MANY,
    NUMBER,
    ONE,
    PLACE,
    SHARE,
    SIGNALS,
    TEXT,
    WHOLE,
    WORD,
    Field,
)
from competence.forms.folded import FOLDED_FROM, Folded
from competence.forms.rules import RULE_WORDS

Choices = Mapping[str, Sequence[tuple[str, str]]]

LISTED = 300
"""More choices than this are typed as ids and not ticked."""


class PlainText(forms.CharField):
    """A text without control characters, with plain line ends."""

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        if CONTROL.search(text):
            raise ValidationError("The text holds control characters. Type it anew, or paste it as plain text.")
        return text


class Lines(PlainText):
    """Several texts, one to a line."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        rows = [row.strip() for row in super().to_python(value).split("\n")]
        return list(dict.fromkeys(row for row in rows if row))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class Signals(PlainText):
    """The signals of a skill in the form in which they stand in a file."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> list[dict[str, Any]]:  # type: ignore[override]
        text = super().to_python(value)
        if not text.strip():
            return []
        try:
            return signals_text.read(text)
        except BadFile as bad:
            raise ValidationError(list(signals_text.spoken(bad))) from bad

    def prepare_value(self, value: Any) -> Any:
        return toml_text.signals_text(value) if isinstance(value, list) and value else value or ""


class ItemForm(forms.Form):
    """The form of a block. `fields_given` is what to say in it, once the form is valid."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        fields: Sequence[Field],
        choices: Choices,
        data: Any = None,
        *,
        block: Mapping[str, Any],
        seen: int,
        is_new: bool = False,
    ) -> None:
        super().__init__(data, initial={"seen": seen}, label_suffix="")
        self.specs = [field for field in fields if is_new or not field.only_new]
        self.block = block
        for spec in self.specs:
            self.fields[spec.name] = _field(spec, choices, block)
            self.initial[spec.name] = _initial(spec, block)

    @property
    def fields_given(self) -> dict[str, Any]:
        """Field → value, nested tables whole, as `edits.reword` and `edits.add` take them."""
        given: dict[str, Any] = {}
        for spec in self.specs:
            value = self.cleaned_data[spec.name]
            if spec.type == PLACE:
                given["axis"], given["axis_value"] = str(value).split("|", 1) if value else ("", "")
            elif "." in spec.name:
                table, _, inner = spec.name.partition(".")
                whole = given.setdefault(table, dict(self.block.get(table, {})))
                whole.pop(inner, None)
                whole |= {inner: value} if value else {}
            else:
                given[spec.name] = _plain(value)
        return given

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields that are shown at once: texts and words."""
        return [self[spec.name] for spec in self.specs if spec.type != SIGNALS]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the block says besides, which this form leaves alone."""
        known = {spec.name.partition(".")[0] for spec in self.specs}
        known |= {"id", "axis", "axis_value", "values", "requires", "references", "of", "cells", "retired", "successor"}
        known |= {"level", "competence", "group", "template", "number", "order", "kind", "version", "only_new"}
        return [
            (name.replace("_", " "), value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
            for name, value in self.block.items()
            if name not in known
        ]


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


def _initial(spec: Field, block: Mapping[str, Any]) -> Any:
    if spec.type == PLACE:
        return f"{block['axis']}|{block.get('axis_value', '')}" if block.get("axis") else ""
    if "." in spec.name:
        table, _, inner = spec.name.partition(".")
        found = block.get(table)
        return found.get(inner) if isinstance(found, Mapping) else None
    return block.get(spec.name, True if spec.usual else None)


def _field(spec: Field, choices: Choices, block: Mapping[str, Any]) -> forms.Field:
    common: dict[str, Any] = {"label": spec.label, "required": spec.required, "help_text": spec.help}
    if spec.type in (ONE, PLACE, WORD, MANY):
        return _choosing(spec, choices, block, common)
    if spec.type == FLAG:
        return forms.BooleanField(**{**common, "required": False})
    if spec.type == WHOLE:
        return forms.IntegerField(min_value=0, max_value=30_000, **common)
    if spec.type == SHARE:
        return forms.FloatField(min_value=0, max_value=1, **common)
    if spec.type == NUMBER:
        return forms.FloatField(**common)
    if spec.type == LINES:
        return Lines(max_length=MAX_TEXT, widget=_area(3), **common)
    if spec.type == SIGNALS:
        return Signals(max_length=MAX_TEXT, widget=_area(8, "code"), **common)
    if spec.type == TEXT:
        return PlainText(max_length=MAX_TEXT, widget=_area(3), **common)
    return PlainText(max_length=200, widget=forms.TextInput(attrs={"class": "in"}), **common)


def _area(rows: int, style: str = "") -> forms.Textarea:
    return forms.Textarea(attrs={"class": f"in {style}".strip(), "rows": rows})


def _choosing(spec: Field, choices: Choices, block: Mapping[str, Any], common: dict[str, Any]) -> forms.Field:
    offered = list(RULE_WORDS.get(spec.source) or choices.get(spec.source, ()))
    now = _initial(spec, block)
    known = {key for key, _ in offered}
    offered += [(key, key) for key in (now if isinstance(now, list) else [now]) if key and key not in known]
    if len(offered) > LISTED:
        help_text = f"{spec.help} {'Ids, one to a line.' if spec.type == MANY else 'The id.'}".strip()
        typed = {**common, "help_text": help_text}
        if spec.type == MANY:
            return Lines(widget=_area(4), **typed)
        return PlainText(max_length=200, widget=forms.TextInput(attrs={"class": "in"}), **typed)
    if spec.type == MANY:
        widget = Folded if len(offered) >= FOLDED_FROM else forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=offered, widget=widget, **common)
    empty = [] if spec.required and now else [("", "–")]
    return forms.ChoiceField(choices=[*empty, *offered], widget=forms.Select(attrs={"class": "in"}), **common)
