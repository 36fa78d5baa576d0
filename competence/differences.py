"""Two documents → how they differ, item by item. Pure: for the editor, the review before publishing, and merges."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from competence.drafting.edits import says_nothing
from competence.drafting.items import TABLE, VALUE, Item, taken_apart

ADDED, REMOVED, RETIRED, RESTORED = "added", "removed", "retired", "restored"
MOVED, CHANGED, REORDERED = "moved", "changed", "reordered"

PLACES = ("level", "competence", "group", "template")
"""Fields that say where an item stands."""

IGNORED = {(TABLE, "version"), ("competences", "order"), ("groups", "order"), ("rungs", "order")}
"""Fields that are no difference: the version follows from the others, and these orders are the order of the blocks."""


@dataclass(frozen=True)
class FieldChange:
    """One field of an item; None where it is not there."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class ItemChange:
    """How one item differs. `what` is the main thing about it; moved and retired items may have other words as well."""

    kind: str
    key: str
    name: str
    what: str
    before: Item | None = None
    after: Item | None = None
    fields: tuple[FieldChange, ...] = ()

    @property
    def item(self) -> Item:
        """The item as it is now, or as it was where it is gone."""
        item = self.after or self.before
        assert item is not None, "a change is about something"
        return item

    def field(self, name: str) -> FieldChange | None:
        """The change of one field, if it changed."""
        return next((change for change in self.fields if change.field == name), None)


@dataclass(frozen=True)
class Difference:
    """All that differs between two documents, in the order of the second one; what is gone comes last of its kind."""

    changes: tuple[ItemChange, ...]
    before: Mapping[tuple[str, str], Item]
    after: Mapping[tuple[str, str], Item]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of(self, kind: str, *what: str) -> list[ItemChange]:
        """The changes of one kind of item, or of some sorts of change only."""
        return [change for change in self.changes if change.kind == kind and (not what or change.what in what)]

    def level_of(self, item: Item, *, after: bool = True) -> str:
        """The key of the level under which a skill, group, competence or rule stands, in one of the two documents."""
        table = self.after if after else self.before
        if item.kind == "levels":
            return item.key
        if item.data.get("level"):
            return str(item.data["level"])
        home = table.get(("competences", str(item.data.get("competence", ""))))
        return str(home.data.get("level", "")) if home else ""


def between(before: Mapping[str, Any], after: Mapping[str, Any]) -> Difference:
    """How `after` differs from `before`. Fields that say what their absence says are no difference."""
    old = {(item.kind, item.key): item for item in taken_apart(before)}
    new = {(item.kind, item.key): item for item in taken_apart(after)}
    shifted = _shifted(old.values(), new.values())
    changes = []
    for name in [*new, *(name for name in old if name not in new)]:
        change = _change(old.get(name), new.get(name), shifted)
        if change is not None:
            changes.append(change)
    kinds = list(dict.fromkeys(kind for kind, _ in [*new, *old]))
    changes.sort(key=lambda change: kinds.index(change.kind))
    return Difference(tuple(changes), old, new)


def _change(before: Item | None, after: Item | None, shifted: set[tuple[str, str]]) -> ItemChange | None:
    if before is None or after is None:
        item = after or before
        assert item is not None, "one of the two is there"
        return ItemChange(item.kind, item.key, item.name, ADDED if before is None else REMOVED, before, after)
    fields = _fields(before, after)
    what = _what(fields, (after.kind, after.key) in shifted)
    return ItemChange(after.kind, after.key, after.name, what, before, after, fields) if what else None


def _what(fields: Sequence[FieldChange], is_shifted: bool) -> str:
    names = {change.field: change for change in fields}
    if "retired" in names:
        return RETIRED if names["retired"].after else RESTORED
    if any(name in names for name in PLACES):
        return MOVED
    if fields:
        return CHANGED
    return REORDERED if is_shifted else ""


def _fields(before: Item, after: Item) -> tuple[FieldChange, ...]:
    old, new = _said(before), _said(after)
    return tuple(
        FieldChange(field, old.get(field), new.get(field))
        for field in dict.fromkeys([*new, *old])
        if old.get(field) != new.get(field) and (after.kind, field) not in IGNORED
    )


def _said(item: Item) -> dict[str, Any]:
    return {field: value for field, value in item.data.items() if not says_nothing(item.kind, field, value)}


def _shifted(before: Iterable[Item], after: Iterable[Item]) -> set[tuple[str, str]]:
    """Items that stand in another order among those of their parent that were there before: as few as possible.

    Skills are held against all of their competence, since that is the order in which they are shown; those of a group
    that was shifted itself go with it.
    """
    old, new = _rows(before), _rows(after)
    shifted: set[tuple[str, str]] = set()
    for (kind, parent), items in new.items():
        places = {item.key: place for place, item in enumerate(old.get((kind, parent), ()))}
        common = [item for item in items if item.key in places]
        staying = _longest_rising([places[item.key] for item in common])
        shifted |= {
            (kind, item.key)
            for place, item in enumerate(common)
            if place not in staying and ("groups", item.data.get("group")) not in shifted
        }
    return shifted


def _rows(items: Iterable[Item]) -> dict[tuple[str, str], list[Item]]:
    rows: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        if item.kind not in (TABLE, VALUE):
            home = str(item.data.get("competence", "")) if item.kind == "skills" else item.parent
            rows.setdefault((item.kind, home), []).append(item)
    return rows


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising run of numbers, not necessarily side by side."""
    ends: list[int] = []
    last_at: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        if length == len(ends):
            ends.append(number)
            last_at.append(place)
        else:
            ends[length], last_at[length] = number, place
        before.append(last_at[length - 1] if length else -1)
    staying, place = set(), last_at[-1] if last_at else -1
    while place >= 0:
        staying.add(place)
        place = before[place]
    return staying


__all__ = [
    "ADDED",
    "CHANGED",
    "MOVED",
    "REMOVED",
    "REORDERED",
    "RESTORED",
    "RETIRED",
    "Difference",
    "FieldChange",
    "ItemChange",
    "between",
]
