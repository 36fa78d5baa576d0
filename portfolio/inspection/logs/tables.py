"""CSV text as a table of numbers: delimiter, head, columns. Pure.

Numbers are read row by row, so that the work is bounded by the size of the file and not by rows times columns.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field

from portfolio.inspection.errors import Unreadable
from portfolio.inspection.logs.build import MOST_COLUMNS, MOST_ROWS, TOO_LONG, TOO_WIDE
from portfolio.inspection.logs.runs import visible

DELIMITERS = ",;\t"
ABSENT = frozenset({"", "na", "n/a", "none", "null", "-"})
"""Cells that hold no value; NaN does hold one, and is a gap."""


@dataclass(slots=True)
class Table:
    """A head and its rows, and of each column the numbers by row."""

    head: list[str]
    rows: list[list[str]]
    decimal_comma: bool = False
    numbers: list[dict[int, float]] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    """How many cells of each column are neither numbers nor empty."""

    def column(self, *names: str) -> int | None:
        """The place of the first of these names in the head, whatever its capitals."""
        lower = [name.lower() for name in self.head]
        return next((lower.index(name) for name in names if name in lower), None)

    def is_numeric(self, place: int) -> bool:
        """Whether a column is one of numbers: it has some, and no fewer than words."""
        return len(self.numbers[place]) >= max(self.words[place], 1)

    def text(self, row: int, place: int | None) -> str:
        """The cell as it stands; empty where the row is too short."""
        cells = self.rows[row]
        return cells[place].strip() if place is not None and place < len(cells) else ""


def table(text: str) -> Table:
    """The table in a text. Raises `Unreadable` for too many rows or columns, or a cell without an end."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    rows = list(_rows(text, delimiter))
    if not rows:
        raise Unreadable("This file is empty.")
    comma = delimiter != ","
    head = [cell.strip() for cell in rows[0]]
    if all(_is_number(cell, comma) for cell in head):
        head = [f"column {place}" for place in range(1, len(head) + 1)]
    else:
        head[0] = head[0].lstrip("# ")
        rows = rows[1:]
    if len(head) > MOST_COLUMNS:
        raise Unreadable(TOO_WIDE)
    found = Table(_distinct(head), rows, comma)
    _count(found)
    return found


def number(cell: str, decimal_comma: bool = False) -> float | None:
    """The number in a cell, None for an empty one. Raises ValueError for words."""
    if cell in ABSENT:
        return None
    if "_" in cell:  # Python reads 1_000, logs do not write it
        raise ValueError(cell)
    try:
        return float(cell)
    except ValueError:
        text = cell.strip().lower()
    if text in ABSENT:
        return None
    if not decimal_comma or text.count(",") != 1 or "." in text:
        raise ValueError(text)
    return float(text.replace(",", "."))


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """Rows that are not blank, and no second head in the middle: logs are appended to."""
    head: list[str] | None = None
    count = 0
    try:
        for cells in csv.reader(text.splitlines(keepends=True), delimiter=delimiter, skipinitialspace=True):
            if not any(cell.strip() for cell in cells) or cells == head:
                continue
            count += 1
            if count > MOST_ROWS + 1:
                raise Unreadable(TOO_LONG)
            head = head or cells
            yield cells
    except csv.Error as error:
        raise Unreadable(f"Row {count + 1} cannot be read as CSV: {visible(str(error))}.") from error


def _count(found: Table) -> None:
    """Read every cell once."""
    width = len(found.head)
    found.numbers = [{} for _ in range(width)]
    found.words = [0] * width
    for row, cells in enumerate(found.rows):
        for place, cell in enumerate(cells[:width]):
            try:
                value = number(cell, found.decimal_comma)
            except ValueError:
                found.words[place] += 1
                continue
            if value is not None:
                found.numbers[place][row] = value


def _is_number(cell: str, decimal_comma: bool) -> bool:
    try:
        return number(cell, decimal_comma) is not None
    except ValueError:
        return False


def _distinct(head: list[str]) -> list[str]:
    """Names of columns, none empty and no two the same."""
    names: dict[str, None] = {}
    for place, cell in enumerate(head, start=1):
        name = cell or f"column {place}"
        names[name if name not in names else f"{name} ({place})"] = None
    return list(names)
