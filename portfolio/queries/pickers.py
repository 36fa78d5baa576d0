"""The skills of a framework to choose one from: all of them as a tree, or of a large framework those looked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from competence import levelmap
from competence.levelmap import Block, LevelMap, Mark
from competence.queries import skills
from competence.strengths import Strength
from competence.yardstick import Competence, Level, Skill, Yardstick

MOST = 80
"""Skills of a large framework that stand in the list at once."""
MOST_PARTS = 400
"""Competences that can be chosen from; where there are more, searching is quicker."""


@dataclass(frozen=True)
class Twig:
    """One block of skills in the tree; `hidden` when none of them has the words that are looked for."""

    name: str
    marks: tuple[tuple[Mark, bool], ...]
    """(skill, whether it is hidden)"""

    @property
    def hidden(self) -> bool:
        return all(hidden for _, hidden in self.marks)


@dataclass(frozen=True)
class Branch:
    """One level in the tree of skills."""

    title: str
    shown: int
    total: int
    open: bool
    twigs: tuple[Twig, ...]

    @property
    def hidden(self) -> bool:
        return all(twig.hidden for twig in self.twigs)


def tree(sheet: LevelMap, *, words: str, chosen: str, also: Collection[str] = ()) -> tuple[Branch, ...]:
    """All skills by level and block. Those without all of `words` are hidden, but for `also`; the branch of `chosen` is
    open.

    They are there nevertheless, so that a filter in the page can bring them back.
    """
    wanted = words.casefold().split()
    found = []
    for leaf in (*sheet.leaves, *sheet.optional):
        twigs = tuple(_twig(block, leaf.name, wanted, {chosen, *also}) for block in leaf.blocks)
        is_open = bool(wanted) or any(mark.key == chosen for twig in twigs for mark, _ in twig.marks)
        found.append(Branch(f"{sheet.tier} {leaf.number}, {leaf.name}", leaf.shown, leaf.total, is_open, twigs))
    return tuple(found)


def _twig(block: Block, level: str, wanted: list[str], always: Collection[str]) -> Twig:
    def fits(mark: Mark) -> bool:
        text = f"{mark.name} {mark.title} {block.name} {level}".casefold()
        return mark.key in always or all(word in text for word in wanted)

    return Twig(block.name, tuple((mark, not fits(mark)) for mark in block.skills))


@dataclass(frozen=True)
class Picker:
    """What there is to choose from."""

    tree: tuple[Branch, ...]
    is_part: bool = False
    """Whether skills are looked up by words or competence, since there are too many to show."""
    parts: tuple[tuple[Level, tuple[Competence, ...]], ...] = ()
    part: str = ""
    """Key of the competence that is looked into."""
    more: int = 0
    """How many were found beyond those in the list."""

    @property
    def nothing_found(self) -> bool:
        return all(branch.hidden for branch in self.tree)


def picker(
    yardstick: Yardstick,
    sheet: LevelMap,
    strengths: Mapping[str, Strength],
    *,
    words: str,
    part: str,
    chosen: str,
    wider: Callable[[str, Yardstick], Collection[str]] = lambda words, yardstick: (),
) -> Picker:
    """The list for what is looked for: `words`, or the competence `part`. `chosen` is the skill that is chosen, whose
    line is always there. Where no name has the words, `wider` says which skills are meant."""
    if not sheet.whole:
        is_named = any(not branch.hidden for branch in tree(sheet, words=words, chosen=""))
        return Picker(tree(sheet, words=words, chosen=chosen, also=() if is_named else wider(words, yardstick)))
    home = yardstick.competences.get(part)
    if words.strip():
        found: Sequence[Skill] = [hit.skill for hit in skills.find(words, yardstick)]
        meant = () if found else wider(words, yardstick)
        found = found or [skill for key, skill in yardstick.skills.items() if key in meant]
    else:
        found = [skill for skill in home.skills if not skill.retired] if home else []
    listed = list(found[:MOST])
    if chosen in yardstick.skills and all(skill.key != chosen for skill in listed):
        listed.insert(0, yardstick.skills[chosen])
    few = len(yardstick.competences) <= MOST_PARTS
    return Picker(
        tree=_branches(yardstick, listed, strengths, sheet),
        is_part=True,
        parts=tuple((level, level.competences) for level in yardstick.levels) if few else (),
        part=part if home else "",
        more=max(0, len(found) - MOST),
    )


def _branches(
    yardstick: Yardstick, listed: Sequence[Skill], strengths: Mapping[str, Strength], sheet: LevelMap
) -> tuple[Branch, ...]:
    """The skills by level and competence, open; the best find stays in front."""
    order = {key: n for n, key in enumerate(dict.fromkeys(s.level for s in listed))}
    homes = {key: n for n, key in enumerate(dict.fromkeys(s.competence for s in listed))}
    rows = sorted(listed, key=lambda skill: (order[skill.level], homes[skill.competence]))
    leaves = {leaf.key: leaf for leaf in (*sheet.leaves, *sheet.optional)}
    found = []
    for key, own in groupby(rows, key=lambda skill: skill.level):
        twigs = tuple(
            Twig(yardstick.competences[home].name, tuple((levelmap.mark(s, strengths), False) for s in some))
            for home, some in groupby(own, key=lambda skill: skill.competence)
        )
        leaf = leaves[key]
        found.append(Branch(f"{sheet.tier} {leaf.number}, {leaf.name}", leaf.shown, leaf.total, True, twigs))
    return tuple(found)
