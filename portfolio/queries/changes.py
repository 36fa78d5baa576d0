"""Reading which portfolios changed, without missing one, in one row when nothing did.

Numbers are given before a transaction commits, so on PostgreSQL a lower one may appear after a higher one. A reader
therefore holds a *low-water mark*: a number up to which nothing can appear any more. It is raised only while no writer
is under way; until then the few rows above it are read again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import connection, transaction

from portfolio.models import Change
from portfolio.models.changes import LOCK


@dataclass(frozen=True)
class Mark:
    """How far somebody has read: all changes below `low`, and from there on the ones in `known`, by person."""

    low: int = 0
    total: int = 0
    """The sum of the numbers from `low` on, when they were last read."""
    known: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class News:
    """Who changed since a mark, and the mark that holds once they have been read."""

    people: tuple[int, ...]
    mark: Mark


def total_from(low: int) -> int:
    """The sum of the numbers from `low` on: it grows with every change that commits, because a number is replaced by a
    higher one. One row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(SUM(number), 0) FROM portfolio_change WHERE number >= %s", [low])
        return int(cursor.fetchone()[0])


def since(mark: Mark) -> News | None:
    """What changed since `mark`, or None if the numbers fell: then it is another database than the one of the mark,
    or an older state of it."""
    rows, is_calm = _rows(mark.low)
    if sum(rows.values()) < mark.total:
        return None
    people = tuple(person for person, number in rows.items() if mark.known.get(person) != number)
    return News(people, _mark(mark.low, rows, is_calm))


def begin() -> Mark:
    """The mark from which to follow, to be taken *before* the portfolios are read."""
    return _mark(0, *_rows(0))


def _mark(low: int, rows: dict[int, int], is_calm: bool) -> Mark:
    """The mark of whoever has read `rows`: raised to the highest where nobody was writing."""
    if is_calm and rows:
        person, low = max(rows.items(), key=lambda row: row[1])
        rows = {person: low}
    return Mark(low, sum(rows.values()), rows)


def _rows(low: int) -> tuple[dict[int, int], bool]:
    """The numbers from `low` on, by person, and whether nobody was writing when they were read."""
    if connection.vendor != "postgresql":
        return _read(low), True
    if connection.in_atomic_block:  # the lock would last as long as that transaction
        return _read(low), False
    with transaction.atomic():
        is_calm = _no_writer()
        return _read(low), is_calm


def _read(low: int) -> dict[int, int]:
    return dict(Change.objects.filter(number__gte=low).values_list("practitioner", "number"))


def _no_writer() -> bool:
    """Whether nobody is between a number and its commit. Writers then wait until this transaction, which does nothing
    but read, is over; the lock is a statement of its own, so that what is read next sees all who held it before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])
