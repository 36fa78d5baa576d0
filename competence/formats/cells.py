"""Tables as text: rows in, whichever separator was used. What guards a cell (`core.tables`) is taken off again."""

from __future__ import annotations

import csv
import io

from competence.formats.problems import BadFile, Problem
from core.tables import unguarded

SEPARATORS = (",", ";", "\t")
MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 25_000
MAX_CELL = 130_000


def read(text: str, name: str, *, known: frozenset[str] = frozenset(), guard: bool = True) -> list[list[str]]:
    """The rows of a text separated by commas, semicolons or tabs, whichever finds most of the `known` headings.

    Rows without any content are kept as empty lists, so that numbers stay right. `BadFile` names the row.
    """
    if len(text) > MAX_BYTES:
        raise BadFile(name, [Problem(f"The file has more than {MAX_BYTES // 1024 // 1024} MB.")])
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise BadFile(name, [Problem("The file is empty.")])
    if "\x00" in text:
        raise BadFile(name, [Problem("The file holds NUL characters, so it is no text.")])
    rows = _rows(text, name, _separator(text, known))
    return [[unguarded(cell) if guard else cell for cell in row] if any(row) else [] for row in rows]


def _separator(text: str, known: frozenset[str]) -> str:
    first = text[:20_000]

    def fits(separator: str) -> tuple[int, int]:
        try:
            row = next(csv.reader(io.StringIO(first, newline=""), delimiter=separator))
        except (csv.Error, StopIteration):
            return (-1, 0)
        return (sum(heading(cell) in known for cell in row), len(row))

    return max(SEPARATORS, key=fits)


def heading(cell: str) -> str:
    """A heading as it is compared: letters and digits in lower case, joined by underscores."""
    return "_".join("".join(sign if sign.isalnum() else " " for sign in cell.lower()).split())


def _rows(text: str, name: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MAX_ROWS:
                raise BadFile(name, [Problem(f"The file has more than {MAX_ROWS} rows.")])
            for cell in row:
                if len(cell) > MAX_CELL:
                    raise BadFile(name, [Problem(f"A cell has more than {MAX_CELL} characters.", f"row {len(rows)}")])
    except csv.Error as error:
        said = "a quotation mark is never closed" if "end of data" in str(error) else str(error)
        raise BadFile(name, [Problem(f"This is no table: {said}.", f"row {len(rows) + 1}")]) from error
    return rows
