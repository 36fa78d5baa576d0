"""How much of each level a portfolio shows, and in which domains: the counts that its shape is made of. Pure.

Source: the design's "Shape sentence". Optional levels are left out, and claims never count.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from competence import levelmap
from competence.levelmap import Leaf
from competence.strengths import Strength
from competence.yardstick import Yardstick
from portfolio import english

BROAD_FROM = 3
"""Projects from which the work in a domain is broad."""


class Grade(StrEnum):
    """How much of a level is shown."""

    NONE = "nothing shown"
    STARTING = "starting"
    PART = "part of"
    MOST = "most of"
    SOLID = "solid"


@dataclass(frozen=True, slots=True)
class Domain:
    """The part of a level that belongs to one domain."""

    name: str
    shown: int
    total: int
    projects: int

    @property
    def word(self) -> str:
        """Complete, broad, first; nothing for work in two projects."""
        if self.shown == self.total:
            return "complete"
        if self.projects >= BROAD_FROM:
            return "broad"
        return "first" if self.projects <= 1 else ""


@dataclass(frozen=True)
class Level:
    """One level with its counts."""

    leaf: Leaf
    verified: int
    tier: str
    """What the framework calls a level; empty when its levels are areas side by side and go by their names."""
    domains: tuple[Domain, ...] = field(default=())

    @property
    def shown(self) -> int:
        return self.leaf.shown

    @property
    def total(self) -> int:
        return self.leaf.total

    @property
    def label(self) -> str:
        return f"{self.tier} {self.leaf.number}" if self.tier else self.leaf.name

    @property
    def is_thin(self) -> bool:
        """Less than a third is shown."""
        return 3 * self.shown < self.total

    @property
    def grade(self) -> Grade:
        if not self.shown:
            return Grade.NONE
        if self.is_thin:
            return Grade.STARTING
        if 3 * self.shown < 2 * self.total:
            return Grade.PART
        return Grade.SOLID if 2 * self.verified >= self.shown else Grade.MOST

    @property
    def checked(self) -> str:
        """What follows "most of": how little of it was checked."""
        return "not yet checked" if not self.verified else "less than half checked"


def levels(yardstick: Yardstick, strengths: Mapping[str, Strength], domain_projects: Mapping[str, int]) -> list[Level]:
    """The levels that count, in order; `domain_projects` says in how many projects skills of each domain are shown."""
    tier = yardstick.tiers.level if yardstick.ordered else ""
    found = []
    for leaf in levelmap.build(yardstick, strengths).leaves:
        marks = [mark for block in leaf.blocks for mark in block.skills]
        verified = sum(mark.state == "verified" for mark in marks)
        domains = _domains(yardstick, leaf, domain_projects) if is_domain_level(yardstick, leaf) else ()
        found.append(Level(leaf, verified, tier, domains))
    return found


def is_domain_level(yardstick: Yardstick, leaf: Leaf) -> bool:
    """Whether the skills of this level belong to domains, so that a domain is named and not a share."""
    return any(skill.domain for skill in yardstick.levels_by_key[leaf.key].skills)


def _domains(yardstick: Yardstick, leaf: Leaf, projects: Mapping[str, int]) -> tuple[Domain, ...]:
    axis = yardstick.axes_by_key.get(levelmap.DOMAIN_AXIS)
    keys = {value.name: value.key for value in axis.values} if axis else {}
    blocks = [block for block in leaf.blocks if block.name != levelmap.ACROSS]
    return tuple(
        Domain(english.small(b.name), b.shown, b.total, projects.get(keys.get(b.name, b.name), 0)) for b in blocks
    )


def behind(
    yardstick: Yardstick, graded: Sequence[Level], applied: Sequence[Level], demonstrated: Collection[str] = ()
) -> list[Level]:
    """Levels that were passed over: every one of which less than a third is shown below shown work in a domain.

    On a ladder without domains a level counts as passed over when a third of one above it is shown. A level that is
    `demonstrated` by the rules of its framework (keys) was not passed over, however few skills they asked for.
    """
    if not yardstick.ordered or not graded:
        return []
    below = graded
    if not any(level.shown for level in applied):
        high = [i for i, level in enumerate(graded) if level.shown and not level.is_thin]
        below = graded[: high[-1]] if high else []
    return [level for level in below if level.is_thin and level.leaf.key not in demonstrated]
