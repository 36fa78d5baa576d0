"""A notebook as its reader found it: cells with their sources and outputs. A script is one cell of code. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from portfolio.inspection.errors import Unreadable

__all__ = ["Cell", "Notebook", "Output", "Unreadable"]


@dataclass(frozen=True, slots=True)
class Output:
    """One output of a code cell."""

    kind: str
    """stream, display, result or error"""
    text: str = ""
    """Of a stream or an error (its traceback), control sequences included, as it was stored."""
    name: str = ""
    """stdout or stderr of a stream; the name of the exception of an error."""
    value: str = ""
    """The message of the exception of an error."""
    data: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Type → content of a display or result: texts as they are, pictures as base64, JSON as JSON text."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell."""

    number: int
    """Place in the notebook, from 1."""
    kind: str
    """code, markdown or raw"""
    source: str
    count: int | None = None
    """The number that the kernel gave to its last run; None when it was not run."""
    outputs: tuple[Output, ...] = ()
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    """Of a Markdown cell: file name → type → base64."""

    @property
    def anchor(self) -> str:
        """The fragment under which the cell stands on its page, and by which evidence names it: cell-7."""
        return f"cell-{self.number}"


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook, or a script as a notebook of one cell."""

    cells: tuple[Cell, ...]
    language: str = "python"
    """Lower case, as the kernel or the file name says."""
    notes: tuple[str, ...] = ()
    """What was wrong with the file and was read over, in words for the person: "3 cells of an unknown kind"."""
