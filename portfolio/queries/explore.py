"""The conditions of the explore pages as SQL, over what is listed and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from competence.models import SkillEntry
from competence.pages.frameworks import is_large
from competence.strengths import Strength
from competence.yardstick import Skill, Yardstick
from portfolio import engine, explore, facets
from portfolio.explore import LEVEL, SKILL, Asked
from portfolio.models import (
    AxisChoice,
    Coverage,
    DataSet,
    Facet,
    Library,
    Pointer,
    Practitioner,
    Project,
    Proof,
    Seeking,
    Workplace,
)
from portfolio.search import dialects
from portfolio.search.documents import PERSON, PROJECT

MOST_KEYS = 900
"""Skills that a statement names one by one."""
MOST_CHOICES = 300
"""Skills of a large framework that can be asked for from the list."""

Keys = set[str] | QuerySet[SkillEntry, Any]


def people(asked: Asked) -> QuerySet[Practitioner]:
    """Listed people for whom everything asked holds."""
    found = with_words(Practitioner.objects.listed(), asked, PERSON)
    for keys in _sets(asked):
        found = found.filter(Exists(_shown(asked).filter(skill__key__in=keys)))
    if asked.strength and not any(_sets(asked)):
        found = found.filter(Exists(_shown(asked)))
    for _, values in _facets(asked, (*explore.ALL, *explore.ANY)):
        found = found.filter(Exists(values.filter(practitioner=OuterRef("pk"))))
    return found.filter(last_proof_on__gte=asked.since) if asked.since else found


def projects(asked: Asked) -> QuerySet[Project]:
    """Listed projects for which everything asked holds. Here a skill is one that the project is linked to."""
    found = with_words(Project.objects.listed(), asked, PROJECT)
    for key in asked.values(SKILL):
        found = found.filter(Exists(_linked(asked).filter(skill__key=key)))
    if asked.strength and not (asked.values(SKILL) or asked.values(LEVEL)):
        found = found.filter(Exists(_linked(asked)))
    for kind, condition in OF_PROJECTS.items():
        for value in asked.values(kind) if kind in explore.ALL else ():
            found = found.filter(condition(asked, [value]))
        if kind in explore.ANY and asked.values(kind):
            found = found.filter(condition(asked, asked.values(kind)))
    for _, values in _facets(asked, facets.OF_PERSON):
        found = found.filter(Exists(values.filter(practitioner=OuterRef("practitioner_id"))))
    if asked.since:
        proofs = Proof.objects.filter(project=OuterRef("pk"), strength__gte=Strength.EVIDENCED)
        found = found.filter(Exists(proofs.filter(proven_at__date__gte=asked.since)))
    return found


def with_words(found: QuerySet[Any], asked: Asked, kind: str) -> QuerySet[Any]:
    """Those that hold every word; with nothing but signs to look for, nobody."""
    if not asked.q:
        return found
    if not asked.terms:
        return found.none()
    statement, parameters = dialects.having(connection.vendor, kind, asked.terms)
    return found.filter(pk__in=RawSQL(statement, parameters))  # noqa: S611  # tokens are letters, digits and _


def _facets(asked: Asked, kinds: Iterable[str]) -> Iterable[tuple[str, QuerySet[Facet]]]:
    """For each condition on facets its kind and the rows of which one has to be there."""
    for kind in kinds:
        chosen = asked.values(kind) if kind not in (SKILL, LEVEL) else ()
        ways = [asked.ways(kind, value) for value in chosen]
        if kind in explore.ANY and ways:
            ways = [tuple(value for way in ways for value in way)]
        for way in ways:
            yield kind, Facet.objects.filter(kind=kind, value__in=way)


def labels(kind: str, values: Collection[str]) -> Mapping[str, str]:
    """The names of these values of a kind, without those that nobody listed has. One query for libraries and places,
    none for the others."""
    if kind in TABLES:
        return {value: name for value, name in TABLES[kind] if value in values}
    with engine.reading() as index:
        if index is not None:
            return index.sets.named(kind, values)
    rows = Facet.objects.filter(kind=kind, value__in=values, practitioner__in=Practitioner.objects.listed())
    return dict(sorted(rows.values_list("value", "label").order_by().distinct(), reverse=True))


TABLES: Mapping[str, list[tuple[str, str]]] = {
    facets.DATA: [(str(value), str(label)) for value, label in DataSet.Origin.choices],
    facets.ORIGINALITY: [(str(value), str(label)) for value, label in Project.Originality.choices],
    facets.SEEKING: [(str(value), str(label)) for value, label in Seeking.choices],
    facets.WORKPLACE: [(str(value), str(label)) for value, label in Workplace.choices],
}
"""The kinds whose values are known beforehand."""


def level_keys(yardstick: Yardstick, level: str) -> Keys:
    """The skills of a level."""
    keys = {skill.key for skill in yardstick.levels_by_key[level].skills}
    return keys if len(keys) <= MOST_KEYS else _entries(yardstick, competence__level__key=level)


def _entries(yardstick: Yardstick, **place: str) -> Keys:
    """Skills of one place as a query: a statement holds no more than some thousand values."""
    own = SkillEntry.objects.filter(edition__framework__key=yardstick.key, edition__version=yardstick.version)
    return own.filter(**place).values("skill__key")


def skill_choices(yardstick: Yardstick, shown: Mapping[str, int]) -> list[tuple[str, list[Skill]]]:
    """The skills that can be asked for, by competence: all, or of a large framework those of `shown` (by how many
    people show them) that most show."""
    if not is_large(yardstick):
        return explore.skill_choices(yardstick)
    most = sorted(shown, key=lambda key: (-shown[key], key))[:MOST_CHOICES]
    return explore.skill_choices(yardstick, set(most))


def _shown(asked: Asked) -> QuerySet[Coverage]:
    """What a practitioner shows to everybody, from the strength asked for."""
    rows = Coverage.objects.filter(scope=Coverage.Scope.PUBLIC, strength__gte=asked.floor)
    return rows.filter(practitioner=OuterRef("pk"))


def _sets(asked: Asked) -> Iterable[Keys]:
    """Of each of these sets of skills one has to be shown."""
    yield from ({key} for key in asked.values(SKILL))
    yield from (level_keys(asked.yardstick, level) for level in asked.values(LEVEL))


def _linked(asked: Asked) -> QuerySet[Proof]:
    """Skills that a project is linked to, from the strength asked for; without one a claim is enough."""
    return Proof.objects.filter(project=OuterRef("pk"), strength__gte=asked.strength or Strength.CLAIMED)


def of_level(asked: Asked, levels: Collection[str]) -> Q:
    """Whether a project is linked to a skill of the level."""
    (level,) = levels
    return Q(Exists(_linked(asked).filter(skill__key__in=level_keys(asked.yardstick, level))))


def _on_axis(asked: Asked, kind: str, values: Collection[str]) -> Q:
    """Whether a project says that it is of the domain or sub-problem, or is linked to a skill of it."""
    axis = next(axis for axis, own in facets.AXES.items() if own == kind)
    keys = explore.skills_on(asked.yardstick, kind, values)
    stated = AxisChoice.objects.filter(project=OuterRef("pk"), axis=axis, value__in=values)
    return Q(Exists(stated)) | Q(Exists(_linked(asked).filter(skill__key__in=keys)))


def of_domain(asked: Asked, values: Collection[str]) -> Q:
    """Whether a project is of one of these domains."""
    return _on_axis(asked, facets.DOMAIN, values)


def of_problem(asked: Asked, values: Collection[str]) -> Q:
    """Whether a project is of one of these sub-problems."""
    return _on_axis(asked, facets.PROBLEM, values)


def of_cure(asked: Asked, values: Collection[str]) -> Q:
    """Whether a project measures a technique against a problem, and shows the skill by it; whether the skill asks for
    that is known of whoever made it."""
    (value,) = values
    problem, _, key = value.partition("/")
    measured = Pointer.objects.filter(evidence__project=OuterRef("pk"), comparison__problem=problem)
    shown = measured.filter(evidence__skill__key=key, evidence__proof__strength__gte=Strength.EVIDENCED)
    owner = Facet.objects.filter(practitioner=OuterRef("practitioner_id"), kind=facets.CURE, value=value)
    return Q(Exists(shown)) & Q(Exists(owner))


def of_library(asked: Asked, values: Collection[str]) -> Q:
    """Whether a project uses one of these libraries."""
    return Q(Exists(Library.objects.filter(project=OuterRef("pk"), key__in=values)))


def of_data(asked: Asked, values: Collection[str]) -> Q:
    """Whether a project has data of one of these origins."""
    return Q(Exists(DataSet.objects.filter(project=OuterRef("pk"), origin__in=values)))


def of_originality(asked: Asked, values: Collection[str]) -> Q:
    """Whether a project is of one of these kinds."""
    return Q(originality__in=values)


OF_PROJECTS: Mapping[str, Callable[[Asked, Collection[str]], Q]] = {
    LEVEL: of_level,
    facets.DOMAIN: of_domain,
    facets.PROBLEM: of_problem,
    facets.CURE: of_cure,
    facets.LIBRARY: of_library,
    facets.DATA: of_data,
    facets.ORIGINALITY: of_originality,
}
"""Conditions that a project itself fulfils."""
