"""A JSON text, checked for size, depth, length and odd values before anything looks at it."""

from __future__ import annotations

import json
from typing import Any

from competence.formats.problems import BadFile, Problem

MAX_BYTES = 40 * 1024 * 1024
"""A package of ten thousand items with all its associations has about 20 MB."""
MAX_DEPTH = 40
MAX_TEXT = 20_000
MAX_VALUES = 3_000_000


def decode(content: bytes, name: str) -> str:
    """The text of a file. `BadFile` when it is too large or not UTF-8."""
    if len(content) > MAX_BYTES:
        raise BadFile(name, [Problem(f"The file has more than {MAX_BYTES // 1024 // 1024} MB.")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadFile(name, [Problem("The file is not UTF-8 text.", line=line)]) from error


def parse(text: str, name: str, *, strict: bool = True) -> Any:
    """The value of a JSON text. Not `strict`: raw control characters inside texts are let through, and of a field that
    stands twice the last one counts.

    `BadFile`, with line or path, for what is no JSON, names a field twice, is not finite, or goes on without end.
    """
    if len(text) > MAX_BYTES:
        raise BadFile(name, [Problem(f"The file has more than {MAX_BYTES // 1024 // 1024} MB.")])
    try:
        pairs = _once if strict else None
        value = json.loads(text, strict=strict, parse_constant=_no_number, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        raise BadFile(name, [Problem(f"This is not JSON: {error.msg}.", line=error.lineno)]) from error
    except RecursionError as error:
        raise BadFile(name, [Problem(f"Values are nested more than {MAX_DEPTH} deep.")]) from error
    except ValueError as error:
        raise BadFile(name, [Problem(str(error))]) from error
    _refuse_endless(value, name)
    return value


def _no_number(word: str) -> Any:
    raise ValueError(f"“{word}” is no number that JSON knows.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"The field “{key[:60]}” stands twice in one object.")
        found[key] = value
    return found


Place = tuple[Any, str | int] | None
"""Where a value stands: in what, and under which field or number there. A path is spelled only when it is needed."""


def _refuse_endless(value: Any, name: str) -> None:
    waiting: list[tuple[Place, int, Any]] = [(None, 0, value)]
    count = 0
    while waiting:
        place, depth, inner = waiting.pop()
        count += 1
        if count > MAX_VALUES:
            raise BadFile(name, [Problem(f"The file holds more than {MAX_VALUES} values.")])
        if depth > MAX_DEPTH:
            raise BadFile(name, [Problem(f"Values are nested more than {MAX_DEPTH} deep.", _path(place))])
        if isinstance(inner, dict):
            waiting += [((place, key), depth + 1, item) for key, item in inner.items()]
        elif isinstance(inner, list):
            waiting += [((place, number), depth + 1, item) for number, item in enumerate(inner, start=1)]
        elif isinstance(inner, str) and len(inner) > MAX_TEXT:
            raise BadFile(name, [Problem(f"The text has more than {MAX_TEXT} characters.", _path(place))])


def _path(place: Place) -> str:
    parts: list[str] = []
    while place is not None:
        place, key = place
        parts.append(f"[{key}]" if isinstance(key, int) else f".{key[:60]}")
    return "".join(reversed(parts)).lstrip(".")
