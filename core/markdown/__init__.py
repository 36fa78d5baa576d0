"""Markdown: the only way from a person's text to HTML that a page may show.

The order is what makes it safe: convert with place-holders → clean by allow-list → put in what is our own (pictures,
MathML, anchors). Nothing of a person's text is trusted after the cleaning; nothing is cleaned after our own went in.
See docs/decisions/0010-markdown-and-mathematics.md.
"""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape, unescape

from django.utils.safestring import SafeString, mark_safe

from core.errors import DomainError
from core.markdown import convert, events, finish, mathematics, outline, pictures, sanitise
from core.markdown.convert import Formula, Held, Picture
from core.markdown.outline import Heading
from core.markdown.pictures import Image

__all__ = [
    "MAX_BYTES",
    "VERSION",
    "Document",
    "Heading",
    "Image",
    "TooLong",
    "asked_for",
    "check",
    "document",
    "plain",
    "render",
    "unread_formulas",
]

VERSION = 4
"""Goes up with every change of what this package writes; stored or cached HTML of another version is made anew."""

MAX_BYTES = 64 * 1024
log = logging.getLogger(__name__)

_MATHS = ("$", "\\(", "\\[", "math")
"""One of these stands in every text with a formula."""
_PREFIX = re.compile(r"[a-z][a-z0-9_-]{0,120}-")


class TooLong(DomainError):
    """The text is over MAX_BYTES."""


@dataclass(frozen=True, slots=True)
class Document:
    """A rendered text: its `html`, its headings in order (`toc`), and the HTML of a table of contents (`contents`)."""

    html: SafeString
    toc: tuple[Heading, ...]
    contents: SafeString


def check(source: str) -> str:
    """`source` as it will be read (NUL and broken characters replaced). Raises TooLong over 64 KiB of UTF-8."""
    raw = source.encode("utf-8", "replace")
    if len(raw) > MAX_BYTES:
        most, size = MAX_BYTES // 1024, len(raw) / 1024
        raise TooLong(f"This text has {size:,.1f} KiB; at most {most} are possible. Shorten or split it.")
    return raw.decode("utf-8").replace("\x00", "\ufffd")


def document(
    source: str,
    *,
    images: Mapping[str, Image] | None = None,
    heading_base: int = 2,
    prefix: str = "s-",
    tell: bool = False,
    named: Callable[[str], str] | None = None,
) -> Document:
    """`source` rendered, with its outline.

    `images` maps a name used in `![alt](image:<name>)` to an Image. `heading_base` is the level of the highest heading.
    `prefix` starts every id (lower-case letters, digits, hyphens, a hyphen at the end): give each text its own where
    several stand on one page. `tell` is for whoever writes the text: an image that there is none of is pointed out,
    where a reader finds its words. `named` gives the words of a heading that its anchor is made of, where not all of
    them are. Raises TooLong. The same arguments give the same result.
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f"Not a prefix for ids: {prefix!r}")
    source = check(source)
    try:
        flow, held = _read(source)
    except (convert.Unconvertible, events.Unreadable):
        log.exception("A text could not be rendered and is shown as it was typed.")
        return Document(_as_typed(source), (), SafeString(""))
    fill = _Fill(held, images or {}, prefix, tell)
    said = named or str
    found = outline.headings(flow, heading_base, prefix, lambda words: said(fill.words(words)))
    html = finish.Writer(flow, finish.Parts(found, prefix, fill.pattern, fill.replace, fill.block)).html()
    toc = tuple(Heading(h.level, h.anchor, h.slug, fill.words(h.words)) for h in found)
    return Document(_trusted(html), toc, _trusted(outline.contents(found, fill.replace)))


def _read(source: str) -> tuple[list[events.Event], Held]:
    """The clean tags and texts of `source`, and what its place-holders stand for. Raises Unconvertible, Unreadable."""
    dirty, held = convert.to_html(source)
    return events.unwrapped(events.read(sanitise.clean(dirty))), held


def render(
    source: str,
    *,
    images: Mapping[str, Image] | None = None,
    heading_base: int = 2,
    prefix: str = "s-",
    tell: bool = False,
) -> SafeString:
    """The HTML of `source`; the arguments and errors are those of `document`."""
    return document(source, images=images, heading_base=heading_base, prefix=prefix, tell=tell).html


def asked_for(source: str) -> tuple[str, ...]:
    """The names of the images that `source` asks for, each once, in order. Raises TooLong."""
    source = check(source)
    if convert.IMAGE_SCHEME not in source:
        return ()
    try:
        held = convert.to_html(source)[1]
    except convert.Unconvertible:
        return ()
    return tuple(dict.fromkeys(thing.name for thing in held.things.values() if isinstance(thing, Picture)))


@lru_cache(maxsize=256)
def unread_formulas(source: str) -> tuple[tuple[str, str], ...]:
    """The formulas of `source` that cannot be read, each once: its TeX, and why. Raises TooLong."""
    source = check(source)
    if not any(sign in source for sign in _MATHS):
        return ()
    try:
        held = convert.to_html(source)[1]
    except convert.Unconvertible:
        return ()
    formulas = [thing for thing in held.things.values() if isinstance(thing, Formula)]
    return tuple(dict.fromkeys(mathematics.unread(formulas)))


def plain(source: str, *, prose: bool = False) -> str:
    """The words of `source` on one line, for search and descriptions: no mark-up, formulas as TeX. Raises TooLong.

    With `prose` only what can be read as sentences: no tables and no blocks of code, and for a formula in a line "…".
    """
    source = check(source)
    try:
        flow, held = _read(source)
    except (convert.Unconvertible, events.Unreadable):
        return " ".join(source.split())
    fill = _Fill(held, {}, "s-", tell=False)
    words = fill.prose if prose else fill.words
    parts: list[str] = []
    silent, apart = False, 0
    for event in flow:
        if isinstance(event, str):
            parts.append("" if silent or apart else words(event))
            continue
        silent = bool({"footnote-ref", "footnote-backref"} & set(event.classes))
        if prose and event.name in _NO_PROSE:
            apart += -1 if event.end else 1
        if event.name not in _INLINE:
            parts.append(" ")
    return " ".join("".join(parts).replace("[TOC]", " ").split())


_INLINE = frozenset({"a", "code", "del", "em", "span", "strong", "sub", "sup"})
_NO_PROSE = frozenset({"pre", "table"})


class _Fill:
    """What the place-holders of one document become."""

    def __init__(self, held: Held, images: Mapping[str, Image], prefix: str, tell: bool) -> None:
        self.held = held
        self.tell = tell
        self.images = dict(images)
        self.pattern = held.words()
        formulas = {word: thing for word, thing in held.things.items() if isinstance(thing, Formula)}
        self.mathml = dict(zip(formulas, mathematics.to_mathml(list(formulas.values()), prefix), strict=True))

    def replace(self, html: str) -> str:
        """`html` with the HTML of every place-holder in its place."""
        return self.pattern.sub(self._html, html)

    def words(self, html: str) -> str:
        """The text of `html` (escaped words and place-holders), formulas as TeX, pictures as their alternative text."""
        return unescape(self.pattern.sub(self._words, html))

    def prose(self, html: str) -> str:
        """The text of `html` as it is read: "…" for a formula in a line, nothing for what stands by itself."""
        return unescape(self.pattern.sub(self._prose, html))

    def block(self, text: str) -> str | None:
        """What `text` becomes when it is one place-holder that stands by itself; None when it runs with the text."""
        thing = self.held.things.get(text)
        if isinstance(thing, Picture):
            figure = pictures.figure(thing, self.images)
            return figure and self._once(thing, figure)
        return self.mathml[text] if thing and thing.block else None

    def _html(self, match: re.Match[str]) -> str:
        thing = self.held.things.get(match[0])
        if isinstance(thing, Picture):
            return self._once(thing, pictures.inline(thing, self.images, tell=self.tell))
        return self.mathml.get(match[0], "")

    def _once(self, picture: Picture, html: str) -> str:
        """`html` of the picture; from here on it stands without its anchor, which there is once."""
        image = self.images.get(picture.name)
        if image is not None and image.anchor:
            self.images[picture.name] = replace(image, anchor="")
        return html

    def _words(self, match: re.Match[str]) -> str:
        thing = self.held.things.get(match[0])
        if isinstance(thing, Picture):
            return escape(thing.alt)
        return escape(thing.tex.strip()) if thing else ""

    def _prose(self, match: re.Match[str]) -> str:
        thing = self.held.things.get(match[0])
        return "…" if isinstance(thing, Formula) and not thing.block else ""


def _as_typed(source: str) -> SafeString:
    """What is nested too deeply to be read, as it was written."""
    return _trusted(f'<pre class="code" tabindex="0"><code>{escape(source, quote=False)}</code></pre>')


def _trusted(html: str) -> SafeString:
    """The one place where HTML is declared safe: what comes in was cleaned, and finished, by this package."""
    return mark_safe(html)  # noqa: S308
