"""From rules to a standing: the state of every level and every matrix. Source: the framework files' README."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from competence.standing.cells import cells
from competence.standing.facts import PortfolioFacts
from competence.standing.ground import Ground, live
from competence.standing.kinds import answered, reading
from competence.standing.readings import LevelReading, MatrixReading, RuleReading, Standing, State
from competence.strengths import Strength
from competence.yardstick import Level, Matrix, Processes, Yardstick

Rules = Mapping[str, tuple[RuleReading, ...]]


def read(yardstick: Yardstick, processes: Processes, portfolio: PortfolioFacts) -> Standing:
    """Where `portfolio` stands by `yardstick`: every level, rule and matrix cell, each with its reasons.

    More evidence, or stronger evidence, never leads to a lower state of any level.
    """
    floor = Strength.from_word(yardstick.counted_strength)
    every, ground, strict = (
        Ground.of(yardstick, processes, portfolio, strength)
        for strength in (Strength.CLAIMED, floor, Strength.VERIFIED)
    )
    rules = {
        level.key: answered([reading(ground, strict, rule) for rule in yardstick.rules_of(level.key)])
        for level in yardstick.levels
    }
    demonstrated = _in_order(yardstick, rules, {key for key, own in rules.items() if _hold(own)})
    verified = _in_order(yardstick, rules, {key for key, own in rules.items() if _hold(own, verified=True)})
    levels = []
    for level in yardstick.levels:
        state = _state(level, rules, demonstrated, verified, ground)
        levels.append(_level(yardstick, level, state, rules, every, ground))
    return Standing(tuple(levels), tuple(_matrix(every, floor, matrix) for matrix in yardstick.matrices))


def _hold(rules: Iterable[RuleReading], *, verified: bool = False) -> bool:
    """All rules that decide hold, or another way to the same end does. A level without such rules is never reached."""
    held = {r.rule.key for r in rules if (r.holds_verified if verified else r.holds)}
    ways = {r.rule.alternative for r in rules if r.rule.alternative and r.rule.key in held}
    deciding = [r.rule for r in rules if r.decides]
    return bool(deciding) and all(rule.key in held or rule.alternative in ways for rule in deciding)


def _holds_back(yardstick: Yardstick, rules: Rules, key: str) -> bool:
    """Optional levels hold nothing back, and neither do levels that no rule decides about."""
    level = yardstick.levels_by_key.get(key)
    return level is not None and not level.optional and any(r.decides for r in rules[key])


def _in_order(yardstick: Yardstick, rules: Rules, own: set[str]) -> set[str]:
    """Those levels of `own` whose prerequisites are among them as well, all the way down."""
    reached = set(own)
    while open_below := {
        key
        for key in reached
        for below in yardstick.levels_by_key[key].prerequisites
        if below not in reached and _holds_back(yardstick, rules, below)
    }:
        reached -= open_below
    return reached


def _state(level: Level, rules: Rules, demonstrated: set[str], verified: set[str], ground: Ground) -> State:
    if level.key in verified:
        return State.VERIFIED
    if level.key in demonstrated:
        return State.DEMONSTRATED
    if _hold(rules[level.key]):
        return State.OUT_OF_ORDER
    if any(skill.key in ground.by_skill for skill in level.skills):
        return State.IN_PROGRESS
    return State.NOT_STARTED


def _level(
    yardstick: Yardstick, level: Level, state: State, rules: Rules, every: Ground, ground: Ground
) -> LevelReading:
    in_use = [skill.key for skill in live(level.skills)]
    best = {key: every.by_skill[key][0].strength for key in in_use if key in every.by_skill}
    shown = sum(strength >= ground.floor for strength in best.values())
    first = _show_first(yardstick, level, rules)
    return LevelReading(
        level=level,
        state=state,
        shown=shown,
        total=len(in_use),
        verified=sum(strength == Strength.VERIFIED for strength in best.values()),
        claimed=len(best) - shown,
        rules=rules[level.key],
        show_first=first,
        reason=_reason(yardstick, state, rules[level.key], first),
    )


def _show_first(yardstick: Yardstick, level: Level, rules: Rules) -> tuple[Level, ...]:
    """The levels below, all the way down, whose own rules are open."""
    below: set[str] = set()
    ahead = set(level.prerequisites)
    while ahead:
        key = ahead.pop()
        if key not in below and _holds_back(yardstick, rules, key):
            below.add(key)
            ahead |= set(yardstick.levels_by_key[key].prerequisites)
    wanted = {key for key in below if key != level.key and not _hold(rules[key])}
    return tuple(other for other in yardstick.levels if other.key in wanted)


def _reason(yardstick: Yardstick, state: State, rules: tuple[RuleReading, ...], first: tuple[Level, ...]) -> str:
    deciding = [r for r in rules if r.decides]
    settled, vouched = sum(r.settled for r in deciding), sum(r.holds_verified for r in deciding)
    match state:
        case State.VERIFIED:
            return "All its rules hold with verified evidence alone."
        case State.DEMONSTRATED if _hold(rules, verified=True):
            return "All its rules hold with verified evidence alone; below it, not all is verified yet."
        case State.DEMONSTRATED:
            return f"All its rules hold, {vouched or 'none'} of {len(deciding)} with verified evidence alone."
        case State.OUT_OF_ORDER:
            return f"All its rules hold, but below it {_still_open(yardstick, first)}"
        case State.IN_PROGRESS if deciding:
            return f"{settled or 'None'} of {len(deciding)} rules {'holds' if settled == 1 else 'hold'}."
        case State.IN_PROGRESS:
            return "Begun. No rule says when it is reached."
    return "Nothing shown yet."


def _still_open(yardstick: Yardstick, levels: tuple[Level, ...]) -> str:
    named = " and ".join(f"{yardstick.tiers.level} {level.number}, {level.name}," for level in levels)
    return f"{named} {'is' if len(levels) == 1 else 'are'} still open."


def _matrix(every: Ground, floor: Strength, matrix: Matrix) -> MatrixReading:
    """The matrix with all evidence in it, also what is only claimed; covered is what reaches `floor`."""
    rows, columns = (every.yardstick.axes_by_key.get(key) for key in (matrix.rows, matrix.columns))
    if rows is None or columns is None:
        return MatrixReading(matrix, (), (), ())
    return MatrixReading(matrix, rows.values, columns.values, cells(every, matrix, floor))
