"""Every kind of rule by its name in the framework files, and one rule held against a portfolio."""

from __future__ import annotations

from dataclasses import replace

from competence.standing.ground import Ground
from competence.standing.one_value import one_value
from competence.standing.readings import PartReading, RuleReading
from competence.standing.small_kinds import SMALL_KINDS, Kind, unknown_kind
from competence.yardstick import Rule, Yardstick

KINDS: dict[str, Kind] = {**SMALL_KINDS, "one-value": one_value}
"""A file that names another kind should be refused when it is loaded."""

BREAKABLE = frozenset({"repeats"})
"""Kinds that more evidence can break. A level must never fall because more was shown, so they never decide."""


def decides(rule: Rule) -> bool:
    """Whether a level waits for this rule: it is required, and more evidence cannot break it."""
    return rule.required and not any(entry.kind in BREAKABLE for entry in (rule, *rule.requires))


def bearing(yardstick: Yardstick) -> tuple[Rule, ...]:
    """The rules that a state of a level depends on: not those that only recommend, unless they are another way to the
    same end, or a rule names them."""
    named = {str(value) for rule in yardstick.rules for value in rule.params.values()}
    return tuple(rule for rule in yardstick.rules if decides(rule) or rule.alternative or rule.key in named)


def reading(ground: Ground, strict: Ground, rule: Rule) -> RuleReading:
    """`rule` held against `ground`, and against `strict`, where only verified evidence lies."""
    kind = KINDS.get(rule.kind, unknown_kind)
    outcome, verified = kind(ground, rule), kind(strict, rule)
    return RuleReading(
        rule=rule,
        holds=outcome.holds,
        holds_verified=verified.holds,
        have=outcome.have,
        have_verified=verified.have,
        need=outcome.need,
        counted=outcome.proofs,
        projects=outcome.projects,
        values=outcome.values,
        open=outcome.open,
        reason=outcome.reason,
        parts=tuple(PartReading(r, o.holds, o.have, o.need, o.open, o.reason) for r, o in outcome.parts),
        decides=decides(rule),
    )


def answered(readings: list[RuleReading]) -> tuple[RuleReading, ...]:
    """The readings of one level, where each open rule names another way to the same end that holds, if there is one."""
    holding = {r.rule.alternative: r.rule.key for r in reversed(readings) if r.holds and r.rule.alternative}
    return tuple(r if r.holds else replace(r, answered_by=holding.get(r.rule.alternative, "")) for r in readings)
