"""Filling in what a file says, once the person has confirmed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from core.errors import DomainError
from core.fields import parse_figure
from portfolio.actions import parts, portfolios, projects, results
from portfolio.fills import Found
from portfolio.models import DataSet, Project, Result

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def fill(
    project: Project, *, chosen: Sequence[Found], origins: Mapping[str, str], by: User | None, at: datetime
) -> None:
    """Add what was chosen to the project, all or nothing. `origins`: where each chosen data set comes from, by its key.

    `DomainError` when a figure is none, or has more digits than are kept.
    """
    with portfolios.batch(project.practitioner, at=at):
        for one in chosen:
            if one.kind == "dataset":
                values = {**one.values, "origin": origins.get(one.key, one.values["origin"])}
                parts.add(DataSet(project=project, **values), by=by, at=at)
            if one.kind == "result":
                results.add(Result(project=project, **_figures(one.values)), by=by, at=at)
        _own(project, [one for one in chosen if one.kind in ("field", "library")], by=by, at=at)


def _own(project: Project, chosen: Sequence[Found], *, by: User | None, at: datetime) -> None:
    """What belongs to the project itself: single fields and the libraries."""
    if not chosen:
        return
    fields = {name: value for one in chosen if one.kind == "field" for name, value in one.values.items()}
    libraries = list(project.libraries.order_by("pk").values_list("name", flat=True))
    libraries += [str(one.values["name"]) for one in chosen if one.kind == "library"]
    now = Project.objects.get(pk=project.pk)
    projects.change(project, revision=now.revision, fields=fields, libraries=libraries, by=by, at=at)


def _figures(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a result, its figures as decimals with the digits that were written."""
    made = {**values, "metric": str(values["metric"])[:60], "split": str(values.get("split", ""))[:200]}
    for name in ("value", "spread"):
        text = made.get(name)
        if text in (None, ""):
            made[name] = None
            continue
        try:
            made[name] = parse_figure(str(text))
        except ValidationError as error:
            raise DomainError(f"{text} is not a figure that can be kept.") from error
    return made
