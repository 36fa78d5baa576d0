"""What is wrong with a package: what cannot be read even leniently, each with its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from competence.formats.problems import Problem

MOST_ITEMS = 25_000
LISTS = ("CFItems", "CFAssociations", "CFRubrics")
NODES = ("originNodeURI", "destinationNodeURI")


def problems(package: Mapping[str, Any], path: str) -> list[Problem]:
    """Everything that makes a package unreadable; none for one that can be read."""
    before = f"{path}." if path else ""
    found = list(_document(package["CFDocument"], f"{before}CFDocument"))
    odd = [field for field in LISTS if not isinstance(package.get(field) or [], list)]
    found += [Problem(f"{field} has to be a list.", f"{before}{field}") for field in odd]
    if found:
        return found
    items = package.get("CFItems") or []
    if not items:
        found.append(Problem("The package has no items, so there is nothing to take in.", f"{before}CFItems"))
    if len(items) > MOST_ITEMS:
        found.append(Problem(f"The package has more than {MOST_ITEMS} items.", f"{before}CFItems"))
    found += _items(items, before, str(package["CFDocument"].get("identifier")))
    found += _associations(package.get("CFAssociations") or [], before)
    return found


def _document(document: Mapping[str, Any], path: str) -> Iterator[Problem]:
    yield from _texts(document, ("identifier", "title"), path)


def _items(items: list[Any], before: str, document: str) -> Iterator[Problem]:
    seen = {document.lower(): "CFDocument"}
    for number, item in enumerate(items, start=1):
        path = f"{before}CFItems[{number}]"
        if not isinstance(item, dict):
            yield Problem("An item has to be an object.", path)
            continue
        yield from _texts(item, ("identifier", "fullStatement"), path)
        identifier = item.get("identifier")
        if isinstance(identifier, str) and identifier.strip():
            first = seen.setdefault(identifier.lower(), path)
            if first != path:
                yield Problem(f"“{identifier[:80]}” occurs twice; it first stands at {first}.", f"{path}.identifier")


def _associations(associations: list[Any], before: str) -> Iterator[Problem]:
    for number, association in enumerate(associations, start=1):
        path = f"{before}CFAssociations[{number}]"
        if not isinstance(association, dict):
            yield Problem("An association has to be an object.", path)
            continue
        yield from _texts(association, ("associationType",), path)
        for field in NODES:
            node = association.get(field)
            if not isinstance(node, dict):
                yield Problem(f"{field} has to be an object with an identifier.", f"{path}.{field}")
            else:
                yield from _texts(node, ("identifier",), f"{path}.{field}")


def _texts(value: Mapping[str, Any], fields: tuple[str, ...], path: str) -> Iterator[Problem]:
    for field in fields:
        text = value.get(field)
        if text is None:
            yield Problem(f"{field} is missing.", f"{path}.{field}")
        elif not isinstance(text, str):
            yield Problem(f"{field} has to be a text.", f"{path}.{field}")
        elif not text.strip():
            yield Problem(f"{field} is empty.", f"{path}.{field}")
