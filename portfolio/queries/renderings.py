"""Stored HTML of the texts of projects."""

from __future__ import annotations

from portfolio.models import Project, Rendering
from portfolio.pages import texts
from portfolio.queries.records import PortfolioRecord


def of(project: Project) -> dict[str, str]:
    """HTML by key (`texts.Asked.key`). One query."""
    return dict(Rendering.objects.filter(project=project).values_list("key", "html"))


def outdated(record: PortfolioRecord) -> list[int]:
    """The projects, by primary key, whose stored HTML is not just that of their texts. One query.

    `record` was read with what `words.READ_ALONG` names.
    """
    known: dict[int, dict[str, tuple[str, ...]]] = {}
    rows = Rendering.objects.filter(project__practitioner=record.practitioner).values_list(
        "project_id", "key", "places"
    )
    for project, key, places in rows:
        known.setdefault(project, {})[key] = tuple(places)
    own = (item.project for item in record.projects)
    return [project.pk for project in own if not texts.are_stored(project, known.get(project.pk, {}))]
