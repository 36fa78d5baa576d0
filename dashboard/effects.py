"""What a change of a framework does to standings and shapes, counted and in sentences. Pure: no database.

Only people whose profile is public are named, and only with what it shows; all others are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from competence.standing import State
from competence.yardstick import Level, Yardstick

NAMED_AT_MOST = 50
"""A longer list is not read; the others are counted."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a public profile."""

    handle: str
    name: str


@dataclass(frozen=True, slots=True)
class Crowd:
    """People to whom the same happens."""

    named: tuple[Person, ...] = ()
    others: int = 0
    """How many more, who are not named."""

    @property
    def total(self) -> int:
        """All of them."""
        return len(self.named) + self.others

    def with_one(self, person: Person | None) -> Crowd:
        """The crowd with one more; None is somebody who is not named."""
        if person is None or len(self.named) >= NAMED_AT_MOST:
            return Crowd(self.named, self.others + 1)
        return Crowd((*self.named, person), self.others)


@dataclass(frozen=True, slots=True)
class Reading:
    """One person by both yardsticks."""

    before: Mapping[str, State]
    after: Mapping[str, State]
    shape_before: str = ""
    shape_after: str = ""

    @property
    def differs(self) -> bool:
        """Whether anything is different."""
        return self.before != self.after or self.shape_before != self.shape_after


@dataclass(frozen=True, slots=True)
class ShapeChange:
    """The sentence about one person, before and after."""

    person: Person
    before: str
    after: str


@dataclass(frozen=True)
class LevelEffect:
    """What happens at one level."""

    key: str
    label: str
    """As in: Level 2, Tuning."""
    happened: str = ""
    """new or gone; empty for a level that is in both."""
    held_before: int = 0
    held_after: int = 0
    moves: Mapping[str, Crowd] = field(default_factory=dict)
    """By `MOVES`."""
    people: int = 0
    """How many were looked at."""

    @property
    def said(self) -> tuple[tuple[str, Crowd], ...]:
        """As in: 3 of 41 people would lose Level 2, with the people."""
        short = self.label.partition(",")[0]
        return tuple(
            (f"{_of(crowd.total, self.people)} {words.format(short)}.", crowd)
            for move, words in MOVES.items()
            if (crowd := self.moves.get(move)) is not None and crowd.total
        )


MOVES = {
    "lose": "would lose {}",
    "gain": "would gain {}",
    "weaker": "would keep {}, no longer verified all through",
    "stronger": "would hold {} verified all through",
    "disordered": "would have {} out of order",
    "ordered": "would have {} no longer out of order",
    "other": "would stand differently at {}",
}
"""What can happen to a person at a level, in words; the weightiest first."""


def _of(number: int, people: int) -> str:
    return f"{number:,} of {people:,} {'person' if people == 1 else 'people'}"


def move(before: State | None, after: State | None) -> str:
    """The key of `MOVES` for a step from one state (None: no such level) to another; empty when there is none."""
    old, new = before or State.NOT_STARTED, after or State.NOT_STARTED
    held, holds = old >= State.DEMONSTRATED, new >= State.DEMONSTRATED
    if old == new:
        return ""
    if held != holds:
        return "lose" if held else "gain"
    if held:
        return "weaker" if old == State.VERIFIED else "stronger"
    if State.OUT_OF_ORDER in (old, new):
        return "disordered" if new == State.OUT_OF_ORDER else "ordered"
    return "other"


@dataclass(frozen=True)
class Effects:
    """What happens to everybody who was looked at."""

    people: int
    changed: Crowd
    levels: tuple[LevelEffect, ...]
    shapes: tuple[ShapeChange, ...]
    shapes_more: int
    """Sentences that change and are not shown: of people who are not named, or too many."""

    @property
    def changed_levels(self) -> tuple[LevelEffect, ...]:
        """Levels at which anybody's standing differs."""
        return tuple(level for level in self.levels if any(crowd.total for crowd in level.moves.values()))


class Tally:
    """Counts one person after the other."""

    def __init__(self, before: Yardstick, after: Yardstick) -> None:
        self._levels = _levels(before, after)
        self._moves: dict[str, dict[str, Crowd]] = {key: {} for key in self._levels}
        self._held = {key: [0, 0] for key in self._levels}
        self._people = 0
        self._changed = Crowd()
        self._shapes: list[ShapeChange] = []
        self._more = 0

    def add(self, person: Person | None, reading: Reading) -> None:
        """One person; None for somebody who is only counted."""
        self._people += 1
        if reading.differs:
            self._changed = self._changed.with_one(person)
        for key, held in self._held.items():
            old, new = reading.before.get(key), reading.after.get(key)
            held[0] += (old or 0) >= State.DEMONSTRATED
            held[1] += (new or 0) >= State.DEMONSTRATED
            step = move(old, new)
            if step:
                self._moves[key][step] = self._moves[key].get(step, Crowd()).with_one(person)
        if reading.shape_before != reading.shape_after:
            self._shape(person, reading)

    def _shape(self, person: Person | None, reading: Reading) -> None:
        if person is None or len(self._shapes) >= NAMED_AT_MOST:
            self._more += 1
        else:
            self._shapes.append(ShapeChange(person, reading.shape_before, reading.shape_after))

    def effects(self) -> Effects:
        """All that was counted."""
        levels = (
            LevelEffect(key, label, happened, self._held[key][0], self._held[key][1], self._moves[key], self._people)
            for key, (label, happened) in self._levels.items()
        )
        return Effects(self._people, self._changed, tuple(levels), tuple(self._shapes), self._more)


def _levels(before: Yardstick, after: Yardstick) -> dict[str, tuple[str, str]]:
    """Level → what to call it, and whether it is new or gone."""
    found: dict[str, tuple[str, str]] = {}
    for level, yardstick in _each(before, after):
        happened = "" if level.key in before.levels_by_key else "new"
        happened = happened if level.key in after.levels_by_key else "gone"
        label = f"{yardstick.tiers.level} {level.number}, {level.name}" if yardstick.ordered else level.name
        found[level.key] = (label, happened)
    return found


def _each(before: Yardstick, after: Yardstick) -> Iterable[tuple[Level, Yardstick]]:
    for level in before.levels:
        yield after.levels_by_key.get(level.key, level), after if level.key in after.levels_by_key else before
    for level in after.levels:
        if level.key not in before.levels_by_key:
            yield level, after
