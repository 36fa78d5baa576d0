"""What a few letters may mean: skills, libraries, data sets, fields of work and people, each with where it leads.

Only what is listed now: names are kept for some minutes, and whether somebody listed still has one is asked each time.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.cache import caches
from django.urls import reverse

from competence.strengths import Strength
from competence.yardstick import Yardstick
from portfolio import explore, facets, words
from portfolio.models import Coverage, DataSet, Facet, Practitioner, Project
from portfolio.queries import texts
from portfolio.queries.explore import labels
from portfolio.search import tokens
from portfolio.search.documents import PERSON

MOST_OF_A_KIND = 4
MOST_NAMES = 2_000
KEPT_SECONDS = 300
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that may be meant: its name, what it is, and the address that it leads to."""

    label: str
    kind: str
    href: str


def begun(typed: str, yardsticks: Sequence[Yardstick]) -> tuple[Suggestion, ...]:
    """At most four of each kind, for at least two letters. Six queries, and two more every few minutes."""
    beginning = words.fold(typed.replace("\x00", " "))[:60]
    if len(beginning) < SHORTEST:
        return ()
    return (
        *_skills(beginning, yardsticks),
        *_fields(beginning, yardsticks),
        *_libraries(beginning),
        *_datasets(beginning),
        *_people(beginning),
    )


def _matches(beginning: str, name: str) -> bool:
    """Whether every word typed begins a word of the name."""
    own = words.fold(name).replace("-", " ").split()
    return all(any(word.startswith(part) for word in own) for part in beginning.split())


def _explore(**pairs: str) -> str:
    return f"{reverse('portfolio:people-index')}?{urlencode(pairs)}"


def _skills(beginning: str, yardsticks: Sequence[Yardstick]) -> Iterable[Suggestion]:
    """Skills of the frameworks of the site that somebody listed shows."""
    default = yardsticks[0].key
    named = {
        skill.key: (skill.name, yardstick)
        for yardstick in yardsticks
        for skill in yardstick.skills.values()
        if _matches(beginning, skill.name)
    }
    likely = list(named)[:100]
    shown = Coverage.objects.filter(
        scope=Coverage.Scope.PUBLIC,
        strength__gte=Strength.EVIDENCED,
        skill__key__in=likely,
        practitioner__in=Practitioner.objects.listed(),
    )
    there = set(shown.values_list("skill__key", flat=True).distinct()) if likely else set()
    for key in [key for key in likely if key in there][:MOST_OF_A_KIND]:
        name, yardstick = named[key]
        of = {} if yardstick.key == default else {"framework": yardstick.key}
        yield Suggestion(name, "skill" if not of else f"skill, {yardstick.title}", _explore(**of, skill=key))


def _fields(beginning: str, yardsticks: Sequence[Yardstick]) -> Iterable[Suggestion]:
    """Domains and sub-problems."""
    for axis, kind in facets.AXES.items():
        names = explore.axis_names(yardsticks, axis)
        likely = [value for value, name in names.items() if _matches(beginning, name)]
        there = labels(kind, likely)
        for value in [value for value in likely if value in there][:MOST_OF_A_KIND]:
            yield Suggestion(
                names[value], "domain" if kind == facets.DOMAIN else "sub-problem", _explore(**{kind: value})
            )


def _libraries(beginning: str) -> Iterable[Suggestion]:
    rows = Facet.objects.filter(kind=facets.LIBRARY, practitioner__in=Practitioner.objects.listed())
    names = _kept("libraries", lambda: rows.order_by("value").values_list("value", flat=True).distinct())
    likely = [value for value in names if value.startswith(beginning.replace(" ", "-"))]
    there = labels(facets.LIBRARY, likely[:MOST_OF_A_KIND])
    yield from (Suggestion(label, "library", _explore(library=value)) for value, label in sorted(there.items()))


def _datasets(beginning: str) -> Iterable[Suggestion]:
    """Data sets lead to a search for their words."""
    rows = DataSet.objects.filter(project__in=Project.objects.listed())
    names = _kept("datasets", lambda: rows.order_by("name").values_list("name", flat=True).distinct())
    likely = [name for name in names if _matches(beginning, name)][:MOST_OF_A_KIND]
    there = set(rows.filter(name__in=likely).values_list("name", flat=True)) if likely else set()
    yield from (Suggestion(name, "data set", _explore(q=name)) for name in likely if name in there)


def _people(beginning: str) -> Iterable[Suggestion]:
    """Listed people by how the words of their name begin, in the order in which a search finds them."""
    ids = texts.begun(tokens.beginnings(beginning), PERSON, most=MOST_OF_A_KIND)
    known = Practitioner.objects.in_bulk(ids)
    people = (known[pk] for pk in ids if pk in known)
    yield from (Suggestion(one.name, "person", one.get_absolute_url()) for one in people)


def _kept(what: str, read: Callable[[], Iterable[str]]) -> list[str]:
    """Names that some minutes may pass over; the database is asked again about every one that is proposed."""
    cache = caches["pages"]
    names: list[str] | None = cache.get(f"names:{what}")
    if names is None:
        names = list(itertools.islice(read(), MOST_NAMES))
        cache.set(f"names:{what}", names, KEPT_SECONDS)
    return names
