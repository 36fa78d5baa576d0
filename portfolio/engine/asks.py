"""What the index can be asked, as plain values: words of SQL's questions without SQL. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from competence.strengths import Strength


@dataclass(frozen=True, slots=True)
class Shows:
    """At least one of these skills is shown to everybody, at this strength or above."""

    skills: Collection[str]
    strength: int = Strength.EVIDENCED


@dataclass(frozen=True, slots=True)
class ShowsAny:
    """Any skill at all is shown to everybody, of whatever framework, at this strength or above."""

    strength: int


@dataclass(frozen=True, slots=True)
class Is:
    """At least one of these values of a facet holds: kind and values as in `portfolio.facets`."""

    kind: str
    values: Collection[str]


@dataclass(frozen=True, slots=True)
class Has:
    """Has a word: of one of these ways of writing it all tokens, which the index has to know (`rows.learn`)."""

    ways: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Since:
    """The latest proof is of this day or later."""

    day: date


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these holds."""

    terms: tuple[Term, ...]


Term = Shows | ShowsAny | Is | Has | Since | Either


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a brief asks for, and how it counts.

    Of `skills`, `at_least` so many have to be there at `strength`; it is verified when so many are verified. With
    `standing`, `<framework>/<level key>`, the level has to be demonstrated or verified instead; for the strength
    verified, verified.
    """

    is_must: bool
    strength: int
    skills: tuple[str, ...] = ()
    at_least: int = 1
    standing: str = ""
