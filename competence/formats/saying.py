"""What the fields of a block say: those that say nothing are left out of documents."""

from __future__ import annotations

from typing import Any


def said(**fields: Any) -> dict[str, Any]:
    """The fields that say something: empty texts and lists, false and None are what their absence means as well."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in fields.items()
        if value not in ("", (), [], {}, None) and value is not False
    }


def filled(**blocks: Any) -> dict[str, Any]:
    """The lists of blocks that are not empty."""
    return {name: list(rows) for name, rows in blocks.items() if rows}
