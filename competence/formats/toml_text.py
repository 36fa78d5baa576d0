"""A document → the text of a TOML file that a person likes to read, and that `competence.formats.toml` reads again.

Blocks stand under headers of their own, lists of ids and signals one to a line. Texts that would make a line longer
than the reader allows are spread over lines, so that whatever a document may hold comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

BARE = re.compile(r"^[A-Za-z0-9_-]+$")
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
WIDE = 100
"""Lists and small tables up to this width stay in one line."""
SIGNAL_WIDE = 1_000
LONGEST = 2_000
"""Of a text in one line; the reader allows lines of 5,000 characters."""
MOST_DOTS = 40
"""In one line; the reader allows 100."""
INDENT = "    "


def write(document: Mapping[str, Any]) -> str:
    """The TOML text of a document (tables, lists, texts, numbers, true and false)."""
    return "\n".join(_table(document, ())).strip("\n") + "\n"


def signals_text(signals: list[dict[str, Any]]) -> str:
    """The signals of one skill as they stand in a file, to be changed by hand: `signals = [ … ]`."""
    return f"signals = {_array(signals)}\n"


def _table(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """The lines of a table without its header: values first, since what follows a header belongs to it."""
    inner: list[tuple[str, Any]] = []
    for key, value in table.items():
        if _has_header(key, value, top=not path):
            inner.append((key, value))
        else:
            yield f"{_key(key)} = {_value(value)}"
    for key, value in inner:
        whole = (*path, key)
        name = ".".join(_key(part) for part in whole)
        for block in value if isinstance(value, list) else [value]:
            yield ""
            yield f"[[{name}]]" if isinstance(value, list) else f"[{name}]"
            yield from _table(block, whole)


def _has_header(key: str, value: Any, *, top: bool) -> bool:
    if isinstance(value, Mapping):
        return top or not _fits(_inline(value), WIDE)
    if not isinstance(value, list) or not value or not all(isinstance(item, Mapping) for item in value):
        return False
    if key == "signals":
        return not all(_fits(_inline(item), SIGNAL_WIDE) for item in value)
    return True


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, Mapping):
        return _inline(value)
    if isinstance(value, list):
        return _array(value)
    raise TypeError(f"{type(value).__name__} has no place in a file")


def _array(values: list[Any]) -> str:
    spelled = [_value(value) for value in values]
    line = f"[{', '.join(spelled)}]"
    if not values or (_fits(line, WIDE) and not any(isinstance(value, Mapping) for value in values)):
        return line
    rows = "".join(f"{INDENT}{row},\n" for row in spelled)
    return f"[\n{rows}]"


def _inline(table: Mapping[str, Any]) -> str:
    return "{ " + ", ".join(f"{_key(key)} = {_flat(value)}" for key, value in table.items()) + " }" if table else "{}"


def _flat(value: Any) -> str:
    """A value inside an inline table: a list stays in its line where it fits."""
    if isinstance(value, list):
        line = f"[{', '.join(_flat(item) for item in value)}]"
        return line if _fits(line, SIGNAL_WIDE) else _array(value)
    return _value(value)


def _fits(line: str, width: int) -> bool:
    return len(line) <= width and line.count(".") <= MOST_DOTS and "\n" not in line


def _key(key: str) -> str:
    return key if BARE.match(key) else f'"{_escaped(key)}"'


def _text(text: str) -> str:
    pieces = _pieces(text)
    if len(pieces) == 1:
        return f'"{_escaped(text)}"'
    return '"""\\\n' + "\\\n".join(_unbroken(piece) for piece in pieces) + '"""'


def _pieces(text: str) -> list[str]:
    """A text in pieces of which each fits into a line, cut behind a space where there is one near the end."""
    pieces, start = [], 0
    while start < len(text):
        end = min(start + LONGEST, len(text))
        dots = [match.start() for match in re.finditer(r"\.", text[start:end])]
        if len(dots) > MOST_DOTS:
            end = start + dots[MOST_DOTS]
        if end < len(text):
            space = text.rfind(" ", start + 1, end)
            end = space + 1 if space > start + (end - start) // 2 else end
        pieces.append(text[start:end])
        start = end
    return pieces or [""]


def _unbroken(piece: str) -> str:
    """Space at the beginning of a line would be lost behind the backslash that joins lines."""
    first, rest = piece[0], piece[1:]
    return (f"\\u{ord(first):04x}" if first in " \t\n" else _escaped(first)) + _escaped(rest)


def _escaped(text: str) -> str:
    return "".join(ESCAPES.get(c) or (f"\\u{ord(c):04x}" if ord(c) < 32 or ord(c) == 127 else c) for c in text)
