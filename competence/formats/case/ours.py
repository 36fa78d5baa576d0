"""What exports of ours say in extensions beyond the standard. It comes back in files of anybody, so nothing of it is
believed that has not the form that we write: what has another one is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from competence.formats.case.strict import OURS
from competence.formats.foreign import TREE, is_key

STRICT = ("kept", "filled")
"""What is only there to be strict; `competence.formats.case.strict.restored` reads it."""


def of(value: Mapping[str, Any]) -> dict[str, Any]:
    """What we said about an item or a package."""
    extensions = value.get("extensions")
    given = extensions.get(OURS) if isinstance(extensions, dict) else None
    if not isinstance(given, dict):
        return {}
    found = _change(given)
    if isinstance(given.get("key"), str) and is_key(given["key"]):
        found["key"] = given["key"]
    if given.get("tier") in TREE:
        found["tier"] = given["tier"]
    for name in ("framework", "document"):
        if change := _change(given.get(name), is_head=name == "framework"):
            found[name] = change
    blocks, order = given.get("blocks"), given.get("order")
    if isinstance(blocks, dict):
        found["blocks"] = {key: _change(change) for key, change in blocks.items()}
    if isinstance(order, dict):
        found["order"] = {kind: _texts(order[kind]) for kind in TREE if kind in order}
    return found


def _change(value: Any, *, is_head: bool = False) -> dict[str, Any]:
    """A difference as `difference` gives it; never of the id of a block, nor of the lists and head of a document."""
    if not isinstance(value, dict):
        return {}
    closed = () if is_head else ("id", "framework", *TREE)
    fields, without = value.get("fields"), _texts(value.get("without"))
    plain = {name: inner for name, inner in fields.items() if name not in closed} if isinstance(fields, dict) else {}
    gone = [name for name in without if name not in closed]
    if is_head and not isinstance(plain.get("id", ""), str):
        del plain["id"]
    gone = [name for name in gone if name not in ("id", "title")] if is_head else gone
    if is_head and not isinstance(plain.get("title", ""), str):
        del plain["title"]
    return {name: some for name, some in (("fields", plain), ("without", gone)) if some}


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def without(value: Mapping[str, Any]) -> dict[str, Any]:
    """The object without what `of` tells; what is there to be strict stays."""
    extensions = value.get("extensions")
    if not isinstance(extensions, dict) or OURS not in extensions:
        return dict(value)
    given = extensions[OURS]
    strict = {name: given[name] for name in STRICT if name in given} if isinstance(given, dict) else {}
    others = {name: inner for name, inner in extensions.items() if name != OURS}
    others |= {OURS: strict} if strict else {}
    rest = {name: inner for name, inner in value.items() if name != "extensions"}
    return {**rest, "extensions": others} if others else rest


def apply(values: dict[str, Any], change: Mapping[str, Any]) -> None:
    """Put a difference as `difference` gives it on the values that it began with."""
    for name in change.get("without", ()):
        values.pop(name, None)
    values.update(change.get("fields", {}))


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What has to be put on `before` to get `after`, field by field; {} when they are equal."""
    fields = {name: value for name, value in after.items() if name not in before or before[name] != value}
    gone = [name for name in before if name not in after]
    return {name: some for name, some in (("fields", fields), ("without", gone)) if some}
