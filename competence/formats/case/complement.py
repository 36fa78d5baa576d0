"""What a package cannot say in the standard's own words, put into the extensions that the standard allows.

It is found by reading the plain package: whatever does not come back is said in `extensions.threefold`, of an item in
the item (`key`, `tier`, `fields`, `without`), of everything else in the package.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from competence.formats.case import reading
from competence.formats.case.blocks import KEPT, key_of
from competence.formats.case.ours import difference
from competence.formats.case.strict import OURS
from competence.formats.foreign import TREE
from competence.formats.trees import all_blocks


def add(package: dict[str, Any], document: Mapping[str, Any], ids: Mapping[str, str]) -> None:
    """Say in a package what reading it does not give of the document. `ids`: key and identifier of each item."""
    kinds = {block["id"]: kind for kind, block in all_blocks(document)}
    native = {block["id"] for _, block in all_blocks(document) if not block.get(KEPT)}
    said: dict[str, dict[str, Any]] = {}
    for key, identifier in ids.items():
        said[key] = {"key": key} if key != key_of(identifier) else {}
        if key in native:
            said[key]["tier"] = kinds[key]
    _extend(package, said)
    read = {block["id"]: kind for kind, block in all_blocks(reading.read_package(package, "").document)}
    for key in ids:
        if read.get(key) != kinds[key]:
            said[key]["tier"] = kinds[key]
    _extend(package, said)
    base = reading.read_package(package, "").document
    own = _of_items(document, base, said) | _of_the_rest(document, base)
    _extend(package, said)
    if own:
        package["extensions"] = _beside(package, own)


def _of_items(document: Mapping[str, Any], base: Mapping[str, Any], said: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Put the differences of items into `said`; those of blocks that are no items are returned."""
    before = {block["id"]: block for _, block in all_blocks(base)}
    blocks = {}
    for _, block in all_blocks(document):
        change = difference(before.get(block["id"], {}), block)
        if block["id"] in said:
            said[block["id"]] |= change
        elif change:
            blocks[block["id"]] = change
    return {"blocks": blocks} if blocks else {}


def _of_the_rest(document: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    orders = {kind: [block["id"] for block in document.get(kind, ())] for kind in TREE}
    order = {kind: ids for kind, ids in orders.items() if ids != [block["id"] for block in base.get(kind, ())]}
    tree = (*TREE, "framework")
    found = {
        "order": order,
        "framework": difference(base["framework"], document["framework"]),
        "document": difference(
            {name: value for name, value in base.items() if name not in tree},
            {name: value for name, value in document.items() if name not in tree},
        ),
    }
    return {name: value for name, value in found.items() if value}


def _extend(package: dict[str, Any], said: Mapping[str, dict[str, Any]]) -> None:
    for own, item in zip(said.values(), package["CFItems"], strict=True):
        if own:
            item["extensions"] = _beside(item, own)


def _beside(value: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The extensions of an object with ours; what stands there and is no object is kept."""
    theirs = value.get("extensions", {})
    if isinstance(theirs, dict):
        return {**theirs, OURS: own}
    return {OURS: {**own, "kept": {"extensions": theirs}}}
