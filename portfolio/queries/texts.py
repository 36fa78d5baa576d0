"""Full text: which people, projects and notebooks hold all words of a search, in which order, and where.

The order is the same on both databases: by the sum, over the words, of how good the best place is that each stands in
(title or name, then names of skills, libraries and data sets, then text), then the latest proof, then the random uuid.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from portfolio.models import Document, Practitioner, Project
from portfolio.search import dialects, excerpts, tokens
from portfolio.search.documents import PERSON, PROJECT
from portfolio.search.excerpts import Piece
from portfolio.search.tokens import Term

FEW = 500
"""Up to so many, all that was found is read at once."""
SHORT = 3
"""Terms of a search of which, when much is found, the best are looked for first."""
BEST = 3
"""The score of a term in a title."""
LARGE = 2_000
"""From so many equals on, the whole order is gone through, instead of putting the equals in order."""
MOST_PLACES = 2
MOST_READ = 4
"""Documents of one person that are read for their places."""


@dataclass(frozen=True, slots=True)
class Found:
    """Primary keys in order, as many as were asked for, and how many there are in all."""

    ids: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Place:
    """One place in a project or notebook that holds what was looked for."""

    title: str
    href: str
    pieces: tuple[Piece, ...]


def scores(terms: Sequence[Term], kind: str) -> dict[int, int]:
    """Everything of a kind that holds all terms, by primary key, with its score. Two queries; when much is found by
    few terms, two more for each of them.

    Only what is listed, but for people whose account was taken out of use since (`silenced`).
    """
    if not terms:
        return {}
    found = dict.fromkeys(_things(dialects.having(connection.vendor, kind, terms)), len(terms))
    if len(found) <= FEW or len(terms) > SHORT:
        return found | (dict(_rows(dialects.scored(connection.vendor, kind, terms))) if found else {})
    for score in range(len(terms) + 1, BEST * len(terms) + 1):
        found |= dict.fromkeys(_things(dialects.scoring(connection.vendor, kind, terms, score)), score)
    return found


def find(
    terms: Sequence[Term], kind: str, *, among: Collection[int] | None = None, first: int = 0, most: int = 20
) -> Found:
    """What holds all terms: `most` primary keys from the place `first` on, the best first, and how many there are.

    `among`: keys that come into question (anything that knows `in`); without it, whatever is listed. From three queries
    on. What only holds the words in running text is read when the page reaches it.
    """
    if not terms:
        return Found((), 0)
    out = silenced(kind) if among is None else frozenset[int]()
    if among is None and not out:
        total = _number(terms, kind)
        best = _best_scores(terms, kind, first + most) if total > FEW and len(terms) <= SHORT else {}
        if best:
            return Found(tuple(_page(kind, best, first, most)), total)
    found = {
        thing: score
        for thing, score in scores(terms, kind).items()
        if (thing in among if among is not None else thing not in out)
    }
    return Found(tuple(_page(kind, found, first, most)), len(found))


def _number(terms: Sequence[Term], kind: str) -> int:
    return int(_rows(dialects.number(connection.vendor, kind, terms))[0][0])


def _best_scores(terms: Sequence[Term], kind: str, enough: int) -> dict[int, int]:
    """The things with the highest scores, whole groups of equals, until there are enough; empty when there are not,
    unless those are counted that hold the words in running text only."""
    found: dict[int, int] = {}
    for score in range(BEST * len(terms), len(terms), -1):
        found = dict.fromkeys(_things(dialects.scoring(connection.vendor, kind, terms, score)), score) | found
        if len(found) >= enough:
            return found
    return {}


def _things(asked: tuple[str, list[str]]) -> list[int]:
    found: list[int] = json.loads(_rows(dialects.together(connection.vendor, asked))[0][0])
    return found


def _rows(asked: tuple[str, list[str]]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(*asked)
        return list(cursor.fetchall())


def _page(kind: str, scores: Mapping[int, int], first: int, most: int) -> list[int]:
    """`most` of these keys from the place `first` on, the highest score first."""
    by_score: dict[int, list[int]] = {}
    for thing, score in scores.items():
        by_score.setdefault(score, []).append(thing)
    ids: list[int] = []
    passed = 0
    for score in sorted(by_score, reverse=True):
        equals = by_score[score]
        if passed + len(equals) > first and len(ids) < most:
            ids += _in_order(kind, equals, max(0, first - passed), most - len(ids))
        passed += len(equals)
    return ids


def silenced(kind: str) -> frozenset[int]:
    """What is in the index and not listed, because an account was taken out of use. One query, mostly of no rows."""
    shut = User.objects.filter(is_active=False).values("pk")
    people = Practitioner.objects.filter(user__in=shut)  # all: those who are not public have no document
    if kind == PERSON:
        return frozenset(people.values_list("pk", flat=True))
    return frozenset(Document.objects.filter(kind=kind, practitioner__in=people).values_list("thing", flat=True))


def _in_order(kind: str, equals: list[int], first: int, most: int) -> list[int]:
    """`most` of these keys from the place `first` on, the latest proof first."""
    if len(equals) > LARGE:
        wanted, found = frozenset(equals), []
        rows = Document.objects.filter(kind=kind).order_by("-proof_on", "uuid").values_list("thing", flat=True)
        for thing in rows.iterator(chunk_size=500):
            if thing in wanted:
                found.append(thing)
                if len(found) == first + most:
                    break
        return found[first:]
    with connection.cursor() as cursor:
        cursor.execute(dialects.ordered(connection.vendor), [kind, json.dumps(equals)])
        return [row[0] for row in cursor.fetchall()[first : first + most]]


def some(terms: Sequence[Term], kind: str, *, most: int, lowest: bool = False) -> list[int]:
    """Primary keys of no more than `most` things of a kind that hold all terms and are listed; `lowest`: the lowest of
    them, in order. At most three queries."""
    if not terms:
        return []
    out = silenced(kind)
    found = _things(dialects.some(connection.vendor, kind, terms, most + len(out), lowest=lowest))
    return [thing for thing in found if thing not in out][:most]


def begun(beginnings: Sequence[str], kind: str, *, most: int) -> tuple[int, ...]:
    """Primary keys of what is listed and has words in its name that begin with all of these, the latest proof first. At
    most four queries."""
    found = frozenset(_things(dialects.begun(connection.vendor, kind, beginnings))) if beginnings else frozenset()
    listed = found - silenced(kind) if found else found
    return tuple(_in_order(kind, list(listed), 0, most)) if listed else ()


def places(terms: Sequence[Term], kind: str, things: Sequence[int]) -> dict[int, tuple[Place, ...]]:
    """For each of these people or projects, which are listed, the places in projects and notebooks that hold most of
    the terms, by primary key. Two queries."""
    field = "practitioner_id" if kind == PERSON else "project_id"
    own = Document.objects.filter(**{f"{field}__in": things})
    rows = own.exclude(kind=PERSON).order_by("-kind", "uuid")  # not kind__in: SQLite would read all of a kind
    holding: dict[int, list[tuple[int, int]]] = {}
    for pk, owner, line in rows.values_list("pk", field, "tokens"):
        if held := tokens.held(line, terms):
            holding.setdefault(owner, []).append((-held, pk))
    likely = {pk for own in holding.values() for _, pk in sorted(own, key=lambda each: each[0])[:MOST_READ]}
    found: dict[int, list[tuple[int, Place]]] = {}
    for document in _read(likely):
        place = _place(document, terms, titled=kind == PERSON)
        if place is not None:
            found.setdefault(getattr(document, field), []).append(place)
    return {owner: _best(own) for owner, own in found.items()}


def _read(keys: Collection[int]) -> QuerySet[Document]:
    read = Document.objects.filter(pk__in=keys).select_related("project__practitioner").defer("tokens")
    return read.order_by("-kind", "uuid")


def _best(found: Sequence[tuple[int, Place]]) -> tuple[Place, ...]:
    return tuple(place for _, place in sorted(found, key=lambda each: -each[0])[:MOST_PLACES])


def _place(document: Document, terms: Sequence[Term], *, titled: bool) -> tuple[int, Place] | None:
    """How many terms the best place of a document holds, and the place: in its text, else among its names, else, where
    its title does not stand beside it anyway, in the title."""
    title, names, *passages = document.passages
    ways = (passages, [names], [title] if titled else [])
    found = next((excerpt for way in ways if (excerpt := excerpts.best(way, terms))), None)
    if found is None or document.project is None:
        return None
    return found.terms, Place(
        title=title[1] if document.kind == PROJECT else f"{title[1]}, in {document.project.title}",
        href=_address(document, document.project) + (f"#{found.anchor}" if found.anchor else ""),
        pieces=found.pieces,
    )


def _address(document: Document, project: Project) -> str:
    if document.kind == PROJECT:
        return project.get_absolute_url()
    return reverse("portfolio:files-show", args=[project.practitioner.handle, project.slug, document.slug])
