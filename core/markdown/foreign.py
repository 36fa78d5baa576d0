"""HTML that a program wrote (the outputs of notebooks, tables of pandas above all), cleaned down to tables and text.

The allow-list is narrower than that of Markdown: no picture, no class, no id, no style, and no address but those of
links that somebody has to follow. What is added (our classes, the wrapper that scrolls) is written here, afterwards.
R-XSS-05; docs/decisions/0061-notebooks.md.
"""

import re
from collections.abc import Sequence

import nh3

from core.markdown import events, sanitise
from core.markdown.events import Event, Tag

MAX_LENGTH = 400_000
"""Characters of HTML that are read; what is longer gives nothing."""
MAX_TAGS = 40_000
"""A table of 1,000 rows and 12 columns has 26,000."""
MAX_DEPTH = 60
MAX_COLUMNS = 2_000
"""Tags and texts that are read ahead for which columns hold figures."""

_NAMES = """
    a b blockquote br caption code dd div dl dt em h1 h2 h3 h4 h5 h6 i kbd li ol p pre small strong sub sup
    table tbody td tfoot th thead tr ul
"""
_WITH_CONTENT = """
    script style svg math button select textarea template noscript noembed noframes iframe object embed title head
    canvas audio video map progress
"""
_WRITTEN = {
    **{f"h{level}": ("<p><strong>", "</strong></p>") for level in range(1, 7)},
    "table": (
        '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table class="data">',
        "</table></div>",
    ),
    "pre": ('<pre class="code" tabindex="0">', ""),
}
"""What is written for a start and an end; headings of an output are none of the page."""
_FIGURE = re.compile(r"[-+−]?(?:\d[\d,]*)?\.?\d+(?:[eE][-+]?\d+)?\s?%?|nan|NaN|-?inf|None|NaT|&lt;NA&gt;|True|False")
_NESTS = re.compile(
    r"<(?P<end>/?)(?!(?:p|li|t[dhr]|d[dt]|thead|tbody|br|hr|img|input|link|meta|col)\b)[a-z]", re.IGNORECASE
)
_SPAN = re.compile(r"[1-9]\d{0,2}")

_CLEANER = nh3.Cleaner(
    tags=set(_NAMES.split()),
    clean_content_tags=set(_WITH_CONTENT.split()),
    attributes={"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "*": set()},
    url_schemes=set(sanitise.SCHEMES),
    url_relative="deny",
    link_rel=sanitise.REL,
    strip_comments=True,
)


def clean(html: str) -> str:
    """`html` as a page may show it; empty when nothing is left that can be read, or when it is too large."""
    if len(html) > MAX_LENGTH or html.count("<") > MAX_TAGS or _too_deep(html):
        return ""
    try:
        flow = list(events.read(_CLEANER.clean(html)))
    except events.Unreadable:
        return ""
    if not any(isinstance(event, str) and event.strip() for event in flow):
        return ""
    return _Writer(flow).html().strip()


def has_table(html: str) -> bool:
    """Whether HTML that `clean` gave holds a table."""
    return '<table class="data">' in html


def _too_deep(html: str) -> bool:
    """Whether tags stand inside each other so deeply that reading them would take the square of their number."""
    depth = 0
    for match in _NESTS.finditer(html):
        depth = max(0, depth - 1) if match["end"] else depth + 1
        if depth > MAX_DEPTH:
            return True
    return False


class _Writer:
    """Writes the cleaned HTML with the classes and roles of our pages."""

    def __init__(self, flow: Sequence[Event]) -> None:
        self.flow = flow
        self.in_head = False
        self.column = 0
        self.figures: list[bool] = []
        """For each column of the table: whether there are figures in it."""
        self.open: list[str] = []
        """What closes the cells and links that are open."""

    def html(self) -> str:
        return "".join(event if isinstance(event, str) else self._tag(event, at) for at, event in enumerate(self.flow))

    def _tag(self, tag: Tag, at: int) -> str:
        match tag.name:
            case "td" | "th" | "a" if tag.end:
                return self.open.pop()
            case "td" | "th":
                return self._cell(tag, at)
            case "a":
                shown = "href" in tag.attrs and self._has_words(at)
                self.open.append("</a>" if shown else "")
                return str(tag) if shown else ""
            case "thead":
                self.in_head = not tag.end
            case "tr":
                self.column = 0
            case "table" if not tag.end:
                self.figures = self._columns(at)
        starts, ends = _WRITTEN.get(tag.name, ("", ""))
        return (ends if tag.end else starts) or str(tag)

    def _cell(self, tag: Tag, at: int) -> str:
        """A cell with its spans; figures and what heads them stand right, and an empty heading is a plain cell."""
        words = self._words(at)
        name = tag.name if words or words is None else "td"
        attrs = {key: value for key, value in tag.attrs.items() if _SPAN.fullmatch(value)}
        figure = words and _FIGURE.fullmatch(words)
        heads_figures = self.in_head and self.column < len(self.figures) and self.figures[self.column]
        self.column += int(attrs.get("colspan", 1))
        self.open.append(f"</{name}>")
        if name == "th":
            attrs["scope"] = "col" if self.in_head else "row"
        if heads_figures or (figure and tag.name == "td"):
            attrs["class"] = "num"
        return str(Tag(name, attrs=attrs))

    def _columns(self, at: int) -> list[bool]:
        """For each cell of the first row of figures and texts below the table's head: whether it is a figure."""
        found: list[bool] = []
        for later in range(at + 1, min(at + MAX_COLUMNS, len(self.flow))):
            event = self.flow[later]
            if isinstance(event, str) or event.name not in ("td", "th", "tr"):
                continue
            if event.name == "tr":
                if event.end and any(found):
                    break
                found = found if event.end else []
            elif not event.end:
                words = self._words(later) or ""
                found.append(event.name == "td" and bool(_FIGURE.fullmatch(words)))
        return found

    def _has_words(self, at: int) -> bool:
        """Whether there is something to follow in the link that starts at `at`."""
        for later in range(at + 1, min(at + MAX_COLUMNS, len(self.flow))):
            event = self.flow[later]
            if isinstance(event, str):
                if event.strip():
                    return True
            elif event.name == "a":
                return False
        return False

    def _words(self, at: int) -> str | None:
        """The text of the cell that starts at `at`; None when there is more in it than text."""
        match self.flow[at + 1 : at + 3]:
            case [str() as words, Tag(name="td" | "th", end=True)]:
                return words.strip()
            case [Tag(name="td" | "th", end=True), *_]:
                return ""
        return None
