"""Lists of projects: what is found on the explore page, and what was newly verified."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet

from competence.strengths import Strength
from portfolio.explore import Asked
from portfolio.models import Project, Result
from portfolio.pages import figures, rows
from portfolio.pages.rows import ProjectRow
from portfolio.queries import explore, records
from portfolio.queries.explore import Advice, Choice
from portfolio.queries.profiles import Ground

PAGE_SIZE = 12


@dataclass(frozen=True)
class Projects:
    """What was found, with the facets to go on from."""

    asked: Asked
    total: int
    people: int
    """How many people the same words and filters find."""
    rows: tuple[ProjectRow, ...]
    interval: str
    facets: dict[str, list[Choice]]
    advice: Advice | None


def search(asked: Asked) -> QuerySet[Project]:
    """The projects for which everything asked holds, latest publication first."""
    return explore.projects(asked).order_by("-published_at", "-pk")


def show(asked: Asked, found: Sequence[Project], total: int, on: Ground) -> Projects:
    """`found`, one page of the `total` projects, as rows; with facets and, when there are none, advice."""
    made = records.read_projects(found, yardsticks=on.yardsticks)
    return Projects(
        asked=asked,
        total=total,
        people=explore.people(asked).count(),
        rows=tuple(rows.project(record, asked.yardstick, named=True) for record in made),
        interval=interval(record.headline for record in made),
        facets=explore.facets_of_projects(asked),
        advice=None if total else advice(asked),
    )


def advice(asked: Asked) -> Advice | None:
    """The filter without which most projects are found."""
    options = []
    for dropped in asked.filters:
        rest = asked.without(dropped)
        options.append(Advice(dropped, explore.projects(rest).count(), rest.query))
    best = max(options, key=lambda option: option.count, default=None)
    return best if best and best.count else None


def newly_verified(on: Ground, most: int) -> tuple[ProjectRow, ...]:
    """Listed projects with verified evidence, by the date of the latest of it."""
    verified = Q(proofs__strength=Strength.VERIFIED)
    dated = Project.objects.listed().annotate(verified_at=Max("proofs__proven_at", filter=verified))
    found = dated.filter(verified_at__isnull=False).order_by("-verified_at", "-pk")[:most]
    return tuple(
        rows.project(record, on.default, named=True)
        for record in records.read_projects(found, yardsticks=on.yardsticks)
    )


def interval(results: Iterable[Result | None]) -> str:
    """What the line through a dot means in this list."""
    return figures.interval_word([result for result in results if result])


def listed() -> QuerySet[Project]:
    """Every project that lists may name."""
    return Project.objects.listed()
