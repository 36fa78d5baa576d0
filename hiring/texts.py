"""The text of a brief: an advert taken over as Markdown, and its first words where it is long. Pure."""

from __future__ import annotations

import re
import textwrap

from core.markdown import kept
from hiring.jobtext import BROKEN_FROM, ENDS

WHOLE_AT_MOST = 300
"""Characters of a text that stands whole beside the people."""
ITEM = re.compile(r"(?:[•·▪●‣◦]\s*|[-*+–—]\s+|o(?:\t|\s{2,})|(\d{1,2})[.)]\s+)(?=\S)")
"""How lines of a list begin in adverts; those that are numbered keep their number."""
LEAD = 150
"""Characters of a longer one that are shown before it is opened."""


def lead(text: str) -> str:
    """The first words of a long text; nothing of one that is short enough to stand whole."""
    words = kept.plain(text, prose=True)
    return textwrap.shorten(words, LEAD, placeholder=" …") if len(text) > WHOLE_AT_MOST else ""


def taken_over(advert: str, title: str = "") -> str:
    """An advert as Markdown that reads as it looked: its lists are lists, and its lines stay apart, but for those that
    were broken in the middle of a sentence. The first line goes where it is the title, which stands above the text."""
    lines = advert.strip().splitlines()
    if lines and title and _bare(lines[0]) == _bare(title):
        del lines[0]
    written, before, in_item, is_apart = "", "", False, True
    for line in lines:
        text, item = line.strip(), ITEM.match(line.strip())
        if not text:
            is_apart = True
            continue
        goes_on = not is_apart and not item and _goes_on(before, line, in_item)
        if written:
            written += "\n" if goes_on or (item and in_item) else "\n\n"
        in_item = bool(item) or (in_item and goes_on)
        mark = f"{item[1]}." if item and item[1] else "-"
        written += f"{mark} {text[item.end() :]}" if item else f"{'  ' * in_item}{text}"
        before, is_apart = text, False
    return written


def _goes_on(before: str, line: str, in_item: bool) -> bool:
    """Whether a line continues the one before: that was broken off, or this one is indented below a point."""
    broken = len(before) >= BROKEN_FROM and not before.endswith(ENDS) and not line.startswith("#")
    return broken or (in_item and line[:1].isspace())


def _bare(line: str) -> str:
    return line.strip("#*_: \t").casefold()
