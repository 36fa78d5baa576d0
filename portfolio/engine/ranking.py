"""People in an order, worked out only as far as it is looked at: the first twenty, exact ranks, exact totals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]
_COUNT = 12
_DAY = 24
"""Bits of a day in a key; of each of the three counts before it, `_COUNT`."""


class Figures(NamedTuple):
    """What the order of a brief is made of, the first deciding first."""

    musts_verified: int
    musts_met: int
    useful_met: int
    day: int
    """`date.toordinal()` of the latest proof, 0 for nobody's."""


class Placed(NamedTuple):
    """One person in an order."""

    person: int
    """Primary key."""
    figures: Figures


def key_of(figures: Figures) -> int:
    """Figures as one number: who stands higher has the greater one."""
    verified, met, useful, day = figures
    return ((verified << _COUNT | met) << _COUNT | useful) << _DAY | day


def figures_of(key: int) -> Figures:
    """The other way round."""
    counts, day = key >> _DAY, key & ((1 << _DAY) - 1)
    most = (1 << _COUNT) - 1
    return Figures(counts >> 2 * _COUNT, counts >> _COUNT & most, counts & most, day)


def keys_of(counts: Iterable[NDArray[Any]], days: NDArray[np.int32]) -> Keys:
    """`key_of` for whole columns. In one piece of memory: fresh ones of this size take longer than the sums."""
    keys: Keys = np.zeros(len(days), dtype=np.int64)
    for count in counts:
        keys <<= _COUNT
        keys |= count
    keys <<= _DAY
    keys |= days
    return keys


@dataclass(frozen=True)
class Ranking:
    """People with their keys, the greatest first, equals by uuid; in no order yet.

    Columns of the slots are looked into only where somebody is looked at. They may grow meanwhile, but what they say of
    a slot's person and uuid never changes.
    """

    slots: NDArray[Any]
    keys: Keys
    _people: NDArray[np.int64]
    _high: NDArray[np.uint64]
    _low: NDArray[np.uint64]
    _met: NDArray[Any]
    """How many musts each meets, where there is a brief: a part of the keys."""
    _begun: list[NDArray[np.int64]] = field(default_factory=list, compare=False)
    """The places of the first so many, in order: as many as were looked at so far."""

    def __len__(self) -> int:
        return len(self.slots)

    def page(self, start: int, stop: int) -> list[Placed]:
        """The people from place `start` to `stop`, counted from 0, as lists are."""
        stop = min(stop, len(self))
        if start >= stop:
            return []
        places = self._first(stop)[start:stop]
        rows = zip(self._people[self.slots[places]].tolist(), self.keys[places].tolist(), strict=True)
        return [Placed(person, figures_of(key)) for person, key in rows]

    def _first(self, count: int) -> NDArray[np.int64]:
        """The places of the first so many, in order."""
        if not self._begun or len(self._begun[-1]) < count:
            if count < len(self):
                least = np.partition(self.keys, len(self) - count)[len(self) - count]
                among = np.flatnonzero(self.keys >= least)
            else:
                among = np.arange(len(self))
            self._begun[:] = [self._in_order(among)[:count]]
        return self._begun[-1][:count]

    def _in_order(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        slots = self.slots[places]
        order = np.lexsort((self._low[slots], self._high[slots], -self.keys[places]))
        sorted_: NDArray[np.int64] = places[order]
        return sorted_

    def _higher(self, key: int) -> NDArray[np.int64]:
        """The places of everybody with a greater key, in order if they are among the first that were looked at."""
        begun = self._begun[-1] if self._begun else np.zeros(0, dtype=np.int64)
        if len(begun) and key >= self.keys[begun[-1]]:
            return begun[: np.count_nonzero(self.keys[begun] > key)]
        return np.flatnonzero(self.keys > key)

    def rank(self, figures: Figures) -> int:
        """One more than the number of people who stand higher."""
        return len(self._higher(key_of(figures))) + 1

    def sharing(self, figures: Figures) -> int:
        """How many have exactly these figures."""
        return int(np.count_nonzero(self.keys == key_of(figures)))

    def above(self, figures: Figures) -> Placed | None:
        """The first of the next rank above these figures; None at the top."""
        higher = self._higher(key_of(figures))
        if not len(higher):
            return None
        keys = self.keys[higher]
        first = self._in_order(higher[keys == keys.min()])[0]
        return Placed(int(self._people[self.slots[first]]), figures_of(int(self.keys[first])))

    @cached_property
    def by_musts(self) -> dict[int, int]:
        """How many people meet exactly so many musts."""
        most = int(self._met.max(initial=0))
        counts = ((musts, int(np.count_nonzero(self._met == musts))) for musts in range(most + 1))
        return {musts: count for musts, count in counts if count}
