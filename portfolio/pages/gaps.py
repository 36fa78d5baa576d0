"""What is not shown yet, said plainly: by level and block, in framework order."""

from __future__ import annotations

from dataclasses import dataclass

from competence.levelmap import Block, Leaf, LevelMap
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
    if leaf.total and not any(block.total - _absent(block) for block in leaf.blocks):
        return [Gap(f"{label}, {leaf.name}" if tier else label, f"all {leaf.total:,} skills")]
    found = [Gap(f"{label}, {english.short(b.name)}", _text(b)) for b in leaf.blocks if _absent(b)]
    return [*found, Gap(label, f"{leaf.others:,} more parts, with {leaf.rest:,} skills")] if leaf.others else found


def _absent(block: Block) -> int:
    """How many skills of the block are not shown, nor claimed."""
    return block.rest + sum(mark.state == "gap" for mark in block.skills)


def _text(block: Block) -> str:
    absent = _absent(block)
    if absent == block.total and absent > NAMED_AT_MOST:
        return f"all {absent:,} skills"
    if block.rest:
        return f"{absent:,} of {block.total:,} skills"
    return _names([mark.name for mark in block.skills if mark.state == "gap"])


def _names(names: list[str]) -> str:
    return ", ".join(english.small(name) for name in names)
