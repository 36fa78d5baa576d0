"""The home of the site: somebody to look at, what was newly verified, and how much there is. Only what is listed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from competence.strengths import Strength
from competence.yardstick import Level
from portfolio.models import Coverage, Practitioner, Project, Proof, Verdict
from portfolio.pages.rows import ProjectRow
from portfolio.queries import people, project_lists
from portfolio.queries.people import Card
from portfolio.queries.profiles import Ground

NEWEST = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is listed."""

    people: int
    projects: int
    links: int
    """Skills that are linked to a place in a project which shows them; claims do not count."""
    reviewers: int


@dataclass(frozen=True)
class HomePage:
    """What the home shows."""

    sample: Card | None
    levels: tuple[Level, ...]
    newest: tuple[ProjectRow, ...]
    counts: Counts


def home(on: Ground) -> HomePage:
    """The home as everybody finds it."""
    return HomePage(
        sample=sample(on),
        levels=tuple(level for level in on.default.levels if not level.optional),
        newest=project_lists.newly_verified(on, NEWEST),
        counts=counts(),
    )


def sample(on: Ground) -> Card | None:
    """The listed person with most verified skills of the default framework."""
    rows = Coverage.objects.filter(scope=Coverage.Scope.PUBLIC, practitioner__in=Practitioner.objects.listed())
    rows = rows.filter(strength__gte=Strength.EVIDENCED, skill__key__in=list(on.default.skills))
    verified = rows.filter(strength=Strength.VERIFIED)
    for found in (verified, rows):
        top = found.values("practitioner").annotate(skills=Count("pk")).order_by("-skills", "practitioner").first()
        if top:
            person = Practitioner.objects.get(pk=top["practitioner"])
            return people.cards([person], on.default, on)[0]
    return None


def counts() -> Counts:
    """People, projects, links from skill to proof, and reviewers. Four queries."""
    projects = Project.objects.listed()
    reviewers = Verdict.objects.filter(evidence__project__in=projects, reviewer__isnull=False)
    return Counts(
        people=Practitioner.objects.listed().count(),
        projects=projects.count(),
        links=Proof.objects.filter(project__in=projects, strength__gte=Strength.EVIDENCED).count(),
        reviewers=reviewers.values("reviewer").distinct().count(),
    )
