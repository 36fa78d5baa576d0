"""The same as `finding`, for projects: which are found, in which order, and how many for every further choice.

Everything is read from `Listing`, in one go for a page, and asked in memory (`portfolio.shelf`): a condition more or a
count more costs no query. `portfolio.queries.explore.projects` says the same in SQL, from the tables themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from competence.strengths import Strength
from portfolio import facets
from portfolio.explore import ANY, LEVEL, MONTHS, SKILL, Asked
from portfolio.models import Listing, Trait
from portfolio.queries import explore as conditions
from portfolio.queries import finding, texts
from portfolio.queries.finding_index import FRESH, PROOF, Counts
from portfolio.queries.texts import Found
from portfolio.search.documents import PROJECT
from portfolio.shelf import asks
from portfolio.shelf.asks import Plan
from portfolio.shelf.rows import Rows, Shelf
from portfolio.shelf.traits import Traits

CHUNK = 20_000
"""Projects that are looked at at a time."""
GROUPED = (LEVEL, *facets.AXES.values())
"""Kinds of which several traits make one value."""
PLAIN = (facets.STANDING, facets.CURE, facets.LIBRARY, *ANY)
"""Kinds of which each value is a trait."""


class Finder:
    """Reads once for one search, however often it is asked. Two queries for up to `CHUNK` projects, and those of the
    words."""

    def __init__(self) -> None:
        self._look: Look | None = None

    def found(self, asked: Asked, *, first: int = 0, most: int = 20) -> Found:
        """`most` projects from the place `first` on, in the order asked for, and how many there are in all."""
        look = self._at(asked)
        return Found(look.page(first, most), look.total)

    def counts(self, asked: Asked) -> Counts:
        """For every kind, value → how many projects would be found with it. Values that none has are missing."""
        return self._at(asked).counts()

    def _at(self, asked: Asked) -> Look:
        if self._look is None or self._look.asked is not asked:
            self._look = Look(asked)
        return self._look


def totals(several: Sequence[Asked]) -> list[int]:
    """How many projects are found, for each of several searches. Those with the same words are read together."""
    found = [0] * len(several)
    for q in {asked.q for asked in several}:
        places = [place for place, asked in enumerate(several) if asked.q == q]
        first = several[places[0]]
        plan = Plan(_traits())
        questions = [plan.ask(several[place]) for place in places]
        for shelf in _shelves(first, _words(first), plan.traits):
            held = shelf.having(plan.sets)
            for place, question in zip(places, questions, strict=True):
                found[place] += int(question.holds(held, shelf.days).sum())
    return found


def total(asked: Asked) -> int:
    """How many projects are found."""
    return totals([asked])[0]


class Look:
    """One look at all listed projects that hold the words."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.traits = _traits()
        self._tally = Tally(asked, self.traits)
        words = _words(asked)
        self._order = Order(asked, self.traits, words or {})
        for shelf in _shelves(asked, words, self.traits):
            self._order.add(shelf, self._tally.add(shelf))

    @property
    def total(self) -> int:
        return self._tally.total

    def page(self, first: int, most: int) -> tuple[int, ...]:
        """Primary keys of the projects found, in order."""
        return self._order.page(first, most)

    def counts(self) -> Counts:
        """As `Finder.counts`."""
        return self._tally.counts()


class Tally:
    """How many are found, and how many with every further choice, added up over shelves."""

    def __init__(self, asked: Asked, traits: Traits) -> None:
        self.asked = asked
        self.plan = plan = Plan(traits)
        self._now = plan.ask(asked)
        self._other = {(PROOF, s.word): plan.ask(replace(asked, strength=s)) for s in Strength}
        self._other |= {(FRESH, str(months)): plan.ask(replace(asked, fresh=months)) for months in MONTHS}
        self._open = {kind: plan.ask(asked.of_kind(kind)) for kind in ANY if asked.values(kind)}
        self._grouped = {
            (kind, value): plan.put(asks.numbers(asked, traits, kind, value))
            for kind in GROUPED
            for value in self._values(kind)
        }
        self.total = 0
        self._counted = dict.fromkeys((*self._other, *self._grouped), 0)
        self._held = np.zeros(traits.size, dtype=np.int64)
        self._more = {kind: np.zeros(traits.size, dtype=np.int64) for kind in self._open}

    def _values(self, kind: str) -> list[str]:
        yardstick = self.asked.yardstick
        if kind == LEVEL:
            return list(yardstick.levels_by_key)
        own = {skill.domain for skill in yardstick.skills.values()} if kind == facets.DOMAIN else set()
        own |= {skill.axis_value for skill in yardstick.skills.values() if facets.AXES.get(skill.axis) == kind}
        return sorted(own - {""} | self.plan.traits.by_kind.get(kind, {}).keys())

    def add(self, shelf: Shelf) -> Rows:
        """Count a shelf; says which projects of it are found."""
        held = shelf.having(self.plan.sets)
        now = self._now.holds(held, shelf.days)
        self.total += int(now.sum())
        self._held += shelf.counted(now)
        for key, question in self._other.items():
            self._counted[key] += int(question.holds(held, shelf.days).sum())
        for key, place in self._grouped.items():
            self._counted[key] += int((held[place] & now).sum())
        for kind, question in self._open.items():
            self._more[kind] += shelf.counted(question.holds(held, shelf.days) & ~now)
        return now

    def counts(self) -> Counts:
        made: Counts = {SKILL: self._skills(), **{kind: self._named(kind, self._held) for kind in PLAIN}}
        made[facets.STANDING] = finding.standings(self.asked, made[facets.STANDING])
        for (kind, value), number in self._counted.items():
            made.setdefault(kind, {})[value] = number
        return made | {kind: self._further(kind, made[kind]) for kind in self._open}

    def _skills(self) -> dict[str, int]:
        least = self.asked.strength or Strength.CLAIMED
        own = ((key, self.plan.traits.of_skills((key,), least)) for key in self.asked.yardstick.skills)
        counted = ((key, int(self._held[list(numbers)].sum())) for key, numbers in own if numbers)
        return {key: number for key, number in counted if number}

    def _named(self, kind: str, counted: NDArray[np.int64]) -> dict[str, int]:
        own = self.plan.traits.by_kind.get(kind, {})
        return {value: int(counted[number]) for value, number in own.items() if counted[number]}

    def _further(self, kind: str, held: dict[str, int]) -> dict[str, int]:
        """Of a kind of which any choice is enough: those found already, and the ones that would come as well."""
        more = self._named(kind, self._more[kind])
        return {value: self.total + more.get(value, 0) for value in {*self.asked.values(kind), *held, *more}}


class Order:
    """What decides about the order of those who are found: the weight that is asked for, then the latest publication,
    then chance, always the same."""

    def __init__(self, asked: Asked, traits: Traits, scores: Mapping[int, int]) -> None:
        """`scores`: how well each project holds the words, by primary key."""
        self._scores = scores if asked.order == "best" else {}
        least = {"verified": Strength.VERIFIED, "shown": Strength.EVIDENCED}.get(asked.order)
        self._skills = traits.of_skills(asked.yardstick.skills, least) if least else frozenset()
        self._columns: list[NDArray[np.int64]] = []

    def add(self, shelf: Shelf, rows: Rows) -> None:
        """Projects that are found."""
        keys = shelf.keys[rows]
        if self._scores:
            weights = np.array([self._scores.get(key, 0) for key in keys.tolist()], dtype=np.int64)
        else:
            weights = shelf.many(self._skills)[rows]
        chances = shelf.chances[rows].view(np.int64)
        self._columns.append(np.array([keys, weights, shelf.moments[rows], chances]))

    def page(self, first: int, most: int) -> tuple[int, ...]:
        if not self._columns:
            return ()
        keys, weights, moments, chances = np.hstack(self._columns)
        order = np.lexsort((chances.view(np.uint64), -moments, -weights))
        return tuple(keys[order[first : first + most]].tolist())


def _traits() -> Traits:
    return Traits(Trait.objects.values_list("pk", "kind", "value"))


def _words(asked: Asked) -> Mapping[int, int] | None:
    """The projects that hold the words, by primary key, with how well; None without words."""
    return texts.scores(asked.terms, PROJECT) if asked.q else None


def _shelves(asked: Asked, words: Mapping[int, int] | None, traits: Traits) -> Iterator[Shelf]:
    """The listed projects that hold the words, some thousand at a time. Words that very many hold are looked up in what
    is read, so that the database searches for them once."""
    rows: QuerySet[Listing] = Listing.objects.listed()
    if words is not None and len(words) <= CHUNK:
        rows, words = conditions.with_words(rows, asked, PROJECT), None
    last, packed = 0, list[tuple[int, bytes | memoryview]]()
    while last == 0 or len(packed) == CHUNK:
        packed = list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", "packed")[:CHUNK])
        last = packed[-1][0] if packed else -1
        held = packed if words is None else [row for row in packed if row[0] in words]
        if held:
            yield Shelf(held, traits.size)
