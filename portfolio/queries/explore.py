"""The conditions of the explore pages as SQL, over what is listed and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from competence.models import SkillEntry
from competence.pages.frameworks import is_large
from competence.strengths import Strength
from competence.yardstick import Skill, Yardstick
from portfolio import explore, words
from portfolio.explore import Asked, Filter
from portfolio.models import AxisChoice, Coverage, Evidence, Library, Practitioner, Project, Proof

MOST_LIBRARIES = 12
MOST_KEYS = 900
"""Skills that a statement names one by one."""
MOST_CHOICES = 300
"""Skills of a large framework that can be asked for from the list."""

Keys = set[str] | QuerySet[SkillEntry, Any]


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
    for key in asked.skills:
        found = found.filter(Exists(_linked(asked).filter(skill__key=key)))
    for level in asked.levels:
        found = found.filter(_of_level(asked, level))
    for domain in asked.domains:
        found = found.filter(_of_domain(asked, domain))
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


def level_keys(yardstick: Yardstick, level: str) -> Keys:
    """The skills of a level."""
    keys = {skill.key for skill in yardstick.levels_by_key[level].skills}
    return keys if len(keys) <= MOST_KEYS else _entries(yardstick, competence__level__key=level)


def domain_keys(yardstick: Yardstick, domain: str) -> Keys:
    """The skills of a domain."""
    keys = {skill.key for skill in yardstick.skills.values() if skill.domain == domain}
    return keys if len(keys) <= MOST_KEYS else _entries(yardstick, domain=domain)


def _entries(yardstick: Yardstick, **place: str) -> Keys:
    """Skills of one place as a query: a statement holds no more than some thousand values."""
    own = SkillEntry.objects.filter(edition__framework__key=yardstick.key, edition__version=yardstick.version)
    return own.filter(**place).values("skill__key")


def skill_choices(yardstick: Yardstick) -> list[tuple[str, list[Skill]]]:
    """The skills that can be asked for, by competence: all, or of a large framework those that somebody shows. No
    query for all of them, one for these."""
    return explore.skill_choices(yardstick, shown_skills(yardstick) if is_large(yardstick) else None)


def shown_skills(yardstick: Yardstick) -> dict[str, int]:
    """Skills that listed people show, with how many do, those of most people first. One query."""
    rows = Coverage.objects.filter(
        scope=Coverage.Scope.PUBLIC,
        strength__gte=Strength.EVIDENCED,
        practitioner__in=Practitioner.objects.listed(),
        skill__framework__key=yardstick.key,
    )
    counted = rows.values("skill__key").annotate(people=Count("practitioner")).order_by("-people", "skill__key")
    return dict(counted.values_list("skill__key", "people")[:MOST_CHOICES])


def facets_of_people(asked: Asked) -> dict[str, list[Choice]]:
    """Levels and domains with how many of the people found show a skill of each. One query."""
    yardstick, shown = asked.yardstick, Coverage.objects.filter(scope=Coverage.Scope.PUBLIC)
    rows = shown.filter(strength__gte=asked.floor, practitioner__in=people(asked))

    def those_with(keys: Keys) -> Count:
        return Count("practitioner", distinct=True, filter=Q(skill__key__in=keys))

    levels = {level.key: those_with(level_keys(yardstick, level.key)) for level in yardstick.levels}
    domains = {key: those_with(domain_keys(yardstick, key)) for key in _domains(yardstick)}
    return _facets(rows, levels, domains, asked)


def facets_of_projects(asked: Asked) -> dict[str, list[Choice]]:
    """The same for the projects found, by the very conditions of `projects`. One query."""
    levels = {v.key: Count("pk", filter=_of_level(asked, v.key)) for v in asked.yardstick.levels}
    domains = {key: Count("pk", filter=_of_domain(asked, key)) for key in _domains(asked.yardstick)}
    return _facets(projects(asked), levels, domains, asked)


def _facets(
    rows: QuerySet, levels: dict[str, Count], domains: dict[str, Count], asked: Asked
) -> dict[str, list[Choice]]:
    names = {f"level_{i}": count for i, count in enumerate(levels.values())}
    names |= {f"domain_{i}": count for i, count in enumerate(domains.values())}
    counts, labels = rows.aggregate(**names), _domains(asked.yardstick)
    return {
        "level": [
            Choice(key, asked.level_name(key), counts[f"level_{i}"], key in asked.levels)
            for i, key in enumerate(levels)
        ],
        "domain": [
            Choice(key, labels[key], counts[f"domain_{i}"], key in asked.domains) for i, key in enumerate(domains)
        ],
    }


def _domains(yardstick: Yardstick) -> dict[str, str]:
    """Names of the domains by key."""
    return {value.key: value.name for axis in yardstick.axes if axis.key == "domain" for value in axis.values}


def _shown(asked: Asked) -> QuerySet[Coverage]:
    """What a practitioner shows to everybody, from the strength asked for."""
    rows = Coverage.objects.filter(scope=Coverage.Scope.PUBLIC, strength__gte=asked.floor)
    return rows.filter(practitioner=OuterRef("pk"))


def _linked(asked: Asked) -> QuerySet[Proof]:
    """Skills that a project is linked to, from the strength asked for; without one a claim is enough."""
    return Proof.objects.filter(project=OuterRef("pk"), strength__gte=asked.strength or Strength.CLAIMED)


def _of_level(asked: Asked, level: str) -> Q:
    """Whether a project is linked to a skill of the level."""
    return Q(Exists(_linked(asked).filter(skill__key__in=level_keys(asked.yardstick, level))))


def _of_domain(asked: Asked, domain: str) -> Q:
    """Whether a project says that it is of the domain, or is linked to a skill of it."""
    stated = AxisChoice.objects.filter(project=OuterRef("pk"), axis="domain", value=domain)
    linked = _linked(asked).filter(skill__key__in=domain_keys(asked.yardstick, domain))
    return Q(Exists(stated)) | Q(Exists(linked))


def _sets(asked: Asked) -> Iterable[Keys]:
    """Of each of these sets of skills one has to be shown."""
    yield from ({key} for key in asked.skills)
    yield from (level_keys(asked.yardstick, level) for level in asked.levels)
    yield from (domain_keys(asked.yardstick, domain) for domain in asked.domains)


def _named(word: str, yardstick: Yardstick) -> Keys:
    """Skills that have this word in their name."""
    keys = {key for key, skill in yardstick.skills.items() if word in words.fold(skill.name)}
    return keys if len(keys) <= MOST_KEYS else _entries(yardstick, name__icontains=word)
