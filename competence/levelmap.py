"""The level map as plain values: what `components/level_map.html` and `components/mini_map.html` draw.

A yardstick and a person's best strength for every skill go in; leaves (levels), blocks and marks come out, always in
framework order, so that the maps of two people can be laid side by side. No database, no clock, no words of a page
beyond what a screen reader needs. Source: the design's "Level map" and PRODUCT.md, "What must always hold" 1, 2 and 7.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from competence.strengths import Strength
from competence.yardstick import Level, Skill, Yardstick

DOMAIN_AXIS = "domain"
ACROSS = "Across domains"
FEWEST_BLOCKS = 3
"""A level with fewer competences than this is shown by the groups of its competences instead."""
WHOLE_UP_TO = 150
"""Skills in use of a framework of which every one is a mark; of larger ones the marks are what a person has."""
MOST_BLOCKS = 40
"""Blocks of a level on such a brief map; where there are more, only those in which a person has something."""
GAP = "gap"
NOTHING: Mapping[str, str] = MappingProxyType({})
WORDS = MappingProxyType(
    {"verified": "verified", "evidenced": "evidenced", "claimed": "claimed only", GAP: "not shown"}
)


@dataclass(frozen=True)
class Mark:
    """One skill on the map."""

    key: str
    name: str
    state: str
    """gap, claimed, evidenced or verified"""
    href: str = ""
    """Where its proof is; empty where there is none."""
    title: str = ""
    """What showing the skill means, in one sentence."""
    ring: str = ""
    """asked (by a brief) or next (a suggestion); only ever on a skill that is not shown."""
    retired: bool = False
    """Out of use; it is on the map of whoever has something for it."""

    @property
    def shown(self) -> bool:
        """Evidenced or verified. A claim never counts."""
        return self.state in ("evidenced", "verified")

    @property
    def classes(self) -> str:
        """The style classes of the cell, for example `gap next`."""
        return f"{self.state} {self.ring}".rstrip()

    @property
    def words(self) -> str:
        """The state for a screen reader, for example `not shown, suggested next`."""
        rings = {"asked": ", asked for", "next": ", suggested next"}
        return WORDS[self.state] + rings.get(self.ring, "") + (", retired" if self.retired else "")


@dataclass(frozen=True)
class Block:
    """A run of skills under one heading."""

    name: str
    skills: tuple[Mark, ...]
    rest: int = 0
    """Skills that are not shown and are no marks of a brief map."""
    key: str = ""
    """Of the competence, where the block is one."""

    @property
    def total(self) -> int:
        """How many skills the block has."""
        return len(self.skills) + self.rest

    @property
    def shown(self) -> int:
        """How many of them are shown."""
        return sum(mark.shown for mark in self.skills)


@dataclass(frozen=True)
class Leaf:
    """One level: a leaf of the folded sheet or, when optional, a strip below it."""

    number: int
    name: str
    key: str
    optional: bool
    blocks: tuple[Block, ...]
    others: int = 0
    """Blocks that a brief map leaves out: nothing is shown in them."""
    rest: int = 0
    """Skills in those blocks."""
    about: str = ""
    """What the level is about, in the words of the framework."""
    does_not_mean: str = ""

    @property
    def total(self) -> int:
        """How many skills the level has."""
        return sum(block.total for block in self.blocks) + self.rest

    @property
    def shown(self) -> int:
        """How many of them are shown."""
        return sum(block.shown for block in self.blocks)


@dataclass(frozen=True)
class Tally:
    """How many skills of the leaves stand at each strength. Optional levels are not part of it."""

    verified: int = 0
    evidenced: int = 0
    claimed: int = 0
    gap: int = 0
    next: int = 0
    asked: int = 0

    @property
    def shown(self) -> int:
        """Evidenced and verified together."""
        return self.verified + self.evidenced

    @property
    def total(self) -> int:
        """All skills of the leaves."""
        return self.shown + self.claimed + self.gap


@dataclass(frozen=True)
class LevelMap:
    """The whole map. `leaves` are the levels that count, `optional` those that hold nothing back."""

    leaves: tuple[Leaf, ...]
    optional: tuple[Leaf, ...] = ()
    tally: Tally = field(default_factory=Tally)
    tier: str = "Level"
    """What the framework calls a level."""
    whole: str = ""
    """On a brief map the key of the framework, where the skills stand that are no marks here."""
    framework: str = ""
    """The key of the framework, where levels and skills are explained."""

    @property
    def sentence(self) -> str:
        """The map in words, for the small map and for social cards."""
        parts = [f"{self.tier} {leaf.number}: {leaf.shown} of {leaf.total} skills shown" for leaf in self.leaves]
        parts += [f"optional: {leaf.shown} of {leaf.total}" for leaf in self.optional if leaf.shown]
        return "; ".join([*parts, f"{self.tally.verified} verified"])


@dataclass(frozen=True)
class _Marker:
    """Turns skills into marks."""

    strengths: Mapping[str, Strength]
    hrefs: Mapping[str, str]
    next: Collection[str]
    asked: Collection[str]
    brief: bool = False

    def mark(self, skill: Skill) -> Mark:
        strength = self.strengths.get(skill.key)
        ring = ""
        if strength is None or strength < Strength.EVIDENCED:
            ring = "asked" if skill.key in self.asked else "next" if skill.key in self.next else ""
        return Mark(
            key=skill.key,
            name=skill.name,
            state=strength.word if strength else GAP,
            href=self.hrefs.get(skill.key, ""),
            title=skill.can_do,
            ring=ring,
            retired=skill.retired,
        )

    def block(self, name: str, skills: Iterable[Skill], key: str = "") -> Block:
        if not self.brief:
            return Block(name, tuple(self.mark(skill) for skill in skills), key=key)
        every = list(skills)
        marked = tuple(self.mark(skill) for skill in every if self.has(skill))
        return Block(name, marked, len(every) - len(marked), key)

    def has(self, skill: Skill) -> bool:
        """Whether there is anything to say about a skill."""
        return skill.key in self.strengths or skill.key in self.next or skill.key in self.asked

    def wants(self, skill: Skill) -> bool:
        """A retired skill stays on the map of whoever has something for it, and on nobody else's."""
        return not skill.retired or skill.key in self.strengths


def build(
    yardstick: Yardstick,
    strengths: Mapping[str, Strength],
    hrefs: Mapping[str, str] = NOTHING,
    next: Collection[str] = (),  # noqa: A002  (the word of the design: suggested next)
    asked: Collection[str] = (),
) -> LevelMap:
    """The map of one person on one yardstick.

    `strengths` is the best strength by skill key (a missing key is a gap), `hrefs` where a skill's proof is,
    `next` the skills to ring as suggestions and `asked` those to ring because a brief asks for them. Keys that the
    yardstick does not know are left out. On more than `WHOLE_UP_TO` skills the map is brief: marks for what there is
    something to say about, the others as numbers.
    """
    brief = len(yardstick.skills) > WHOLE_UP_TO and sum(not s.retired for s in yardstick.skills.values()) > WHOLE_UP_TO
    marker = _Marker(strengths, hrefs, next, asked, brief)
    leaves = [_leaf(yardstick, level, marker) for level in yardstick.levels]
    counted = tuple(leaf for leaf in leaves if not leaf.optional)
    return LevelMap(
        leaves=counted,
        optional=tuple(leaf for leaf in leaves if leaf.optional),
        tally=_tally(counted),
        tier=yardstick.tiers.level,
        whole=yardstick.key if brief else "",
        framework=yardstick.key,
    )


def mark(skill: Skill, strengths: Mapping[str, Strength]) -> Mark:
    """One skill as the map of a person shows it."""
    return _Marker(strengths, NOTHING, (), ()).mark(skill)


def _leaf(yardstick: Yardstick, level: Level, marker: _Marker) -> Leaf:
    if any(skill.domain for skill in level.skills):
        found = _by_domain(yardstick, level, marker)
    elif len(level.competences) < FEWEST_BLOCKS and not level.optional:
        found = _by_group(level, marker)
    else:
        found = _by_competence(level, marker)
    blocks = tuple(block for block in found if block.total)
    kept = tuple(b for b in blocks if b.skills) if marker.brief and len(blocks) > MOST_BLOCKS else blocks
    rest = sum(block.total for block in blocks) - sum(block.total for block in kept)
    return Leaf(
        number=level.number,
        name=level.name,
        key=level.key,
        optional=level.optional,
        blocks=kept,
        others=len(blocks) - len(kept),
        rest=rest,
        about=level.summary or level.means,
        does_not_mean=level.does_not_mean,
    )


def _by_domain(yardstick: Yardstick, level: Level, marker: _Marker) -> Iterator[Block]:
    """What holds in every domain first, then the domains in the order of their axis."""
    skills = [skill for skill in level.skills if marker.wants(skill)]
    yield marker.block(ACROSS, (skill for skill in skills if not skill.domain))
    axis = yardstick.axes_by_key.get(DOMAIN_AXIS)
    names = {value.key: value.name for value in axis.values} if axis else {}
    unnamed = dict.fromkeys(skill.domain for skill in skills if skill.domain and skill.domain not in names)
    for key in [*names, *unnamed]:
        yield marker.block(names.get(key, key), (skill for skill in skills if skill.domain == key))


def _by_group(level: Level, marker: _Marker) -> Iterator[Block]:
    """One block a group; skills without one come first, under the name of their competence."""
    for competence in level.competences:
        skills = [skill for skill in competence.skills if marker.wants(skill)]
        yield marker.block(competence.name, (skill for skill in skills if not skill.group))
        for group in competence.groups:
            yield marker.block(group.name, (skill for skill in skills if skill.group == group.key))


def _by_competence(level: Level, marker: _Marker) -> Iterator[Block]:
    for competence in level.competences:
        wanted = (skill for skill in competence.skills if marker.wants(skill))
        yield marker.block(competence.name, wanted, competence.key)


def _tally(leaves: Sequence[Leaf]) -> Tally:
    marks = [mark for leaf in leaves for block in leaf.blocks for mark in block.skills]
    states = [mark.state for mark in marks]
    rings = [mark.ring for mark in marks]
    counts = {state: states.count(state) for state in WORDS}
    counts[GAP] = sum(leaf.total for leaf in leaves) - sum(counts[state] for state in WORDS if state != GAP)
    return Tally(**counts, next=rings.count("next"), asked=rings.count("asked"))
