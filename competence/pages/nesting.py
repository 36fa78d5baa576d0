"""Skills in the order and depth in which a page shows them: by groups, and under other skills as `under` says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from competence.yardstick import Competence, Group, Skill

UNDER = "under"
"""The field of a skill that names the skill above it."""
BOLD = re.compile(r"(?<!\w)\*\*(\S(?:[^*]*[^*\s])?)\*\*(?!\w)")
DEEPEST = 6
"""Deeper ones are set in no further."""


@dataclass(frozen=True, slots=True)
class Row:
    """One skill, `depth` skills below the first tier."""

    skill: Skill
    depth: int
    above: tuple[str, ...]
    """Names of the skills that it stands under, the nearest last; of many the last few."""

    @property
    def name(self) -> str:
        """Its name; where that is the first part of a longer statement, the whole of it."""
        text, name = self.skill.can_do, self.skill.name
        return plain(text if name.endswith("…") and text.startswith(name[:-1]) else name)

    @property
    def text(self) -> str:
        """What showing it means, where that says more than the name."""
        text = plain(self.skill.can_do)
        return "" if text in (self.name, "…") else text

    @property
    def inset(self) -> int:
        """How far it is set in."""
        return min(self.depth, DEEPEST)

    @property
    def tier(self) -> int:
        """Its depth as a list says it, from 1."""
        return self.depth + 1


@dataclass(frozen=True, slots=True)
class Section:
    """Skills of one group, or (group None) those of a competence that stand in no group."""

    group: Group | None
    rows: tuple[Row, ...]

    @property
    def is_nested(self) -> bool:
        """Whether some of them stand under others."""
        return any(row.depth for row in self.rows)

    @property
    def above(self) -> tuple[str, ...]:
        """What the first row stands under, where a page begins in the middle of a tree."""
        return self.rows[0].above if self.rows else ()


def plain(text: str) -> str:
    """A text without the stars of bold words: other people's standards are written in Markdown."""
    return BOLD.sub(r"\1", text) if "**" in text else text


def sections(competence: Competence) -> tuple[Section, ...]:
    """All skills of a competence: those in no group first, then group by group; groups without skills are left out."""
    by_group: dict[str, list[Skill]] = defaultdict(list)
    for skill in competence.skills:
        by_group[skill.group].append(skill)
    groups: tuple[Group | None, ...] = (None, *competence.groups)
    found = ((group, by_group.get(group.key if group else "", [])) for group in groups)
    return tuple(Section(group, rows(skills)) for group, skills in found if skills)


def rows(skills: Sequence[Skill]) -> tuple[Row, ...]:
    """Each skill below the one that it names in `under`, in the given order. One that names none of them, itself or
    (in the end) one below it stands in the first tier."""
    known = {skill.key for skill in skills}
    below: dict[str, list[Skill]] = defaultdict(list)
    for skill in skills:
        above = skill.extra.get(UNDER)
        below[above if isinstance(above, str) and above in known else ""].append(skill)
    found: dict[str, Row] = {}
    _plant(below[""], below, found)
    for skill in skills:
        if skill.key not in found:
            _plant([skill], below, found)
    return tuple(found.values())


def _plant(tops: Iterable[Skill], below: dict[str, list[Skill]], found: dict[str, Row]) -> None:
    waiting: list[tuple[Skill, int, tuple[str, ...]]] = [(skill, 0, ()) for skill in reversed(list(tops))]
    while waiting:
        skill, depth, above = waiting.pop()
        if skill.key in found:
            continue
        found[skill.key] = row = Row(skill, depth, above)
        names = (*above, row.name)[-DEEPEST:]
        waiting += [(child, depth + 1, names) for child in reversed(below.get(skill.key, []))]


def piece(found: Sequence[Section], first: int, last: int) -> tuple[Section, ...]:
    """Of all rows those from number `first` to `last`, counted from 1, in their sections."""
    cut, passed = [], 0
    for section in found:
        own = section.rows[max(0, first - 1 - passed) : max(0, last - passed)]
        passed += len(section.rows)
        if own:
            cut.append(Section(section.group, own))
    return tuple(cut)
