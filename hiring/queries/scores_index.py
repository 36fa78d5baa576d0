"""The answers of `scores`, from the index in memory. Held against it for briefs of every kind by tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import overload

from hiring.matching import Figures, Scored, Scoring
from hiring.wanted import Ask, Wanted
from portfolio import engine
from portfolio.engine import Index, Placed, Point, Ranking
from portfolio.explore import Asked
from portfolio.models import Practitioner
from portfolio.queries.finding_index import Question


def score(index: Index, wanted: Wanted, asked: Asked | None = None) -> Scoring:
    """As `scores.score`, for everybody for whom `asked` holds; without it for everybody. One query if it asks for
    words, else none. What comes out needs no index any more."""
    among = Question.of(index, asked).found() if asked else index.found()
    ranking = index.scored(points(wanted), among, by_day=wanted.is_by_day)
    return FromIndex(Rows(ranking), len(among) - len(ranking))


def others(index: Index, wanted: Wanted, asked: Asked) -> Others:
    """As `matches.others`."""
    return Others(index.unmet(points(wanted), Question.of(index, asked).found(), by_day=wanted.is_by_day))


def lacking_one(index: Index, wanted: Wanted, asked: Asked) -> dict[Ask, int]:
    """As `scores.lacking_one`."""
    near = index.lacking_one(points(wanted), Question.of(index, asked).found())
    return {ask: number for ask, number in zip(wanted.musts, near, strict=True) if number}


def points(wanted: Wanted) -> list[Point]:
    """A brief in the words of the index."""
    asks = [*((ask, True) for ask in wanted.musts), *((ask, False) for ask in wanted.useful)]
    return [_point(wanted, ask, is_must=is_must) for ask, is_must in asks]


def _point(wanted: Wanted, ask: Ask, *, is_must: bool) -> Point:
    if ask.kind == "level":
        return Point(is_must, ask.strength, standing=f"{wanted.framework}/{ask.key}")
    return Point(is_must, ask.strength, ask.skills, ask.at_least)


@dataclass(frozen=True)
class Rows(Sequence[Scored]):
    """The people of a ranking; a page is worked out when it is looked at."""

    ranking: Ranking

    def __len__(self) -> int:
        return len(self.ranking)

    @overload
    def __getitem__(self, place: int) -> Scored: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Scored]: ...

    def __getitem__(self, place: int | slice) -> Scored | Sequence[Scored]:
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            return [_scored(row) for row in self.ranking.page(start, stop)][::step]
        place = place + len(self) if place < 0 else place
        if not 0 <= place < len(self):
            raise IndexError(place)
        return _scored(self.ranking.page(place, place + 1)[0])


@dataclass(frozen=True)
class FromIndex(Scoring):
    """A scoring that asks the ranking, instead of going through rows."""

    rows: Rows

    @property
    def by_musts(self) -> Mapping[int, int]:
        return self.rows.ranking.by_musts

    def rank(self, figures: Figures) -> int:
        return self.rows.ranking.rank(_inside(figures))

    def above(self, figures: Figures) -> Scored | None:
        found = self.rows.ranking.above(_inside(figures))
        return _scored(found) if found else None

    def sharing(self, figures: Figures) -> int:
        return self.rows.ranking.sharing(_inside(figures))


@dataclass(frozen=True)
class Others:
    """The people who meet nothing, read page by page."""

    ranking: Ranking

    def __len__(self) -> int:
        return len(self.ranking)

    def __getitem__(self, part: slice) -> list[Practitioner]:
        start, stop, _ = part.indices(len(self))
        keys = [row.person for row in self.ranking.page(start, stop)]
        known = Practitioner.objects.in_bulk(keys)
        return [known[key] for key in keys if key in known]


def _scored(row: Placed) -> Scored:
    verified, met, useful, day = row.figures
    return Scored(row.person, Figures(verified, met, useful, date.fromordinal(day) if day else None))


def _inside(figures: Figures) -> engine.Figures:
    return engine.Figures(*figures.key)
