"""Searches that somebody keeps: what they ask for, what is new in them, and what their feed tells.

New are projects that were published since the last look, and people who published one, or their profile, since, or
whose latest proof is of the day of the look or later, in a portfolio that has changed since. All of it is read by the
very conditions of the explore pages, so it is listed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, parse_qsl, urlencode
from uuid import uuid5

from django.db.models import Count, Q, QuerySet, Value
from django.urls import reverse

from hiring import tokens
from hiring.models import SavedSearch
from portfolio import explore
from portfolio.explore import Asked
from portfolio.models import Project
from portfolio.pages import rows as project_rows
from portfolio.queries import explore as conditions
from portfolio.queries.profiles import Ground

if TYPE_CHECKING:
    from accounts.models import User

MOST_ENTRIES = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One search on the index: what it asks for in words, and how much is new."""

    search: SavedSearch
    team: str
    asks: tuple[str, ...]
    new: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a feed. `id` stays the same for the same news."""

    id: str
    title: str
    path: str
    summary: str
    updated_at: datetime


def held(user: User) -> QuerySet[SavedSearch]:
    """Searches of `user` and of their teams, by title."""
    found: QuerySet[SavedSearch] = SavedSearch.objects.visible_to(user).select_related("team")
    return found.order_by("title", "pk")


def address(kind: str, query: str) -> str:
    """The page of the explore pages that shows it."""
    page = reverse("portfolio:projects-index" if kind == SavedSearch.Kind.PROJECTS else "portfolio:people-index")
    return f"{page}?{query}" if query else page


def tidy(query: str) -> str:
    """A query as it is kept: without question mark, and from the first page on."""
    query = query.strip().removeprefix("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if name != "page"]
    return query if kept == pairs else urlencode(kept)


def reader(on: Ground, today: date) -> Callable[[str], Asked]:
    """From a query to what it asks for on this day. What is not known any more is passed over."""

    def read(query: str) -> Asked:
        return explore.read(parse_qs(query, keep_blank_values=True), on.yardsticks, conditions.labels, today)

    return read


def words(query: str, on: Ground, today: date) -> tuple[str, ...]:
    """What it asks for, in words."""
    return tuple(used.label for used in reader(on, today)(query).filters)


def rows(searches: Sequence[SavedSearch], on: Ground, today: date) -> list[Row]:
    """The searches with what is new in each. One query counts all."""
    read = reader(on, today)
    wanted = {search.pk: read(search.query) for search in searches}
    new = _new(searches, wanted)
    return [
        Row(
            search,
            search.team.name if search.team else "",
            tuple(used.label for used in wanted[search.pk].filters),
            new.get(search.pk, 0),
        )
        for search in searches
    ]


def _new(searches: Sequence[SavedSearch], wanted: dict[int, Asked]) -> dict[int, int]:
    counts: list[QuerySet[Any, Any]] = []
    for search in searches:
        found = _found(search, wanted[search.pk]).filter(_since(search)).order_by()
        counts.append(found.values(search=Value(search.pk)).annotate(n=Count("pk")).values_list("search", "n"))
    if not counts:
        return {}
    return dict(counts[0].union(*counts[1:], all=True))


def _found(search: SavedSearch, asked: Asked) -> QuerySet[Any]:
    return conditions.projects(asked) if search.kind == SavedSearch.Kind.PROJECTS else conditions.people(asked)


def _since(search: SavedSearch) -> Q:
    published = Q(published_at__gt=search.seen_at)
    if search.kind == SavedSearch.Kind.PROJECTS:
        return published
    showing = Project.objects.listed().filter(published).values("practitioner")
    proven = Q(last_proof_on__gte=search.seen_at.astimezone(UTC).date(), changed_at__gt=search.seen_at)
    return proven | published | Q(pk__in=showing)


def by_token(token: str) -> QuerySet[SavedSearch]:
    """The search whose feed has this secret, while somebody is there who keeps it."""
    found: QuerySet[SavedSearch] = SavedSearch.objects.of_somebody().filter(token_hash=tokens.hashed(token))
    return found


def entries(search: SavedSearch, on: Ground, today: date) -> list[Entry]:
    """The latest of what is found: people by their latest proof, projects by their publication."""
    found = _found(search, reader(on, today)(search.query))
    if search.kind == SavedSearch.Kind.PROJECTS:
        projects = found.select_related("practitioner").order_by("-published_at", "uuid")[:MOST_ENTRIES]
        return [_of_project(project) for project in projects]
    people = found.filter(last_proof_on__isnull=False).order_by("-last_proof_on", "uuid")[:MOST_ENTRIES]
    return [_of_person(person) for person in people]


def _of_project(project: Any) -> Entry:
    title = f"{project.title} ({project.practitioner.name})"
    summary, path = project_rows.bare(project.summary), project.get_absolute_url()
    return Entry(f"urn:uuid:{project.uuid}", title, path, summary, project.published_at)


def _of_person(person: Any) -> Entry:
    """News of a person is a day with a new proof, so each such day has an id of its own."""
    day = person.last_proof_on
    shown = f"Latest proof on {day.day} {day:%B %Y}."
    summary = f"{person.headline}. {shown}" if person.headline else shown
    news = uuid5(person.uuid, day.isoformat())
    return Entry(
        f"urn:uuid:{news}", person.name, person.get_absolute_url(), summary, datetime.combine(day, time(), tzinfo=UTC)
    )
