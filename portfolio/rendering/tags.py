"""HTML that people write inside Markdown, as Markdown: what has a meaning is kept in our words, the rest is left out.

`core.markdown` shows a tag as the text it is, because a write-up has no need of any. Notebooks use them all the time:
for pictures, line breaks, tables and badges. Nothing here passes a tag through: what is kept is written anew, behind
words that stand for it (`Words`) until the Markdown is rendered and clean. Pure.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from html import escape, unescape
from pathlib import PurePosixPath

from core.markdown import events, foreign
from core.markdown.events import Event, Tag

MAX_ALT = 500
MAX_ROUNDS = 6
"""How deep pairs of tags within one line are looked for."""

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_KEPT = re.compile(
    r"((?<!`)(`{1,4})(?!`)[^`\n]{1,2000}\2(?!`)"
    r"|(?<!\\)\$\$(?:\\.|[^\\$]){1,5000}\$\$"
    r"|(?<![\\$])\$(?![\s$])(?:\\.|[^\\$\n]|\n(?![ \t]*\n)){1,2000}(?<!\s)\$"
    r"|^ {0,3}\\begin\{[a-z]+\*?\}[\s\S]{1,2000}?\\end\{)",
    re.MULTILINE,
)
"""Code within a line, and formulas: a tag in them is none."""
_BLOCK = re.compile(
    r"^ {0,3}<(?P<name>table|ul|ol|dl|pre|details|blockquote|script|style|iframe|video|audio|object|svg|form)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^ {0,3}<h([1-6])\b[^<>]*>(.*?)</h\1>\s*$", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b((?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_LINK = re.compile(
    r"<a\b[^<>]*?\bhref\s*=\s*[\"']?((?:https?://|mailto:)[^\s\"'<>]{1,2000})[\"']?[^<>]*>([^<>]{0,1000})</a>",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"<(b|strong|i|em|u|sub|sup|s|del|mark|small|kbd|q|cite|var|tt|code)(?:\s[^<>]*)?>([^<>`|\n]{1,2000})</\1>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>(?:[ \t]*\n)?", re.IGNORECASE)
_WRAPPER = re.compile(
    r"</?(?:a|p|div|center|span|font|section|figure|figcaption|article|big|ins|abbr|label|tt|header|footer|nav|hr|b|strong"
    r"|i|em|u|small|h[1-6]|img|summary|details|li|ul|ol|body|html|head|meta|link|strike)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_WRITTEN = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "var", "u", "mark"), "em"),
    **dict.fromkeys(("s", "del"), "del"),
    **dict.fromkeys(("kbd", "code", "tt"), "code"),
    "sub": "sub",
    "sup": "sup",
}
_NOT_SHOWN = {
    "iframe": "Embedded page not shown",
    "video": "Video not shown",
    "audio": "Sound not shown",
    "object": "Embedded file not shown",
    "svg": "Drawing not shown",
    "script": "Script not shown",
    "form": "Form not shown",
}
ENDS_AT_TAG = frozenset({"table", "pre", "script", "style", "svg", "iframe", "video", "audio", "object", "form"})


class Words:
    """The words that stand in a source for HTML of ours, and how they are put back."""

    def __init__(self, source: str) -> None:
        self.stem = "held" + hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()[:24]
        self.held: list[tuple[str, str]] = []
        self.pattern = re.compile(rf"{self.stem}x(\d+)z")
        self.usable = self.stem not in source

    def hold(self, html: str, typed: str) -> str:
        """The word that stands for `html`; where a word ends up in code, `typed` is put back instead."""
        self.held.append((html, typed))
        return f"{self.stem}x{len(self.held) - 1}z"

    def dropped(self, text: str) -> str:
        """`text` without the words."""
        return self.pattern.sub(" ", text) if self.held else text

    def filled(self, html: str) -> str:
        """`html`, which `core.markdown` made, with each word replaced. Only text is: no word becomes part of a tag."""
        if not self.held or not self.usable:
            return html
        flow = list(events.read(html))
        out: list[str] = []
        code = 0
        at = 0
        while at < len(flow):
            block = self._block(flow[at : at + 3])
            if block is not None:
                out.append(block)
                at += 3
                continue
            event = flow[at]
            if isinstance(event, Tag) and event.name in ("code", "pre"):
                code += -1 if event.end else 1
            out.append(self._event(event, bool(code)))
            at += 1
        return "".join(out)

    def _block(self, flow: Sequence[Event]) -> str | None:
        """What a paragraph that is nothing but one word becomes; None for anything else."""
        match flow:
            case [Tag(name="p", end=False), str() as words, Tag(name="p", end=True)]:
                match = self.pattern.fullmatch(words.strip())
                html = self.held[int(match[1])][0] if match and int(match[1]) < len(self.held) else None
                return html if html is not None and html.startswith("<div") else None
        return None

    def _event(self, event: Event, code: bool) -> str:
        if isinstance(event, Tag):
            event.attrs = {name: self.pattern.sub("", value) for name, value in event.attrs.items()}
            return str(event)

        def put(match: re.Match[str]) -> str:
            number = int(match[1])
            if number >= len(self.held):
                return ""
            html, typed = self.held[number]
            return escape(typed, quote=False) if code else html

        return self.pattern.sub(put, event)


def as_markdown(source: str, words: Words) -> str:
    """`source` with its HTML, outside of code, as Markdown and words."""
    if "<" not in source or not words.usable:
        return source
    out: list[str] = []
    prose: list[str] = []
    lines = source.split("\n")
    at = 0
    while at < len(lines):
        end, kind = _span(lines, at)
        if kind == "prose":
            prose.append(lines[at])
        else:
            out += [*_prose(prose, words)]
            prose = []
            text = "\n".join(lines[at:end])
            out += lines[at:end] if kind == "code" else ["", _block(text, kind, words), ""]
        at = end
    return "\n".join([*out, *_prose(prose, words)])


def _without_comments(text: str) -> str:
    """`text` without what stands between `<!--` and the next `-->`; a comment without an end is none."""
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join([*parts, text[at:]])


def _span(lines: Sequence[str], at: int) -> tuple[int, str]:
    """Where what starts in line `at` ends, and what it is: prose (one line), code (a fence) or the name of a tag."""
    line = lines[at]
    if fence := _FENCE.match(line):
        closing = re.compile(rf"^ {{0,3}}{fence[1][0]}{{{len(fence[1])},}}\s*$")
        return _after(lines, at + 1, lambda each: bool(closing.match(each))), "code"
    if line.startswith(("    ", "\t")) and (at == 0 or not lines[at - 1].strip()):
        return at + 1, "code"
    block = _BLOCK.match(line)
    if not block:
        return at + 1, "prose"
    name = block["name"].lower()
    if name in ENDS_AT_TAG:
        return _after(lines, at, lambda each: f"</{name}>" in each.lower()), name
    return _after(lines, at, lambda each: not each.strip()), name


def _after(lines: Sequence[str], at: int, ends: Callable[[str], bool]) -> int:
    """The line after the first from `at` on that `ends`; the end of the source when none does."""
    return next((number + 1 for number in range(at, len(lines)) if ends(lines[number])), len(lines))


def _block(text: str, name: str, words: Words) -> str:
    """A table, a list or the like as one word; a sentence for what would run or be fetched."""
    if name in _NOT_SHOWN:
        return words.hold(f'<span class="missing">{_NOT_SHOWN[name]}</span>', text)
    html = foreign.clean(_IMAGE.sub(lambda match: escape(_alt(match[1])), text))
    return words.hold(f"<div>{html}</div>", text) if html else ""


def _prose(lines: Sequence[str], words: Words) -> list[str]:
    if not any("<" in line for line in lines):
        return list(lines)
    text = "\n".join(_heading(line) for line in lines)
    parts = _KEPT.split(text)  # text, code or formula, its marks, text, …
    whole = [_inline(part, words) if at % 3 == 0 else part for at, part in enumerate(parts) if at % 3 < 2]
    return "".join(whole).split("\n")


def _heading(line: str) -> str:
    """A heading as Markdown has it; tags in a heading are dropped, so that its place has a plain name."""
    match = _HEADING.match(line)
    if match:
        line = f"{'#' * int(match[1])} {match[2].strip()}"
    return _WRAPPER.sub("", line) if line.lstrip().startswith("#") else line


def _inline(text: str, words: Words) -> str:
    """`text` outside of code with the tags of people as Markdown, as words, or left out."""
    if "<" not in text:
        return text
    text = _IMAGE.sub(lambda match: _picture(match[1]), _without_comments(text))
    text = _LINK.sub(lambda match: f"[{match[2].strip() or match[1]}]({_address(match[1])})", text)
    for _ in range(MAX_ROUNDS):
        text, found = _PAIR.subn(lambda match: _pair(match, words), text)
        if not found:
            break
    text = _BREAK.sub(lambda match: words.hold("<br>", match[0]), text)
    return _WRAPPER.sub("", text)


def _pair(match: re.Match[str], words: Words) -> str:
    name = _WRITTEN.get(match[1].lower(), "")
    if not name:
        return match[2]
    opens, closes = words.hold(f"<{name}>", f"<{match[1]}>"), words.hold(f"</{name}>", f"</{match[1]}>")
    return f"{opens}{match[2]}{closes}"


def _picture(attributes: str) -> str:
    return f"![{_alt(attributes)}]({_address(_attribute(attributes, 'src'))})" if "src" in attributes.lower() else ""


def _alt(attributes: str) -> str:
    """The words for a picture: those that stand with it, or the name of its file without the ending."""
    words = _attribute(attributes, "alt")
    if not words.strip() and not (address := _attribute(attributes, "src")).startswith("data:"):
        words = PurePosixPath(address.partition("?")[0]).stem
    return re.sub(r"[\[\]\n`<>]", " ", words)[:MAX_ALT]


def _attribute(attributes: str, name: str) -> str:
    for match in _ATTRIBUTE.finditer(attributes):
        if match[1].lower() == name:
            return unescape(match[2] or match[3] or match[4] or "")
    return ""


def _address(address: str) -> str:
    return address.strip().replace(" ", "%20").replace("(", "%28").replace(")", "%29")
