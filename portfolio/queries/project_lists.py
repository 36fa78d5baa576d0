"""Lists of projects: what is found on the explore page, and what was newly verified."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet

from competence.strengths import Strength
from portfolio.explore import Asked
from portfolio.models import Project, Result, Visibility
from portfolio.pages import choices, figures, rows
from portfolio.pages.choices import Advice, Group
from portfolio.pages.rows import ProjectRow
from portfolio.queries import explore, finding, finding_projects, records, texts
from portfolio.queries.profiles import Ground
from portfolio.queries.ranked import Ranked
from portfolio.queries.spellings import Mended
from portfolio.queries.texts import Place
from portfolio.search.documents import PROJECT

PAGE_SIZE = 12


@dataclass(frozen=True)
class Projects:
    """What was found, with the facets to go on from."""

    asked: Asked
    """As it stands in the address."""
    mended: Mended | None
    """What was searched instead, when nothing has a word as it was typed."""
    total: int
    people: int
    """How many people the same words and filters find."""
    rows: tuple[tuple[ProjectRow, tuple[Place, ...]], ...]
    """Each project with the places in it that hold the words."""
    interval: str
    groups: tuple[Group, ...]
    advice: Advice | None


def search(asked: Asked) -> Ranked[Project]:
    """The projects for which everything asked holds, in the order asked for."""
    # Once more without what is not public, should a row have been left behind; not `listed()`: SQLite would then go
    # through everything that is public to find one page.
    hidden = [Visibility.PRIVATE, Visibility.UNLISTED]
    seen = Project.objects.exclude(visibility__in=hidden).exclude(practitioner__visibility__in=hidden)
    return Ranked(asked, PROJECT, finding_projects.Finder(), seen, PAGE_SIZE)


def show(ranked: Ranked[Project], found: Sequence[Project], on: Ground) -> Projects:
    """`found`, one page of the projects, as rows; with facets and, when there are none, advice."""
    searched = ranked.searched
    made = records.read_projects(found, yardsticks=on.yardsticks)
    places = texts.places(searched.terms, PROJECT, [row.pk for row in found]) if searched.q and found else {}
    return Projects(
        asked=ranked.asked,
        mended=ranked.mended,
        total=len(ranked),
        people=finding.total(searched),
        rows=tuple(
            (rows.project(record, searched.yardstick, named=True), places.get(record.project.pk, ())) for record in made
        ),
        interval=interval(record.headline for record in made),
        groups=choices.of(ranked.asked, ranked.finder.counts(searched), explore.labels, on.yardsticks),
        advice=None if len(ranked) else choices.advice(searched, finding_projects.totals),
    )


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
