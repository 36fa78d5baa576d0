"""What a feed of one person tells: the listed projects, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from portfolio.models import Practitioner, Project
from portfolio.pages import rows

MOST_ENTRIES = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One project in a feed."""

    uuid: str
    title: str
    path: str
    summary: str
    published_at: datetime
    changed_at: datetime


def listed() -> QuerySet[Practitioner]:
    """People who have a feed: those that may be found."""
    return Practitioner.objects.listed()


def entries(practitioner: Practitioner) -> list[Entry]:
    """The projects that the feed names. One query."""
    found = Project.objects.listed().filter(practitioner=practitioner).order_by("-published_at", "-pk")[:MOST_ENTRIES]
    return [_entry(project, practitioner) for project in found]


def _entry(project: Project, practitioner: Practitioner) -> Entry:
    project.practitioner = practitioner
    return Entry(
        uuid=str(project.uuid),
        title=project.title,
        path=project.get_absolute_url(),
        summary=rows.bare(project.summary),
        published_at=project.published_at or project.created_at,
        changed_at=project.changed_at,
    )
