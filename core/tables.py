"""Tables as comma-separated text that is safe to open in a spreadsheet. Pure.

A cell that a spreadsheet would take for a formula (OWASP: it begins with = + - @, a tab or a line break) gets an
apostrophe in front, which can be taken off again; so does one that begins with an apostrophe itself.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")


def guarded(cell: str) -> str:
    """The cell as it may be written."""
    return f"'{cell}" if cell.startswith(GUARDED) else cell


def unguarded(cell: str) -> str:
    """The cell as it was meant. `unguarded(guarded(cell)) == cell`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(GUARDED) else cell


def write(rows: Iterable[Sequence[str]], *, guard: bool = True) -> str:
    """A table as comma-separated text, with a mark in front by which spreadsheets know that it is UTF-8."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] if guard else row for row in rows)
    return "\ufeff" + file.getvalue()
