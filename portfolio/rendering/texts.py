"""Markdown cells as HTML of the house: mathematics, their own pictures, and headings that fit into one outline."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from urllib.parse import unquote

from core import markdown, terminal
from core.markdown import Image, events, stored
from portfolio.inspection.cells import Cell
from portfolio.rendering import pictures
from portfolio.rendering.cells import OutlineEntry, StoredPicture
from portfolio.rendering.limits import MOST_LINES
from portfolio.rendering.tags import Words, as_markdown

BASE = 3
"""The level of the highest heading of a notebook: the page has its title (1) and the heading over the notebook (2)."""
DEEPEST = 6
MAX_WORDS = 200
MAX_NAME = 200
MAX_SET = 1_500_000
"""Characters of all Markdown cells together that are set; further ones stand as they were typed."""

_PICTURE = re.compile(
    r"!\[([^\]\n]{0,500})\]\(\s*<?((?:attachment:[^)>\n]{1,500}?)|(?:data:image/[a-z+.-]{1,20};base64,[A-Za-z0-9+/=\s]+)"
    r"|(?!https?:|mailto:|image:|data:|attachment:|//)[^)\s<>]{1,500})>?(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'|=\d*x\d*))?\s*\)",
    re.IGNORECASE,
)
_FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?: |$)")
_EMPTY_HEAD = re.compile(r'<th scope="col"( class="[a-z]+")?>\s*</th>')
"""A heading of nothing, over the first column of a table as often as not, is none."""
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)\s*$")


@dataclass(slots=True)
class Outline:
    """How deep the headings stand that were met so far, over all cells, and how much text may still be set."""

    ranks: list[int] = field(default_factory=list)
    left: int = MAX_SET

    def base(self, source: str) -> int:
        """The level of the highest heading of the next Markdown cell; the headings of `source` are then met."""
        depth = 0
        for rank in ranks(source):
            while self.ranks and self.ranks[-1] >= rank:
                self.ranks.pop()
            self.ranks.append(rank)
            depth = depth or len(self.ranks)
        return min(DEEPEST, BASE + max(depth, 1) - 1)


@dataclass(frozen=True, slots=True)
class Text:
    """A rendered Markdown cell."""

    html: str
    headings: tuple[OutlineEntry, ...] = ()
    note: str = ""


def rendered(cell: Cell, found: pictures.Found, outline: Outline) -> Text:
    """The Markdown cell `cell`."""
    outline.left -= len(pictures.DATA_ADDRESS.sub("", cell.source))
    if outline.left < 0:
        return _as_typed(cell.source)
    source = terminal.prose(cell.source.replace("\r\n", "\n"))
    words = Words(source)
    images = _Images(cell.attachments, found, words)
    source = _PICTURE.sub(images.named, as_markdown(source, words))
    try:
        document = markdown.document(
            source,
            images=images.known,
            heading_base=outline.base(source),
            prefix=f"{cell.anchor}-",
            named=words.dropped,
        )
        html = words.filled(document.html)
    except (markdown.TooLong, events.Unreadable):
        return _as_typed(cell.source)
    headings = tuple(
        OutlineEntry(heading.level, heading.anchor, " ".join(words.dropped(heading.words).split())[:MAX_WORDS])
        for heading in document.toc
    )
    return Text(stored.trusted(_EMPTY_HEAD.sub(r"<td\1></td>", html)), headings)


def ranks(source: str) -> list[int]:
    """The ranks of the headings of a Markdown source in order, those in fenced code left out."""
    found: list[int] = []
    fence = before = ""
    for line in source.split("\n"):
        marks = _FENCED.match(line)
        if marks and (not fence or marks[1].startswith(fence)):
            fence = "" if fence else marks[1]
        elif not fence and (heading := _HEADING.match(line)):
            found.append(len(heading[1]))
        elif not fence and before.strip() and (under := _UNDERLINE.match(line)):
            found.append(1 if under[1][0] == "=" else 2)
        before = line if not marks else ""
    return found


class _Images:
    """Gives the pictures of a cell names under which its Markdown can ask for them."""

    def __init__(self, attachments: Mapping[str, Mapping[str, str]], found: pictures.Found, words: Words) -> None:
        self.attachments = attachments
        self.words = words
        self.found = found
        self.known: dict[str, Image] = {}

    def named(self, match: re.Match[str]) -> str:
        """`![alt](image:name)` for a picture in the file; one that is not says so in its place."""
        alt, address = match[1], match[2].strip()
        name = unquote(address).removeprefix("./")
        if address.lower().startswith("data:"):
            data = pictures.DATA_ADDRESS.fullmatch(address)
            key, name = pictures.key_of(data[1]) if data else "", "in the text"
        elif address.lower().startswith("attachment:"):
            name = name.partition(":")[2]
            key = pictures.key_of(pictures.of_bundle(self.attachments.get(name, {})))
        else:
            key = ""
        picture = self.found.get(key)
        if isinstance(picture, StoredPicture):
            self.known[picture.key] = pictures.image(picture)
            return f"![{alt}](image:{picture.key})"
        said = escape(f"Picture not in the file: {name[:MAX_NAME]}", quote=False)
        return self.words.hold(f'<span class="missing">{said}</span>', match[0][:MAX_NAME])


def _as_typed(source: str) -> Text:
    lines = terminal.lines(source, MOST_LINES)
    html = "\n".join(escape(line, quote=False) for line in lines)
    note = "There is too much text here for all of it to be set; the first lines stand as they were typed."
    return Text(stored.trusted(f'<pre class="code" tabindex="0"><code>{html}</code></pre>'), (), note)
