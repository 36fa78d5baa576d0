"""The very thing that a piece of evidence points to, small enough to stand beside the claim: the cell, the lines, the
chart, the row. What a verdict judged is what is shown: the version that is meant, even when a newer one is there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from core import markdown
from core.markdown import kept
from portfolio.inspection.logs.runs import Log
from portfolio.models import Artefact, Cell, Comparison, Pointer, Result
from portfolio.pages import curves, figures, files
from portfolio.pages.figures import BeforeAfter, Strip
from portfolio.rendering.cells import RenderedCell

if TYPE_CHECKING:
    from portfolio.queries.places import Place

MOST_LINES = 24
"""Lines of source in one excerpt."""
AROUND = 4
"""Lines shown before and after those that are meant."""
MOST_OUTPUTS = 2
MOST_HTML = 12_000
"""Characters of one text or table in an excerpt; what is larger is only named."""
LARGE = "Large: it stands in the whole notebook."
MOST_WORDS = 60
"""Words of a text in one excerpt."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_HOLE = re.compile(r"(?<!\w)…")
"""What stands in the place of a formula."""
_LEADS_ON = re.compile(r"^[^:]*:(?:\s+(?=[A-Z])|$)")


@dataclass(frozen=True, slots=True)
class Lines:
    """A part of the source of a cell."""

    first: int
    """The number of the first line that is shown."""
    html: tuple[str, ...]
    meant: tuple[bool, ...]
    """For each line whether it is the one pointed to."""
    more: int
    """How many lines the whole has beyond these."""

    @property
    def rows(self) -> list[tuple[int, str, bool]]:
        """(number, HTML, whether it is meant)"""
        return [(self.first + i, line, self.meant[i]) for i, line in enumerate(self.html)]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One place of one piece of evidence. Exactly one of the things below `note` is filled, or none."""

    label: str
    href: str
    """The whole: the artefact at this place; empty where the page does not show it."""
    kind: str
    note: str = ""
    """What a reader has to know: a newer version, an address outside."""
    cell: RenderedCell | None = None
    lines: Lines | None = None
    chart: curves.Panel | None = None
    strip: Strip | None = None
    comparison: BeforeAfter | None = None
    picture: tuple[markdown.Image, str] | None = None
    words: str = ""

    @property
    def page(self) -> str:
        """The address of the whole, without the place in it."""
        return self.href.partition("#")[0]


@dataclass(frozen=True)
class Matter:
    """What excerpts are cut from, read once for a whole page."""

    cells: Mapping[int, Cell]
    """By primary key, with what was drawn."""
    logs: Mapping[int, Mapping[str, Any]]
    """By primary key of the version."""
    pictures: Mapping[int, list[dict[str, Any]]]
    """By primary key of the version: the pictures of its outputs."""
    results: Mapping[int, Result] = field(default_factory=dict)
    """By primary key, with their references."""
    comparisons: Mapping[int, Comparison] = field(default_factory=dict)
    """By primary key, with their data sets."""
    drawn: dict[int, curves.Panel | None] = field(default_factory=dict)
    """Charts by primary key of the version, each drawn once for the page."""

    def chart(self, version: int) -> curves.Panel | None:
        """The chart of a log; None for any other file."""
        if version not in self.drawn:
            log = self.logs.get(version)
            self.drawn[version] = curves.first(Log.from_json(log)) if log else None
        return self.drawn[version]


def of(place: Place, matter: Matter, picture: markdown.Image | None) -> Excerpt:
    """The excerpt of a place. `picture` is the image that is pointed to, if it is one."""
    pointer = place.pointer
    whole = Excerpt(label=place.label, href=href_of(place), kind=place.kind)
    if pointer.version is not None:
        return _of_file(replace(whole, note=_newer(place)), pointer, matter)
    if result := matter.results.get(pointer.result_id or 0):
        return replace(whole, strip=figures.strip(result))
    if comparison := matter.comparisons.get(pointer.comparison_id or 0):
        return replace(whole, comparison=figures.before_after(comparison))
    if picture is not None and pointer.artefact is not None:
        return replace(whole, picture=(picture, pointer.artefact.alt or pointer.artefact.title))
    if pointer.kind == Pointer.Kind.LINK and pointer.artefact is not None:
        return replace(whole, note=_outside(pointer.artefact))
    return replace(whole, words=_words(pointer))


def href_of(place: Place) -> str:
    """Where the place stands; nowhere, when the page does not show it: an empty section, an image without a file."""
    section, artefact = place.pointer.section, place.pointer.artefact
    is_shown = (section is None or section.has_content) and (artefact is None or bool(place.url or artefact.renditions))
    return place.page or place.url or (f"#{place.anchor}" if place.anchor and is_shown else "")


def _of_file(whole: Excerpt, pointer: Pointer, matter: Matter) -> Excerpt:
    row = matter.cells.get(pointer.cell_id or 0)
    if row is not None and pointer.version is not None:
        addresses = files.addresses(pointer.version.uuid, matter.pictures.get(pointer.version.pk, []))
        cell = RenderedCell.from_json(row.drawn).placed(addresses, anchors=False)
        lines = cut(cell.lines, pointer.lines) if cell.lines else None
        return replace(whole, cell=_small(cell, 1 if pointer.lines else MOST_OUTPUTS), lines=lines)
    return replace(whole, chart=matter.chart(pointer.version_id or 0))


def _small(cell: RenderedCell, outputs: int) -> RenderedCell:
    """The cell with its first outputs, and without what alone is larger than an excerpt."""
    first = tuple(
        replace(output, html="", note=LARGE) if len(output.html) > MOST_HTML and not output.is_text else output
        for output in cell.outputs[:outputs]
    )
    if len(cell.html) <= MOST_HTML:
        return replace(cell, outputs=first)
    return replace(cell, html="", note=LARGE, outputs=first)


def cut(lines: Sequence[str], meant: str) -> Lines:
    """The part of `lines` that is worth showing: all of a few, else what is around those that are `meant` (40 or
    40-88), else the beginning."""
    first, last = _range(meant, len(lines))
    is_short = len(lines) <= MOST_LINES
    start = 1 if is_short or not meant else max(1, first - AROUND)
    end = last + AROUND if meant and not is_short else MOST_LINES
    shown = tuple(lines[start - 1 : min(end, start - 1 + MOST_LINES)])
    marks = tuple(bool(meant) and first <= start + i <= last for i in range(len(shown)))
    return Lines(start, shown, marks, len(lines) - len(shown))


def _range(meant: str, most: int) -> tuple[int, int]:
    first, _, last = meant.partition("-")
    start = min(int(first), most) if first else 1
    return start, min(int(last), most) if last else start


def _newer(place: Place) -> str:
    version = place.pointer.version
    if version is None or not place.is_changed:
        return ""
    return f"A newer version of this file was uploaded since; this is version {version.number}, which is meant here."


def _outside(artefact: Artefact) -> str:
    """Where a link leads, since its content is not kept here."""
    host = urlsplit(artefact.url).hostname or ""
    if artefact.link_kind != Artefact.LinkKind.CODE:
        return f"Opens at {host}."
    return (
        f"Opens at {host}, {'at the commit named in the address' if artefact.is_pinned else 'not pinned to a commit'}."
    )


def _words(pointer: Pointer) -> str:
    """How a section begins, in sentences, or what was decided and why."""
    if pointer.section is not None:
        words = _whole(kept.plain(pointer.section.body[:4000], prose=True)).split()
        return " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")
    if pointer.decision is not None:
        choice, reason = pointer.decision.choice, pointer.decision.reason
        return f"{choice.rstrip('.')}, because: {reason}" if reason else choice
    return ""


def _whole(prose: str) -> str:
    """The sentences that can be read by themselves: without those that a formula is missing from, and without words
    that only lead to what is not in a quote, such as a picture. All of it where nothing else is there."""
    sentences = (_LEADS_ON.sub("", one) for one in _SENTENCE.split(prose))
    return " ".join(one for one in sentences if one and not _HOLE.search(one)) or prose
