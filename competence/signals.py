"""Signals: what the order of a standing says beyond its states. Pure; hints, never locks and never a judgement.

Source: PRODUCT.md, "What must always hold" 6: higher evidence without the levels below is shown as such, with what to
show first; a level missing in the middle is its own signal.
"""

from __future__ import annotations

from dataclasses import dataclass

from competence.standing.readings import LevelReading, Standing, State
from competence.yardstick import Level, Yardstick

STARTED_TOO_HIGH = "started-too-high"
MIDDLE_NEGLECTED = "middle-neglected"
NEGLECTED_BELOW = 3
"""A middle level counts as neglected with less than one third of its skills shown."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that a reader will ask about."""

    key: str
    """started-too-high or middle-neglected"""
    title: str
    text: str
    """What is shown, then what is not shown yet, in one or two sentences."""
    levels: tuple[Level, ...]
    """The level that it is about, then the levels that would settle it."""


def read(yardstick: Yardstick, standing: Standing) -> tuple[Signal, ...]:
    """All signals of `standing`, a reading of `yardstick`: started too high, then neglected levels, lowest first."""
    return (*started_too_high(yardstick, standing), *middle_neglected(yardstick, standing))


def started_too_high(yardstick: Yardstick, standing: Standing) -> tuple[Signal, ...]:
    """At most one signal: the highest level with evidence while a level below it, not optional, is open.

    Optional levels come last: one of them is named only when no other level stands too high.
    """
    early = [reading for reading in standing.levels if reading.shown and reading.show_first]
    if not early:
        return ()
    top = max(early, key=lambda reading: (not reading.level.optional, reading.level.number))
    first = top.show_first
    named = _listed([_named(yardstick, level) for level in first])
    shown = f"{_skills(top.shown)} of {_named(yardstick, top.level)} {_be(top.shown)} shown"
    signal = Signal(
        key=STARTED_TOO_HIGH,
        title=f"{_short(yardstick, top.level)} before {_listed([_short(yardstick, level) for level in first])}",
        text=f"{shown}, while {named} {_be(len(first))} not demonstrated yet. "
        f"Show {'that' if len(first) == 1 else 'those'} first.",
        levels=(top.level, *first),
    )
    return (signal,)


def middle_neglected(yardstick: Yardstick, standing: Standing) -> tuple[Signal, ...]:
    """A signal for each middle level of a ladder that is hardly shown while a higher level has evidence.

    A level that is demonstrated or verified is none: its rules ask for no more skills than are there.
    """
    if not yardstick.ordered:
        return ()
    ladder = sorted((r for r in standing.levels if not r.level.optional), key=lambda r: r.level.number)
    signals = []
    for place, reading in enumerate(ladder[1:-1], start=1):
        higher = [other for other in ladder[place + 1 :] if other.shown]
        thin = reading.shown * NEGLECTED_BELOW < reading.total and reading.state < State.DEMONSTRATED
        if higher and thin:
            signals.append(_neglected(yardstick, reading, higher))
    return tuple(signals)


def _neglected(yardstick: Yardstick, reading: LevelReading, higher: list[LevelReading]) -> Signal:
    level = reading.level
    above = _listed([_named(yardstick, other.level) for other in higher])
    return Signal(
        key=MIDDLE_NEGLECTED,
        title=f"{_short(yardstick, level)} is hardly shown",
        text=f"{above} {'has' if len(higher) == 1 else 'have'} {_skills(sum(other.shown for other in higher))} shown; "
        f"{_named(yardstick, level)} has {reading.shown or 'none'} of {reading.total}. "
        "A reader will ask what lies between.",
        levels=(level,),
    )


def _short(yardstick: Yardstick, level: Level) -> str:
    return f"{yardstick.tiers.level} {level.number}"


def _named(yardstick: Yardstick, level: Level) -> str:
    return f"{_short(yardstick, level)} ({level.name})"


def _skills(count: int) -> str:
    return f"{count} skill" if count == 1 else f"{count} skills"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _be(count: int) -> str:
    return "is" if count == 1 else "are"
