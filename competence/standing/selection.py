"""Which skills a rule speaks of, and what every kind of rule answers with."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from competence.standing.facts import Proof
from competence.standing.ground import DOMAIN, Ground, live
from competence.standing.readings import Open
from competence.yardstick import Rule, Skill

SELECTORS = ("skills", "group", "competence", "scope_level", "aspect", "match")
OWN_FIELDS = {"group": "group", "competence": "competence", "scope_level": "level", "aspect": "aspect"}
"""Selecting field of a rule → the field of a skill that it is compared with."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One rule on one ground. The fields are those of `RuleReading`."""

    holds: bool
    have: int
    need: int
    reason: str
    proofs: tuple[Proof, ...] = ()
    projects: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    open: Open = field(default_factory=Open)
    parts: tuple[tuple[Rule, Outcome], ...] = ()


def selected(ground: Ground, rule: Rule) -> tuple[Skill, ...]:
    """The skills that `rule` speaks of, in framework order; those of its level when it names none.

    Selecting fields narrow each other. Retired skills are among them: their evidence still counts.
    """
    if not any(selector in rule.params for selector in SELECTORS):
        return tuple(skill for skill in ground.yardstick.skills.values() if skill.level == rule.level)
    return narrowed(ground, rule)


def narrowed(ground: Ground, rule: Rule) -> tuple[Skill, ...]:
    """All skills of the framework that fit the rule's selecting fields.

    The same for everybody, so it is kept with the edition: a rule over all skills is asked many times for one person.
    """
    kept: dict[str, tuple[Skill, ...]] = ground.yardstick.__dict__.setdefault("_narrowed", {})
    name = repr([ground.value, *(rule.params.get(selector) for selector in SELECTORS)])
    if name not in kept:
        kept[name] = _narrowed(ground, rule)
    return kept[name]


def _narrowed(ground: Ground, rule: Rule) -> tuple[Skill, ...]:
    params = rule.params
    wanted = [(own, params[name]) for name, own in OWN_FIELDS.items() if name in params]
    skills = [s for s in _pool(ground, rule) if all(getattr(s, own) == value for own, value in wanted)]
    if "skills" in params:
        skills = [skill for skill in skills if skill.key in params["skills"]]
    if "match" in params:
        skills = [skill for skill in skills if _matches(skill, params["match"], ground.value)]
    return tuple(skills)


def _pool(ground: Ground, rule: Rule) -> Iterable[Skill]:
    """Where to look: the rule's competence when it names one, else everywhere."""
    if "competence" not in rule.params:
        return ground.yardstick.skills.values()
    competence = ground.yardstick.competences.get(rule.params["competence"])
    return competence.skills if competence else ()


def _matches(skill: Skill, axis: str, value: str) -> bool:
    if axis == DOMAIN:
        return skill.domain == value
    return (skill.axis, skill.axis_value) == (axis, value)


def needed(rule: Rule, choice: tuple[Skill, ...], shown: Collection[str]) -> int:
    """How many of `choice` the rule asks for.

    A share is a share of the skills in use.
    """
    if "at_least_share" in rule.params:
        in_use = sum(1 for _ in live(choice))
        return max(1, math.ceil(Decimal(str(rule.params["at_least_share"])) * in_use))
    return within_reach(int(rule.params.get("at_least", 1)), choice, shown)


def within_reach(asked: int, choice: Iterable[Skill], shown: Collection[str]) -> int:
    """`asked`, but not more than can be shown: when skills were retired, all that are left are enough.

    A choice without any skill in use is out of reach and stays so: nobody gets something for nothing.
    """
    choice = tuple(choice)
    reachable = sum(1 for skill in choice if not skill.retired or skill.key in shown)
    return min(asked, reachable) if reachable else asked


def lacking(ground: Ground, rule: Rule, shown: Collection[str]) -> tuple[Skill, ...]:
    """Skills that the rule wants to see among those shown, and that are not. Retired ones are not asked for."""
    wanted = rule.params.get("must_include", ())
    skills = ground.yardstick.skills
    return tuple(live(skills[key] for key in wanted if key in skills and key not in shown))


def names(skills: Iterable[Skill]) -> list[str]:
    """Their names."""
    return [skill.name for skill in skills]


def keys(skills: Iterable[Skill]) -> tuple[str, ...]:
    """Their keys."""
    return tuple(skill.key for skill in skills)
