"""A notebook or script to HTML, cell by cell. Pure apart from the Markdown it calls; decodes no picture itself."""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core import terminal
from core.markdown import code, stored
from portfolio.inspection.cells import Cell, Notebook
from portfolio.rendering import outputs, pictures, texts
from portfolio.rendering.cells import OutlineEntry, RenderedCell, RenderedOutput, Rendering, StoredPicture
from portfolio.rendering.limits import LEFT_OUT, LINE_MARKUP, Budget

_MAGIC = re.compile(r"%%(bash|sh|html|javascript|js|latex|perl|ruby|R|sql|cython|writefile)\b")
_SAME_AS = {"R": "r", "js": "javascript", "cython": "python", "writefile": "text", "perl": "text", "ruby": "text"}


def render(notebook: Notebook, found: pictures.Found) -> Rendering:
    """Every cell of `notebook`. `found` says what became of each picture that `pictures.wanted` asked for.

    Sources come first when there is more than a page can show, then outputs in order; what is left out says so.
    """
    budget = Budget()
    outline = texts.Outline()
    bare = [_source(cell, notebook.language, found, outline, budget) for cell in notebook.cells]
    made = tuple(
        _with_outputs(shown, tuple(outputs.rendered(cell, found, budget)))
        for cell, shown in zip(notebook.cells, bare, strict=True)
    )
    return Rendering(made, notebook.language, _used(made, found), notebook.notes)


def content_hash(cell: Cell) -> str:
    """SHA-256 of what a reader judges: the kind of the cell, its source, what it shows. Not the number of its run.

    Verdicts rest on it: a field that is new here would leave every one of them behind, so each is named.
    """
    judged = {
        "kind": cell.kind,
        "source": cell.source,
        "outputs": [
            {"kind": one.kind, "text": one.text, "name": one.name, "value": one.value, "data": dict(one.data)}
            for one in cell.outputs
        ],
        "attachments": {name: dict(bundle) for name, bundle in cell.attachments.items()},
    }
    return hashlib.sha256(json.dumps(judged, sort_keys=True).encode("utf-8", "backslashreplace")).hexdigest()


def _source(cell: Cell, language: str, found: pictures.Found, outline: texts.Outline, budget: Budget) -> RenderedCell:
    if cell.kind == "markdown":
        text = texts.rendered(cell, found, outline)
        room = budget.takes(text.html)
        return _cell(
            cell, (), text.html if room else "", text.headings if room else (), text.note if room else LEFT_OUT
        )
    lines, note = _lines(cell, language, budget)
    return _cell(cell, lines, "", (), note)


def _lines(cell: Cell, language: str, budget: Budget) -> tuple[tuple[str, ...], str]:
    """The lines of a source, and what is said where not all of them have room."""
    source = cell.source.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if not source:
        return (), ""
    whole = [terminal.cut(terminal.visible(line)) for line in source.split("\n")]
    language = _language(cell, language)
    for name in (language, "plain"):
        lines = code.lines("\n".join(whole), name)
        if budget.takes(*lines, extra=LINE_MARKUP * len(lines)):
            return _trusted(lines), ""
    room = 0
    while room < len(lines) and budget.takes(lines[room], extra=LINE_MARKUP):
        room += 1
    return _trusted(lines[:room]), f"… {len(lines) - room:,} more lines in the file."


def _trusted(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(stored.trusted(line) for line in lines)


def _language(cell: Cell, language: str) -> str:
    """The language of a cell: that of the notebook, unless its first line says another; raw cells have none."""
    if cell.kind != "code":
        return "text"
    magic = _MAGIC.match(cell.source)
    return _SAME_AS.get(magic[1], magic[1]) if magic else language


def _cell(cell: Cell, lines: tuple[str, ...], html: str, headings: Sequence[OutlineEntry], note: str) -> RenderedCell:
    return RenderedCell(
        anchor=cell.anchor,
        number=cell.number,
        kind=cell.kind,
        count=cell.count,
        lines=lines,
        html=html,
        outputs=(),
        content_hash=content_hash(cell),
        headings=tuple(headings),
        note=note,
    )


def _with_outputs(cell: RenderedCell, made: tuple[RenderedOutput, ...]) -> RenderedCell:
    return replace(cell, outputs=made) if made else cell


def _used(cells: Iterable[RenderedCell], found: pictures.Found) -> tuple[StoredPicture, ...]:
    """The pictures that some cell shows, each once."""
    keys = {key for cell in cells for key in cell.pictures}
    stored_ones = {each.key: each for each in found.values() if isinstance(each, StoredPicture)}
    return tuple(picture for key, picture in stored_ones.items() if key in keys)
