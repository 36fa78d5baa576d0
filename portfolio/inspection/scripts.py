"""Reads a Python file as a notebook of one cell. Pure; nothing is executed."""

import io
import tokenize
from pathlib import PurePosixPath

from portfolio.inspection.cells import Cell, Notebook
from portfolio.inspection.errors import Unreadable

MAX_BYTES = 1024 * 1024
MAX_LINES = 20_000

_LANGUAGES = {".py": "python", ".pyi": "python", ".pyw": "python", ".r": "r", ".jl": "julia", ".sh": "bash"}


def read(raw: bytes, name: str) -> Notebook:
    """The script in `raw`; the ending of `name` says its language. Raises Unreadable with a sentence for the person."""
    if len(raw) > MAX_BYTES:
        raise Unreadable(
            f"This file has {len(raw) / 1024**2:,.1f} MB; at most {MAX_BYTES // 1024**2} is read. Split it."
        )
    if b"\x00" in raw:
        raise Unreadable("This file is not text. Upload the source itself, not a compiled or packed file.")
    text = _decoded(raw).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unreadable("This file is empty. Check that it is the right one.")
    lines = text.count("\n") + (not text.endswith("\n"))
    if lines > MAX_LINES:
        raise Unreadable(f"This file has {lines:,} lines; at most {MAX_LINES:,} are read. Split it.")
    language = _LANGUAGES.get(PurePosixPath(name).suffix.lower(), "python")
    return Notebook((Cell(1, "code", text),), language)


def _decoded(raw: bytes) -> str:
    """The text in the encoding that its first two lines declare (PEP 263), else UTF-8."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
        return raw.decode(encoding)
    except (SyntaxError, UnicodeError, LookupError) as error:
        sentence = "This file is not text in UTF-8 or in the encoding that it declares. Save it as UTF-8 and try again."
        raise Unreadable(sentence) from error
