"""Linking a skill to the places that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from portfolio import lines as ranges
from portfolio.forms.texts import Text
from portfolio.models import Artefact, Pointer
from portfolio.models.parts import Part
from portfolio.queries.places import value_of

Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""(heading, [(value, label)])"""


@dataclass(frozen=True)
class PlaceOption:
    """One place with its checkbox."""

    heading: str
    """The kind, on the first of its kind; else empty."""
    value: str
    label: str
    checked: bool
    lines: forms.BoundField | None
    """The box for lines of code."""


class LinesField(forms.CharField):
    """Lines of linked code, as people write them; kept as 40 or 40-88."""

    def clean(self, value: Any) -> str:
        try:
            return ranges.parse(super().clean(value))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class EvidenceForm(forms.Form):
    """Which skill, where it shows, what to look at.

    `skills` are the keys that may be chosen (None for a known piece, whose skill stays), `places` the parts of the
    project by their value, such as `section:<uuid>`.
    """

    use_required_attribute = False
    skill = forms.CharField(required=False, widget=forms.HiddenInput)
    places = forms.MultipleChoiceField(required=False, label="Where does it show?")
    statement = Text(
        label="3 What should they look at?", max_length=300, rows=4, strip=True, help_text="One or two sentences."
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, skills: Mapping[str, Any] | None, places: Mapping[str, Part], groups: Groups, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.skills, self.known, self.groups = skills, places, groups
        self.fields["places"].choices = groups  # type: ignore[attr-defined]
        for part in places.values():
            if is_code(part):
                self.fields[lines_name(part)] = LinesField(label=f"Lines in {part}", required=False, max_length=30)

    def clean_skill(self) -> str:
        """A skill of the framework that is shown; kept as it is when a known piece is changed."""
        key: str = self.cleaned_data["skill"]
        if self.skills is None:
            return ""
        if not key:
            raise forms.ValidationError("Choose the skill.")
        if key not in self.skills:
            raise forms.ValidationError("This skill is not in the framework. Choose another.")
        return key

    @property
    def place_options(self) -> list[PlaceOption]:
        """Every place as a line of the form, the first of each kind with its heading."""
        chosen = {str(value) for value in self["places"].value() or ()}
        boxes = {value: self[lines_name(part)] for value, part in self.known.items() if is_code(part)}
        return [
            PlaceOption(heading if first else "", value, label, value in chosen, boxes.get(value))
            for heading, options in self.groups
            for first, (value, label) in zip([True, *[False] * len(options)], options, strict=False)
        ]

    @property
    def pointers(self) -> list[Pointer]:
        """What was chosen, as pointers that are not saved. Lines alone choose their file too."""
        chosen = set(self.cleaned_data.get("places", ()))
        found = []
        for value, part in self.known.items():
            lines = self.cleaned_data.get(lines_name(part), "") if is_code(part) else ""
            if value in chosen and is_code(part):
                lines = lines or ranges.of_address(part.url)
            if value in chosen or lines:
                found.append(pointer_to(part, lines))
        return found


def is_code(part: Part) -> bool:
    """Whether lines can be given for it."""
    return isinstance(part, Artefact) and part.link_kind == Artefact.LinkKind.CODE


def lines_name(part: Part) -> str:
    """The name of the field for lines of this link."""
    return f"lines-{part.uuid}"


def pointer_to(part: Part, lines: str) -> Pointer:
    """An unsaved pointer to a part of the project."""
    kind, _, _ = value_of(part).partition(":")
    field = "artefact" if isinstance(part, Artefact) else kind
    return Pointer(kind=kind, lines=lines, **{field: part})


def initial_of(pointers: Sequence[Pointer]) -> dict[str, Any]:
    """What a form over known evidence shows as chosen."""
    targets = [(pointer, pointer.target) for pointer in pointers]
    lines = {lines_name(t): p.lines for p, t in targets if t is not None and is_code(t)}
    return {"places": [value_of(t) for _, t in targets if t is not None], **lines}
