"""Sets of people: one roaring bitmap of slots for every value that a person can be found by."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

STRENGTHS = (1, 2, 3)
MOST_KEPT = 64
"""Unions of skills that are kept: levels of a few frameworks, at each strength."""


def bitmap(slots: NDArray[Any]) -> BitMap:
    """The set of these slots."""
    return BitMap(array("I", slots.astype(np.uint32, copy=False).tobytes()))


def numbers(found: BitMap) -> NDArray[np.uint32]:
    """The slots of a set, in rising order."""
    return np.frombuffer(found.to_array(), dtype=np.uint32) if found else np.zeros(0, dtype=np.uint32)


@dataclass
class Sets:
    """Who is listed, who shows what, and for whom which facet holds."""

    everybody: BitMap = field(default_factory=BitMap)
    shown: dict[str, tuple[BitMap, BitMap, BitMap]] = field(default_factory=dict)
    """By key of the skill: those who show it at strength 1 or above, 2 or above, 3."""
    facets: dict[str, dict[str, BitMap]] = field(default_factory=dict)
    """By kind, then by value."""
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    """How a value was written, by kind and value, where that is not the value itself: the first by the alphabet of
    those who were there when the index was made or have come since."""
    _any: dict[tuple[tuple[str, ...] | None, int], BitMap] = field(default_factory=dict)
    """Those who show any of many skills (None: of all there are), until somebody changes."""

    def skill(self, key: str, strength: int) -> BitMap:
        """Those who show the skill at this strength or above. Not to be changed."""
        return self.shown[key][strength - 1] if key in self.shown else _NOBODY

    def any_skill(self, strength: int, keys: tuple[str, ...] | None = None) -> BitMap:
        """Those who show any of these skills, or any at all, at this strength or above. Not to be changed."""
        asked = keys, strength
        if asked not in self._any:
            if len(self._any) >= MOST_KEPT:
                self._any.clear()
            sets = (self.skill(key, strength) for key in (self.shown if keys is None else keys))
            self._any[asked] = BitMap.union(_NOBODY, *sets)
        return self._any[asked]

    def facet(self, kind: str, value: str) -> BitMap:
        """Those for whom the value holds. Not to be changed."""
        return self.facets.get(kind, {}).get(value, _NOBODY)

    def add_strength(self, key: str, strength: int, slots: BitMap) -> None:
        """These people show the skill at exactly this strength."""
        self._any.clear()
        levels = self.shown.setdefault(key, (BitMap(), BitMap(), BitMap()))
        for level in range(strength):
            levels[level].update(slots)

    def add_facet(self, kind: str, value: str, slots: BitMap, label: str = "") -> None:
        """The value holds for these people, of whom one writes it as `label`."""
        if label and label < self.labels.get((kind, value), "\U0010ffff"):
            self.labels[kind, value] = label
        self.facets.setdefault(kind, {}).setdefault(value, BitMap()).update(slots)

    def forget(self, slots: BitMap) -> None:
        """Nothing holds for these people any more."""
        self._any.clear()
        for found in self._all():
            found.difference_update(slots)
        self.facets = {
            kind: {value: found for value, found in values.items() if found} for kind, values in self.facets.items()
        }

    def _all(self) -> Iterable[BitMap]:
        yield self.everybody
        for levels in self.shown.values():
            yield from levels
        for values in self.facets.values():
            yield from values.values()

    def named(self, kind: str, values: Iterable[str]) -> dict[str, str]:
        """How these values are written, without those of nobody."""
        own = self.facets.get(kind, {})
        return {value: self.labels.get((kind, value), value) for value in values if own.get(value)}

    def counted(self, found: BitMap, kind: str) -> dict[str, int]:
        """How many of these people each value of a kind holds for; values of nobody are left out."""
        return _counted(found, self.facets.get(kind, {}))

    def counted_skills(self, found: BitMap, strength: int) -> dict[str, int]:
        """How many of these people show each skill at this strength or above."""
        return _counted(found, {key: levels[strength - 1] for key, levels in self.shown.items()})


_NOBODY = BitMap()


def _counted(found: BitMap, sets: Mapping[str, BitMap]) -> dict[str, int]:
    counts = ((value, found.intersection_cardinality(own)) for value, own in sets.items())
    return {value: count for value, count in counts if count}
