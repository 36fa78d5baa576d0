"""How far everybody meets a brief, as one SQL question over coverage and facets. This is the truth.

For every person the skills that count are counted, ask by ask; the figures are sums of "enough of them". Skills that
are asked for one by one are counted together, so a brief of many skills is as quick as one of few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Case, Count, Exists, F, FilteredRelation, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.lookups import GreaterThanOrEqual

from competence.models import Skill
from competence.standing import State
from competence.strengths import Strength
from hiring.matching import Figures, Scored, Scoring
from hiring.wanted import Ask, Wanted
from portfolio.facets import STANDING
from portfolio.models import Coverage, Facet, Practitioner

PERSON = ("pk", "uuid", "last_proof_on")
FIGURES = ("musts_verified", "musts_met", "useful_met")
LATEST = (F("last_proof_on").desc(nulls_last=True), "uuid")
"""The latest proof first; equals by uuid, which says nothing about them."""
BY_CHANCE = ("uuid",)


def score(wanted: Wanted, among: QuerySet[Practitioner]) -> Scoring:
    """Everybody of `among` held against `wanted`, in order. Three queries; `among` has to be people who are listed."""
    some = figures(wanted, among).filter(Q(musts_met__gt=0) | Q(useful_met__gt=0))
    by_day = wanted.is_by_day
    rows = ordered(some, by_day=by_day).values_list("pk", *FIGURES, "last_proof_on")
    found = [
        Scored(pk, Figures(verified, met, useful, day if by_day else None)) for pk, verified, met, useful, day in rows
    ]
    return Scoring(found, among.order_by().count() - len(found))


def ordered(people: QuerySet[Any, Any], *, by_day: bool = True) -> QuerySet[Any, Any]:
    """People with figures in their order; without `by_day` the latest proof is not looked at."""
    return people.order_by(*(f"-{name}" for name in FIGURES), *(LATEST if by_day else BY_CHANCE))


def lacking_one(wanted: Wanted, among: QuerySet[Practitioner]) -> dict[Ask, int]:
    """How many people meet every must but this one. Two queries."""
    near = figures(wanted, among).filter(musts_met=len(wanted.musts) - 1)
    count = _Asks(wanted.framework, _skills(wanted))
    each = {f"must_{place}": count.held([ask]) for place, ask in enumerate(wanted.musts)}
    rows = near.annotate(**each).values_list(*each)
    return dict(Counter(wanted.musts[row.index(0)] for row in rows))


def figures(wanted: Wanted, among: QuerySet[Practitioner]) -> QuerySet[Any, Any]:
    """`among`, as rows of `PERSON` with `FIGURES`. One query, for the skills that are meant."""
    known = _skills(wanted)
    own = Q(coverage__scope=Coverage.Scope.PUBLIC, coverage__skill__in=list(known.values()))
    rows = among.order_by().annotate(shown=FilteredRelation("coverage", condition=own)).values(*PERSON)
    count = _Asks(wanted.framework, known)
    return rows.annotate(
        musts_verified=count.held(wanted.musts, verified=True),
        musts_met=count.held(wanted.musts),
        useful_met=count.held(wanted.useful),
    )


def _skills(wanted: Wanted) -> dict[str, int]:
    """Primary keys of the skills that a brief means, by key."""
    keys = {key for ask in (*wanted.musts, *wanted.useful) for key in ask.skills}
    return dict(Skill.objects.filter(key__in=keys).values_list("key", "pk"))


class _Asks:
    """Asks as expressions over `shown`, which has a row for each skill that a person shows and the brief means."""

    def __init__(self, framework: str, known: Mapping[str, int]) -> None:
        self._framework = framework
        self._known = known

    def held(self, asks: Sequence[Ask], *, verified: bool = False) -> Any:
        """How many of `asks` are met, or verified."""
        total: Any = Value(0, output_field=IntegerField())
        skills = [ask for ask in asks if ask.kind == "skill"]
        if skills:
            total += self._count(skills, verified)
        for ask in asks:
            if ask.kind == "level":
                total += self._one_if(self._stands(ask, verified))
            elif ask.kind != "skill":
                total += self._one_if(GreaterThanOrEqual(self._count([ask], verified), ask.at_least))
        return total

    def _count(self, asks: Sequence[Ask], verified: bool) -> Count:
        """How many skills of `asks` are shown as strongly as is asked for."""
        enough = Q(pk__in=[])
        for strength in Strength:
            asked = [ask for ask in asks if (Strength.VERIFIED if verified else ask.strength) is strength]
            meant = [self._known[key] for ask in asked for key in ask.skills if key in self._known]
            if meant:
                enough |= Q(shown__skill__in=meant, shown__strength__gte=strength)
        return Count("shown", filter=enough)

    def _stands(self, ask: Ask, verified: bool) -> Exists:
        """Whether the level stands as is asked for."""
        least = Strength.VERIFIED if verified else ask.strength
        values = [f"{self._framework}/{ask.key}/{state.word}" for state in State if state.is_held(least)]
        return Exists(Facet.objects.filter(practitioner=OuterRef("pk"), kind=STANDING, value__in=values))

    @staticmethod
    def _one_if(condition: Any) -> Case:
        return Case(When(condition, then=1), default=0, output_field=IntegerField())
