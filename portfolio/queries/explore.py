"""The conditions of the explore pages as SQL, over what is listed and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from competence.strengths import Strength
from competence.yardstick import Yardstick
from portfolio import words
from portfolio.explore import Asked, Filter
from portfolio.models import AxisChoice, Coverage, Evidence, Library, Pointer, Practitioner, Project, Verdict

MOST_LIBRARIES = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, with how many would be found."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """Which filter to drop when nothing is found, and how many there are then."""

    dropped: Filter
    count: int
    query: str


def people(asked: Asked) -> QuerySet[Practitioner]:
    """Listed people for whom everything asked holds."""
    found = Practitioner.objects.listed()
    for word in asked.words:
        own = Project.objects.listed().filter(practitioner=OuterRef("pk"), search_text__contains=word)
        named = _shown(asked).filter(skill__key__in=_named(word, asked.yardstick))
        found = found.filter(Q(search_text__contains=word) | Exists(own) | Exists(named))
    for keys in _sets(asked):
        found = found.filter(Exists(_shown(asked).filter(skill__key__in=keys)))
    if asked.strength and not any(_sets(asked)):
        found = found.filter(Exists(_shown(asked)))
    for key in asked.libraries:
        using = Library.objects.filter(key=key, project__in=Project.objects.listed())
        found = found.filter(Exists(using.filter(project__practitioner=OuterRef("pk"))))
    return found


def projects(asked: Asked) -> QuerySet[Project]:
    """Listed projects for which everything asked holds. Here a skill is one that the project is linked to."""
    found = Project.objects.listed()
    for word in asked.words:
        linked = Evidence.objects.filter(project=OuterRef("pk"), skill__key__in=_named(word, asked.yardstick))
        found = found.filter(Q(search_text__contains=word) | Exists(linked))
    for keys in [{key} for key in asked.skills] + [level_keys(asked.yardstick, level) for level in asked.levels]:
        found = found.filter(Exists(_linked(asked).filter(skill__key__in=keys)))
    for domain in asked.domains:
        stated = AxisChoice.objects.filter(project=OuterRef("pk"), axis="domain", value=domain)
        linked = _linked(asked).filter(skill__key__in=domain_keys(asked.yardstick, domain))
        found = found.filter(Exists(stated) | Exists(linked))
    if asked.strength and not (asked.skills or asked.levels):
        found = found.filter(Exists(_linked(asked)))
    for key in asked.libraries:
        found = found.filter(Exists(Library.objects.filter(project=OuterRef("pk"), key=key)))
    return found


def libraries() -> dict[str, str]:
    """The libraries of listed projects by key, the most used first."""
    used = Library.objects.filter(project__in=Project.objects.listed()).values("key")
    counted = used.annotate(count=Count("project"), name=Min("name")).order_by("-count", "key")
    return dict(counted.values_list("key", "name")[:MOST_LIBRARIES])


def level_keys(yardstick: Yardstick, level: str) -> set[str]:
    """The skills of a level."""
    return {skill.key for skill in yardstick.levels_by_key[level].skills}


def domain_keys(yardstick: Yardstick, domain: str) -> set[str]:
    """The skills of a domain."""
    return {skill.key for skill in yardstick.skills.values() if skill.domain == domain}


def facets_of_people(asked: Asked) -> dict[str, list[Choice]]:
    """Levels and domains with how many of the people found show a skill of each. One query."""
    rows = Coverage.objects.filter(scope=Coverage.Scope.PUBLIC, strength__gte=asked.floor)
    return _facets(rows.filter(practitioner__in=people(asked)), "practitioner", asked)


def facets_of_projects(asked: Asked) -> dict[str, list[Choice]]:
    """The same for the projects found."""
    return _facets(Evidence.objects.filter(project__in=projects(asked)), "project", asked)


def _facets(rows: QuerySet, what: str, asked: Asked) -> dict[str, list[Choice]]:
    yardstick = asked.yardstick
    levels = [(level.key, asked.level_name(level.key), level_keys(yardstick, level.key)) for level in yardstick.levels]
    axes = [axis for axis in yardstick.axes if axis.key == "domain"]
    domains = [(v.key, v.name, domain_keys(yardstick, v.key)) for axis in axes for v in axis.values]
    sets = {f"level_{i}": keys for i, (_, _, keys) in enumerate(levels)}
    sets |= {f"domain_{i}": keys for i, (_, _, keys) in enumerate(domains)}
    counts = rows.aggregate(
        **{name: Count(what, distinct=True, filter=Q(skill__key__in=keys)) for name, keys in sets.items()}
    )
    return {
        "level": [
            Choice(key, name, counts[f"level_{i}"], key in asked.levels) for i, (key, name, _) in enumerate(levels)
        ],
        "domain": [
            Choice(key, name, counts[f"domain_{i}"], key in asked.domains) for i, (key, name, _) in enumerate(domains)
        ],
    }


def _shown(asked: Asked) -> QuerySet[Coverage]:
    """What a practitioner shows to everybody, from the strength asked for."""
    rows = Coverage.objects.filter(scope=Coverage.Scope.PUBLIC, strength__gte=asked.floor)
    return rows.filter(practitioner=OuterRef("pk"))


def _linked(asked: Asked) -> QuerySet[Evidence]:
    """Evidence of a project; verified means that another person's "meets" holds for the present version."""
    rows = Evidence.objects.filter(project=OuterRef("pk"))
    if asked.strength == Strength.CLAIMED or asked.strength is None:
        return rows
    rows = rows.filter(Exists(Pointer.objects.filter(evidence=OuterRef("pk"))))
    if asked.strength == Strength.EVIDENCED:
        return rows
    meets = Verdict.objects.filter(evidence=OuterRef("pk"), outcome="meets", fingerprint=OuterRef("fingerprint"))
    return rows.filter(Exists(meets.exclude(reviewer=F("evidence__project__practitioner__user"))))


def _sets(asked: Asked) -> Iterable[set[str]]:
    """Of each of these sets of skills one has to be shown."""
    yield from ({key} for key in asked.skills)
    yield from (level_keys(asked.yardstick, level) for level in asked.levels)
    yield from (domain_keys(asked.yardstick, domain) for domain in asked.domains)


def _named(word: str, yardstick: Yardstick) -> list[str]:
    """Skills that have this word in their name."""
    return [key for key, skill in yardstick.skills.items() if word in words.fold(skill.name)]
