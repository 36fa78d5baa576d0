"""Starting a project from an idea of the catalogue: what the catalogue knows is filled in, the rest is the person's."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from competence.catalogues import Idea
from competence.models import ProcessTemplate
from competence.yardstick import Yardstick
from portfolio.actions import parts, portfolios, projects
from portfolio.models import DataSet, Practitioner, Project

if TYPE_CHECKING:
    from accounts.models import User

MAX_ADDRESS = 300


@transaction.atomic
def start(
    practitioner: Practitioner,
    *,
    idea: Idea,
    yardstick: Yardstick,
    title: str,
    template: ProcessTemplate | None = None,
    by: User | None,
    at: datetime,
) -> Project:
    """A new private project with the question, the data set and the kind of `idea`, in the words of `yardstick`.

    Nothing is claimed by it: it has no evidence, and the scores of others stand in a note of the data set.
    """
    with portfolios.batch(practitioner, at=at):
        project = projects.start(practitioner, title=title, template=template, by=by, at=at, question=idea.text)
        parts.add(DataSet(project=project, **data(idea)), by=by, at=at)
        projects.classify(project, axes=axes(idea, yardstick), libraries=(), by=by, at=at)
    return project


def data(idea: Idea) -> dict[str, str]:
    """The fields of the data set. An origin that we do not know is left to the person: a standard data set."""
    origin = str(idea.document.get("dataset_source", ""))
    note = "\n".join(filter(None, (idea.document.get("caution", ""), *idea.known_scores)))
    known = {
        "name": idea.title,
        "origin": origin if origin in DataSet.Origin.values else DataSet.Origin.STANDARD,
        "licence": idea.licence,
        "size": idea.size,
        "note": note,
    }
    fitting = {
        name: value[: getattr(DataSet._meta.get_field(name), "max_length", None)] for name, value in known.items()
    }
    return fitting | {"url": idea.address if len(idea.address) <= MAX_ADDRESS else ""}


def axes(idea: Idea, yardstick: Yardstick) -> dict[str, tuple[str, ...]]:
    """Its values on the axes of the framework; what an axis does not know is left out."""
    found: dict[str, tuple[str, ...]] = {}
    for axis in yardstick.axes:
        known = {value.key for value in axis.values}
        values = tuple(value for value in idea.axis_values.get(axis.key, ()) if value in known)
        if values:
            found[axis.key] = values
    return found
