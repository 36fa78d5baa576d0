"""What the questions are made from: one public portfolio as plain values.

Texts are what the person typed, or in a blind view what is left of it. An address leads to the place; which page that
is, whoever makes the facts decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from competence.signals import Signal
from competence.standing import Standing
from competence.strengths import Strength
from competence.yardstick import Yardstick


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands: words for a link, and its address."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision."""

    choice: str
    spot: Spot
    options: str = ""
    reason: str = ""
    revisit: str = ""
    skills: tuple[str, ...] = ()
    """Keys of the skills whose evidence points at it."""
    is_verified: bool = False
    """Whether such evidence is verified."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reviewer said: meets, partly or not-yet."""

    outcome: str
    grounds: str
    is_now: bool = True
    """On the present version."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence."""

    skill: str
    spot: Spot
    strength: Strength
    statement: str = ""
    is_earlier: bool = False
    """Verified for an earlier version, and for this one not."""
    opinions: tuple[Opinion, ...] = ()
    """By others, in the order in which they were given."""


@dataclass(frozen=True, slots=True)
class Known:
    """A value that a result is read against; `role` as in portfolio.models.Reference."""

    role: str
    value: Decimal
    words: str
    """As in: 0.163"""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One result."""

    metric: str
    value: Decimal
    words: str
    """As in: 3.4%"""
    spot: Spot
    is_lower_better: bool = False
    repeats: int = 1
    known: tuple[Known, ...] = ()
    skills: tuple[str, ...] = ()
    is_verified: bool = False
    is_share: bool = False
    """Whether the metric lies between nothing and all, such as accuracy."""
    is_headline: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """One before and after of a technique."""

    technique: str
    metric: str
    before: str
    after: str
    spot: Spot
    runs: tuple[int, int] = (1, 1)
    """Before and after."""
    is_equal: bool = False
    """Whether both figures are the same."""
    is_within: bool = False
    """Whether there is a difference, and it lies within the stated spread of the runs."""
    helped: bool = True
    skills: tuple[str, ...] = ()
    is_verified: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that did not hold: `figure`, `order`, `seeds` or `split`."""

    key: str
    spot: Spot
    figure: str = ""
    """Of `figure`: what is claimed, as in: accuracy 0.94"""
    repeats: int = 1
    said: str = ""
    """What the project itself says of it."""
    has_code: bool = True
    """Whether there was code to look through."""


@dataclass(frozen=True, slots=True)
class Part:
    """Who did what in a team."""

    did: str
    is_self: bool = False


@dataclass(frozen=True)
class Work:
    """One project."""

    key: str
    title: str
    spot: Spot
    originality: str = "own"
    source: str = ""
    """Of a tutorial, or of what it was adapted from."""
    choices: tuple[Choice, ...] = ()
    pieces: tuple[Piece, ...] = ()
    figures: tuple[Figure, ...] = ()
    trials: tuple[Trial, ...] = ()
    findings: tuple[Finding, ...] = ()
    team: tuple[Part, ...] = ()

    @cached_property
    def skills(self) -> tuple[str, ...]:
        """Keys of the skills that it is put forward for."""
        return tuple(dict.fromkeys(piece.skill for piece in self.pieces))


@dataclass(frozen=True)
class Subject:
    """The person who is asked, by one yardstick."""

    yardstick: Yardstick
    works: tuple[Work, ...]
    standing: Standing
    spot: Spot
    """The profile."""
    strengths: Mapping[str, Strength] = field(default_factory=dict, hash=False)
    signals: tuple[Signal, ...] = ()
    order_reason: str = ""
    """What the person answered to a level that was shown out of order."""
