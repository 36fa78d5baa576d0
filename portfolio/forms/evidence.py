"""Linking a skill to the places that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from django import forms

from portfolio import lines as ranges
from portfolio.forms.texts import Text
from portfolio.models import Artefact, Cell, FileVersion, Pointer
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
    cell: forms.BoundField | None = None
    """The choice of a cell of a notebook."""


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
    project by their value, such as `section:<uuid>`, `before` where a known piece points.
    """

    use_required_attribute = False
    skill = forms.CharField(required=False, widget=forms.HiddenInput)
    places = forms.MultipleChoiceField(required=False, label="Where does it show?")
    statement = Text(
        label="3 What should they look at?", max_length=300, rows=4, strip=True, help_text="One or two sentences."
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        skills: Mapping[str, Any] | None,
        places: Mapping[str, Part],
        groups: Groups,
        before: Sequence[Pointer] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.skills, self.known, self.groups, self.before = skills, places, groups, before
        self.fields["places"].choices = groups  # type: ignore[attr-defined]
        for part in places.values():
            if is_code(part):
                self.fields[lines_name(part)] = LinesField(label=f"Lines in {part}", required=False, max_length=30)
            if is_notebook(part):
                self.fields[cell_name(part)] = forms.ChoiceField(
                    label=f"Cell of {part}", required=False, choices=cell_choices(part, before)
                )

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
        cells = {value: self[cell_name(part)] for value, part in self.known.items() if is_notebook(part)}
        return [
            PlaceOption(heading if first else "", value, label, value in chosen, boxes.get(value), cells.get(value))
            for heading, options in self.groups
            for first, (value, label) in zip([True, *[False] * len(options)], options, strict=False)
        ]

    @property
    def pointers(self) -> list[Pointer]:
        """What was chosen, as pointers that are not saved. Lines alone, or a cell alone, choose their file too."""
        chosen = set(self.cleaned_data.get("places", ()))
        found = []
        for value, part in self.known.items():
            lines = self.cleaned_data.get(lines_name(part), "") if is_code(part) else ""
            number = self.cleaned_data.get(cell_name(part), "") if is_notebook(part) else ""
            if value not in chosen and not lines and not number:
                continue
            if is_linked_code(part):
                lines = lines or ranges.of_address(part.url)
            found.append(self._kept(part, lines, number) or pointer_to(part, lines, number))
        return found

    def _kept(self, part: Part, lines: str, number: str) -> Pointer | None:
        """Where the piece pointed before, while the same place of the same file is chosen: the very version that was
        meant, and in a notebook the lines."""
        for pointer in self.before:
            if pointer.version_id is None or not isinstance(part, Artefact) or pointer.artefact_id != part.pk:
                continue
            cell = cell_value(pointer, part) if is_notebook(part) else ""
            if cell == number and (is_notebook(part) or pointer.lines == lines):
                return pointer
        return None


def is_code(part: Part) -> bool:
    """Whether lines can be given for it."""
    return isinstance(part, Artefact) and (is_linked_code(part) or part.kind == Artefact.Kind.CODE)


def is_linked_code(part: Part) -> TypeGuard[Artefact]:
    """Whether it is code elsewhere."""
    return isinstance(part, Artefact) and part.link_kind == Artefact.LinkKind.CODE


def is_notebook(part: Part) -> bool:
    """Whether a cell can be chosen in it."""
    return isinstance(part, Artefact) and part.kind == Artefact.Kind.NOTEBOOK


def lines_name(part: Part) -> str:
    """The name of the field for lines of this link or file."""
    return f"lines-{part.uuid}"


def cell_name(part: Part) -> str:
    """The name of the field for the cell of this notebook."""
    return f"cell-{part.uuid}"


def version_of(part: Part) -> FileVersion | None:
    """The newest version of a file, read with its cells (`queries.prospects.places_of`)."""
    return next(iter(part.versions.all()), None) if isinstance(part, Artefact) and part.is_file else None


def cells_of(part: Part) -> list[Cell]:
    """The cells of the newest version of a file, in order."""
    version = version_of(part)
    return list(version.cells.all()) if version is not None else []


def cell_choices(part: Part, before: Sequence[Pointer]) -> list[tuple[str, str]]:
    """The cells of the newest version of a notebook, and those of an earlier version that are pointed to."""
    now = [(str(cell.number), cell_label(cell)) for cell in cells_of(part)]
    meant = [pointer for pointer in before if pointer.artefact_id == part.pk and pointer.cell is not None]
    known = {number for number, _ in now}
    earlier = [
        (value, f"{pointer.cell.number}, of version {pointer.version.number}, as it is")
        for pointer in meant
        if pointer.cell is not None and pointer.version is not None
        if (value := cell_value(pointer, part)) not in known
    ]
    return [("", "Which cell?"), *earlier, *now]


def cell_value(pointer: Pointer, part: Part) -> str:
    """How the form writes the cell that is pointed to: 7, or 7@1 when it is that of an earlier version."""
    if pointer.cell is None or pointer.version is None:
        return ""
    newest = version_of(part)
    is_newest = newest is not None and newest.pk == pointer.version_id
    return str(pointer.cell.number) if is_newest else f"{pointer.cell.number}@{pointer.version.number}"


def cell_label(cell: Cell) -> str:
    """As in: 7, code: model = keras.Sequential(["""
    words = cell.first_line if len(cell.first_line) <= 60 else f"{cell.first_line[:59]}…"
    return f"{cell.number}, {'text' if cell.kind == 'markdown' else cell.kind}: {words}".rstrip(": ")


def pointer_to(part: Part, lines: str = "", number: str = "") -> Pointer:
    """An unsaved pointer to a part of the project; of a file to its newest version, and to the cell of this number."""
    kind, _, _ = value_of(part).partition(":")
    field = "artefact" if isinstance(part, Artefact) else kind
    version = version_of(part)
    cells = cells_of(part) if version is not None else []
    wanted = number or ("1" if kind == Pointer.Kind.CODE else "")
    cell = next((cell for cell in cells if str(cell.number) == wanted), None)
    return Pointer(kind=kind, lines=lines, version=version, cell=cell, **{field: part})


def initial_of(pointers: Sequence[Pointer], places: Mapping[str, Part]) -> dict[str, Any]:
    """What a form over known evidence shows as chosen; `places` as the form takes them."""
    targets = [(pointer, pointer.target) for pointer in pointers]
    lines = {lines_name(t): p.lines for p, t in targets if t is not None and is_code(t)}
    notebooks = [(p, places.get(value_of(t))) for p, t in targets if t is not None and is_notebook(t)]
    cells = {cell_name(part): cell_value(p, part) for p, part in notebooks if part is not None}
    return {"places": [value_of(t) for _, t in targets if t is not None], **lines, **cells}
