"""The kind `one-value`: several small rules that have to hold for one and the same value of an axis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from competence.standing.facts import Proof
from competence.standing.ground import Ground
from competence.standing.readings import Open
from competence.standing.selection import Outcome
from competence.standing.sentences import joined, progress, quoted, uncapitalised
from competence.standing.small_kinds import SMALL_KINDS, unknown_kind
from competence.yardstick import Axis, AxisValue, Rule

PROJECT = "project"


@dataclass(frozen=True, slots=True)
class _Attempt:
    """The entries of a rule held against one value, in one project or in the whole portfolio."""

    value: AxisValue
    project: str
    parts: tuple[tuple[Rule, Outcome], ...]

    @property
    def held(self) -> int:
        return sum(outcome.holds for _, outcome in self.parts)

    @property
    def holds(self) -> bool:
        return bool(self.parts) and self.held == len(self.parts)

    @property
    def nearness(self) -> tuple[int, int]:
        return self.held, sum(min(outcome.have, outcome.need) for _, outcome in self.parts)


def one_value(ground: Ground, rule: Rule, seen: frozenset[str] = frozenset()) -> Outcome:
    """For at least `at_least_values` values of `axis`, all entries of `requires` hold with that value's evidence alone.

    Evidence has a value when its project carries it. `within = "project"`: one single project satisfies all entries;
    otherwise all projects with the value count together. `same_value_as` leaves only values that satisfy that rule.
    """
    ground = ground.without_sources(rule.params.get("excluded_sources", ()))
    need = int(rule.params.get("at_least_values", 1))
    axis = ground.yardstick.axes_by_key.get(rule.params.get("axis", ""))
    if axis is None:
        return Outcome(False, 0, need, "The axis that this rule names is not part of this framework.")
    attempts = [_best(_attempts(ground, rule, axis, value)) or _Attempt(value, "", ()) for value in axis.values]
    tied = _tied_values(ground, rule, seen)
    holding = [a for a in attempts if a.holds and (tied is None or a.value.key in tied)]
    holds = len(holding) >= need
    rest = [a for a in attempts if all(a is not other for other in holding)]
    nearest = _best(a for a in rest if tied is None or a.value.key in tied) or _best(rest)
    shown = holding[0] if holds else nearest
    return Outcome(
        holds=holds,
        have=len(holding),
        need=need,
        reason=_told(ground, axis, holding[:need], None if holds else nearest, _tie(ground, rule, tied)),
        proofs=_proofs([*holding, *([shown] if shown and not holds else [])]),
        projects=tuple(dict.fromkeys(a.project for a in holding if a.project)),
        values=tuple(a.value.key for a in holding),
        open=Open() if holds else _open(nearest),
        parts=shown.parts if shown else (),
    )


def _attempts(ground: Ground, rule: Rule, axis: Axis, value: AxisValue) -> Iterable[_Attempt]:
    carriers = [project.id for project in ground.projects if ground.carries(project, axis, value)[0]]
    if rule.params.get("within") == PROJECT:
        for project in carriers:
            yield _Attempt(value, project, _parts(ground.only({project}, value.key), rule))
    elif carriers:
        yield _Attempt(value, "", _parts(ground.only(set(carriers), value.key), rule))


def _parts(ground: Ground, rule: Rule) -> tuple[tuple[Rule, Outcome], ...]:
    entries = (entry if entry.level == rule.level else replace(entry, level=rule.level) for entry in rule.requires)
    return tuple((entry, SMALL_KINDS.get(entry.kind, unknown_kind)(ground, entry)) for entry in entries)


def _best(attempts: Iterable[_Attempt]) -> _Attempt | None:
    """The one that comes nearest; of equals one in which something was tried, then the first."""
    return max(attempts, key=lambda attempt: (attempt.nearness, bool(attempt.parts)), default=None)


def _other(ground: Ground, rule: Rule) -> Rule | None:
    key = rule.params.get("same_value_as", "")
    return next((other for other in ground.yardstick.rules if other.key == key), None)


def _tied_values(ground: Ground, rule: Rule, seen: frozenset[str]) -> tuple[str, ...] | None:
    """The values that satisfy the rule that this one is tied to; None when it is not tied."""
    if "same_value_as" not in rule.params or rule.params["same_value_as"] in seen:
        return None
    other = _other(ground, rule)
    if other is None:
        return ()
    if other.kind == "one-value":
        return one_value(ground, other, seen | {rule.key}).values
    return SMALL_KINDS.get(other.kind, unknown_kind)(ground, other).values


def _tie(ground: Ground, rule: Rule, tied: tuple[str, ...] | None) -> str:
    other = _other(ground, rule)
    if tied is None or tied or other is None:
        return ""
    return f"Waits for this one: {other.text}"


def _told(ground: Ground, axis: Axis, holding: list[_Attempt], nearest: _Attempt | None, tie: str) -> str:
    told = [_account(ground, attempt) for attempt in holding]
    if nearest is None:
        return joined(*told)
    if not nearest.parts:
        return joined(*told, f"No {'other ' if told else ''}{axis.name.lower()} shown yet.", tie)
    return joined(*told, _account(ground, nearest), tie)


def _account(ground: Ground, attempt: _Attempt) -> str:
    """How far one value is, and what is open; a single part speaks for itself."""
    outcomes = [outcome for _, outcome in attempt.parts]
    if len(outcomes) == 1:
        return f"{_where(ground, attempt)}: {uncapitalised(outcomes[0].reason)}"
    held = f"{_where(ground, attempt)}: {uncapitalised(progress(attempt.held, len(outcomes), 'part'))}"
    return joined(held, *(outcome.reason for outcome in outcomes if not outcome.holds))


def _where(ground: Ground, attempt: _Attempt) -> str:
    if not attempt.project:
        return attempt.value.name
    return f"{attempt.value.name}, in {quoted(ground.titles[attempt.project])}"


def _proofs(attempts: Iterable[_Attempt]) -> tuple[Proof, ...]:
    return tuple(dict.fromkeys(p for a in attempts for _, outcome in a.parts for p in outcome.proofs))


def _open(nearest: _Attempt | None) -> Open:
    """What is open in the parts of the nearest value, put together."""
    if nearest is None:
        return Open()
    opens = [outcome.open for _, outcome in nearest.parts if not outcome.holds]
    return Open(
        skills=tuple(dict.fromkeys(key for part in opens for key in part.skills)),
        indispensable=tuple(dict.fromkeys(key for part in opens for key in part.indispensable)),
        groups=tuple(dict.fromkeys(key for part in opens for key in part.groups)),
        steps=tuple(dict.fromkeys(key for part in opens for key in part.steps)),
        values=(nearest.value.key,),
        cells=tuple(dict.fromkeys(cell for part in opens for cell in part.cells)),
        comparisons=tuple(dict.fromkeys(key for part in opens for key in part.comparisons)),
        project=nearest.project,
    )
