"""Who is found, in which order, and how many for every further choice: the truth, in SQL.

Whatever answers faster (an index held in memory) has to answer the same: `found` gives primary keys in order with how
many there are in all, `counts` for every value of every kind how many people would be found if it were chosen as well,
everything else kept. Of kinds in `explore.ANY` a further choice is one more way, so it can only add; of strength and
freshness it takes the place of the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from competence.strengths import Strength
from portfolio import engine, explore, facets
from portfolio.explore import ANY, LEVEL, MONTHS, SKILL, Asked
from portfolio.models import Coverage, Facet, Practitioner
from portfolio.queries import explore as conditions
from portfolio.queries import finding_index, texts
from portfolio.queries.finding_index import FRESH, PROOF, Counts
from portfolio.queries.texts import Found
from portfolio.search.documents import PERSON

ALL_FACETS = tuple(kind for kind in explore.ALL if kind not in (SKILL, LEVEL))


def found(asked: Asked, *, first: int = 0, most: int = 20) -> Found:
    """`most` people from the place `first` on, in the order asked for, and how many there are in all."""
    with engine.reading() as index:
        if index is not None:
            return finding_index.found(index, asked, first=first, most=most)
    if asked.q and asked.order == "best":
        rest = replace(asked, q="")
        among = frozenset(conditions.people(rest).values_list("pk", flat=True)) if rest.filters else None
        return texts.find(asked.terms, PERSON, among=among, first=first, most=most)
    people = ordered(conditions.people(asked), asked)
    return Found(tuple(people.values_list("pk", flat=True)[first : first + most]), total(asked))


def is_indexed() -> bool:
    """Whether there are so many people that an index answers."""
    with engine.reading() as index:
        return index is not None


def total(asked: Asked) -> int:
    """How many people are found."""
    with engine.reading() as index:
        if index is not None:
            return finding_index.total(index, asked)
    return conditions.people(asked).count()


def totals(several: Sequence[Asked]) -> list[int]:
    """How many people are found, for each of several searches."""
    return [total(asked) for asked in several]


def ordered(people: QuerySet[Practitioner], asked: Asked) -> QuerySet[Practitioner]:
    """By the order asked for, but for the best match; then the latest proof first, then at random, always the same.
    Never by name, place or background."""
    latest = (F("last_proof_on").desc(nulls_last=True), "uuid")
    if asked.order not in ("verified", "shown"):
        return people.order_by(*latest)
    least = Strength.VERIFIED if asked.order == "verified" else Strength.EVIDENCED
    # Not scope=PUBLIC: SQLite would then read everybody's rows by scope and strength, once for each person.
    own = Coverage.objects.filter(practitioner=OuterRef("pk"), strength__gte=least).exclude(scope=Coverage.Scope.ALL)
    number = own.filter(skill__framework__key=asked.yardstick.key).order_by().values("practitioner")
    counted = Coalesce(Subquery(number.annotate(n=Count("pk")).values("n")), 0)
    return people.annotate(skills_counted=counted).order_by("-skills_counted", *latest)


def counts(asked: Asked) -> Counts:
    """For every kind, value → how many people would be found with it. Values that nobody has are missing. Seven
    queries, and one more for each kind of `explore.ANY` in use."""
    with engine.reading() as index:
        if index is not None:
            return finding_index.counts(index, asked)
    now = conditions.people(asked)
    return {
        SKILL: _skills(asked, now),
        LEVEL: _levels(asked, now),
        **_facets(asked, now),
        PROOF: {strength.word: total(replace(asked, strength=strength)) for strength in Strength},
        FRESH: _fresh(asked),
    }


def _skills(asked: Asked, now: QuerySet[Practitioner]) -> dict[str, int]:
    shown = Coverage.objects.filter(scope=Coverage.Scope.PUBLIC, strength__gte=asked.floor, practitioner__in=now)
    own = shown.filter(skill__framework__key=asked.yardstick.key).values("skill__key").order_by()
    return dict(own.annotate(n=Count("pk")).values_list("skill__key", "n"))


def _levels(asked: Asked, now: QuerySet[Practitioner]) -> dict[str, int]:
    shown = Coverage.objects.filter(scope=Coverage.Scope.PUBLIC, strength__gte=asked.floor, practitioner__in=now)
    levels = list(asked.yardstick.levels_by_key)
    each = {
        f"level_{i}": Count(
            "practitioner", distinct=True, filter=Q(skill__key__in=conditions.level_keys(asked.yardstick, key))
        )
        for i, key in enumerate(levels)
    }
    counted = shown.aggregate(**each) if each else {}
    return {key: counted[f"level_{i}"] for i, key in enumerate(levels)}


def _facets(asked: Asked, now: QuerySet[Practitioner]) -> Counts:
    """Facets of those found; of a kind of which any choice is enough and something is chosen, those found already and
    the ones that would come as well."""
    open_ = [kind for kind in ANY if asked.values(kind)]
    found: Counts = {kind: {} for kind in (*ALL_FACETS, *ANY)}
    rows = Facet.objects.filter(practitioner__in=now, kind__in=[k for k in found if k not in open_])
    for kind, value, number in (
        rows.values("kind", "value").order_by().annotate(n=Count("pk")).values_list("kind", "value", "n")
    ):
        found[kind][value] = number
    found[facets.STANDING] = standings(asked, found[facets.STANDING])
    for kind in open_:
        found[kind] = _further(asked, kind, now)
    return found


def _further(asked: Asked, kind: str, now: QuerySet[Practitioner]) -> dict[str, int]:
    chosen, there = asked.values(kind), now.count()
    more = conditions.people(replace(asked, picked={**asked.picked, kind: {}})).exclude(pk__in=now.values("pk"))
    rows = Facet.objects.filter(kind=kind, practitioner__in=more).values("value").order_by()
    counted = dict(rows.annotate(n=Count("pk")).values_list("value", "n"))
    held = Facet.objects.filter(kind=kind, practitioner__in=now).values_list("value", flat=True).distinct()
    return {value: there + counted.get(value, 0) for value in {*chosen, *counted, *held}}


def standings(asked: Asked, values: dict[str, int]) -> dict[str, int]:
    """From counts of facet values to those of what can be asked: demonstrated holds for verified levels as well."""
    counted = {
        value: sum(values.get(way, 0) for way in asked.ways(facets.STANDING, value))
        for value in explore.standings(asked.yardstick)
    }
    return {value: number for value, number in counted.items() if number}


def _fresh(asked: Asked) -> dict[str, int]:
    people = conditions.people(replace(asked, fresh=None))
    days = {f"m{months}": explore.months_before(asked.day, months) for months in MONTHS}
    each = {name: Count("pk", filter=Q(last_proof_on__gte=day)) for name, day in days.items()}
    counted = people.aggregate(**each)
    return {str(months): counted[f"m{months}"] for months in MONTHS}
