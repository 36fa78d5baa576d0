"""Is it a PDF that a visitor can open? Looked at from outside only: it is kept for download. Pure."""

from __future__ import annotations

import re

from portfolio.inspection.errors import Unreadable

HEADER = re.compile(rb"%PDF-[12]\.\d")
TAIL = 4096
"""Where readers look for the end mark; some printers add a line after it."""
MOST_AFTER_END = 1024


def is_pdf(raw: bytes) -> bool:
    """Whether `raw` begins as a PDF does."""
    return bool(HEADER.match(raw))


def check(raw: bytes) -> None:
    """Raises Unreadable when this PDF is cut off, needs a password, or holds something else behind its end."""
    tail = raw[-TAIL:]
    _, mark, after = tail.rpartition(b"%%EOF")
    if not mark:
        raise Unreadable("This PDF is cut off: its end is not there. Export it anew and try again.")
    if len(after) > MOST_AFTER_END or b"PK\x05\x06" in after or b"<" in after:
        raise Unreadable("Something else stands behind the end of this PDF. Print it to a new PDF and upload that.")
    if re.search(rb"/Encrypt\s*(?:<<|\d+\s+\d+\s+R)", raw):
        raise Unreadable("This PDF is encrypted. Save it without a password, so that a visitor can open it.")
