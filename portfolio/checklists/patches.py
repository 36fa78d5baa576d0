"""What a change did to a checklist, as plain data that can be taken back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any

from portfolio.checklists.values import Item, State

Patches = dict[str, Any]
"""version: [before, after], or nothing; items: [{key, before, after}] with the fields that differ, None for an own item
that was not there; orders: [{key, before, after}]."""

_BLANK = {field.name: field.default for field in fields(Item) if field.name != "key"}


class Overtaken(Exception):
    """What the change did was changed again since; the text says which item."""


def difference(before: State, after: State) -> Patches:
    """What leads from one state to the other; empty lists for nothing."""
    items = []
    for key in _either(before.items, after.items):
        if before.items.get(key) == after.items.get(key):
            continue
        old, new = _plain(before, key), _plain(after, key)
        if old is not None and new is not None:
            changed = [name for name in new if old[name] != new[name]]
            old, new = {name: old[name] for name in changed}, {name: new[name] for name in changed}
        items.append({"key": key, "before": old, "after": new})
    orders = [
        {"key": key, "before": list(before.orders.get(key, ())), "after": list(after.orders.get(key, ()))}
        for key in _either(before.orders, after.orders)
        if before.orders.get(key, ()) != after.orders.get(key, ())
    ]
    version = [] if before.version == after.version else [before.version, after.version]
    return {"version": version, "items": items, "orders": orders}


def is_empty(patches: Patches) -> bool:
    """Whether nothing was changed."""
    return not any(patches.values())


def taken_back(patches: Patches, state: State) -> State:
    """The state as it would be without this change. `Overtaken` if what it did was changed again since."""
    if patches["version"] and state.version != patches["version"][1]:
        raise Overtaken("a newer edition was taken over")
    items = dict(state.items)
    for patch in patches["items"]:
        key, before, after = patch["key"], patch["before"], patch["after"]
        now = _plain(state, key)
        if not _agrees(now, after):
            raise Overtaken(f"“{state.of(key).name or state.of(key).words or key}” was changed")
        if before is None:
            items.pop(key, None)
        else:
            item = _item(key, {**(now or {}), **before})
            items[key] = item
            if item == Item(key):
                del items[key]
    orders = dict(state.orders)
    for patch in patches["orders"]:
        if list(state.orders.get(patch["key"], ())) != patch["after"]:
            raise Overtaken("the order was changed")
        orders[patch["key"]] = tuple(patch["before"])
    version = patches["version"][0] if patches["version"] else state.version
    return replace(state, version=version, items=items, orders={key: keys for key, keys in orders.items() if keys})


def _either(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys([*one, *other]))


def _agrees(now: dict[str, Any] | None, after: dict[str, Any] | None) -> bool:
    if now is None or after is None:
        return now is None and after is None
    return all(now[name] == value for name, value in after.items())


def _plain(state: State, key: str) -> dict[str, Any] | None:
    """The fields of an item; those of an untouched one where there is no row, None where an own item is not there.

    Whether a missing item is an own one is told by its key: own keys have no place in a framework.
    """
    item = state.items.get(key)
    if item is None:
        return None if is_own_key(key) else dict(_BLANK)
    found = {name: value for name, value in asdict(item).items() if name != "key"}
    found["done_on"] = item.done_on.isoformat() if item.done_on else None
    return found


def _item(key: str, values: Mapping[str, Any]) -> Item:
    done_on = values["done_on"]
    return Item(key=key, **{**values, "done_on": date.fromisoformat(done_on) if done_on else None})


OWN = "own:"


def own_key(name: str) -> str:
    """The key of an own item; `name` is unique, as the hex of a UUID. No framework has keys with a colon."""
    return f"{OWN}{name}"


def is_own_key(key: str) -> bool:
    return key.startswith(OWN)
