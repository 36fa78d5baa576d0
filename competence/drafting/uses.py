"""What of a draft uses an axis, so that it is not taken away under others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from competence.drafting.items import Item
from competence.drafting.places import called
from competence.drafting.sheets import Sheet

NAMED_AT_MOST = 3
NAMING: dict[str, tuple[str, ...]] = {
    "matrices": ("rows", "columns"),
    "axes": ("parent_axis",),
    "rules": ("axis", "match"),
    "skills": ("axis",),
}
"""Kind → the fields, at any depth, in which a block of it names an axis."""


def of_axis(sheet: Sheet, key: str) -> tuple[Item, ...]:
    """The items that name the axis, matrices first."""
    return tuple(
        item
        for kind, fields in NAMING.items()
        for item in sheet.every(kind)
        if (kind, item.key) != ("axes", key) and key in _named(item.data, fields)
    )


def _named(value: Any, fields: Sequence[str]) -> Iterator[Any]:
    if isinstance(value, dict):
        for field, inner in value.items():
            if field in fields:
                yield inner
            yield from _named(inner, fields)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner, fields)


def told(items: Sequence[Item]) -> str:
    """The items in words: “the matrix “…”, the rule “…” and 4 more”."""
    names = [f"the {called(item.kind)} “{item.name[:60]}”" for item in items[:NAMED_AT_MOST]]
    if len(items) > NAMED_AT_MOST:
        return f"{', '.join(names)} and {len(items) - NAMED_AT_MOST} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
