"""Which item stands below which, and in which order, by the associations of a package."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

CHILD = "isChildOf"
NUMBERS = re.compile(r"(\d+)")
LAST = 2**31


@dataclass
class Hierarchy:
    """The tree of a package: for each item the one above ("" at the top) with the association that says so."""

    parents: dict[str, str]
    said_by: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    others: list[Mapping[str, Any]] = field(default_factory=list)
    """Associations that do not make the tree, in the order of the file."""
    remarks: list[str] = field(default_factory=list)


def end(association: Mapping[str, Any], which: str) -> str:
    """The identifier at one end of an association: which = "origin" or "destination"."""
    return str(association[f"{which}NodeURI"]["identifier"]).lower()


def hierarchy(ids: Sequence[str], document: str, associations: Sequence[Mapping[str, Any]]) -> Hierarchy:
    """The tree. An item has the first parent that is named for it; further ones are kept as associations."""
    tree, known, several = Hierarchy(dict.fromkeys(ids, "")), set(ids), 0
    for association in associations:
        origin, destination = end(association, "origin"), end(association, "destination")
        is_place = (
            association["associationType"] == CHILD
            and origin in known
            and (destination == document or destination in known)
        )
        if is_place and origin not in tree.said_by and origin != destination:
            tree.said_by[origin] = association
            tree.parents[origin] = "" if destination == document else destination
        else:
            several += is_place
            tree.others.append(association)
    if several:
        tree.remarks.append(f"{several} more parents of items are kept; each item stands under its first.")
    loose = len(ids) - len(tree.said_by)
    if loose:
        tree.remarks.append(f"{loose} items have no parent in the file; they stand at the top.")
    _open_circles(tree)
    return tree


def _open_circles(tree: Hierarchy) -> None:
    safe: set[str] = {""}
    for start in tree.parents:
        path: dict[str, None] = {}
        key = start
        while key not in safe and key not in path:
            path[key] = None
            key = tree.parents[key]
        if key in path:
            tree.others.append(tree.said_by.pop(key))
            tree.parents[key] = ""
            tree.remarks.append(f"The items above “{key}” lead in a circle; it stands at the top.")
        safe.update(path)


def natural(text: Any) -> tuple[tuple[int, str], ...]:
    """A code as people order it: 2 before 10."""
    parts = NUMBERS.split(text if isinstance(text, str) else "")
    return tuple((int(part), "") if part.isdigit() else (LAST, part) for part in parts if part)


def order_of(association: Mapping[str, Any] | None, item: Mapping[str, Any]) -> tuple[Any, ...]:
    """What siblings are ordered by: sequenceNumber, then listEnumeration, then humanCodingScheme."""
    number = (association or {}).get("sequenceNumber")
    is_number = isinstance(number, int) and not isinstance(number, bool)
    return (
        number if is_number else LAST,
        natural(item.get("listEnumeration")),
        natural(item.get("humanCodingScheme")),
    )


def in_order(ids: Sequence[str], tree: Hierarchy, items: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The identifiers, so that siblings stand in their order."""
    return sorted(ids, key=lambda name: order_of(tree.said_by.get(name), items[name]))
