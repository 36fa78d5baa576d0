"""How a framework is used: what nobody shows, what is judged "not yet", what is put aside, how standings spread.

Only counts of people, over everything that they made, published or not: this is for those who look after the framework.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from competence import standing
from competence.queries import editions
from competence.standing import State
from competence.strengths import Strength
from competence.yardstick import Skill, Yardstick
from dashboard import touched
from dashboard.queries.impacts import CHUNK, IN_A_REQUEST
from portfolio.models import Coverage, Dismissal, Practitioner, Project, Verdict
from portfolio.models.practitioners import ACTIVE
from portfolio.queries import crowds

LISTED = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """One count with the share of the whole that it is."""

    label: str
    count: int
    of: int

    @property
    def share(self) -> int:
        """In hundredths, for the width of a bar."""
        return round(100 * self.count / self.of) if self.of else 0


@dataclass(frozen=True, slots=True)
class Use:
    """One skill and how it is used."""

    skill: Skill
    place: str
    """Level and competence."""
    shown: int = 0
    """People who show it."""
    claimed: int = 0
    """People who only say so."""
    not_yet: int = 0
    verdicts: int = 0
    put_aside: int = 0
    """Projects in which a proposal for it was put aside."""
    taken: int = 0
    """Projects that are put forward for it."""

    @property
    def not_yet_bar(self) -> Bar:
        """Verdicts "not yet" among all."""
        return Bar("", self.not_yet, self.verdicts)


@dataclass(frozen=True, slots=True)
class Spread:
    """How people stand at one level."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Analytics:
    """Everything that the page shows."""

    yardstick: Yardstick
    people: int
    """People with evidence for this framework."""
    unshown: tuple[Use, ...]
    """Skills in use that nobody shows, in framework order."""
    least: tuple[Use, ...]
    """The skills that fewest people show."""
    not_yet: tuple[Use, ...]
    """Those judged "not yet" most often."""
    put_aside: tuple[Use, ...]
    """Those put aside most often."""
    spread: tuple[Spread, ...]
    looked_at: int
    everybody: int


def page(framework_key: str, *, limit: int | None = IN_A_REQUEST) -> Analytics:
    """How one framework is used. Eight queries when warm and seven for every chunk of people.

    Standings are worked out for the `limit` people whose work changed last. `Edition.DoesNotExist` when there is no
    such framework.
    """
    yardstick = editions.of(framework_key)
    uses = _uses(yardstick)
    in_use = [use for use in uses if not use.skill.retired]
    own = Coverage.objects.filter(scope=Coverage.Scope.ALL, skill__framework__key=framework_key)
    spread, looked_at = _spread(yardstick, limit)
    return Analytics(
        yardstick=yardstick,
        people=own.values("practitioner").distinct().count(),
        unshown=tuple(use for use in in_use if not use.shown),
        least=tuple(sorted((use for use in in_use if use.shown), key=lambda use: use.shown)[:LISTED]),
        not_yet=_most(uses, "not_yet"),
        put_aside=_most(uses, "put_aside"),
        spread=spread,
        looked_at=looked_at,
        everybody=_everybody().count(),
    )


def _most(uses: Iterable[Use], field: str) -> tuple[Use, ...]:
    """Those with most of something; of equals the first of the framework."""
    some = [use for use in uses if getattr(use, field)]
    return tuple(sorted(some, key=lambda use: -getattr(use, field))[:LISTED])


def _uses(yardstick: Yardstick) -> tuple[Use, ...]:
    mine = {"skill__framework__key": yardstick.key}
    shows = Q(strength__gte=Strength.EVIDENCED)
    covered = Coverage.objects.filter(scope=Coverage.Scope.ALL, **mine).values("skill__key")
    shown = {
        r["skill__key"]: r
        for r in covered.annotate(shown=Count("pk", filter=shows), claimed=Count("pk", filter=~shows))
    }
    judged = Verdict.objects.filter(evidence__skill__framework__key=yardstick.key).values("evidence__skill__key")
    late = Count("pk", filter=Q(outcome=Verdict.Outcome.NOT_YET))
    verdicts = {r["evidence__skill__key"]: r for r in judged.annotate(all=Count("pk"), late=late)}
    aside = dict(Dismissal.objects.filter(**mine).values_list("skill__key").annotate(number=Count("pk")))
    taken = dict(
        Project.objects.filter(evidence__skill__framework__key=yardstick.key)
        .values_list("evidence__skill__key")
        .annotate(number=Count("pk"))
    )
    return tuple(
        Use(
            skill=skill,
            place=_place(yardstick, skill),
            shown=_of(shown, key, "shown"),
            claimed=_of(shown, key, "claimed"),
            not_yet=_of(verdicts, key, "late"),
            verdicts=_of(verdicts, key, "all"),
            put_aside=aside.get(key, 0),
            taken=taken.get(key, 0),
        )
        for key, skill in yardstick.skills.items()
    )


def _of(rows: Mapping[str, Any], key: str, field: str) -> int:
    return int(rows[key][field]) if key in rows else 0


def _place(yardstick: Yardstick, skill: Skill) -> str:
    level = yardstick.levels_by_key[skill.level]
    label = f"{yardstick.tiers.level} {level.number}" if yardstick.ordered else level.name
    return f"{label}, {yardstick.competences[skill.competence].name}"


def _everybody() -> QuerySet[Practitioner]:
    return Practitioner.objects.filter(ACTIVE, pk__in=Project.objects.values("practitioner"))


def _spread(yardstick: Yardstick, limit: int | None) -> tuple[tuple[Spread, ...], int]:
    """How many people stand where, level by level, and how many were looked at."""
    processes, rules = editions.processes(), touched.lean(yardstick)
    keys = list(_everybody().order_by("-changed_at", "-pk").values_list("pk", flat=True)[:limit])
    states: Counter[tuple[str, State]] = Counter()
    for start in range(0, len(keys), CHUNK):
        people = Practitioner.objects.filter(pk__in=keys[start : start + CHUNK]).select_related("user")
        for member in crowds.members(people):
            for level in standing.read(rules, processes, member.facts).levels:
                states[level.level.key, level.state] += 1
    return tuple(
        Spread(
            f"{yardstick.tiers.level} {level.number}, {level.name}" if yardstick.ordered else level.name,
            tuple(Bar(state.text, states[level.key, state], len(keys)) for state in State),
        )
        for level in yardstick.levels
    ), len(keys)
