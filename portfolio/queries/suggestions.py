"""What a few letters may mean: skills, libraries, data sets, fields of work and people, each with where it leads.

Only what is listed now: names are kept for some minutes, and whether somebody listed still has one is asked each time.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.cache import caches
from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import Collate

from competence.models import Skill
from competence.strengths import Strength
from competence.yardstick import Yardstick
from portfolio import engine, explore, facets, words
from portfolio.explore import SKILL, Asked
from portfolio.models import Coverage, DataSet, Facet, Practitioner, Project
from portfolio.queries import texts
from portfolio.queries.explore import labels
from portfolio.search import dialects, tokens
from portfolio.search.documents import PERSON

MOST_OF_A_KIND = 4
MOST_NAMES = 2_000
"""Names of libraries or data sets that are gone through: those that most have."""
MOST_LIKELY = 100
"""Skills of which the database is asked whether somebody shows them."""
KEPT_SECONDS = 1_800
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that may be meant: its name, what it is, and the address that it leads to."""

    label: str
    kind: str
    href: str


Wanted = tuple[str, str, Asked]
"""Name, what it is, and the search that it leads to."""


def begun(asked: Asked, path: str, yardsticks: Sequence[Yardstick]) -> tuple[Suggestion, ...]:
    """At most four of each kind for what was typed (`asked.q`, at least two letters), people by their profile, all
    else as one filter more of the list at `path`. Up to ten queries, and two more twice an hour; fewer where there is
    an index of people."""
    beginning = words.fold(asked.q)[:60]
    if len(beginning) < SHORTEST:
        return ()
    rest = replace(asked, q="", exact=False)
    found = (
        *_skills(beginning, rest, yardsticks),
        *_fields(beginning, rest, yardsticks),
        *_libraries(beginning, rest),
        *_datasets(beginning, rest),
    )
    listed = (Suggestion(label, kind, f"{path}{wanted.query}") for label, kind, wanted in found)
    return (*listed, *_people(beginning))


def _matches(beginning: str, name: str) -> bool:
    """Whether every word typed begins a word of the name."""
    own = words.fold(name).replace("-", " ").split()
    return all(any(word.startswith(part) for word in own) for part in beginning.split())


def _skills(beginning: str, rest: Asked, yardsticks: Sequence[Yardstick]) -> Iterable[Wanted]:
    """Skills of the frameworks of the site that somebody listed shows."""
    default = yardsticks[0]
    named = {
        skill.key: (skill.name, yardstick)
        for yardstick in yardsticks
        for skill in yardstick.skills.values()
        if _matches(beginning, skill.name)
    }
    for key in _shown(list(named)):
        name, yardstick = named[key]
        kind = "skill" if yardstick is default else f"skill, {yardstick.title}"
        yield name, kind, rest.by(yardstick, is_default=yardstick is default).with_(SKILL, key)


def _shown(keys: Sequence[str]) -> list[str]:
    """The first of these skills that somebody listed shows. No query where there is an index, else one."""
    with engine.reading() as index:
        if index is not None:
            shown = (key for key in keys if index.sets.skill(key, Strength.EVIDENCED))
            return list(itertools.islice(shown, MOST_OF_A_KIND))
    likely = keys[:MOST_LIKELY]
    rows = Coverage.objects.filter(
        Exists(Practitioner.objects.listed().filter(pk=OuterRef("practitioner"))),
        skill=OuterRef("pk"),
        scope=Coverage.Scope.PUBLIC,
        strength__gte=Strength.EVIDENCED,
    )
    there = set(Skill.objects.filter(Exists(rows), key__in=likely).values_list("key", flat=True)) if likely else set()
    return [key for key in likely if key in there][:MOST_OF_A_KIND]


def _fields(beginning: str, rest: Asked, yardsticks: Sequence[Yardstick]) -> Iterable[Wanted]:
    """Domains and sub-problems."""
    for axis, kind in facets.AXES.items():
        names = explore.axis_names(yardsticks, axis)
        likely = [value for value, name in names.items() if _matches(beginning, name)]
        there = labels(kind, likely)
        for value in [value for value in likely if value in there][:MOST_OF_A_KIND]:
            yield names[value], "domain" if kind == facets.DOMAIN else "sub-problem", rest.with_(kind, value)


def _libraries(beginning: str, rest: Asked) -> Iterable[Wanted]:
    rows = Facet.objects.filter(kind=facets.LIBRARY, practitioner__in=Practitioner.objects.listed())
    names = _known_libraries() or _most_used(rows, "value")
    likely = [value for value in names if value.startswith(beginning.replace(" ", "-"))][:MOST_OF_A_KIND]
    there = labels(facets.LIBRARY, likely)
    yield from ((there[value], "library", rest.with_(facets.LIBRARY, value)) for value in likely if value in there)


def _known_libraries() -> list[str]:
    """As `_most_used`, from the index where there is one; else nothing."""
    with engine.reading() as index:
        if index is None:
            return []
        counted = index.sets.counted(index.found(), facets.LIBRARY)
    return sorted(counted, key=lambda value: (-counted[value], value))[:MOST_NAMES]


def _datasets(beginning: str, rest: Asked) -> Iterable[Wanted]:
    """Data sets lead to a search for their words."""
    rows = DataSet.objects.filter(Exists(Project.objects.listed().filter(pk=OuterRef("project"))))
    likely = [name for name in _most_used(rows, "name") if _matches(beginning, name)][:MOST_OF_A_KIND]
    there = (name for name in likely if rows.filter(name=name).exists())  # a name may stand in very many rows
    yield from ((name, "data set", replace(rest, q=name)) for name in there)


def _people(beginning: str) -> Iterable[Suggestion]:
    """Listed people by how the words of their name begin, in the order in which a search finds them."""
    ids = texts.begun(tokens.beginnings(beginning), PERSON, most=MOST_OF_A_KIND)
    known = Practitioner.objects.in_bulk(ids)
    people = (known[pk] for pk in ids if pk in known)
    yield from (Suggestion(one.name, "person", one.get_absolute_url()) for one in people)


def _most_used(rows: QuerySet[Any], field: str) -> list[str]:
    """The names in these rows that most have, equals by their letters, the same on both databases. Half an hour
    may pass them over; the database is asked again about every one that is proposed."""
    cache = caches["pages"]
    key = f"names:{rows.model.__name__}"
    names: list[str] | None = cache.get(key)
    if names is None:
        letters = Collate(field, dialects.by_letters(connection.vendor))
        used = rows.values(field).annotate(n=Count("pk")).order_by("-n", letters)
        names = list(used.values_list(field, flat=True)[:MOST_NAMES])
        cache.set(key, names, KEPT_SECONDS)
    return names
