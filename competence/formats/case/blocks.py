"""One item ↔ one block, both ways: what our fields say is taken from the item, all the rest is kept in `case`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid5

from competence.formats.case.strict import NAMESPACE
from competence.formats.foreign import clean, is_key, short_name
from competence.formats.packing import packed, unpacked
from competence.formats.trees import SKILLS
from competence.vocabulary import Proof

KEPT = "case"
CHILD_OF = "case_child"
"""The association that says where a block stands."""


def identifier_of(block: Mapping[str, Any]) -> str:
    """The identifier of a block: the one it came with, or else one that its key gives."""
    kept = block.get(KEPT)
    given = kept.get("identifier") if isinstance(kept, dict) else None
    return str(given) if given else str(uuid5(NAMESPACE, str(block["id"])))


def key_of(identifier: str) -> str:
    """The key of an item that has none of ours."""
    low = identifier.lower()
    return low if is_key(low) and len(low) <= 100 else f"case-{uuid5(NAMESPACE, identifier)}"


def name_of(item: Mapping[str, Any]) -> str:
    """The short statement, or what of the full one is left in a line."""
    brief = item.get("abbreviatedStatement")
    name = short_name(brief) if isinstance(brief, str) else ""
    return name or short_name(item["fullStatement"]) or "…"


def summary_of(item: Mapping[str, Any], kind: str) -> str:
    """The full statement, where it says more than the name."""
    text = clean(item["fullStatement"])
    return text if kind == SKILLS or text != name_of(item) else ""


def ended_on(item: Mapping[str, Any], changed: str) -> bool:
    """Whether an item was out of use when it (or its document) was changed last."""
    end = item.get("statusEndDate")
    latest = max(str(item.get("lastChangeDateTime") or ""), changed)
    return isinstance(end, str) and bool(end) and end[:10] <= latest[:10]


def block_of(item: Mapping[str, Any], association: Mapping[str, Any] | None, kind: str, changed: str) -> dict[str, Any]:
    """What an item says, as the fields of a block of this kind, without its place."""
    block: dict[str, Any] = {"name": name_of(item)}
    text = summary_of(item, kind)
    kept = dict(item)
    if kind == SKILLS:
        block |= {"can_do": text or "…", "proof": Proof.PROJECT.value}
        if ended_on(item, changed):
            block["retired"] = True
        if block["can_do"] == item["fullStatement"]:
            del kept["fullStatement"]
    elif text:
        block["summary"] = text
    block[KEPT] = packed(kept)
    if association is not None:
        block[CHILD_OF] = packed(dict(association))
    return block


def kept_of(block: Mapping[str, Any], field: str = KEPT) -> dict[str, Any]:
    """What was kept of the file in a block; nothing when it did not come from a package."""
    kept = unpacked(block.get(field))
    return kept if isinstance(kept, dict) else {}


def item_of(block: Mapping[str, Any], kind: str, *, type_name: str, at: str, changed: str) -> dict[str, Any]:
    """The item of a block: as it came, with what was changed here. `changed` is when its document came to be."""
    item = kept_of(block)
    foreign = bool(item)
    text = str(block.get("can_do" if kind == SKILLS else "summary") or "")
    name = str(block.get("name") or "")
    before = dict(item)
    item.setdefault("identifier", identifier_of(block))
    if "fullStatement" not in item or (summary_of(item, kind) or ("…" if kind == SKILLS else "")) != text:
        item["fullStatement"] = text or name
    if name_of(item) != name:
        item["abbreviatedStatement"] = name
    if not foreign and type_name:
        item["CFItemType"] = type_name
    _write_status(item, block, kind, at, changed)
    same = {"identifier"} if "fullStatement" in before else {"identifier", "fullStatement"}
    if not foreign or any(item[field] != before.get(field) for field in item.keys() - same):
        item["lastChangeDateTime"] = at
    return item


def _write_status(item: dict[str, Any], block: Mapping[str, Any], kind: str, at: str, changed: str) -> None:
    if kind != SKILLS:
        return
    retired = bool(block.get("retired"))
    if retired and not item.get("statusEndDate"):
        item["statusEndDate"] = at[:10]
    elif not retired and ended_on(item, changed):
        del item["statusEndDate"]
