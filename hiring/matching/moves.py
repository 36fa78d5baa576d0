"""Why somebody does not stand higher, and which single step would move them up. Pure.

Nothing is guessed: the figure that decides is found by comparing with a person of the next rank, and a step is named
only when the rank worked out anew, with that step taken and all else as it is, is a higher one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

from competence.standing import State
from competence.strengths import Strength
from hiring.matching.order import Figures
from hiring.matching.readings import Match, Reading, read_again
from hiring.wanted import Ask


class Figure(IntEnum):
    """The figures by their place in the order."""

    MUSTS_VERIFIED = 0
    MUSTS_MET = 1
    USEFUL_MET = 2
    LAST_PROOF = 3


@dataclass(frozen=True, slots=True)
class Deciding:
    """The first figure in which somebody of the next rank is ahead, and by what."""

    figure: Figure
    theirs: Figures
    own: Figures
    there: tuple[Ask, ...] = ()
    """What counts for this figure there and not here."""
    here: tuple[Ask, ...] = ()
    """What counts for it here and not there."""

    @property
    def ahead(self) -> int:
        """By how many; for the latest proof, by how many days."""
        return self.theirs.key[self.figure] - self.own.key[self.figure]


@dataclass(frozen=True, slots=True)
class Move:
    """One step that would move somebody up, all else as it is."""

    reading: Reading
    """As it stands."""
    to: Strength
    """The strength at which the ask would be held."""
    skills: tuple[str, ...]
    """Keys of the skills that would reach it; none for a level."""
    figures: Figures
    """As they would be."""
    rank: int
    """As it would be."""


def deciding(own: Match, theirs: Match) -> Deciding | None:
    """Why `theirs` stands above `own`; None when it does not."""
    mine, other = own.figures, theirs.figures
    figure = next((f for f in Figure if mine.key[f] != other.key[f]), None)
    if figure is None or other.key < mine.key:
        return None
    return Deciding(figure, other, mine, *_difference(figure, own, theirs))


def _difference(figure: Figure, own: Match, theirs: Match) -> tuple[tuple[Ask, ...], ...]:
    """The asks that count for `figure` there and not here, and the other way round."""
    if figure is Figure.LAST_PROOF:
        return (), ()
    side = "useful" if figure is Figure.USEFUL_MET else "musts"
    counts = _is_verified if figure is Figure.MUSTS_VERIFIED else _is_met
    mine = {reading.ask for reading in getattr(own, side) if counts(reading)}
    other = {reading.ask for reading in getattr(theirs, side) if counts(reading)}
    asks = [reading.ask for reading in getattr(own, side)]
    return tuple(a for a in asks if a in other - mine), tuple(a for a in asks if a in mine - other)


def _is_verified(reading: Reading) -> bool:
    return reading.is_verified


def _is_met(reading: Reading) -> bool:
    return reading.is_met


def moves(match: Match, rank: Callable[[Figures], int]) -> tuple[Move, ...]:
    """The steps that would move this person up, those that lead highest first, then in the order of the brief.

    For every ask at most one step to its being met and one to its being verified, the second only where it leads
    higher than the first. `rank` says which rank figures have.
    """
    now = rank(match.figures)
    found = []
    for reading in match.readings:
        best = now
        for to in _steps(reading):
            move = _move(match, reading, to, rank)
            if move.rank < best:
                found.append(move)
                best = move.rank
    return tuple(sorted(found, key=lambda move: move.rank))


def _steps(reading: Reading) -> Iterator[Strength]:
    """To which strengths it pays to raise an ask: to the one asked for, and of a must to verified."""
    asked = reading.ask.strength
    if not reading.is_met:
        yield asked if reading.ask.kind != "level" else max(asked, Strength.EVIDENCED)
    if reading.ask.weight == "must" and not reading.is_verified and (reading.is_met or asked < Strength.VERIFIED):
        yield Strength.VERIFIED


def _move(match: Match, reading: Reading, to: Strength, rank: Callable[[Figures], int]) -> Move:
    facts = match.facts
    skills: tuple[str, ...] = ()
    if reading.ask.kind == "level":
        state = State.VERIFIED if to is Strength.VERIFIED else State.DEMONSTRATED
        then = replace(facts, standings={**facts.standings, reading.ask.key: state})
    else:
        skills = _raised(reading.ask, facts.strengths, to)
        then = replace(facts, strengths={**facts.strengths, **dict.fromkeys(skills, to)})
    figures = read_again(match, then, {reading.ask.key, *skills}).figures
    return Move(reading, to, skills, figures, rank(figures))


def _raised(ask: Ask, strengths: Mapping[str, Strength], to: Strength) -> tuple[str, ...]:
    """The fewest skills that have to be raised to `to`, those that come nearest first."""
    there = sum(strengths.get(key, 0) >= to for key in ask.skills)
    below = [key for key in ask.skills if strengths.get(key, 0) < to]
    below.sort(key=lambda key: -strengths.get(key, 0))
    return tuple(below[: ask.at_least - there])
