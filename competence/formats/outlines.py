"""What .matrix and Moodle files share: items with a name, an HTML description, an id and the id of the item above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from competence.formats.foreign import TREE, Document, clean, framework, is_key, key_from, keys_from, short_name
from competence.formats.html_text import from_text, to_text
from competence.formats.packing import packed, unpacked
from competence.formats.problems import Problem
from competence.formats.trees import LEVELS, SKILLS, Node, plant, tiers
from competence.vocabulary import Proof


@dataclass(frozen=True)
class Entry:
    """One item of a file. `source` is what the format says about it and is kept."""

    id: str
    parent: str
    name: str
    description: str
    place: str
    source: Mapping[str, Any] = field(default_factory=dict)
    kind: str = ""
    """The tier, where the format says it."""


def problems(entries: Sequence[Entry], words: str) -> list[Problem]:
    """Items without id or name, ids that occur twice, parents that there are none of, circles."""
    found, first = list[Problem](), dict[str, str]()
    for entry in entries:
        if not entry.id:
            found.append(Problem(f"The item has no {words}.", entry.place))
        elif entry.id in first:
            found.append(Problem(f"“{entry.id[:80]}” occurs twice; it first stands at {first[entry.id]}.", entry.place))
        first.setdefault(entry.id, entry.place)
        if not entry.name.strip():
            found.append(Problem("The item has no name.", entry.place))
    above = {entry.id: entry.parent for entry in entries}
    safe = {""}
    for entry in entries:
        if entry.parent and entry.parent not in above:
            found.append(Problem(f"The parent “{entry.parent[:80]}” is no item of this file.", entry.place))
            continue
        path, key = set[str](), entry.id
        while key in above and key not in safe and key not in path:
            path.add(key)
            key = above[key]
        if key in path:
            found.append(Problem("The parents lead in a circle.", entry.place))
        safe |= path
    return found


def document(
    entries: Sequence[Entry], head: Mapping[str, Any], field: str, base: Document | None
) -> tuple[Document, dict[str, str]]:
    """The document of a file's items, and where each block stands. `field` is where the source of a block is kept."""
    title = short_name(head["name"]) or "…"
    key = base["framework"]["id"] if base else key_from(title)
    keys, kinds = _keys(entries, key, field, base)
    by_key = {keys[entry.id]: entry for entry in entries}
    nodes = [Node(keys[entry.id], keys.get(entry.parent, "")) for entry in entries]
    found = framework(key, title, version="1.0.0", language="en", summary=to_text(clean(head["description"])))
    found["framework"][field] = packed(_kept(head, title, found["framework"].get("summary", "")))
    lists = plant(nodes, tiers(nodes, kinds), lambda k, kind: _block(by_key[k], kind, field), root=key, title="Items")
    places = {
        f"{kind}[{n}]": by_key[block["id"]].place
        for kind in TREE
        for n, block in enumerate(lists.get(kind, ()), start=1)
        if block["id"] in by_key
    }
    return found | lists, places


def _keys(
    entries: Sequence[Entry], prefix: str, field: str, base: Document | None
) -> tuple[dict[str, str], dict[str, str]]:
    """The key of each item, and the tiers that are settled: what stands already keeps both."""
    known, kinds = dict[str, str](), dict[str, str]()
    for kind in TREE:
        for block in (base or {}).get(kind, ()):
            source = unpacked(block.get(field)) or {}
            given = source.get("id") if isinstance(source, dict) else None
            known[str(given or block["id"])], kinds[block["id"]] = block["id"], kind
            if kind == LEVELS and not given:
                known[f"standard {block['number']}"] = block["id"]
    found = {entry.id: known.get(entry.id) or known.get(str(entry.source.get("elementid"))) for entry in entries}
    new = keys_from([entry.id for entry in entries if not found[entry.id]], prefix)
    keys = {entry.id: found[entry.id] or new[entry.id] for entry in entries}
    return keys, {keys[entry.id]: kind for entry in entries if (kind := kinds.get(keys[entry.id]) or entry.kind)}


def _block(entry: Entry, kind: str, field: str) -> dict[str, Any]:
    name = short_name(entry.name) or "…"
    text = to_text(clean(entry.description))
    block: dict[str, Any] = {"name": name}
    if kind == SKILLS:
        block |= {"can_do": text or name, "proof": Proof.PROJECT.value}
    elif text:
        block["summary"] = text
    values = {"id": entry.id, "name": entry.name, "description": entry.description, **entry.source}
    block[field] = packed(_kept(values, name, text))
    return block


def _kept(values: Mapping[str, Any], name: str, text: str) -> dict[str, Any]:
    """What the file said, without what the name and the text of the block say just so."""
    kept = dict(values)
    if kept.get("name") == name:
        del kept["name"]
    if kept.get("description") == text:
        del kept["description"]
    return kept


def source_of(block: Mapping[str, Any], field: str) -> dict[str, Any]:
    """What was kept in a block of the file it came from; {} for one that came from elsewhere."""
    kept = unpacked(block.get(field))
    return kept if isinstance(kept, dict) else {}


def texts_of(block: Mapping[str, Any], kind: str, field: str, *, html: bool = True) -> tuple[str, str]:
    """Name and description of a block: as they came, or, where they were changed since, as they are now."""
    kept = source_of(block, field)
    name, text = str(block.get("title") or block.get("name") or ""), str(block.get("summary") or "")
    if kind == SKILLS:
        text = str(block.get("can_do") or "")
    old_name, old_text = kept.get("name"), kept.get("description")
    if isinstance(old_name, str) and (short_name(old_name) or "…") == name:
        name = old_name
    if isinstance(old_text, str) and (to_text(clean(old_text)) or (name if kind == SKILLS else "")) == text:
        return name, old_text
    if kept and "description" not in kept and to_text(text) == text:
        return name, text
    return name, from_text(text) if html else text


def id_of(block: Mapping[str, Any], field: str) -> str:
    """The id that a block had in its file, or else its key."""
    return str(source_of(block, field).get("id") or block["id"])


__all__ = ["Entry", "document", "id_of", "is_key", "problems", "source_of", "texts_of"]
