"""The outputs of a code cell as HTML: text, tables, pictures, formulas; what a browser would run is hidden, visibly.

R-XSS-05, R-XSS-08; what is shown in which order: docs/decisions/0061-notebooks.md.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape

from core import markdown, terminal
from core.markdown import foreign, stored
from portfolio.inspection.cells import Cell, Output
from portfolio.rendering import pictures
from portfolio.rendering.cells import RenderedOutput, StoredPicture
from portfolio.rendering.limits import FIRST_LINES, LEFT_OUT, MAX_LABEL, MOST_LINES, Budget

_PLAIN = "text/plain"
_BARE_OBJECT = re.compile(r"<[\w. ]+(?: object)?(?: at 0x[0-9a-f]+)?>|", re.IGNORECASE)
"""A text/plain that says no more than that there is an object."""
_HEADING = re.compile(r"<(/?)h[1-6]\b[^>]*>")
_WORDS = frozenset({"text/latex", "text/markdown"})
_TYPE = re.compile(r"[\w.+/-]{1,80}")
_RUNS = re.compile(r"<(?:script|iframe|object|embed|video|audio)\b", re.IGNORECASE)
_TABULAR = re.compile(r"\\begin\{(?:tabular|table|longtable)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the output stands, and the pictures of its notebook."""

    number: int
    pictures: pictures.Found


def rendered(cell: Cell, found: pictures.Found, budget: Budget) -> Iterator[RenderedOutput]:
    """The outputs of `cell` in order, as far as the budget reaches."""
    place = Place(cell.number, found)
    for output in joined(cell.outputs):
        made = _made(output, place)
        if budget.takes(made.html, made.rest, made.label, made.note, extra=200):
            yield made
        else:
            yield RenderedOutput("hidden", label=made.label[:80], note=LEFT_OUT)


def joined(outputs: Iterable[Output]) -> Iterator[Output]:
    """The outputs, with what a cell wrote to one stream in pieces as one text."""
    held: list[Output] = []
    for output in outputs:
        if held and not (output.kind == "stream" and output.name == held[0].name):
            yield _one(held)
            held = []
        if output.kind == "stream":
            held.append(output)
        else:
            yield output
    if held:
        yield _one(held)


def _one(streams: list[Output]) -> Output:
    return replace(streams[0], text="".join(each.text for each in streams)) if len(streams) > 1 else streams[0]


def _made(output: Output, place: Place) -> RenderedOutput:
    if output.kind == "stream":
        return _text(output.text, "text", output.name)
    if output.kind == "error":
        message = f"{output.name}: {output.value}" if output.value else output.name
        return _text(output.text, "error", message)
    for attempt in (_picture, _formula, _markdown, _html):
        if made := attempt(output.data, place):
            return made
    return _rest(output.data)


def _text(text: str, kind: str, label: str = "") -> RenderedOutput:
    """A text: the first lines open, more of them folded, and how many are only in the file."""
    number = terminal.count(text)
    lines = [escape(line, quote=False) for line in terminal.lines(text, MOST_LINES)]
    open_ = len(lines) if number <= FIRST_LINES + 2 else FIRST_LINES
    return RenderedOutput(
        kind,
        html=stored.trusted("\n".join(lines[:open_])),
        label=short(label),
        rest=stored.trusted("\n".join(lines[open_:])),
        lines=number,
        folded=len(lines) - open_,
        more=number - len(lines),
    )


def short(text: str) -> str:
    """The first line of `text` as a label, cut where it is long."""
    line = " ".join(terminal.lines(text, 1)).strip()
    return line if len(line) <= MAX_LABEL else f"{line[:MAX_LABEL]} …"


def _picture(data: Mapping[str, str], place: Place) -> RenderedOutput | None:
    html = data.get("text/html", "")
    text = pictures.of_bundle(data) or ("" if _readable(html) else pictures.in_html(html))
    if not text:
        return None
    picture = place.pictures.get(pictures.key_of(text), "This picture could not be read.")
    if not isinstance(picture, StoredPicture):
        return replace(_hidden("picture", data), note=f"Picture not shown. {picture}")
    alt = f"Output of cell {place.number}"
    return RenderedOutput("picture", picture=picture.key, width=picture.width, height=picture.height, alt=alt)


def _formula(data: Mapping[str, str], _: Place) -> RenderedOutput | None:
    tex = data.get("text/latex", "").strip()
    if not tex or _TABULAR.search(tex):
        return None
    html = _text_of_ours(tex)
    if "<math" not in html or 'class="math-error"' in html:
        return None
    return RenderedOutput("math", html=stored.trusted(html))


def _markdown(data: Mapping[str, str], _: Place) -> RenderedOutput | None:
    html = _text_of_ours(data.get("text/markdown", ""))
    return RenderedOutput("markdown", html=stored.trusted(html)) if html else None


def _text_of_ours(source: str) -> str:
    """Markdown as HTML without ids, and without headings: those of an output are none of the page."""
    if not source.strip():
        return ""
    try:
        html = markdown.render(terminal.prose(source), prefix="out-")
    except markdown.TooLong:
        return ""
    return _HEADING.sub(lambda match: "</strong></p>" if match[1] else "<p><strong>", stored.without_anchors(html))


def _html(data: Mapping[str, str], _: Place) -> RenderedOutput | None:
    """A table; other text only where there is no better text/plain; None for nothing, or nothing but what would run."""
    html = _readable(data.get("text/html", ""))
    if not html:
        return None
    if foreign.has_table(html):
        return RenderedOutput("table", html=stored.trusted(html))
    if not _BARE_OBJECT.fullmatch(data.get(_PLAIN, "").strip()):
        return None
    return RenderedOutput("markdown", html=stored.trusted(html))


@lru_cache(maxsize=2)
def _readable(html: str) -> str:
    """What a page may show of HTML. Nothing of what is made by a script, but a table."""
    cleaned = foreign.clean(terminal.prose(html))
    return "" if _RUNS.search(html) and not foreign.has_table(cleaned) else cleaned


def _rest(data: Mapping[str, str]) -> RenderedOutput:
    """The text/plain, and the type of what is not shown beside it."""
    plain = data.get(_PLAIN, "")
    others = [kind for kind in data if kind != _PLAIN and not _says_the_same(kind, data)]
    if others:
        return _hidden(others[0], data)
    return _text(plain, "text") if plain.strip() else RenderedOutput("hidden", note="This output is empty")


def _says_the_same(kind: str, data: Mapping[str, str]) -> bool:
    """Whether nothing is lost when the text/plain stands for this type: it is words, and has them too."""
    if _BARE_OBJECT.fullmatch(data.get(_PLAIN, "").strip()):
        return False
    return kind in _WORDS or (kind == "text/html" and _readable(data[kind]) != "")


def _hidden(kind: str, data: Mapping[str, str]) -> RenderedOutput:
    name = kind if _TYPE.fullmatch(kind) else "unknown type"
    twin = _text(data.get(_PLAIN, ""), "hidden", name)
    return replace(twin, note=f"Output hidden ({name})")
