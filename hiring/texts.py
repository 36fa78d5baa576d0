"""The text of a brief: its first words where it is long. Pure."""

from __future__ import annotations

import textwrap

from core import markdown

WHOLE_AT_MOST = 300
"""Characters of a text that stands whole beside the people."""
LEAD = 200
"""Characters of a longer one that are shown before it is opened."""


def lead(text: str) -> str:
    """The first words of a long text; nothing of one that is short enough to stand whole."""
    words = markdown.plain(text, prose=True)
    return textwrap.shorten(words, LEAD, placeholder=" …") if len(text) > WHOLE_AT_MOST else ""
