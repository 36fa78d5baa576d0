"""What an edit does to items, so that it can be done, undone and done again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from competence.drafting.items import Item


@dataclass(frozen=True)
class Patch:
    """One item before and after; None where it is not there."""

    before: Item | None
    after: Item | None

    @property
    def item(self) -> Item:
        """The item that is meant, as it was, or as it will be where it is new."""
        item = self.before or self.after
        assert item is not None, "a patch is about something"
        return item

    @property
    def places_only(self) -> bool:
        """Whether only the position changes, and nothing that the item says."""
        return self.before is not None and self.after is not None and self.before.data == self.after.data

    @property
    def reversed(self) -> Patch:
        return Patch(self.after, self.before)


@dataclass(frozen=True)
class Edit:
    """A change by a person: a sentence that says what was done, and its patches."""

    what: str
    patches: tuple[Patch, ...]


def applied(items: Iterable[Item], patches: Sequence[Patch]) -> list[Item]:
    """The items after the patches."""
    table = {(item.kind, item.key): item for item in items}
    for patch in patches:
        if patch.after is None:
            del table[patch.item.kind, patch.item.key]
        else:
            table[patch.item.kind, patch.item.key] = patch.after
    return list(table.values())


def undoing(patches: Sequence[Patch]) -> tuple[Patch, ...]:
    """The patches that lead back, last one first."""
    return tuple(patch.reversed for patch in reversed(patches))


def to_data(patch: Patch) -> dict[str, Any]:
    """A patch as plain data."""
    item = patch.item
    return {"kind": item.kind, "key": item.key, "before": _state(patch.before), "after": _state(patch.after)}


def from_data(data: Mapping[str, Any]) -> Patch:
    """The patch that `to_data` wrote."""
    before, after = (
        Item(data["kind"], data["key"], state["position"], state["data"]) if state is not None else None
        for state in (data["before"], data["after"])
    )
    return Patch(before, after)


def _state(item: Item | None) -> dict[str, Any] | None:
    return None if item is None else {"position": item.position, "data": dict(item.data)}
