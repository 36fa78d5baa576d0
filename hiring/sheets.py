"""A brief as it is written: its needs as lines, and what is wrong with them. Pure.

The lines refer to a framework by keys. Lines that the framework at hand does not know are kept and shown apart, so that
nothing is lost when somebody looks at another framework and comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from competence.yardstick import Yardstick

MOST = 60
"""Needs of one brief."""
LEVEL, SKILL, GROUP, DOMAIN = "level", "skill", "group", "domain"
MUST, USEFUL, NOT_NEEDED = "must", "useful", "not-needed"
KINDS = (LEVEL, SKILL, GROUP, DOMAIN)
WEIGHTS = (MUST, USEFUL, NOT_NEEDED)


@dataclass(frozen=True, slots=True)
class Line:
    """One need as it stands in the form."""

    kind: str
    key: str
    weight: str = MUST
    at_least: int = 1
    """How many skills of a group."""
    strength: int | None = None
    """Wanted here; None: as everywhere in the brief."""

    @property
    def id(self) -> str:
        """As in: skill:l2.generalization.dropout."""
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole brief, not saved yet."""

    title: str
    text: str
    framework: str
    strength: int = 2
    needs: tuple[Line, ...] = ()


def once(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Each thing once: what is asked for first stays."""
    found: dict[str, Line] = {}
    for line in lines:
        found.setdefault(line.id, line)
    return tuple(found.values())


def skills_of(kind: str, key: str, yardstick: Yardstick) -> tuple[str, ...]:
    """The skills in use that a line means; none for a level and for what the edition does not know."""
    if kind == SKILL:
        known = yardstick.skills.get(key)
        return (key,) if known and not known.retired else ()
    if kind not in (GROUP, DOMAIN) or not key:
        return ()
    field = {GROUP: "group", DOMAIN: "domain"}[kind]
    return tuple(k for k, s in yardstick.skills.items() if getattr(s, field) == key and not s.retired)


def is_known(line: Line, yardstick: Yardstick) -> bool:
    """Whether the edition has it, and it asks for something."""
    if line.kind == LEVEL:
        return line.key in yardstick.levels_by_key
    return bool(skills_of(line.kind, line.key, yardstick))


def problems(lines: Sequence[Line], yardstick: Yardstick) -> Mapping[str, str]:
    """What cannot be saved like this: id of the line → a sentence. Lines that the edition does not know are let be."""
    found: dict[str, str] = {}
    not_needed = {line.key for line in lines if line.kind == LEVEL and line.weight == NOT_NEEDED}
    for line in lines:
        skills = skills_of(line.kind, line.key, yardstick)
        levels = {yardstick.skills[key].level for key in skills}
        if line.kind == GROUP and skills and line.at_least > len(skills):
            has = "1 skill" if len(skills) == 1 else f"{len(skills)} skills"
            found[line.id] = f"This group has {has}. Ask for at most that many."
        elif levels and levels <= not_needed:
            level = yardstick.levels_by_key[min(levels)]
            name = f"{yardstick.tiers.level} {level.number}"
            found[line.id] = f"{name} is marked as not needed, and this belongs to it. Change one of the two."
    return found


def group_name(key: str, yardstick: Yardstick) -> str:
    """The name of a group, behind that of its competence where another group is called the same."""
    group = yardstick.groups.get(key)
    if group is None:
        return key
    same = sum(other.name == group.name for other in yardstick.groups.values())
    return f"{yardstick.competences[group.competence].name}: {group.name}" if same > 1 else group.name
