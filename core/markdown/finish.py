"""Clean HTML to the HTML of a page: anchors, contents, footnotes, tables that scroll, pictures and formulas.

It works on the output of `sanitise.clean`, tag by tag, and everything that it adds is written here: no attribute of a
person's text becomes an attribute of the page, apart from the address of a link that passed the allow-list.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape

from core.markdown import outline, sanitise
from core.markdown.events import VOID, Event, Tag
from core.markdown.outline import Heading

_SAFE_ADDRESS = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"\bhttps?://(?:[^\s<>&\"]|&amp;)+", re.IGNORECASE)
MAX_ADDRESS = 2_000
_ALIGNED = {"right": "num", "center": "mid"}


@dataclass(frozen=True, slots=True)
class Parts:
    """What the writer needs besides the text: the headings, the start of every id, and what place-holders become."""

    headings: Sequence[Heading]
    prefix: str
    held: re.Pattern[str]
    """Matches a place-holder, in one group."""
    replace: Callable[[str], str]
    """Text with its place-holders replaced. Never given anything but text: no place-holder may become part of a tag."""
    block: Callable[[str], str | None]
    """HTML for a paragraph that is nothing but the place-holder of a formula or of a picture with a caption."""


class Writer:
    """Writes one document; `html()` gives the result. One instance per document."""

    def __init__(self, events: Sequence[Event], parts: Parts) -> None:
        self.events = list(events)
        self.parts = parts
        self.out: list[str] = []
        self.open: list[Tag] = []
        self.headings = iter(parts.headings)
        self.anchors = {heading.slug: heading.anchor for heading in parts.headings}
        self.seen: dict[str, int] = {}
        self.note = 0
        self.backs = 0

    def html(self) -> str:
        """The finished document."""
        at = 0
        while at < len(self.events):
            special = self._whole_paragraph(at)
            if special is not None:
                self.out.append(special)
                at += 3
                continue
            event = self.events[at]
            if isinstance(event, str):
                self._text(event)
            elif event.end:
                self._close(event)
            else:
                self._start(event, at)
            at += 1
        return "".join(self.out)

    def _whole_paragraph(self, at: int) -> str | None:
        """The contents for `[TOC]`, a figure, a formula on its own line; None for anything else."""
        match self.events[at : at + 3]:
            case [Tag(name="p", end=False), str() as text, Tag(name="p", end=True)]:
                if text.strip() == "[TOC]":
                    return outline.contents(self.parts.headings, self.parts.replace)
                return self.parts.block(text.strip())
        return None

    def _inside(self, *names: str) -> bool:
        return any(tag.name in names for tag in self.open)

    def _text(self, text: str) -> None:
        pieces = self.parts.held.split(text)  # words and place-holders in turn
        if not self._inside("a", "pre", "code"):
            pieces[::2] = [_BARE_ADDRESS.sub(_linked, words) for words in pieces[::2]]
        pieces[1::2] = [self.parts.replace(word) for word in pieces[1::2]]
        self.out.append("".join(pieces))

    def _start(self, tag: Tag, at: int) -> None:
        if tag.name not in VOID:
            self.open.append(tag)
        handler = _STARTS.get(tag.name)
        self.out.append(handler(self, tag, at) if handler else _plain(tag))

    def _close(self, tag: Tag) -> None:
        opened = self.open.pop() if self.open else tag
        if opened.name == "a" and "href" not in opened.attrs:
            return
        if opened.name in _LEVELS:
            self.out.append(f"</{opened.attrs['as']}>")
            return
        self.out.append(f"</{tag.name}></div>" if tag.name == "table" else str(tag))

    def _heading(self, tag: Tag, at: int) -> str:
        heading = next(self.headings)
        tag.attrs["as"] = f"h{heading.level}"
        return f'<h{heading.level} id="{heading.anchor}">'

    def _link(self, tag: Tag, at: int) -> str:
        address = tag.attrs.pop("href", "")
        if "footnote-ref" in tag.classes:
            return self._to_note(tag, at)
        if "footnote-backref" in tag.classes:
            return self._to_text(tag)
        if address.startswith("#"):
            anchor = self.anchors.get(unescape(address[1:]))
            address = f"#{anchor}" if anchor else ""
        elif not _SAFE_ADDRESS.match(address) or self.parts.held.search(address):
            address = ""
        if not address:
            return ""
        tag.attrs["href"] = address
        rel = "" if address.startswith("#") else f' rel="{sanitise.REL}"'
        return f'<a href="{address}"{rel}>'

    def _to_note(self, tag: Tag, at: int) -> str:
        following = self.events[at + 1] if at + 1 < len(self.events) else ""
        number = following if isinstance(following, str) and following.isdigit() else ""
        if not number:
            return ""
        self.seen[number] = times = self.seen.get(number, 0) + 1
        here = _reference(self.parts.prefix, number, times)
        tag.attrs["href"] = f"#{self.parts.prefix}fn-{number}"
        return f'<a class="footnote-ref" id="{here}" href="{tag.attrs["href"]}" aria-label="Footnote {number}">'

    def _to_text(self, tag: Tag) -> str:
        self.backs += 1
        if not self.note or self.backs > self.seen.get(str(self.note), 0):
            return ""
        there = _reference(self.parts.prefix, str(self.note), self.backs)
        tag.attrs["href"] = f"#{there}"
        return f'<a class="footnote-backref" href="#{there}" aria-label="Back to footnote {self.note} in the text">'

    def _item(self, tag: Tag, at: int) -> str:
        around = self.open[-3:-1]
        if [outer.name for outer in around] == ["div", "ol"] and "footnote" in around[0].classes:
            self.note, self.backs = self.note + 1, 0
            return f'<li id="{self.parts.prefix}fn-{self.note}">'
        return _plain(tag)

    def _cell(self, tag: Tag, at: int) -> str:
        aligned = _ALIGNED.get(tag.attrs.get("align", ""))
        attrs = {"scope": "col"} if tag.name == "th" else {}
        if aligned:
            attrs["class"] = aligned
        return str(Tag(tag.name, attrs=attrs))

    def _table(self, tag: Tag, at: int) -> str:
        return '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table class="data">'

    def _pre(self, tag: Tag, at: int) -> str:
        return '<pre class="code" tabindex="0">'

    def _box(self, tag: Tag, at: int) -> str:
        classes, label = ("task done", "Done") if "checked" in tag.attrs else ("task", "Open")
        return f'<span class="{classes}" role="img" aria-label="{label}"></span>'

    def _list(self, tag: Tag, at: int) -> str:
        start = tag.attrs.get("start", "")
        kept = {"class": tag.attrs["class"]} if tag.attrs.get("class") else {}
        if start.isdecimal() and start.isascii() and len(start) <= 6:
            kept["start"] = start
        return str(Tag(tag.name, attrs=kept))

    def _division(self, tag: Tag, at: int) -> str:
        role = ' role="note"' if "admonition" in tag.classes else ""
        return str(tag)[:-1] + f"{role}>"


def _plain(tag: Tag) -> str:
    """A tag with the class that the allow-list left on it, and nothing else."""
    return str(Tag(tag.name, attrs={"class": tag.attrs["class"]} if tag.attrs.get("class") else {}))


def _reference(prefix: str, number: str, times: int) -> str:
    return f"{prefix}fnref-{number}" + (f"-{times}" if times > 1 else "")


def _linked(match: re.Match[str]) -> str:
    """A bare address as a link, without the punctuation that ends the sentence around it."""
    address = match[0]
    if len(address) > MAX_ADDRESS:
        return address
    shown = address.rstrip(".,;:!?'*_~")
    while shown.endswith(")") and shown.count(")") > shown.count("("):
        shown = shown[:-1].rstrip(".,;:!?'*_~")
    if shown.endswith(("&amp", "//")) or shown.count("/") < 2:
        return address
    return f'<a href="{shown}" rel="{sanitise.REL}">{shown}</a>{address[len(shown) :]}'


_LEVELS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STARTS: dict[str, Callable[[Writer, Tag, int], str]] = {
    **dict.fromkeys(_LEVELS, Writer._heading),
    "a": Writer._link,
    "li": Writer._item,
    "td": Writer._cell,
    "th": Writer._cell,
    "table": Writer._table,
    "pre": Writer._pre,
    "input": Writer._box,
    "ol": Writer._list,
    "div": Writer._division,
}
