"""What an edit may look at: the items of one draft as they are now."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol

from competence.drafting.items import Item


class Sheet(Protocol):
    """The items of a draft, asked for one by one, so that a large framework need not be read for one edit."""

    def item(self, kind: str, key: str) -> Item | None:
        """One item, or None."""

    def below(self, kind: str, parent: str) -> Sequence[Item]:
        """The items of a kind under one parent, in order."""

    def every(self, kind: str) -> Sequence[Item]:
        """All items of a kind, in order."""

    def following(self, kind: str, position: int) -> int | None:
        """The next higher position that is taken among all items of the kind."""

    def preceding(self, kind: str, position: int) -> int | None:
        """The next lower one."""

    def last(self, kind: str) -> int:
        """The highest position of a kind; 0 when there is none."""

    def is_taken(self, key: str) -> bool:
        """Whether an id is taken: by an item of this draft, or by any skill that ever was, here or elsewhere."""


class Items(Sheet):
    """A sheet over a list of items in memory."""

    def __init__(self, items: Iterable[Item], taken: Iterable[str] = ()) -> None:
        self._items = {(item.kind, item.key): item for item in items}
        self._taken = set(taken)

    def item(self, kind: str, key: str) -> Item | None:
        return self._items.get((kind, key))

    def below(self, kind: str, parent: str) -> Sequence[Item]:
        return [item for item in self.every(kind) if item.parent == parent]

    def every(self, kind: str) -> Sequence[Item]:
        return sorted((item for item in self._items.values() if item.kind == kind), key=lambda i: (i.position, i.key))

    def following(self, kind: str, position: int) -> int | None:
        taken = [item.position for item in self.every(kind)]
        place = bisect_right(taken, position)
        return taken[place] if place < len(taken) else None

    def preceding(self, kind: str, position: int) -> int | None:
        taken = [item.position for item in self.every(kind)]
        place = bisect_left(taken, position)
        return taken[place - 1] if place else None

    def last(self, kind: str) -> int:
        return max((item.position for item in self.every(kind)), default=0)

    def is_taken(self, key: str) -> bool:
        return key in self._taken or any(item.key == key for item in self._items.values())
