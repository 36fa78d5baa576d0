"""The order of people against a brief: a stated rule over four figures, read one after the other. Pure.

1. how many musts are verified, 2. how many musts are met, 3. how many useful ones are met, 4. the latest day of proof.
People who are equal in all four share their rank (1, 2, 2, 4); which of them stands first on the page is decided by a
random number that says nothing about them (their uuid).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

Key = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """What the order is made of; each stands beside the person."""

    musts_verified: int = 0
    musts_met: int = 0
    useful_met: int = 0
    last_proof_on: date | None = None

    @property
    def key(self) -> Key:
        """The figures in the order in which they decide; more is higher. Whoever has no proof yet comes last."""
        day = self.last_proof_on.toordinal() if self.last_proof_on else 0
        return (self.musts_verified, self.musts_met, self.useful_met, day)

    @property
    def is_nothing(self) -> bool:
        """Whether no must and no useful one is met."""
        return not (self.musts_met or self.useful_met)


@dataclass(frozen=True, slots=True)
class Scored:
    """The figures of one person."""

    pk: int
    """Of the practitioner."""
    figures: Figures


@dataclass(frozen=True)
class Scoring:
    """Everybody who meets something of a brief, in order, and how many others there are.

    The one seam between questions and how they are answered: SQL makes it with a list; an index may make it with a
    sequence that works out its rows when asked, and answer `by_musts` itself.
    """

    rows: Sequence[Scored]
    """The highest first; equals by uuid."""
    nothing: int = 0
    """How many people meet nothing of it: they are one group, which comes last."""

    @property
    def total(self) -> int:
        """Everybody who was held against the brief."""
        return len(self.rows) + self.nothing

    @cached_property
    def by_musts(self) -> Mapping[int, int]:
        """How many people meet exactly so many musts, of those who meet something."""
        return Counter(row.figures.musts_met for row in self.rows)

    def rank(self, figures: Figures) -> int:
        """The rank of somebody with these figures: one more than the number of people who stand higher."""
        return bisect_left(self.rows, _descending(figures), key=_of_row) + 1

    def above(self, figures: Figures) -> Scored | None:
        """Somebody of the next rank above these figures, the first of them on the page; nobody at the top."""
        rank = self.rank(figures)
        if rank == 1:
            return None
        return self.rows[self.rank(self.rows[rank - 2].figures) - 1]

    def sharing(self, figures: Figures) -> int:
        """How many people have exactly these figures."""
        own = _descending(figures)
        return bisect_right(self.rows, own, key=_of_row) - bisect_left(self.rows, own, key=_of_row)


def _of_row(row: Scored) -> Key:
    return _descending(row.figures)


def _descending(figures: Figures) -> Key:
    """The key turned round: people stand with the highest first."""
    verified, met, useful, day = figures.key
    return (-verified, -met, -useful, -day)
