"""Slots: every listed person has a small number, which sets and matrix speak of. Who comes back gets it again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
DAYS_BEFORE_1970 = 719_163
"""From days since 1970, as databases count, to `date.toordinal()`. 0 is somebody without a proof."""


KINDS = (np.int64, np.uint64, np.uint64, np.int32)
"""Of the columns of `Person`."""


class Person(NamedTuple):
    """One listed person as the database says it."""

    key: int
    high: int
    """The first half of the uuid, by which equals are put in order; then the second."""
    low: int
    day: int
    """The day of the latest proof, `date.toordinal()`, or 0."""


@dataclass
class Slots:
    """Columns by slot, with room to grow; the first `used` of them mean something."""

    keys: Numbers
    high: NDArray[np.uint64]
    low: NDArray[np.uint64]
    days: NDArray[np.int32]
    used: int
    _by_key: NDArray[np.int32] = field(init=False)
    """Slots of the beginning, in the order of their keys; those that came later stand in `_late`."""
    _late: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self._by_key = np.argsort(self.keys[: self.used], kind="stable").astype(np.int32)
        self._late = {}

    @classmethod
    def of(cls, chunks: Iterable[Sequence[Person]]) -> Slots:
        """Slots for these people, in their order; each chunk goes as soon as it is in columns."""
        parts: list[list[NDArray[Any]]] = [[], [], [], []]
        for chunk in chunks:
            for part, values, kind in zip(parts, zip(*chunk, strict=True), KINDS, strict=False):
                part.append(np.array(values, dtype=kind))
        columns = [np.concatenate(part) if part else np.zeros(0, kind) for part, kind in zip(parts, KINDS, strict=True)]
        return cls(columns[0], columns[1], columns[2], columns[3], used=len(columns[0]))

    def of_key(self, key: int) -> int | None:
        """The slot of a person; None for somebody who was never listed."""
        late = self._late.get(key)
        if late is not None or not len(self._by_key):
            return late
        place = int(np.searchsorted(self.keys[: len(self._by_key)], key, sorter=self._by_key))
        if place == len(self._by_key):
            return None
        slot = int(self._by_key[place])
        return slot if self.keys[slot] == key else None

    def of_keys(self, keys: Collection[int]) -> NDArray[np.uint32]:
        """The slots of those of these people who have one, in rising order."""
        wanted = np.unique(np.fromiter(keys, dtype=np.int64, count=len(keys)))
        found = [self._late[key] for key in wanted.tolist() if key in self._late] if self._late else []
        if len(self._by_key) and len(wanted):
            places = np.searchsorted(self.keys[: len(self._by_key)], wanted, sorter=self._by_key)
            slots = self._by_key[np.minimum(places, len(self._by_key) - 1)]
            found += slots[self.keys[slots] == wanted].tolist()
        return np.sort(np.array(found, dtype=np.uint32))

    def put(self, person: Person) -> int:
        """The slot of a person, a new one for a new person; the row says from now on what `person` says."""
        slot = self.of_key(person.key)
        if slot is None:
            slot = self.used
            self._make_room()
            self.used += 1
            self._late[person.key] = slot
        self.keys[slot], self.high[slot], self.low[slot], self.days[slot] = person
        return slot

    def _make_room(self) -> None:
        if self.used < len(self.keys):
            return
        size = max(64, len(self.keys) + len(self.keys) // 8)
        for name in ("keys", "high", "low", "days"):
            old = getattr(self, name)
            new = np.zeros(size, dtype=old.dtype)
            new[: len(old)] = old
            setattr(self, name, new)

    @property
    def size(self) -> int:
        """Bytes of the columns."""
        return sum(column.nbytes for column in (self.keys, self.high, self.low, self.days, self._by_key))
