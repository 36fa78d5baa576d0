"""Many packed projects, asked all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from portfolio.shelf.entries import HEAD, NUMBER, WORDS

AT_ONCE = 64
"""Sets that one pass can tell apart: a bit each."""
Rows = NDArray[np.bool_]
"""For each project of a shelf, whether something holds."""


class Shelf:
    """Projects by their place on the shelf."""

    def __init__(self, packed: Sequence[tuple[int, bytes | memoryview]], size: int) -> None:
        """Of projects by primary key, at least one. A number from `size` on is of nothing that is known, and passed
        over."""
        self.size = size
        self.keys = np.array([key for key, _ in packed], dtype=np.int64)
        self._lengths = np.array([len(body) for _, body in packed]) // NUMBER.itemsize
        self._starts = np.cumsum(self._lengths) - self._lengths
        self._numbers = np.frombuffer(b"".join(body for _, body in packed), dtype=NUMBER).copy()
        heads = self._starts[:, None] + np.arange(WORDS)
        head = np.ascontiguousarray(self._numbers[heads]).view(HEAD).ravel()
        self.moments, self.chances, self.days = head["moment"], head["chance"], head["day"]
        self._numbers[heads] = 0
        self._numbers[self._numbers >= size] = 0

    def having(self, sets: Sequence[Collection[int]]) -> NDArray[np.bool_]:
        """A row for each set of numbers: which projects have one of them."""
        held = [each for start in range(0, len(sets), AT_ONCE) for each in self._having(sets[start : start + AT_ONCE])]
        return np.array(held, dtype=bool).reshape(len(sets), len(self.keys))

    def _having(self, sets: Sequence[Collection[int]]) -> Iterator[Rows]:
        bits = np.zeros(self.size, dtype=np.uint64)
        for place, own in enumerate(sets):
            bits[list(own)] |= np.uint64(1 << place)
        held = np.bitwise_or.reduceat(bits[self._numbers], self._starts)
        yield from ((held & np.uint64(1 << place)) != 0 for place in range(len(sets)))

    def counted(self, rows: Rows) -> NDArray[np.int64]:
        """By number, how many of these projects have it; 0 is none."""
        found: NDArray[Any] = np.bincount(self._numbers[np.repeat(rows, self._lengths)], minlength=self.size)
        found[0] = 0
        return found

    def many(self, numbers: Collection[int]) -> NDArray[np.int64]:
        """How many of these numbers each project has."""
        weights = np.zeros(self.size, dtype=np.int64)
        weights[list(numbers)] = 1
        weights[0] = 0
        found: NDArray[np.int64] = np.add.reduceat(weights[self._numbers], self._starts)
        return found
