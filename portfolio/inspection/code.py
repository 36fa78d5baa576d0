"""What the code of a notebook does, as far as signals and facts need it: its uses, cell by cell. Pure; nothing is run.

A use is one call, assignment, definition, … with the name that it concerns and the literals that are given to it. It is
small enough to be kept in the database, so that a framework with other signals can be held against it later.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from portfolio.inspection.cells import Cell, Notebook
from portfolio.inspection.expressions import Arguments
from portfolio.inspection.source import NOTHING, Source, parse
from portfolio.inspection.walk import walk

MAX_LINE = 120
MAX_USES = 20_000
"""Kept of one notebook; a real one of 335 cells has 2,100."""
MAX_CODE = 1_000_000
"""Characters of code in one notebook that are read."""
FORMAT = 1

CALL, SET, ENTRY, INHERIT, IMPORT, MENTION, DEFINE, TEXT, LOOP, OPERATOR = KINDS = (
    "call set entry inherit import mention define text loop operator".split()
)


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that a line does."""

    kind: str
    """call; set (assignment); entry (key of a dictionary); inherit; import; mention (of a name of a library without a
    call); define (function, class or parameter); text (a literal); loop; operator"""
    name: str
    """The dotted name; of an entry its key, of a text the text, of an operator its sign."""
    line: int
    """From 1, in its cell."""
    arguments: Arguments = ()
    """Of a call: name of each argument → the literals it is or may be, names with @ in front. Of a set, entry or
    operator: one pair without a name."""
    repeated: bool = False
    """Whether it stands in a loop, or in a function that is called in one."""


@dataclass(frozen=True, slots=True)
class CellCode:
    """What one cell does."""

    number: int
    """Of the cell in its notebook, from 1."""
    uses: tuple[Use, ...]
    lines: Mapping[int, str] = field(default_factory=dict, hash=False)
    """The lines that have uses, shortened."""

    @property
    def anchor(self) -> str:
        return f"cell-{self.number}"


@dataclass(frozen=True, slots=True)
class Code:
    """What a notebook or script does. Cells that do nothing known are left out."""

    cells: tuple[CellCode, ...] = ()
    of_cells: int = 0
    """How many cells the notebook has; 1 for a script."""
    unread: tuple[tuple[int, int], ...] = ()
    """(cell, line) that could not be read as Python; line 0 for the whole cell."""

    def to_json(self) -> dict[str, Any]:
        """The code as plain data, for keeping. Names and values are written once and referred to by number."""
        names: dict[str, int] = {}
        given: dict[str, int] = {}
        cells = [
            [
                cell.number,
                [_packed(use, names, given) for use in cell.uses],
                {str(line): text for line, text in cell.lines.items()},
            ]
            for cell in self.cells
        ]
        return {
            "format": FORMAT,
            "of_cells": self.of_cells,
            "unread": [list(place) for place in self.unread],
            "names": list(names),
            "given": [json.loads(arguments) for arguments in given],
            "cells": cells,
        }

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Code:
        """The code in what `to_json` gave. Of another format (an older version's) nothing is read: inspect again."""
        if data.get("format") != FORMAT:
            return Code()
        names = data["names"]
        given = [tuple((name, tuple(values)) for name, values in arguments) for arguments in data["given"]]
        return Code(
            cells=tuple(
                CellCode(
                    number=number,
                    uses=tuple(_unpacked(row, names, given) for row in uses),
                    lines={int(line): text for line, text in lines.items()},
                )
                for number, uses, lines in data["cells"]
            ),
            of_cells=data["of_cells"],
            unread=tuple((cell, line) for cell, line in data["unread"]),
        )


def inspect(notebook: Notebook) -> Code:
    """What the code cells of `notebook` do, in their order. Never raises: what cannot be read is told in `unread`."""
    if notebook.language not in ("python", "python3", "python2", "ipython", ""):
        return Code(of_cells=len(notebook.cells))
    read = _parsed(notebook)
    found = walk([source.tree for _, source in read], MAX_USES)
    unread: list[tuple[int, int]] = []
    cells: list[CellCode] = []
    for (cell, source), (uses, whole) in zip(read, found, strict=True):
        unread.extend((cell.number, line) for line in source.skipped)
        if not whole or source is NOTHING:
            unread.append((cell.number, 0))
        if uses:
            kept = tuple(Use(*use) for use in uses)
            cells.append(CellCode(cell.number, kept, _lines_of(cell.source, kept)))
    return Code(tuple(cells), len(notebook.cells), tuple(unread))


def _parsed(notebook: Notebook) -> list[tuple[Cell, Source]]:
    """The code cells with their syntax trees."""
    room = MAX_CODE
    found = []
    for cell in notebook.cells:
        if cell.kind == "code":
            room -= len(cell.source)
            found.append((cell, parse(cell.source) if room >= 0 else NOTHING))
    return found


def shortened(line: str) -> str:
    """A source line without its indentation, of at most `MAX_LINE` characters."""
    text = line.strip()
    return text if len(text) <= MAX_LINE else f"{text[: MAX_LINE - 1]}…"


def _lines_of(source: str, uses: Iterable[Use]) -> dict[int, str]:
    lines = source.splitlines()
    wanted = sorted({use.line for use in uses if 0 < use.line <= len(lines)})
    return {number: shortened(lines[number - 1]) for number in wanted}


def _packed(use: Use, names: dict[str, int], given: dict[str, int]) -> list[int]:
    row = [KINDS.index(use.kind), names.setdefault(use.name, len(names)), use.line]
    arguments = given.setdefault(json.dumps(use.arguments), len(given)) if use.arguments else -1
    if use.repeated:
        return [*row, arguments, 1]
    return [*row, arguments] if arguments >= 0 else row


def _unpacked(row: list[int], names: list[str], given: list[Arguments]) -> Use:
    kind, name, line, arguments, repeated = (*row, -1, 0)[:5] if len(row) == 3 else (*row, 0)[:5]
    return Use(KINDS[kind], names[name], line, given[arguments] if arguments >= 0 else (), bool(repeated))
