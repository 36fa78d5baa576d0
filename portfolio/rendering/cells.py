"""A rendered notebook: frozen values that are stored as JSON, cell by cell, and handed to templates.

All `html` and `lines` are HTML that the renderer of this package wrote and cleaned; nothing else may fill them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from html import escape
from typing import Any

from core.markdown import stored

VERSION = 2
"""Goes up with every change of what the renderer writes; a stored rendering of another version is made anew."""

PICTURE_SCHEME = "picture:"
"""In stored HTML the address of a picture is this and its key; `placed` puts in the true one."""

_PICTURE = re.compile(rf'<img src="{PICTURE_SCHEME}([0-9a-f]{{64}})"')
"""As `core.markdown` writes it; no text can look like it, because in a text `<` is escaped."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One heading of a Markdown cell; `anchor` is its id on the page."""

    level: int
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture of the notebook, written anew: `key` is the SHA-256 of its WebP."""

    key: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class RenderedOutput:
    """One output of a code cell."""

    kind: str
    """text, error, table, picture, math, markdown or hidden"""
    html: str = ""
    """Text and errors: what stands in the `pre`, the first lines of it. Tables, formulas, Markdown: the whole."""
    label: str = ""
    """What it is, in a word or two: "stdout", "ValueError: no such column", "image/svg+xml"."""
    rest: str = ""
    """Of a long text: the lines that are folded."""
    lines: int = 0
    """How many lines the text has in the file."""
    folded: int = 0
    """How many lines `rest` has."""
    more: int = 0
    """How many lines are only in the file."""
    picture: str = ""
    """The key of the picture."""
    width: int = 0
    height: int = 0
    alt: str = ""
    src: str = ""
    """The address of the picture, by `placed`; empty in what is stored."""
    note: str = ""
    """What is not shown here, and why, as a sentence."""

    @property
    def is_text(self) -> bool:
        return self.kind in ("text", "error")

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> RenderedOutput:
        """The value of which `asdict` made `row`."""
        return cls(**{**row, "html": stored.trusted(row["html"]), "rest": stored.trusted(row["rest"])})


@dataclass(frozen=True, slots=True)
class RenderedCell:
    """One cell as its page shows it."""

    anchor: str
    """cell-7"""
    number: int
    kind: str
    """code, markdown or raw"""
    count: int | None
    """The number of its run, as in `In [12]`; None when it was not run."""
    lines: tuple[str, ...]
    """Code and raw cells: the HTML of each line of the source, each complete in itself."""
    html: str
    """Markdown cells."""
    outputs: tuple[RenderedOutput, ...]
    content_hash: str
    """SHA-256 of source and outputs, as they are in the file: what a verdict has judged."""
    headings: tuple[OutlineEntry, ...] = ()
    note: str = ""
    """What of the source is not shown here, as a sentence."""

    @property
    def pictures(self) -> frozenset[str]:
        """The keys of all pictures of the cell."""
        own = [output.picture for output in self.outputs if output.picture]
        return frozenset([*own, *_PICTURE.findall(self.html)])

    def placed(self, addresses: Mapping[str, str], *, anchors: bool = True) -> RenderedCell:
        """The cell for a page: every picture with its address. `anchors=False`: an excerpt, without ids in its HTML.

        `addresses` maps the key of a picture to where it is served; a picture that is not in it says so in its place.
        """
        whole = stored.trusted if anchors else stored.without_anchors
        return replace(
            self,
            html=whole(_filled(self.html, addresses)),
            outputs=tuple(_placed(output, addresses, anchors) for output in self.outputs),
        )

    def to_json(self) -> dict[str, Any]:
        """Plain values that JSON can hold."""
        return asdict(self)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> RenderedCell:
        """The value of which `to_json` made `row`."""
        return cls(
            **{
                **row,
                "lines": tuple(stored.trusted(line) for line in row["lines"]),
                "html": stored.trusted(row["html"]),
                "outputs": tuple(RenderedOutput.from_json(output) for output in row["outputs"]),
                "headings": tuple(OutlineEntry(**entry) for entry in row["headings"]),
            }
        )


@dataclass(frozen=True, slots=True)
class Rendering:
    """A whole notebook or script."""

    cells: tuple[RenderedCell, ...]
    language: str
    pictures: tuple[StoredPicture, ...] = ()
    notes: tuple[str, ...] = ()
    """What was read over or left out, in words for the person."""
    version: int = VERSION

    @property
    def outline(self) -> tuple[OutlineEntry, ...]:
        """The headings of all cells, in order."""
        return tuple(entry for cell in self.cells for entry in cell.headings)

    def to_json(self) -> dict[str, Any]:
        """Plain values that JSON can hold."""
        return asdict(self)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Rendering:
        """The value of which `to_json` made `row`."""
        return cls(
            cells=tuple(RenderedCell.from_json(cell) for cell in row["cells"]),
            language=row["language"],
            pictures=tuple(StoredPicture(**picture) for picture in row["pictures"]),
            notes=tuple(row["notes"]),
            version=row["version"],
        )


def _placed(output: RenderedOutput, addresses: Mapping[str, str], anchors: bool) -> RenderedOutput:
    whole = stored.trusted if anchors else stored.without_anchors
    html = whole(_filled(output.html, addresses))
    if not output.picture:
        return replace(output, html=html)
    return replace(output, html=html, src=addresses.get(output.picture, ""))


def _filled(html: str, addresses: Mapping[str, str]) -> str:
    """`html` with the address of each picture in the place of its key."""
    return _PICTURE.sub(lambda match: f'<img src="{escape(addresses.get(match[1], ""))}"', html)
