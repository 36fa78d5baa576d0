"""The training logs of a project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F

from portfolio import from_logs
from portfolio.inspection.logs.runs import Log
from portfolio.models import Artefact, Project, Reading


def of_project(project: Project) -> list[Artefact]:
    """The logs, in their order."""
    return list(project.artefacts.filter(kind=Artefact.Kind.LOG).order_by("position", "pk"))


def read(artefacts: Iterable[int]) -> dict[int, Log]:
    """What the newest versions of these logs hold, by the primary key of the artefact. One query, none for none."""
    wanted = set(artefacts)
    if not wanted:
        return {}
    newest = Reading.objects.filter(version__artefact__in=wanted, version__sha256=F("version__artefact__content_hash"))
    rows = newest.order_by("version__number").values_list("version__artefact_id", "log")
    return {artefact: Log.from_json(log) for artefact, log in rows if log}


def figures_of(project: Project, before: str, after: str) -> Mapping[str, Any]:
    """What a comparison of two logs of the project, named by their UUIDs, starts from; empty when one is unknown."""
    known = {str(log.uuid): log for log in of_project(project)}
    if before not in known or after not in known:
        return {}
    pair = known[before], known[after]
    logs = read(log.pk for log in pair)
    if len(logs) < len({log.pk for log in pair}):
        return {}
    chosen = {"before_log": pair[0].pk, "after_log": pair[1].pk}
    return {**from_logs.comparison(logs[pair[0].pk], logs[pair[1].pk]), **chosen}
