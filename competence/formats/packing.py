"""What others' files hold beyond our fields, kept in a form that our own files can hold.

TOML has no null, and our readers refuse control characters, very deep values and numbers that no other program reads.
Such a value is kept as `{"~json": "…"}`. `unpacked(packed(value))` is the value.
"""

from __future__ import annotations

import json
import math
from typing import Any

from competence.formats.source import CONTROL, MAX_NUMBER

MARK = "~json"
DEEPEST = 6
"""Levels that a kept value may have before the rest is kept as text: a document has at most twelve."""


def packed(value: Any, depth: int = 0) -> Any:
    """The value with all that a file of ours cannot hold put into words."""
    if isinstance(value, dict):
        if depth >= DEEPEST or MARK in value or any(CONTROL.search(key) for key in value):
            return _as_text(value)
        return {key: packed(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return _as_text(value) if depth >= DEEPEST else [packed(inner, depth + 1) for inner in value]
    return value if _is_plain(value) else _as_text(value)


def unpacked(value: Any) -> Any:
    """What `packed` was given."""
    if isinstance(value, dict):
        if set(value) == {MARK}:
            return json.loads(value[MARK])
        return {key: unpacked(inner) for key, inner in value.items()}
    return [unpacked(inner) for inner in value] if isinstance(value, list) else value


def _as_text(value: Any) -> dict[str, str]:
    return {MARK: json.dumps(value, ensure_ascii=True, separators=(",", ":"))}


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return not CONTROL.search(value)
    if isinstance(value, bool):
        return True
    if isinstance(value, int):
        return abs(value) <= MAX_NUMBER
    return isinstance(value, float) and math.isfinite(value)
