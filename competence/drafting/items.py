"""A document in parts: each block of a list is an item of its own, so that two people can work at two of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from competence.drafting.settling import settled

Document = dict[str, Any]

TABLE, VALUE = "@table", "@value"
"""Kinds of what is no list of blocks: a table at the root, such as the head; anything else at the root."""

STEP = 2**20
"""Between the positions of two items, so that there is room for others."""

PARENTS: Mapping[str, tuple[str, ...]] = {
    "competences": ("level",),
    "groups": ("competence",),
    "skills": ("group", "competence"),
    "rules": ("level",),
    "matrices": ("level",),
    "steps": ("template",),
    "rungs": ("template",),
}
"""Kind → the fields of which the first that is filled names the item under which it stands."""

PAIRED: Mapping[str, tuple[str, str]] = {"mappings": ("source", "target"), "step_map": ("source", "relation")}
"""Kinds without ids: two fields say together which one it is."""

LONGEST_KEY = 410

ORDER = (
    "schema_version",
    "framework",
    "collection",
    "crosswalk",
    "catalogue",
    "evaluation",
    "notes",
    "levels",
    "competences",
    "groups",
    "skills",
    "axes",
    "matrices",
    "rules",
    "templates",
    "steps",
    "rungs",
    "reference_roles",
    "step_map",
    "match_types",
)
"""The order of blocks in a document; what is not named here follows."""


@dataclass(frozen=True)
class Item:
    """One block. `key` is its id, or where it has none, what it consists of or its number (".3")."""

    kind: str
    key: str
    position: int
    data: Mapping[str, Any]

    @property
    def parent(self) -> str:
        """The key of the item under which it stands, or nothing."""
        return parent_of(self.kind, self.data)

    @property
    def name(self) -> str:
        """What people call it."""
        return name_of(self.data) or self.key


def parent_of(kind: str, data: Mapping[str, Any]) -> str:
    """Where a block stands, by its own fields."""
    return next((str(data[field]) for field in PARENTS.get(kind, ()) if data.get(field)), "")


def name_of(data: Mapping[str, Any]) -> str:
    """The name of a block, from the first field that serves as one."""
    for field in ("name", "title", "text", "shown_as", "id"):
        if isinstance(data.get(field), str) and data[field].strip():
            return str(data[field])
    if "source" in data:
        return f"{data['source']} → {data.get('target') or ', '.join(data.get('targets', ()))}"
    return ""


def taken_apart(document: Mapping[str, Any]) -> list[Item]:
    """The items of a document, in its order. `put_together` gives an equal document."""
    items: list[Item] = []
    for kind, value in document.items():
        if isinstance(value, Mapping):
            items.append(Item(TABLE, kind, 0, value))
        elif isinstance(value, list) and value and all(isinstance(block, Mapping) for block in value):
            items.extend(_blocks(kind, value))
        else:
            items.append(Item(VALUE, kind, 0, {"value": value}))
    return items


def _blocks(kind: str, blocks: list[Mapping[str, Any]]) -> Iterable[Item]:
    taken: set[str] = set()
    for number, block in enumerate(blocks, start=1):
        key = key_of(kind, block)
        if not key or key in taken:
            key = f".{number}"
        taken.add(key)
        yield Item(kind, key, number * STEP, block)


def key_of(kind: str, data: Mapping[str, Any]) -> str:
    """The key that a block brings along; nothing where it has to be numbered."""
    if kind in PAIRED:
        key = "~".join(str(data.get(field, "")) for field in PAIRED[kind])
    else:
        key = data["id"] if isinstance(data.get("id"), str) else ""
    return key if len(key) <= LONGEST_KEY and "/" not in key else ""


def put_together(items: Iterable[Item]) -> Document:
    """The document of the items: each kind in its order, counts of rules and matrices brought up to date."""
    document: Document = {}
    ranked = sorted(items, key=lambda item: (_rank(item), item.position, item.key))
    for item in ranked:
        if item.kind == TABLE:
            document[item.key] = dict(item.data)
        elif item.kind == VALUE:
            document.setdefault(item.key, item.data["value"])
        elif isinstance(document.get(item.kind), list) and document[item.kind]:
            document[item.kind].append(dict(item.data))
        else:
            document[item.kind] = [dict(item.data)]
    return settled(document)


def _rank(item: Item) -> tuple[int, str]:
    name = item.key if item.kind in (TABLE, VALUE) else item.kind
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def ordered(items: Iterable[Item], kind: str) -> list[Item]:
    """The items of a kind in the order in which `put_together` lists their blocks: block n is item n."""
    return sorted((item for item in items if item.kind == kind), key=lambda item: (item.position, item.key))
