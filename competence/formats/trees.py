"""A tree of any depth → our four tiers.

Whatever has nothing below it is a skill, since evidence belongs there. Of the rest, the upper three tiers are levels,
competences and groups; what lies deeper are skills as well, which name the skill above them in `under`. Where the tree
is too shallow, a level or a competence is made up (`made_up`), which exports leave out again.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from competence.formats.foreign import TREE

LEVELS, COMPETENCES, GROUPS, SKILLS = TREE
BELOW = {"": LEVELS, LEVELS: COMPETENCES, COMPETENCES: GROUPS, GROUPS: SKILLS, SKILLS: SKILLS}
"""The tier of what has something below it, by the tier above."""
MADE_UP = "made_up"
UNDER = "under"


@dataclass(frozen=True)
class Node:
    """One item: its key and that of the item above ("" at the top). Nodes stand in the order of siblings."""

    key: str
    parent: str = ""


@dataclass
class Place:
    """Where a node has come to stand."""

    level: str = ""
    competence: str = ""
    group: str = ""
    under: str = ""


@dataclass
class Forest:
    """The blocks of the tree, list by list, and the node each was made of."""

    root: str
    title: str
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {kind: [] for kind in TREE})
    names: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, block: dict[str, Any]) -> None:
        self.lists[kind].append(block)
        self.names[block["id"]] = block["name"]


def children_of(nodes: Sequence[Node]) -> dict[str, list[Node]]:
    """The nodes below each key, in order."""
    children: dict[str, list[Node]] = {}
    for node in nodes:
        children.setdefault(node.parent, []).append(node)
    return children


def tiers(nodes: Sequence[Node], known: Mapping[str, str] | None = None) -> dict[str, str]:
    """The tier of each node that is reached from the top. `known` tiers are kept where they fit under what is above."""
    children, found, known = children_of(nodes), dict[str, str](), known or {}
    waiting = [(node, "") for node in reversed(children.get("", []))]
    while waiting:
        node, above = waiting.pop()
        wanted = known.get(node.key, "")
        if wanted == SKILLS or (wanted and BELOW[above] == wanted):
            tier = wanted
        else:
            tier = BELOW[above] if node.key in children else SKILLS
        found[node.key] = tier
        waiting += [(child, tier) for child in reversed(children.get(node.key, []))]
    return found


def plant(
    nodes: Sequence[Node],
    tier_of: Mapping[str, str],
    block_of: Callable[[str, str], dict[str, Any]],
    *,
    root: str,
    title: str,
) -> dict[str, list[dict[str, Any]]]:
    """The four lists of blocks. `block_of(key, kind)` says what a block tells beside its place; made-up blocks are
    named after what they stand in, with keys that begin with `root` at the top."""
    children, forest = children_of(nodes), Forest(root, title)
    waiting = [(node, Place()) for node in reversed(children.get("", []))]
    while waiting:
        node, above = waiting.pop()
        kind = tier_of[node.key]
        place = _put(forest, node.key, kind, above, block_of(node.key, kind))
        waiting += [(child, place) for child in reversed(children.get(node.key, []))]
    for number, level in enumerate(forest.lists[LEVELS], start=1):
        level["number"] = number
    _sort_like(forest.lists[COMPETENCES], "level", forest.lists[LEVELS])
    _sort_like(forest.lists[GROUPS], "competence", forest.lists[COMPETENCES])
    _sort_like(forest.lists[SKILLS], "competence", forest.lists[COMPETENCES])
    return {kind: rows for kind, rows in forest.lists.items() if rows or kind in (LEVELS, SKILLS)}


def _sort_like(rows: list[dict[str, Any]], field: str, above: list[dict[str, Any]]) -> None:
    """Rows of one home together, homes in their order: as every document has them that was read once."""
    order = {block["id"]: number for number, block in enumerate(above)}
    rows.sort(key=lambda block: order[block[field]])


def _put(forest: Forest, key: str, kind: str, above: Place, fields: dict[str, Any]) -> Place:
    if kind == LEVELS:
        forest.add(LEVELS, {"id": key, **fields})
        return Place(level=key)
    if kind == COMPETENCES:
        forest.add(COMPETENCES, {"id": key, "level": above.level, **fields})
        return Place(level=above.level, competence=key)
    if kind == GROUPS:
        forest.add(GROUPS, {"id": key, "competence": above.competence, **fields})
        return Place(level=above.level, competence=above.competence, group=key)
    level = above.level or _made_level(forest)
    competence = above.competence or _made_competence(forest, level)
    place = {"competence": competence, "group": above.group, UNDER: above.under}
    forest.add(SKILLS, {"id": key, **{name: value for name, value in place.items() if value}, **fields})
    return Place(level=level, competence=competence, group=above.group, under=key)


def _made_level(forest: Forest) -> str:
    key = f"{forest.root}.items"
    if key not in forest.names:
        forest.add(LEVELS, {"id": key, "name": forest.title, MADE_UP: True})
    return key


def _made_competence(forest: Forest, level: str) -> str:
    key = f"{level}.items"
    if key not in forest.names:
        forest.add(COMPETENCES, {"id": key, "level": level, "name": forest.names[level], MADE_UP: True})
    return key


def parent_of(block: Mapping[str, Any], kind: str, made_up: Mapping[str, str], known: Container[str]) -> str:
    """The key of the real item above a block, "" at the top. `made_up` says what stands above each made-up block,
    `known` has the keys of all blocks."""
    above = {
        LEVELS: (),
        COMPETENCES: (block.get("level", ""),),
        GROUPS: (block.get("competence", ""),),
        SKILLS: (block.get(UNDER, ""), block.get("group", ""), block.get("competence", "")),
    }[kind]
    key = next((name for name in above if name and name in known), "")
    while key in made_up:
        key = made_up[key]
    return key


def made_up_of(document: Mapping[str, Any]) -> dict[str, str]:
    """The made-up blocks of a document, and what stands above each."""
    levels = {block["id"]: "" for block in document.get(LEVELS, ()) if block.get(MADE_UP)}
    found = {block["id"]: block.get("level", "") for block in document.get(COMPETENCES, ()) if block.get(MADE_UP)}
    return levels | found


def all_blocks(document: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The blocks of the tree, list by list, each with its kind."""
    return [(kind, block) for kind in TREE for block in document.get(kind, ())]


def in_tree_order(document: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """All blocks in the order of the tree, so that siblings of several tiers stand in their order."""
    levels = {block["id"]: number for number, block in enumerate(document.get("levels", ()))}
    competences = {
        block["id"]: (levels.get(block.get("level"), 0), number)
        for number, block in enumerate(document.get("competences", ()))
    }

    first: dict[str, float] = {}
    for number, skill in enumerate(document.get(SKILLS, ())):
        first[skill["id"]] = number
        first.setdefault(str(skill.get("group")), number - 0.5)

    def place(entry: tuple[str, dict[str, Any]]) -> tuple[int, int, float]:
        kind, block = entry
        if kind == "levels":
            return (levels[block["id"]], -1, 0)
        above = competences.get(block["id"] if kind == "competences" else block.get("competence"), (0, 0))
        return (*above, -1 if kind == "competences" else first.get(block["id"], len(first)))

    return sorted(all_blocks(document), key=place)
