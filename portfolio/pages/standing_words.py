"""A standing in words: what stands at every level, what to show first, and how that is worked out."""

from __future__ import annotations

from dataclasses import dataclass

from competence.standing import LevelReading, RuleReading, Standing, State
from competence.yardstick import Yardstick
from portfolio import english


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule held against the portfolio."""

    text: str
    reason: str
    settled: bool
    decides: bool


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level in words."""

    number: int
    label: str
    name: str
    state: str
    """The word for style sheets, for example out-of-order."""
    text: str
    sentence: str
    show_first: str
    rules: tuple[RuleLine, ...]
    further: tuple[RuleLine, ...]
    """Recommended rules: they never decide."""

    @property
    def is_out_of_order(self) -> bool:
        return self.state == State.OUT_OF_ORDER.word


def read(standing: Standing, yardstick: Yardstick) -> tuple[LevelLine, ...]:
    """Every level that has rules, in order; optional ones once they are begun."""
    return tuple(_line(reading, yardstick) for reading in standing.levels if reading.rules and not _is_aside(reading))


def _is_aside(reading: LevelReading) -> bool:
    """An optional level that was not begun holds nothing back and says nothing."""
    return reading.level.optional and reading.state == State.NOT_STARTED


def _line(reading: LevelReading, yardstick: Yardstick) -> LevelLine:
    level = reading.level
    return LevelLine(
        number=level.number,
        label=f"{yardstick.tiers.level} {level.number}" if yardstick.ordered else level.name,
        name=level.name,
        state=reading.state.word,
        text=reading.state.text,
        sentence=reading.reason,
        show_first=_first(reading, yardstick) if reading.state == State.OUT_OF_ORDER else "",
        rules=tuple(_rule(rule) for rule in reading.rules if rule.decides),
        further=tuple(_rule(rule) for rule in reading.rules if not rule.decides),
    )


def _first(reading: LevelReading, yardstick: Yardstick) -> str:
    tier = yardstick.tiers.level
    return english.listing([f"{tier} {level.number}, {level.name}" for level in reading.show_first])


def _rule(reading: RuleReading) -> RuleLine:
    return RuleLine(reading.rule.text or reading.rule.key, reading.reason, reading.settled, reading.decides)
