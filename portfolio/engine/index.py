"""The index: what SQL would answer about all listed people, from memory. It asks no database itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from competence.standing import State
from competence.strengths import Strength
from portfolio.engine import ranking
from portfolio.engine.asks import Either, Has, Is, Point, ShowsAny, Since, Term
from portfolio.engine.matrix import Matrix
from portfolio.engine.ranking import Ranking
from portfolio.engine.sets import Sets, bitmap, numbers
from portfolio.engine.slots import Person, Slots
from portfolio.engine.words import Words
from portfolio.facets import STANDING


@dataclass(frozen=True)
class Entry:
    """All that the index holds of one listed person."""

    person: Person
    strengths: Mapping[str, int]
    facets: Sequence[tuple[str, str, str]]
    """Kind, value and label."""
    tokens: Collection[str] = ()
    """Of the words that the index knows of anybody."""


@dataclass
class Index:
    """Slots, sets and matrix, which say the same of the same people; and of some words, who has them."""

    slots: Slots
    sets: Sets
    matrix: Matrix
    words: Words = field(default_factory=Words)

    # ── Finding ──────────────────────────────────────────────────────────────────────────────────────────────────────
    def found(self, terms: Iterable[Term] = ()) -> BitMap:
        """The slots of the listed people for whom everything asked holds."""
        found = self.sets.everybody.copy()
        for term in terms:
            found &= self._of(term)
        return found

    def _of(self, term: Term) -> BitMap:
        if isinstance(term, Has):
            return _union([BitMap.intersection(*map(self.words.of, way)) for way in term.ways])
        if isinstance(term, Since):
            return bitmap(np.flatnonzero(self.slots.days[: self.slots.used] >= term.day.toordinal()))
        if isinstance(term, Either):
            return _union([self._of(one) for one in term.terms])
        if isinstance(term, ShowsAny):
            return self.sets.any_skill(term.strength)
        if isinstance(term, Is):
            return _union([self.sets.facet(term.kind, value) for value in term.values])
        if len(keys := tuple(term.skills)) == 1:
            return self.sets.skill(keys[0], term.strength)
        return self.sets.any_skill(term.strength, keys)

    def with_any(self, found: BitMap, term: Term) -> int:
        """For how many of the people found something more holds."""
        return found.intersection_cardinality(self._of(term))

    def since(self, found: BitMap, days: Sequence[date]) -> list[int]:
        """How many of the people found have their latest proof on each of these days or later."""
        own = self.slots.days[numbers(found)]
        return [int(np.count_nonzero(own >= day.toordinal())) for day in days]

    def people(self, found: BitMap) -> list[int]:
        """Primary keys of these people, in no order."""
        keys: list[int] = self.slots.keys[numbers(found)].tolist()
        return keys

    def latest(self, found: BitMap) -> Ranking:
        """These people by their latest proof; those without come last."""
        places = numbers(found)
        return self._ranking(places, self.slots.days[places].astype(np.int64))

    def best(self, found: BitMap, better: Iterable[Term]) -> Ranking:
        """These people by how many of the terms hold for them, then by latest proof."""
        weight = np.zeros(self.slots.used, dtype=np.uint8)
        for term in better:
            weight[numbers(found & self._of(term))] += 1
        places = numbers(found)
        return self._ranking(places, ranking.keys_of([weight[places]], self.slots.days[places]))

    def richest(self, found: BitMap, skills: Collection[str], strength: int) -> Ranking:
        """These people by how many of the skills they show at this strength or above, then by their latest proof."""
        places = numbers(found)
        many = np.zeros(self.slots.used, dtype=np.uint16)
        for key in self.sets.shown.keys() & skills:
            many += self.matrix.row(key, self.slots.used) >= np.uint8(strength)
        return self._ranking(places, ranking.keys_of([many[places]], self.slots.days[places]))

    # ── Matching ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def scored(self, points: Sequence[Point], among: BitMap, *, by_day: bool = True) -> Ranking:
        """Those of the people `among` who meet something, in the order of a brief; `by_day`: the latest proof decides
        between equals."""
        kind = np.uint8 if len(points) < 256 else np.uint16
        columns: list[NDArray[Any]] = [np.zeros(self.slots.used, dtype=kind) for _ in range(3)]
        verified, met, useful = columns
        for point in points:
            if point.is_must:
                self._count(point, met, point.strength)
                self._count(point, verified, Strength.VERIFIED)
            else:
                self._count(point, useful, point.strength)
        some = (met | useful) != 0
        if len(among) < self.slots.used:
            inside = np.zeros(self.slots.used, dtype=bool)
            inside[numbers(among)] = True
            some &= inside
        places = np.flatnonzero(some)
        days = self.slots.days.take(places) if by_day else np.zeros(len(places), dtype=np.int32)
        columns = [column.take(places) for column in columns]
        return self._ranking(places, ranking.keys_of(columns, days), columns[1])

    def unmet(self, points: Sequence[Point], among: BitMap, *, by_day: bool = True) -> Ranking:
        """Those of the people `among` who meet nothing, by latest proof, or without `by_day` at random."""
        found = among - bitmap(self.scored(points, among).slots)
        if by_day:
            return self.latest(found)
        places = numbers(found)
        return self._ranking(places, np.zeros(len(places), dtype=np.int64))

    def lacking_one(self, points: Sequence[Point], among: BitMap) -> list[int]:
        """For each must, how many of the people `among` meet every other one and not it."""
        musts = [point for point in points if point.is_must]
        held = []
        for point in musts:
            column = np.zeros(self.slots.used, dtype=np.uint16)
            self._count(point, column, point.strength)
            held.append(column)
        met = np.sum(held, axis=0) if held else np.zeros(self.slots.used, dtype=np.uint16)
        near = np.zeros(self.slots.used, dtype=bool)
        near[numbers(among)] = True
        near &= met == len(musts) - 1
        return [int(np.count_nonzero(near & (column == 0))) for column in held]

    def _count(self, point: Point, column: NDArray[Any], strength: int) -> None:
        """One more for everybody who holds the point at this strength."""
        if point.standing:
            states = tuple(f"{point.standing}/{state.word}" for state in State if state.is_held(strength))
            column[numbers(self._of(Is(STANDING, states)))] += 1
            return
        least = np.uint8(strength)  # of the rows' own kind: others would be compared in a wider one
        rows = [self.matrix.row(key, self.slots.used) >= least for key in point.skills]
        if len(rows) == point.at_least == 1:
            column += rows[0].view(np.uint8)
        elif len(rows) >= point.at_least:
            many = np.zeros(self.slots.used, dtype=np.uint16)
            for row in rows:
                many += row
            column += many >= point.at_least

    def _ranking(self, places: NDArray[Any], keys: NDArray[np.int64], met: NDArray[Any] | None = None) -> Ranking:
        slots = self.slots
        return Ranking(places, keys, slots.keys, slots.high, slots.low, _NONE if met is None else met)

    # ── Keeping in step ──────────────────────────────────────────────────────────────────────────────────────────────
    def put(self, people: Iterable[int], entries: Iterable[Entry]) -> None:
        """Of all these people, by primary key, hold from now on what `entries` say; who has none is not listed."""
        known = bitmap(self.slots.of_keys(list(people)))
        self.sets.forget(known)
        self.words.forget(known)
        for slot in numbers(known).tolist():
            self.matrix.put(slot, {})
        for entry in entries:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        slot = self.slots.put(entry.person)
        own = BitMap([slot])
        self.sets.everybody.add(slot)
        for key, strength in entry.strengths.items():
            self.sets.add_strength(key, strength, own)
        for kind, value, label in entry.facets:
            self.sets.add_facet(kind, value, own, label)
        self.matrix.put(slot, dict(entry.strengths))
        self.words.put(slot, entry.tokens)


_NONE = np.zeros(0, dtype=np.uint8)


def _union(sets: Sequence[BitMap]) -> BitMap:
    if len(sets) == 1:
        return sets[0]
    return BitMap.union(*sets) if sets else BitMap()
