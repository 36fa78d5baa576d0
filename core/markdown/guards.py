"""What keeps Python-Markdown from working for minutes on 64 KiB that somebody wrote to hang it (R-IN-07).

Every limit is far above what a write-up needs. What is over a limit is shown as text, or without the one feature;
nothing is refused here, and the same source always gives the same result.
"""

import re
import string
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

import markdown
from markdown import inlinepatterns
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import InlineProcessor, SubstituteTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor as InlinePatterns
from markdown.util import AtomicString
from pymdownx.superfences import SuperFencesBlockPreprocessor

from core.markdown import fences, lists

MAX_NESTING = 12
"""Quotation or list marks at the start of one line."""
MAX_BLOCK_LINES = 300
MAX_BLOCK = 12_000
"""Lines, and characters, without an empty line between them; then a paragraph ends."""
MAX_LINE = 6_000
MAX_CELLS = 6_000
MAX_COLUMNS = 60
MAX_FOOTNOTE_MARKS = 400
MAX_LINK_TEXT = 1_000
MAX_LINK_TARGET = 2_000
MAX_LINK_WORK = 1_000_000
"""Characters that all searches for the end of a link may read in one source."""

MARKS = re.compile(r"[`$\\\[<&*_~]|  \n")
"""A text without any of these is text: no inline pattern matches it."""

_QUOTES = re.compile(rf"^((?:[ ]{{0,3}}>[ ]?){{{MAX_NESTING}}})[ >]+")
_ITEMS = re.compile(rf"^((?:[ ]*(?:[-*+]|\d{{1,9}}[.)])[ ]+){{{MAX_NESTING}}})(?:(?:[-*+]|\d{{1,9}}[.)])[ ]+)+")
_HASH_HEADING = re.compile(r"(?:^|\n) {0,3}(?P<level>#{1,6})(?P<header>(?: (?:\\.|[^\\\n]|\\$)*?)?)(?: +#+)? *(?:\n|$)")


class Budget:
    """How much reading ahead is left for one source."""

    left = 0

    def begin(self) -> None:
        """The next source has all of it."""
        self.left = MAX_LINK_WORK


class _Careful:
    """Reads at most a window ahead for the end of a link, and not at all when the budget of the source is used up."""

    budget: Budget

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802  (the names are Python-Markdown's)
        window = data[index : index + MAX_LINK_TEXT]
        if "]" not in window or self.budget.left <= 0:
            return "", index, False
        text, end, handled = super().getText(window, 0)  # type: ignore[misc]
        self.budget.left -= end
        return text, index + end, handled

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        window = data[index : index + MAX_LINK_TARGET]
        if not window.startswith("(") or ")" not in window or self.budget.left <= 0:
            return "", None, index, False
        href, title, end, handled = super().getLink(window, 0)  # type: ignore[misc]
        self.budget.left -= end if handled else len(window)
        return href, title, index + end, handled

    def evalId(self, data: str, index: int, text: str) -> tuple[str | None, int, bool]:  # noqa: N802
        label, end, handled = super().evalId(data[index : index + MAX_LINK_TEXT], 0, text)  # type: ignore[misc]
        return label, index + end, handled


class _Reference(_Careful, inlinepatterns.ReferenceInlineProcessor): ...


class _Link(_Careful, inlinepatterns.LinkInlineProcessor): ...


class _Image(_Careful, inlinepatterns.ImageInlineProcessor): ...


class _ImageReference(_Careful, inlinepatterns.ImageReferenceInlineProcessor): ...


class _ShortReference(_Careful, inlinepatterns.ShortReferenceInlineProcessor): ...


class _ShortImageReference(_Careful, inlinepatterns.ShortImageReferenceInlineProcessor): ...


_LINKS: Sequence[tuple[type[Any], str, str, int]] = (
    (_Reference, inlinepatterns.REFERENCE_RE, "reference", 170),
    (_Link, inlinepatterns.LINK_RE, "link", 160),
    (_Image, inlinepatterns.IMAGE_LINK_RE, "image_link", 150),
    (_ImageReference, inlinepatterns.IMAGE_REFERENCE_RE, "image_reference", 140),
    (_ShortReference, inlinepatterns.REFERENCE_RE, "short_reference", 130),
    (_ShortImageReference, inlinepatterns.IMAGE_REFERENCE_RE, "short_image_ref", 125),
)


class _Headings(HashHeaderProcessor):
    """Headings with `#`, looked for only where there is one. As CommonMark has it, `#tag` is none."""

    RE = _HASH_HEADING

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        return "#" in block and super().test(parent, block)


class _RoundFormula(InlineProcessor):
    r"""`\(…\)`, its end found by a plain search: the expression of arithmatex reads to the end from every start."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # noqa: N802
        end = data.find("\\)", m.end(), m.end() + MAX_LINK_TARGET)
        if end < 0:
            return None, None, None
        element = ElementTree.Element("span", {"class": "arithmatex"})
        element.text = AtomicString(data[m.start() : end + 2])
        return element, m.start(), end + 2


class _DoubleFormula(InlineProcessor):
    r"""`$$…$$` in the midst of a line, which arithmatex would read as `$…$` between two stray dollars."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # noqa: N802
        end = data.find("$$", m.end(), m.end() + MAX_LINK_TARGET)
        if end <= m.end():
            return None, None, None
        element = ElementTree.Element("span", {"class": "arithmatex"})
        element.text = AtomicString(f"\\({data[m.end() : end]}\\)")
        return element, m.start(), end + 2


class _Tables(TableProcessor):
    """Tables up to a size; a larger one stays a paragraph."""

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        head, _, rest = block.partition("\n")
        ruler = rest.partition("\n")[0]
        if "-" not in ruler or ruler.strip("|:- ") or "|" not in head + ruler:
            return False
        columns = head.count("|") + 1
        fits = columns <= MAX_COLUMNS and columns * (rest.count("\n") + 1) <= MAX_CELLS
        return fits and super().test(parent, block)


class _Patterns(InlinePatterns):
    """The inline patterns, all of which are tried only on text with a mark that one of them needs."""

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        # Python-Markdown tries each of its eighteen patterns on each text of the tree. Thirty thousand empty items or
        # headings of one letter take three seconds that way, and it offers no other place to say "nothing to do here".
        if not MARKS.search(data):
            return data
        found: str = super()._InlineProcessor__handleInline(data, patternIndex)
        return found


class _FencedBlocks(SuperFencesBlockPreprocessor):
    """Puts all blocks in their places in one pass; the parent class copies all lines of the text for each block."""

    def reassemble(self, lines: list[str]) -> list[str]:
        out: list[str] = []
        at = 0
        for fenced, start, end in self.stack:
            out += [*lines[at:start], fenced]
            at = end
        self.stack.clear()
        return out + lines[at:]


class _Fences(Preprocessor):
    """Closes every fence before superfences looks for pairs."""

    def run(self, lines: list[str]) -> list[str]:
        return fences.in_strict_form(lines)


class _Lines(Preprocessor):
    """Cuts nesting within one line and endless blocks, and puts lists in order. Runs when the fences are taken out."""

    def run(self, lines: list[str]) -> list[str]:
        short = (part for line in lines for part in _parts(line))
        shallow = [_ITEMS.sub(r"\1", _QUOTES.sub(r"\1", line)) for line in short]
        out: list[str] = []
        run = size = 0
        for line in lists.in_steps_of_four(shallow):
            run, size = (run + 1, size + len(line)) if line.strip() else (0, 0)
            if run > MAX_BLOCK_LINES or size > MAX_BLOCK:
                out.append("")
                run, size = 0, len(line)
            out.append(line)
        return out


def _parts(line: str) -> list[str]:
    """`line`, cut where it is longer than anybody writes."""
    if len(line) <= MAX_LINE:
        return [line]
    return [line[at : at + MAX_LINE] for at in range(0, len(line), MAX_LINE)]


def affordable(source: str, extensions: list[str]) -> list[str]:
    """`extensions` without those that this source would make slow: footnotes, when it has hundreds of marks."""
    if source.count("[^") > MAX_FOOTNOTE_MARKS:
        return [name for name in extensions if name != "footnotes"]
    return extensions


def install(md: markdown.Markdown) -> Budget:
    """Puts the careful twins in the place of the parts that are slow on hostile input; they share what is returned."""
    budget = Budget()
    for kind, pattern, name, priority in _LINKS:
        processor = kind(pattern, md)
        processor.budget = budget
        md.inlinePatterns.register(processor, name, priority)
    md.inlinePatterns.register(_RoundFormula(r"(?<!\\)\\\(", md), "round-formula", 189.8)
    md.inlinePatterns.register(_DoubleFormula(r"(?<![\\$])\$\$(?!\$)", md), "double-formula", 189.95)
    md.treeprocessors.register(_Patterns(md), "inline", 20)
    fenced = _FencedBlocks(md)
    fenced.config, fenced.extension = (
        getattr(md.preprocessors["fenced_code_block"], n) for n in ("config", "extension")
    )
    md.preprocessors.register(fenced, "fenced_code_block", 25)
    tables = _Tables(md.parser, {"use_align_attribute": True})
    md.parser.blockprocessors.register(tables, "table", 75)
    md.preprocessors.register(_Fences(md), "fences", 26)
    md.preprocessors.register(_Lines(md), "lines", 22)
    md.parser.blockprocessors.register(_Headings(md.parser), "hashheader", 70)
    # What CommonMark says where Python-Markdown differs and people would notice: every punctuation mark can be
    # escaped, and a backslash at the end of a line breaks it.
    md.ESCAPED_CHARS = list(string.punctuation)
    md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash-break", 181)
    return budget
