"""From the signals of skills and the code of a notebook to proposals: which skill, why, where. Pure.

A proposal is offered to the person and becomes evidence only by their hand. Its confidence is that of the strongest of
its signals; its sentences name the cell and line of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from competence.skill_signals import (
    ALL,
    ANY,
    ARGUMENT,
    CALL,
    CELL,
    CONFIDENCES,
    HINT,
    OPERATOR,
    SETS,
    SHOWS,
    Condition,
    Signal,
)
from portfolio.inspection import wording
from portfolio.inspection.code import Code
from portfolio.inspection.meanings import Literal
from portfolio.inspection.patterns import STAR, value_fits
from portfolio.inspection.uses import Hit, Uses

__all__ = ["Place", "Proposal", "Reading", "Signal", "place_of", "propose"]

MAX_PLACES = 8
MAX_WHY = 6
FOUND_BY_VALUE = (ARGUMENT, SETS, OPERATOR)
Hits: TypeAlias = tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a cell."""

    cell: str
    """The anchor of the cell: cell-7."""
    line: int
    """From 1, in the cell; 0 for something in its output."""
    text: str
    """The line itself, shortened."""

    @property
    def words(self) -> str:
        """As in "cell 14, line 3", or "cell 14" for something in its output."""
        number = self.cell.removeprefix("cell-")
        return f"cell {number}, line {self.line}" if self.line else f"cell {number}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A skill that the code speaks for."""

    skill: str
    confidence: str
    """strong, likely or hint"""
    why: tuple[str, ...]
    """Sentences for the person, the most telling first."""
    places: tuple[Place, ...]
    """The best first."""


def propose(code: Code, signals: Mapping[str, Sequence[Signal]]) -> tuple[Proposal, ...]:
    """One proposal for each skill with a signal that holds, in the order of `signals` (skill key → its signals)."""
    reading = Reading(Uses(code), signals)
    proposals = (_proposal(skill, reading, is_script=code.of_cells <= 1) for skill in signals)
    return tuple(proposal for proposal in proposals if proposal is not None)


def _proposal(skill: str, reading: Reading, *, is_script: bool) -> Proposal | None:
    held = reading.held(skill)
    if not held:
        return None
    why = (wording.sentence(signal.why, hits, is_script=is_script) for signal, hits in held)
    return Proposal(
        skill=skill,
        confidence=held[0][0].confidence,
        why=tuple(dict.fromkeys(why))[:MAX_WHY],
        places=_places(hit for _, hits in held for hit in hits),
    )


def _places(hits: Iterable[Hit]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(place_of(hit) for hit in hits))[:MAX_PLACES]


def place_of(hit: Hit) -> Place:
    """Where a use stands."""
    return Place(hit.cell.anchor, hit.use.line, hit.cell.lines.get(hit.use.line, ""))


class Reading:
    """One notebook held against the signals of a framework."""

    def __init__(self, uses: Uses, signals: Mapping[str, Sequence[Signal]]) -> None:
        self._uses = uses
        self._signals = signals
        self._held: dict[str, list[tuple[Signal, Hits]]] = {}

    def held(self, skill: str) -> list[tuple[Signal, Hits]]:
        """The signals of a skill that hold, strongest first, each with what makes it hold."""
        if skill not in self._held:
            self._held[skill] = []  # while it is worked out: a circle, which no file can have, ends here
            found = [(signal, self.holds(signal.condition)) for signal in self._signals.get(skill, ())]
            held = [(signal, hits) for signal, hits in found if hits]
            self._held[skill] = sorted(held, key=lambda pair: CONFIDENCES.index(pair[0].confidence))
        return self._held[skill]

    def holds(self, condition: Condition, cell: int | None = None) -> Hits:
        """What makes the condition hold, in one cell or the whole notebook; nothing when it does not hold."""
        if condition.kind == ALL:
            hits = self._all(condition, cell)
        elif condition.kind == ANY:
            hits = tuple(hit for inner in condition.conditions for hit in self.holds(inner, cell))
        elif condition.kind == SHOWS:
            hits = self._shown(condition)
        else:
            hits = self._mark(condition, cell)
        return () if hits and any(self.holds(other) for other in condition.unless) else hits

    def _shown(self, condition: Condition) -> Hits:
        """The first place of each skill named that is more than a hint; its cell does not matter."""
        held = [self.held(skill)[:1] for skill in condition.patterns]
        return tuple(hits[0] for pairs in held for signal, hits in pairs if signal.confidence != HINT)

    def _all(self, condition: Condition, cell: int | None) -> Hits:
        if condition.within != CELL or cell is not None:
            return self._together(condition, cell)
        first = self.holds(condition.conditions[0])
        numbers = dict.fromkeys(hit.cell.number for hit in first)
        return next((hits for number in numbers if (hits := self._together(condition, number))), ())

    def _together(self, condition: Condition, cell: int | None) -> Hits:
        """The first hit of each condition, then the others, if all hold."""
        found = [self.holds(inner, cell) for inner in condition.conditions]
        if not all(found):
            return ()
        return (*(hits[0] for hits in found), *(hit for hits in found for hit in hits[1:]))

    def _mark(self, condition: Condition, cell: int | None) -> Hits:
        hits = [
            hit
            for hit in self._uses.find(condition.kind, condition.patterns)
            if (cell is None or hit.cell.number == cell)
            and (hit.use.repeated or not condition.repeated)
            and _fits(condition, hit)
        ]
        if condition.times > 1 and len({(hit.cell.number, hit.use.line) for hit in hits}) < condition.times:
            return ()
        if condition.different and len(_different(condition, hits)) < condition.different:
            return ()
        return tuple(hits)


def _fits(condition: Condition, hit: Hit) -> bool:
    """Whether a use has the arguments and the value that are asked for."""
    if condition.values and not _any_fits(condition.values, hit.values):
        return False
    if not condition.given:
        return True
    arguments = dict(hit.use.arguments)
    return all(name in arguments and _any_fits(wanted, arguments[name]) for name, wanted in condition.given)


def _any_fits(wanted: Sequence[str | int | float | bool], values: Sequence[Literal]) -> bool:
    if STAR in wanted:
        return True
    return any(value_fits(one, value) for one in wanted for value in values)


def _different(condition: Condition, hits: Iterable[Hit]) -> set[object]:
    """The different values that fit what is asked for, or the different names."""
    if condition.kind in FOUND_BY_VALUE:
        return {value for hit in hits for value in hit.values if _any_fits(condition.values or (STAR,), [value])}
    if condition.kind == CALL and condition.given:
        found = [(wanted, dict(hit.use.arguments)[name]) for hit in hits for name, wanted in condition.given]
        return {value for wanted, values in found for value in values if _any_fits(wanted, [value])}
    return {hit.use.name for hit in hits}
