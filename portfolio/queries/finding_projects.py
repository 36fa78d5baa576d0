"""The same as `finding`, for projects: which are found, in which order, and how many for every further choice."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from competence.strengths import Strength
from portfolio import explore, facets
from portfolio.explore import ANY, LEVEL, MONTHS, SKILL, Asked
from portfolio.models import DataSet, Library, Pointer, Project, Proof
from portfolio.queries import explore as conditions
from portfolio.queries import finding, texts
from portfolio.queries.finding_index import FRESH, PROOF, Counts
from portfolio.queries.texts import Found
from portfolio.search.documents import PROJECT

OF_PERSON = conditions.OF_PERSON
ON_AXES = tuple(facets.AXES.values())


def found(asked: Asked, *, first: int = 0, most: int = 20) -> Found:
    """`most` projects from the place `first` on, in the order asked for, and how many there are in all."""
    if asked.q and asked.order == "best":
        rest = replace(asked, q="")
        among = frozenset(conditions.projects(rest).values_list("pk", flat=True)) if rest.filters else None
        return texts.find(asked.terms, PROJECT, among=among, first=first, most=most)
    projects = ordered(conditions.projects(asked), asked)
    return Found(tuple(projects.values_list("pk", flat=True)[first : first + most]), total(asked))


def total(asked: Asked) -> int:
    """How many projects are found."""
    return conditions.projects(asked).count()


def ordered(projects: QuerySet[Project], asked: Asked) -> QuerySet[Project]:
    """By the order asked for, but for the best match; then the latest publication first, then at random, always the
    same."""
    if asked.order not in ("verified", "shown"):
        return projects.order_by("-published_at", "uuid")
    least = Strength.VERIFIED if asked.order == "verified" else Strength.EVIDENCED
    own = Proof.objects.filter(project=OuterRef("pk"), strength__gte=least)
    number = own.filter(skill__framework__key=asked.yardstick.key).order_by().values("project")
    counted = Coalesce(Subquery(number.annotate(n=Count("pk")).values("n")), 0)
    return projects.annotate(skills_counted=counted).order_by("-skills_counted", "-published_at", "uuid")


def counts(asked: Asked) -> Counts:
    """For every kind, value → how many projects would be found with it. Values that none has may be missing."""
    now = conditions.projects(asked)
    made: Counts = {SKILL: _skills(asked, now), PROOF: {}, FRESH: {}}
    made |= _by_condition(asked, now) | _by_rows(asked, now) | _of_person(asked, now)
    made[PROOF] = {strength.word: total(replace(asked, strength=strength)) for strength in Strength}
    made[FRESH] = {str(months): total(replace(asked, fresh=months)) for months in MONTHS}
    for kind in (kind for kind in ANY if asked.values(kind)):
        made[kind] = _further(asked, kind, now.count())
    return made


def _skills(asked: Asked, now: QuerySet[Project]) -> dict[str, int]:
    linked = Proof.objects.filter(project__in=now, strength__gte=asked.strength or Strength.CLAIMED)
    own = linked.filter(skill__framework__key=asked.yardstick.key).values("skill__key").order_by()
    return dict(own.annotate(n=Count("project", distinct=True)).values_list("skill__key", "n"))


def _by_condition(asked: Asked, now: QuerySet[Project]) -> Counts:
    """Kinds whose values are few: levels, domains, sub-problems, by the very conditions of the search. One query."""
    values = {LEVEL: tuple(asked.yardstick.levels_by_key)}
    for axis, kind in facets.AXES.items():
        values[kind] = tuple(explore.axis_names([asked.yardstick], axis))
    asking = [(kind, value) for kind, own in values.items() for value in own]
    each = {f"n{i}": Count("pk", filter=conditions.OF_PROJECTS[k](asked, [v])) for i, (k, v) in enumerate(asking)}
    counted = now.aggregate(**each) if each else {}
    made: Counts = {kind: {} for kind in values}
    for i, (kind, value) in enumerate(asking):
        made[kind][value] = counted[f"n{i}"]
    return made


def _by_rows(asked: Asked, now: QuerySet[Project]) -> Counts:
    """Kinds whose values stand in rows of the project. Four queries."""
    once = Count("project", distinct=True)
    libraries = Library.objects.filter(project__in=now).values("key").order_by().annotate(n=once)
    data = DataSet.objects.filter(project__in=now).values("origin").order_by().annotate(n=once)
    kinds = now.order_by().values("originality").annotate(n=Count("pk"))
    proven = Pointer.objects.filter(
        evidence__project__in=now, evidence__proof__strength__gte=Strength.EVIDENCED, comparison__isnull=False
    ).exclude(comparison__problem="")
    cures = proven.values("comparison__problem", "evidence__skill__key").order_by()
    counted = cures.annotate(n=Count("evidence__project", distinct=True))
    return {
        facets.LIBRARY: dict(libraries.values_list("key", "n")),
        facets.DATA: dict(data.values_list("origin", "n")),
        facets.ORIGINALITY: dict(kinds.values_list("originality", "n")),
        facets.CURE: {
            f"{problem}/{key}": n
            for problem, key, n in counted.values_list("comparison__problem", "evidence__skill__key", "n")
        },
    }


def _of_person(asked: Asked, now: QuerySet[Project]) -> Counts:
    """Kinds that hold for whoever made the project. One query."""
    own = now.order_by().filter(practitioner__facets__kind__in=OF_PERSON)
    rows = own.values("practitioner__facets__kind", "practitioner__facets__value").annotate(n=Count("pk"))
    made: Counts = {kind: {} for kind in OF_PERSON}
    for kind, value, number in rows.values_list("practitioner__facets__kind", "practitioner__facets__value", "n"):
        made[kind][value] = number
    made[facets.STANDING] = finding.standings(asked, made[facets.STANDING])
    return made


def _further(asked: Asked, kind: str, there: int) -> dict[str, int]:
    """Of a kind of which any choice is enough: how many there are with one choice more. A query a value."""
    rest = conditions.projects(replace(asked, picked={**asked.picked, kind: {}}))
    if kind in OF_PERSON:
        values = set(_of_person(asked, rest)[kind])
    else:
        values = set(_by_rows(asked, rest)[kind])
    more = partial(asked.with_, kind)
    return {
        value: there if value in asked.values(kind) else total(more(value)) for value in values | {*asked.values(kind)}
    }
