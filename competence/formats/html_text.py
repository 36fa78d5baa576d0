"""HTML of other systems → text, and text → the plainest HTML. What is not words (scripts, styles) is left out."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

SILENT = ("script", "style", "template", "iframe", "object", "svg", "math", "noscript", "title", "textarea", "select")
BLOCKS = ("p", "div", "ul", "ol", "table", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "section", "dl")
ROWS = ("tr", "dt", "dd")
BLANKS = re.compile(r"[ \t\r\f\v\n\u00a0]+")
EMPTY_LINES = re.compile(r"\n{3,}")
TAG = re.compile(r"<[a-zA-Z/!][^<>]*>|&[a-zA-Z#][a-zA-Z0-9]*;")
DEEPEST = 200


def looks_like_html(text: str) -> bool:
    return bool(TAG.search(text))


def to_text(html: str) -> str:
    """The words of an HTML text: blank lines between paragraphs, "- " before list items, links as "words (address)"."""
    if not looks_like_html(html):
        return html.replace("\r\n", "\n").strip()
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = [line.strip() for line in "".join(reader.parts).split("\n")]
    return EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def from_text(text: str) -> str:
    """The text as HTML paragraphs; everything in it is text."""
    paragraphs = [escape(part.strip()).replace("\n", "<br>") for part in text.split("\n\n") if part.strip()]
    return "".join(f"<p>{part}</p>" for part in paragraphs)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag in BLOCKS:
            self.parts.append("\n\n")
        elif tag == "br" or tag in ROWS:
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "a" and len(self.links) < DEEPEST:
            address = dict(attrs).get("href") or ""
            self.links.append(address if address.startswith(("https://", "http://")) else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a" and self.links:
            address = self.links.pop()
            if address and not self._ends_with(address):
                self.parts.append(f" ({address})")

    def _ends_with(self, address: str) -> bool:
        """Whether the words so far end with an address. Looks only as far back as that takes."""
        tail = ""
        for part in reversed(self.parts):
            tail = (part + tail).rstrip()
            if len(tail) >= len(address):
                break
        return tail.endswith(address)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(BLANKS.sub(" ", data))
