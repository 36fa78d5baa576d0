"""Levels, competences, groups and skills of a framework file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from competence.formats.blocks import Block, Reading
from competence.formats.signals import read_signals
from competence.skill_signals import skills_named
from competence.vocabulary import Aspect, Proof
from competence.yardstick import Competence, Group, Level, Skill

T = TypeVar("T", Competence, Group, Skill)

LEVELS, COMPETENCES, GROUPS, SKILLS = "levels", "competences", "groups", "skills"


@dataclass
class Parts:
    """The four tiers as read, each in file order, before they are put together."""

    levels: list[Level]
    competences: list[Competence]
    groups: list[Group]
    skills: list[Skill]


def read_tree(reading: Reading) -> tuple[Level, ...]:
    """The levels of a file with everything below them. What does not fit its place is noted as a problem."""
    root = reading.root
    levels = [_level(block, reading) for block in root.blocks(LEVELS, required=True)]
    competences = [_competence(block, reading) for block in root.blocks(COMPETENCES)]
    groups = [_group(block, reading) for block in root.blocks(GROUPS)]
    level_of = {competence.key: competence.level for competence in competences}
    skills = [_skill(block, reading, level_of) for block in root.blocks(SKILLS, required=True)]
    parts = Parts(levels, competences, groups, skills)
    _check_numbers(parts, reading)
    _check_ladder(parts, reading)
    _check_places(parts, reading)
    _check_successors(parts, reading)
    _check_signals(parts, reading)
    return _put_together(parts)


def _level(block: Block, reading: Reading) -> Level:
    return Level(
        key=reading.declare(LEVELS, block),
        number=block.whole("number", required=True) or 0,
        name=block.name(),
        summary=block.text("summary"),
        means=block.text("means"),
        does_not_mean=block.text("does_not_mean"),
        remark=block.text("remark"),
        optional=block.flag("optional"),
        prerequisites=block.keys("prerequisite"),
        extra=block.rest(),
    )


def _competence(block: Block, reading: Reading) -> Competence:
    block.whole("order")
    return Competence(
        key=reading.declare(COMPETENCES, block),
        name=block.name(),
        summary=block.text("summary"),
        does_not_mean=block.text("does_not_mean"),
        level=block.key("level"),
        extra=block.rest(),
    )


def _group(block: Block, reading: Reading) -> Group:
    block.whole("order")
    return Group(
        key=reading.declare(GROUPS, block),
        name=block.name(),
        summary=block.text("summary"),
        competence=block.key("competence"),
        extra=block.rest(),
    )


def _skill(block: Block, reading: Reading, level_of: Mapping[str, str]) -> Skill:
    competence = block.key("competence")
    return Skill(
        key=reading.declare(SKILLS, block),
        competence=competence,
        level=level_of.get(competence, ""),
        group=block.key("group", required=False),
        name=block.name(),
        can_do=block.text("can_do", required=True),
        evidence=block.text("evidence"),
        pitfall=block.text("pitfall"),
        proof=block.word("proof", Proof.values),
        does_not_mean=block.text("does_not_mean"),
        added=block.flag("added"),
        comparison=block.flag("comparison"),
        diagnosis=block.flag("diagnosis"),
        optional=block.flag("optional"),
        axis=block.key("axis", required=False),
        axis_value=block.key("axis_value", required=False),
        domain=block.key("domain", required=False),
        aspect=block.word("aspect", Aspect.values, required=False),
        retired=block.flag("retired"),
        successor=block.key("successor", required=False),
        signals=read_signals(block),
        extra=block.rest(),
    )


def _check_numbers(parts: Parts, reading: Reading) -> None:
    seen: dict[int, str] = {}
    for level in parts.levels:
        if level.number in seen and reading.knows(LEVELS, level.key):
            block = reading.block_of(LEVELS, level.key)
            block.problem("number", f"number {level.number} is taken by {seen[level.number]} already.")
        seen.setdefault(level.number, level.key)


def _check_ladder(parts: Parts, reading: Reading) -> None:
    circles = in_circles({level.key: level.prerequisites for level in parts.levels})
    for level in parts.levels:
        if not reading.knows(LEVELS, level.key):
            continue
        block = reading.block_of(LEVELS, level.key)
        block.refer("prerequisite", LEVELS, "level", level.prerequisites)
        if level.key in circles:
            block.problem("prerequisite", "The prerequisites lead in a circle.")


def _check_places(parts: Parts, reading: Reading) -> None:
    competence_of = {group.key: group.competence for group in parts.groups}
    for block, competence in _blocks(reading, COMPETENCES, parts.competences):
        block.refer("level", LEVELS, "level", [competence.level])
    for block, group in _blocks(reading, GROUPS, parts.groups):
        block.refer("competence", COMPETENCES, "competence", [group.competence])
    for block, skill in _blocks(reading, SKILLS, parts.skills):
        block.refer("competence", COMPETENCES, "competence", [skill.competence])
        block.refer("group", GROUPS, "group", [skill.group])
        home = competence_of.get(skill.group, skill.competence)
        if home != skill.competence:
            block.problem("group", f"The group “{skill.group}” belongs to “{home}”, the skill to “{skill.competence}”.")


def _check_successors(parts: Parts, reading: Reading) -> None:
    circles = in_circles({skill.key: (skill.successor,) if skill.successor else () for skill in parts.skills})
    for block, skill in _blocks(reading, SKILLS, parts.skills):
        block.refer("successor", SKILLS, "skill", [skill.successor])
        if skill.successor and not skill.retired:
            block.problem("successor", "A successor is named, but the skill is not retired.")
        if skill.key in circles:
            block.problem("successor", "The successors lead in a circle.")


def _check_signals(parts: Parts, reading: Reading) -> None:
    """Signals rest on skills of this file, and no skill in the end on itself."""
    rests_on = {skill.key: {key for s in skill.signals for key in skills_named(s.condition)} for skill in parts.skills}
    circles = in_circles(rests_on)
    for block, skill in _blocks(reading, SKILLS, parts.skills):
        block.refer("signals", SKILLS, "skill", sorted(rests_on[skill.key]))
        if skill.key in circles:
            block.problem("signals", "What the signals show leads in a circle.")


def _blocks(reading: Reading, kind: str, rows: Iterable[T]) -> Iterable[tuple[Block, T]]:
    return ((reading.block_of(kind, row.key), row) for row in rows if reading.knows(kind, row.key))


def in_circles(following: Mapping[str, Iterable[str]]) -> set[str]:
    """The keys to which one comes back by going on from key to key. Each key and step is looked at once, so that a file
    cannot make it long (Tarjan's components, without recursion)."""
    found, number, lowest, path = set[str](), dict[str, int](), dict[str, int](), dict[str, None]()
    for start in following:
        if start in number:
            continue
        number[start] = lowest[start] = len(number)
        path[start] = None
        waiting = [(start, iter(following[start]))]
        while waiting:
            key, steps = waiting[-1]
            step = next(steps, None)
            if step is None:
                waiting.pop()
                if waiting:
                    lowest[waiting[-1][0]] = min(lowest[waiting[-1][0]], lowest[key])
                if lowest[key] == number[key]:
                    found |= _closed(path, key, following)
            elif step not in number:
                number[step] = lowest[step] = len(number)
                path[step] = None
                waiting.append((step, iter(following.get(step, ()))))
            elif step in path:
                lowest[key] = min(lowest[key], number[step])
    return found


def _closed(path: dict[str, None], key: str, following: Mapping[str, Iterable[str]]) -> set[str]:
    """Takes off the path what was found since `key`: a circle, unless it is one key that does not name itself."""
    members = set[str]()
    while key not in members:
        members.add(path.popitem()[0])
    return members if len(members) > 1 or key in following.get(key, ()) else set()


def _put_together(parts: Parts) -> tuple[Level, ...]:
    groups: dict[str, list[Group]] = {}
    for group in parts.groups:
        groups.setdefault(group.competence, []).append(group)
    skills: dict[str, list[Skill]] = {}
    for skill in parts.skills:
        skills.setdefault(skill.competence, []).append(skill)
    competences: dict[str, list[Competence]] = {}
    for competence in parts.competences:
        whole = replace(
            competence,
            groups=tuple(groups.get(competence.key, ())),
            skills=tuple(skills.get(competence.key, ())),
        )
        competences.setdefault(competence.level, []).append(whole)
    return tuple(replace(level, competences=tuple(competences.get(level.key, ()))) for level in parts.levels)
