"""What the index is made of, read from SQL: everybody in a few statements, or those who changed.

For everybody, the database gathers the people of one value into one text (`1,2,5`), which numpy reads at once: ten
times faster than a row a person and value. People are read in chunks, so that no statement takes long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import Max
from numpy.typing import NDArray

from portfolio.engine.index import Entry, Index
from portfolio.engine.matrix import Matrix
from portfolio.engine.sets import Sets, bitmap
from portfolio.engine.slots import DAYS_BEFORE_1970, Person, Slots
from portfolio.engine.words import LEAST_ROOM, ROOM_A_PERSON
from portfolio.models import Coverage, Document, Facet, Practitioner
from portfolio.search import dialects
from portfolio.search.documents import PERSON

CHUNK = 10_000
"""People, by primary key, that one statement looks at."""
HALF = (1 << 64) - 1
Say = Callable[[int, int], None]
"""Hears how many of how many people have been read."""

_LISTED = {
    "sqlite": "REPLACE(p.uuid, '-', ''), CAST(julianday(p.last_proof_on) - 2440587.5 AS INTEGER)",
    "postgresql": "REPLACE(p.uuid::text, '-', ''), p.last_proof_on - DATE '1970-01-01'",
}
_GATHERED = {
    "sqlite": "GROUP_CONCAT(practitioner_id)",
    "postgresql": "STRING_AGG(practitioner_id::text, ',')",
}


def everybody(say: Say | None = None) -> Index:
    """An index of all listed people. Three statements for 10,000. Whoever joins meanwhile is not in it: the log of
    changes names them."""
    top = Practitioner.objects.aggregate(top=Max("pk"))["top"] or 0
    slots = Slots.of(_listed(start, top) for start in range(0, top + 1, CHUNK))
    slot_of = np.full(top + 1, -1, dtype=np.int64)
    slot_of[slots.keys] = np.arange(slots.used)
    sets = Sets(everybody=bitmap(np.arange(slots.used, dtype=np.uint32)))
    rows: dict[str, NDArray[np.uint8]] = {}
    for start in range(0, top + 1, CHUNK):
        for key, strength, people in _strengths(start, top):
            own = slot_of[people]
            own = own[own >= 0]
            if len(own):
                rows.setdefault(key, np.zeros(slots.used, dtype=np.uint8))[own] = strength
                sets.add_strength(key, strength, bitmap(own))
        for kind, value, label, people in _facets(start, top):
            own = slot_of[people]
            own = own[own >= 0]
            if len(own):
                sets.add_facet(kind, value, bitmap(own), label)
        if say is not None:
            say(min(start + CHUNK, top), top)
    return Index(slots, sets, _matrix(rows, slots.used))


def _matrix(rows: dict[str, NDArray[np.uint8]], used: int) -> Matrix:
    """The rows under one another. Each goes as soon as it is copied."""
    keys = sorted(rows)
    body = np.zeros((len(keys), used), dtype=np.uint8)
    for place, key in enumerate(keys):
        body[place] = rows.pop(key)
    return Matrix(body, {key: place for place, key in enumerate(keys)})


def _listed(start: int, top: int) -> list[Person]:
    """Those who are listed, as `PractitionerQuerySet.listed` says, which a test holds against this."""
    return [
        Person(key, int(half[:16], 16), int(half[16:], 16), 0 if days is None else int(days) + DAYS_BEFORE_1970)
        for key, half, days in _all(
            f"SELECT p.id, {_LISTED[connection.vendor]} FROM portfolio_practitioner p "  # noqa: S608  # constants
            "LEFT JOIN accounts_user u ON u.id = p.user_id "
            "WHERE p.id >= %s AND p.id < %s AND p.visibility = 'public' AND (p.user_id IS NULL OR u.is_active) "
            "ORDER BY p.id",
            start,
            top,
        )
    ]


def _strengths(start: int, top: int) -> Iterator[tuple[str, int, NDArray[np.int64]]]:
    """`scope <> 'all'` and not `= 'public'`: for that SQLite would go through an index, and jump to every row."""
    for key, strength, people in _all(
        f"SELECT s.key, g.strength, g.people FROM (SELECT skill_id, strength, {_GATHERED[connection.vendor]} AS people "  # noqa: S608
        "FROM portfolio_coverage WHERE scope <> 'all' AND practitioner_id >= %s AND practitioner_id < %s "
        "GROUP BY skill_id, strength) g JOIN competence_skill s ON s.id = g.skill_id",
        start,
        top,
    ):
        yield key, strength, _numbers(people)


def _facets(start: int, top: int) -> Iterator[tuple[str, str, str, NDArray[np.int64]]]:
    for kind, value, label, people in _all(
        f"SELECT kind, value, label, {_GATHERED[connection.vendor]} FROM portfolio_facet "  # noqa: S608
        "WHERE practitioner_id >= %s AND practitioner_id < %s GROUP BY kind, value, label",
        start,
        top,
    ):
        yield kind, value, label, _numbers(people)


def _all(statement: str, start: int, top: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [start, min(start + CHUNK, top + 1)])
        return cursor.fetchall()


def _numbers(text: str) -> NDArray[np.int64]:
    return np.fromstring(text, dtype=np.int64, sep=",")


def learn(index: Index, tokens: Collection[str]) -> None:
    """Read who has these tokens, as far as the index does not know it. One query, or none."""
    if not (missing := index.words.missing(tokens)):
        return
    with connection.cursor() as cursor:
        cursor.execute(*dialects.postings(connection.vendor, PERSON, missing))
        found = {missing[place]: bitmap(index.slots.of_keys(_numbers(people or ""))) for place, people in cursor}
    index.words.room = max(LEAST_ROOM, ROOM_A_PERSON * index.slots.used)
    index.words.keep(found, frozenset(tokens))


def entries(people: Sequence[int], tokens: Collection[str] = ()) -> Iterator[Entry]:
    """What the index holds of those of these people who are listed now, `tokens` being the words that it knows. Three
    queries for 500, four where it knows words."""
    for start in range(0, len(people), 500):
        chunk = people[start : start + 500]
        listed = Practitioner.objects.listed().filter(pk__in=chunk).values_list("pk", "uuid", "last_proof_on")
        found = {pk: _person(pk, uuid, day) for pk, uuid, day in listed}
        strengths: dict[int, dict[str, int]] = defaultdict(dict)
        facets: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
        shown = Coverage.objects.of_people(found)
        for pk, key, strength in shown.values_list("practitioner_id", "skill__key", "strength"):
            strengths[pk][key] = strength
        held = Facet.objects.filter(practitioner__in=found)
        for pk, kind, value, label in held.values_list("practitioner_id", "kind", "value", "label"):
            facets[pk].append((kind, value, label))
        words = _words(found, frozenset(tokens))
        yield from (Entry(p, strengths[pk], facets[pk], words.get(pk, ())) for pk, p in found.items())


def _words(people: Collection[int], tokens: frozenset[str]) -> dict[int, frozenset[str]]:
    """Which of these tokens each person has."""
    if not tokens:
        return {}
    lines = Document.objects.filter(kind=PERSON, thing__in=people).values_list("thing", "tokens")
    return {thing: tokens.intersection(line.split(" ")) for thing, line in lines}


def _person(pk: int, uuid: UUID, day: date | None) -> Person:
    return Person(pk, uuid.int >> 64, uuid.int & HALF, day.toordinal() if day else 0)


Content = dict[int, tuple[Person, dict[str, int], list[tuple[str, str]]]]


def content(index: Index) -> Content:
    """All that an index holds, by person: for comparing it with SQL. Slow, and only for that."""
    slots = index.slots
    own: Content = {}
    for slot in index.sets.everybody:
        key = int(slots.keys[slot])
        person = Person(key, int(slots.high[slot]), int(slots.low[slot]), int(slots.days[slot]))
        strengths = {skill: sum(slot in level for level in levels) for skill, levels in index.sets.shown.items()}
        facets = [(k, v) for k, values in index.sets.facets.items() for v, found in values.items() if slot in found]
        rows = {skill: int(index.matrix.row(skill, slots.used)[slot]) for skill in strengths}
        if rows != strengths:
            raise AssertionError(f"Sets and matrix differ for {key}: {strengths} {rows}")
        own[key] = person, {skill: s for skill, s in strengths.items() if s}, sorted(facets)
    return own
