"""What is not shown yet, said plainly: by level and block, in framework order."""

from __future__ import annotations

from dataclasses import dataclass

from competence.levelmap import Leaf, LevelMap
from portfolio import english

NAMED_AT_MOST = 8
"""Skills of one block that are named one by one."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One line of the list: the place, and what is missing there."""

    place: str
    text: str


def read(map_: LevelMap, tier: str) -> tuple[Gap, ...]:
    """Every gap of the levels that count; `tier` is what the framework calls a level, empty for areas by name."""
    found: list[Gap] = []
    for leaf in map_.leaves:
        found += _of(leaf, tier)
    claims = [mark.name for leaf in map_.leaves for b in leaf.blocks for mark in b.skills if mark.state == "claimed"]
    if claims:
        found.append(Gap("Claimed, without a place that shows it", _names(claims)))
    return tuple(found)


def _of(leaf: Leaf, tier: str) -> list[Gap]:
    label = f"{tier} {leaf.number}" if tier else leaf.name
    absent = {block.name: [m.name for m in block.skills if m.state == "gap"] for block in leaf.blocks}
    if leaf.total and sum(len(names) for names in absent.values()) == leaf.total:
        return [Gap(f"{label}, {leaf.name}" if tier else label, f"all {leaf.total} skills")]
    return [
        Gap(f"{label}, {english.short(block.name)}", _text(absent[block.name], block.total))
        for block in leaf.blocks
        if absent[block.name]
    ]


def _text(names: list[str], total: int) -> str:
    if len(names) == total and total > NAMED_AT_MOST:
        return f"all {total} skills"
    return _names(names)


def _names(names: list[str]) -> str:
    return ", ".join(english.small(name) for name in names)
