"""Two yardsticks of one framework → which skills differ, and whether a standing can. Pure: no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from competence.standing.kinds import bearing
from competence.yardstick import Axis, AxisValue, Competence, Group, Level, Rule, Skill, Yardstick

ORIGIN_AXIS = "dataset-source"
PLACE = ("level", "competence", "group")
WORDS = ("name", "can_do", "evidence", "pitfall", "does_not_mean")
DEMAND = ("proof", "comparison", "diagnosis")
KINDS = {
    "added": "new",
    "retired": "retired",
    "revived": "in use again",
    "gone": "gone",
    "moved": "moved",
    "reworded": "reworded",
    "demand": "asks for other proof",
}
"""What can happen to a skill, and how a page says it."""


@dataclass(frozen=True)
class SkillChange:
    """One skill that differs; without `before` it is new, without `after` it is gone (which cannot be published)."""

    key: str
    before: Skill | None
    after: Skill | None
    kinds: tuple[str, ...]
    """Keys of `KINDS`, the weightiest first."""
    successor: Skill | None = None
    """What continues a skill that is retired now."""

    @property
    def name(self) -> str:
        """As the people concerned know it: its name before the change."""
        skill = self.before or self.after
        return skill.name if skill else self.key

    @property
    def words(self) -> str:
        """As in: retired, reworded."""
        return ", ".join(KINDS[kind] for kind in self.kinds)


def skills(before: Yardstick, after: Yardstick) -> tuple[SkillChange, ...]:
    """Every skill that differs, in the order of the framework: those of `before` first, then new ones."""
    found = []
    for key in dict.fromkeys([*before.skills, *after.skills]):
        old, new = before.skills.get(key), after.skills.get(key)
        kinds = _kinds(old, new, key in demands(before, after))
        if kinds:
            successor = after.skills.get(new.successor) if new is not None and "retired" in kinds else None
            found.append(SkillChange(key, old, new, kinds, successor))
    return tuple(found)


def _kinds(old: Skill | None, new: Skill | None, asks_other: bool) -> tuple[str, ...]:
    if old is None or new is None:
        return ("added",) if old is None else ("gone",)
    happened = {
        "retired": new.retired and (not old.retired or new.successor != old.successor),
        "revived": old.retired and not new.retired,
        "moved": _differ(old, new, PLACE),
        "reworded": _differ(old, new, WORDS),
        "demand": asks_other,
    }
    return tuple(kind for kind in KINDS if happened.get(kind))


def _differ(old: Any, new: Any, fields: tuple[str, ...]) -> bool:
    return any(getattr(old, field) != getattr(new, field) for field in fields)


def demands(before: Yardstick, after: Yardstick) -> frozenset[str]:
    """Keys of skills for which the same work may be proof of another strength by `after`."""
    barred = _barred(before), _barred(after)
    return frozenset(
        key
        for key, old in before.skills.items()
        if (new := after.skills.get(key)) is not None
        and (_differ(old, new, DEMAND) or barred[0].get(old.competence) != barred[1].get(new.competence))
    )


def _barred(yardstick: Yardstick) -> Mapping[str, tuple[str, ...]]:
    """Competence → origins of data that prove nothing for it."""
    axis = yardstick.axes_by_key.get(ORIGIN_AXIS)
    found: dict[str, tuple[str, ...]] = {}
    for value in axis.values if axis else ():
        for competence in value.no_evidence_for:
            found[competence] = (*found.get(competence, ()), value.key)
    return found


def is_decisive(before: Yardstick, after: Yardstick) -> bool:
    """Whether a standing or the sentence of a shape can differ: not when only descriptions do."""
    return _bones(lean(before)) != _bones(lean(after))


def lean(yardstick: Yardstick) -> Yardstick:
    """`yardstick` without what no state of a level depends on: quicker to hold against many people.

    Out go rules that only recommend, and matrices that no remaining rule asks for.
    """
    rules = bearing(yardstick)
    asked = {str(rule.params.get("matrix", "")) for rule in rules}
    return replace(yardstick, rules=rules, matrices=tuple(m for m in yardstick.matrices if m.key in asked))


def _bones(yardstick: Yardstick) -> Any:
    """What standings and shapes are made of."""
    return (
        yardstick.tiers,
        yardstick.ordered,
        yardstick.counted_strength,
        tuple(_level(level) for level in yardstick.levels),
        tuple(_rule(rule) for rule in yardstick.rules),
        tuple(replace(axis, name="", summary="", extra={}, values=_values(axis)) for axis in yardstick.axes),
        tuple((m.key, m.level, m.rows, m.columns, m.kind) for m in yardstick.matrices),
    )


def _level(level: Level) -> Level:
    competences = tuple(_competence(competence) for competence in level.competences)
    return replace(level, summary="", means="", does_not_mean="", remark="", extra={}, competences=competences)


def _competence(competence: Competence) -> Competence:
    return replace(
        competence,
        summary="",
        does_not_mean="",
        extra={},
        groups=tuple(Group(group.key, group.name, "", group.competence) for group in competence.groups),
        skills=tuple(_skill(skill) for skill in competence.skills),
    )


def _skill(skill: Skill) -> Skill:
    plain = replace(skill, signals=(), added=False, extra={}, successor="")
    return replace(plain, can_do="", evidence="", pitfall="", does_not_mean="")


def _rule(rule: Rule) -> Rule:
    return replace(rule, text="", basis="", requires=tuple(_rule(entry) for entry in rule.requires))


def _values(axis: Axis) -> tuple[AxisValue, ...]:
    return tuple(replace(value, hint="", extra={}) for value in axis.values)
