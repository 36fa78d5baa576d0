"""Everybody who is listed held against a brief: in order, with what is met, and how many meet how much."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from competence.yardstick import Yardstick
from hiring.matching import Scored, Scoring
from hiring.models import Brief
from hiring.pages import matches
from hiring.pages.faces import NO_MASK, Mask
from hiring.pages.matches import Board, Person
from hiring.queries import facts, scores, scores_index
from hiring.wanted import Ask, Wanted
from portfolio import engine
from portfolio.explore import Asked
from portfolio.models import Practitioner
from portfolio.queries import explore

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

PAGE_SIZE = 10


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people meet how many of the musts."""

    all: int = 0
    half: int = 0
    """At least half of them, but not all."""
    fewer: int = 0
    nothing: int = 0
    """Neither a must nor a useful one."""


@dataclass(frozen=True, slots=True)
class Advice:
    """Without which must somebody meets all the others, and how many do."""

    without: Ask
    count: int


@dataclass(frozen=True)
class Matches:
    """One page of people, and how all of them stand."""

    wanted: Wanted
    people: tuple[Person, ...]
    total: int
    """Everybody who was held against the brief, after filters."""
    counts: Counts
    advice: Advice | None


def briefs(user: User | AnonymousUser) -> QuerySet[Brief]:
    """The briefs that this user may hold against people, each with its framework and team."""
    held: QuerySet[Brief] = Brief.objects.visible_to(user).select_related("framework", "team")
    return held


def among(asked: Asked) -> QuerySet[Practitioner]:
    """The listed people for whom the filters hold."""
    return explore.people(asked)


def score(wanted: Wanted, asked: Asked) -> Scoring:
    """Everybody for whom the filters hold, in order. Three queries, from an index at most two."""
    with engine.reading() as index:
        if index is not None:
            return scores_index.score(index, wanted, asked)
    return scores.score(wanted, among(asked))


def show(
    wanted: Wanted,
    yardstick: Yardstick,
    scoring: Scoring,
    rows: Sequence[Scored | Practitioner],
    asked: Asked,
    mask: Mask = NO_MASK,
) -> Matches:
    """One page, of `scoring` or of `others`, with all that it shows. Three queries; three more where nobody meets all
    musts, for the advice."""
    keys = [row.pk for row in rows]
    standing = [row for row in rows if isinstance(row, Scored)]
    board = board_of(wanted, yardstick, scoring, {*keys, *matches.above(scoring, standing)}, mask)
    counts, musts = counted(wanted, scoring), len(wanted.musts)
    is_near = musts > 1 and not counts.all and scoring.by_musts.get(musts - 1)
    found = advice(wanted, asked) if is_near else None
    return Matches(wanted, board.people(keys), scoring.total, counts, found)


def others(wanted: Wanted, asked: Asked) -> QuerySet[Practitioner] | scores_index.Others:
    """The people who meet nothing: the latest proof first, or where the day does not count at random."""
    with engine.reading() as index:
        if index is not None:
            return scores_index.others(index, wanted, asked)
    found = scores.figures(wanted, among(asked)).filter(musts_met=0, useful_met=0)
    people = Practitioner.objects.filter(pk__in=found.values("pk"))
    return people.order_by(*(scores.LATEST if wanted.is_by_day else scores.BY_CHANCE))


def board_of(
    wanted: Wanted, yardstick: Yardstick, scoring: Scoring, keys: Collection[int], mask: Mask = NO_MASK
) -> Board:
    """What these people are held against. Three queries."""
    people = {person.pk: person for person in Practitioner.objects.filter(pk__in=keys)}
    named = {pk: mask.face(person) for pk, person in people.items()}
    return Board(wanted, yardstick, scoring, named, facts.of(people.values(), yardstick, mask.veil))


def counted(wanted: Wanted, scoring: Scoring) -> Counts:
    """How many people meet all musts, at least half, fewer. No query."""
    total = len(wanted.musts)
    all_, half = 0, 0
    for met, people in scoring.by_musts.items():
        if total and met == total:
            all_ += people
        elif total and 2 * met >= total:
            half += people
    return Counts(all_, half, len(scoring.rows) - all_ - half, scoring.nothing)


def advice(wanted: Wanted, asked: Asked) -> Advice | None:
    """The must without which most people meet all the others; none when nobody comes that near. Three queries."""
    found = _lacking_one(wanted, asked)
    ask = max(wanted.musts, key=lambda must: found.get(must, 0))
    return Advice(ask, found[ask]) if found else None


def _lacking_one(wanted: Wanted, asked: Asked) -> dict[Ask, int]:
    with engine.reading() as index:
        if index is not None:
            return scores_index.lacking_one(index, wanted, asked)
    return scores.lacking_one(wanted, among(asked))
