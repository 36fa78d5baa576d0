"""The difference between two documents as a page shows it: one line an item, each text with what went and what came."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from competence import differences
from competence.differences import Difference, FieldChange, ItemChange
from competence.drafting.items import TABLE, VALUE, Item

SAME, GONE, NEW = "same", "gone", "new"
MOST_WORDS = 1500
"""Longer texts are shown whole, before and after, since comparing takes the square of their words."""
SHOWN_AT_MOST = 400
"""Lines of one kind; the others are counted."""

KINDS = {
    TABLE: "The whole",
    "levels": "Levels",
    "competences": "Competences",
    "groups": "Groups",
    "skills": "Skills",
    "rules": "Rules",
    "axes": "Axes",
    "matrices": "Matrices",
    "notes": "Notes",
    "problems": "Problems",
    "hints": "Hints",
    "templates": "Process templates",
    "steps": "Steps",
    "rungs": "Rungs",
    "reference_roles": "Reference roles",
    "step_map": "Steps that correspond",
    "mappings": "Matches",
    "ideas": "Project ideas",
    VALUE: "Other",
}
WORDS = {
    differences.ADDED: "Added",
    differences.REMOVED: "Removed",
    differences.RETIRED: "Retired",
    differences.RESTORED: "Restored",
    differences.MOVED: "Moved",
    differences.CHANGED: "Changed",
    differences.REORDERED: "Reordered",
}
FIELDS = {
    "can_do": "Means",
    "does_not_mean": "Does not mean",
    "evidence": "A reviewer looks for",
    "pitfall": "Typical weak evidence",
    "proof": "Proof",
    "comparison": "Asks for a before and after",
    "at_least": "At least",
    "must_include": "Must include",
    "of": "Out of",
}
"""Fields that a page calls otherwise than a file does; the others are called by their names."""
STRUCTURE = ("retired", "successor", "id")
LITERAL = frozenset({"signals"})
"""Fields whose values are code: "l2" there is a penalty, and no level that is called so."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words that stayed, went or came."""

    kind: str
    """same, gone or new"""
    text: str


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of an item, before and after in one text."""

    label: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One item that differs."""

    kind: str
    key: str
    name: str
    tag: str
    """Added, Retired, Moved, Reworded, …"""
    tone: str
    """Style of the tag: prf for what is new, sig for what goes."""
    place: str
    """Where it stands: the names above it."""
    successor: str
    """Name of what continues an item that is retired."""
    fields: tuple[FieldLine, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """All lines of one kind."""

    kind: str
    title: str
    lines: tuple[Line, ...]
    more: int
    """How many are not shown."""


def sections(difference: Difference, most: int = SHOWN_AT_MOST) -> tuple[Section, ...]:
    """The difference by kinds of items, in the order of the document."""
    by_kind: dict[str, list[ItemChange]] = {}
    for change in difference.changes:
        by_kind.setdefault(change.kind, []).append(change)
    names = _Names(difference)
    return tuple(
        Section(
            kind=kind,
            title=KINDS.get(kind, kind.replace("_", " ").capitalize()),
            lines=tuple(_line(change, names) for change in found[:most]),
            more=max(0, len(found) - most),
        )
        for kind, found in by_kind.items()
    )


class _Names:
    """From the key of an item to its name, as it is now or was."""

    def __init__(self, difference: Difference) -> None:
        self._names: dict[str, str] = {}
        for items in (difference.before, difference.after):
            self._names |= {item.key: item.name for item in items.values() if item.kind not in (TABLE, VALUE)}
        self._items = {item.key: item for items in (difference.before, difference.after) for item in items.values()}

    def of(self, key: str) -> str:
        """The name, or the key itself where nothing has it."""
        return self._names.get(key, key)

    def place(self, item: Item) -> str:
        """The names above an item, the nearest last."""
        found: list[str] = []
        above = self._items.get(item.parent)
        while above is not None and above.name not in found:
            found.insert(0, above.name)
            above = self._items.get(above.parent)
        return ", ".join(found)


def _line(change: ItemChange, names: _Names) -> Line:
    return Line(
        kind=change.kind,
        key=change.key,
        name=names.of(change.key) if change.kind not in (TABLE, VALUE) else change.key.replace("_", " ").capitalize(),
        tag=_tag(change),
        tone={"Added": "prf", "Restored": "prf", "Retired": "sig", "Removed": "sig"}.get(_tag(change), ""),
        place=names.place(change.item),
        successor=names.of(str(change.item.data.get("successor", ""))) if change.what == differences.RETIRED else "",
        fields=tuple(_field(field, names) for field in change.fields if field.field not in STRUCTURE),
    )


def _tag(change: ItemChange) -> str:
    """The main thing about a change in one word."""
    if change.what != differences.CHANGED:
        return WORDS[change.what]
    fields = {field.field for field in change.fields}
    if fields == {"name"} or fields == {"title"}:
        return "Renamed"
    texts = all(isinstance(f.before or f.after, str) and f.field != "proof" for f in change.fields)
    return "Reworded" if texts and change.kind != "axes" else "Changed"


def _field(change: FieldChange, names: _Names) -> FieldLine:
    label = FIELDS.get(change.field, change.field.replace("_", " ").capitalize())
    said = None if change.field in LITERAL else names
    return FieldLine(label, segments(_said(change.before, said), _said(change.after, said)))


def _said(value: Any, names: _Names | None) -> str:
    """A value of a file in words; without `names` keys stay as they are."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_said(inner, names)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        between = "; " if any(isinstance(inner, Mapping) for inner in value) else ", "
        return between.join(_said(inner, names) for inner in value)
    return names.of(str(value)) if names else str(value)


def segments(before: str, after: str) -> tuple[Segment, ...]:
    """Word by word what stayed, went and came. The words that stayed or came make `after`, the others `before`."""
    old, new = _words(before), _words(after)
    if len(old) + len(new) > MOST_WORDS or not old or not new:
        return tuple(Segment(kind, text) for kind, text in ((GONE, before), (NEW, after)) if text)
    found: list[Segment] = []
    for step, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            found.append(Segment(SAME, "".join(old[i:j])))
            continue
        found += [Segment(GONE, "".join(old[i:j]))] if j > i else []
        found += [Segment(NEW, "".join(new[k:m]))] if m > k else []
    if sum(len(s.text) for s in found if s.kind == SAME and s.text.strip()) * 4 < max(len(before), len(after)):
        return (Segment(GONE, before), Segment(NEW, after))
    return tuple(found)


def _words(text: str) -> list[str]:
    """The words, each with the space behind it."""
    return re.findall(r"\S+\s*|\s+", text)
