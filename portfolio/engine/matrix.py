"""The strengths of all people as one matrix, a row a skill and a column a slot: what briefs are held against.

The body lies in a file that processes map into memory together, and is never written to. Who changed since stands in
a small matrix of this process, which is laid over a row when it is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Row = NDArray[np.uint8]


@dataclass
class Matrix:
    """Strengths 0 to 3."""

    body: Row
    """Skills × slots; mapped from a file, or in the memory of this process."""
    row_of: dict[str, int]
    """Rows of `body` by key of the skill."""
    late: Row = field(default_factory=lambda: np.zeros((0, 64), dtype=np.uint8))
    """Skills × people who changed since."""
    late_row_of: dict[str, int] = field(default_factory=dict)
    late_of: dict[int, int] = field(default_factory=dict)
    """Columns of `late` by slot; `late_slots` is the other way round."""
    late_slots: NDArray[np.int64] = field(default_factory=lambda: np.zeros(64, dtype=np.int64))

    @property
    def changed(self) -> int:
        """How many people the body is wrong about."""
        return len(self.late_of)

    def put(self, slot: int, strengths: dict[str, int]) -> None:
        """From now on the person in this slot has these strengths, and no others."""
        column = self.late_of.setdefault(slot, len(self.late_of))
        for key in strengths:
            self.late_row_of.setdefault(key, len(self.late_row_of))
        self._make_room()
        self.late_slots[column] = slot
        self.late[:, column] = 0
        for key, strength in strengths.items():
            self.late[self.late_row_of[key], column] = strength

    def _make_room(self) -> None:
        rows, columns = self.late.shape
        if len(self.late_row_of) <= rows and len(self.late_of) <= columns:
            return
        grown = np.zeros((max(rows, len(self.late_row_of) + 16), max(columns, len(self.late_of) * 2)), dtype=np.uint8)
        grown[:rows, :columns] = self.late
        self.late = grown
        self.late_slots = np.resize(self.late_slots, grown.shape[1])

    def row(self, key: str, used: int) -> Row:
        """The strengths of everybody for one skill, by slot, `used` of them. Not to be changed."""
        own = self.row_of.get(key)
        body = self.body[own] if own is not None else np.zeros(self.body.shape[1], dtype=np.uint8)
        if not self.late_of:
            return body[:used]
        row = np.zeros(used, dtype=np.uint8)
        row[: min(used, len(body))] = body[:used]
        late = self.late_row_of.get(key)
        columns = len(self.late_of)
        row[self.late_slots[:columns]] = self.late[late, :columns] if late is not None else 0
        return row

    def settle(self, used: int) -> None:
        """Make one body of both, in the memory of this process: where no file can be written."""
        self.body, self.row_of = self.whole(used)
        self.late, self.late_row_of, self.late_of = np.zeros((0, 64), dtype=np.uint8), {}, {}
        self.late_slots = np.zeros(64, dtype=np.int64)

    def whole(self, used: int) -> tuple[Row, dict[str, int]]:
        """Body and changes as one matrix, and its rows by skill."""
        keys = sorted({*self.row_of, *self.late_row_of})
        whole = np.zeros((len(keys), used), dtype=np.uint8)
        for place, key in enumerate(keys):
            whole[place] = self.row(key, used)
        return whole, {key: place for place, key in enumerate(keys)}
