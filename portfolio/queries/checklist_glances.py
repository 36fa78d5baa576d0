"""Checklists in a few words: what the dashboard and the profile say of them. One query, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from competence.queries import editions
from competence.yardstick import Yardstick
from portfolio.checklists import progress
from portfolio.checklists.progress import Count
from portfolio.checklists.values import Outline, State, outline_of
from portfolio.models import Checklist, Practitioner
from portfolio.pages import checklists as pages
from portfolio.pages.checklists import Next
from portfolio.queries.checklist_rows import FIELDS, state

NEXT = 3
_EDITION = ("edition__pk", "edition__content_hash", "framework__key", "framework__is_default")


@dataclass(frozen=True, slots=True)
class Glance:
    """One live checklist of one's own: how far, and what is next."""

    uuid: str
    title: str
    count: Count
    next: tuple[Next, ...]


@dataclass(frozen=True, slots=True)
class Claimed:
    """What the profile says of a shared checklist: counts, level by level. Claims, and nothing else on the page."""

    framework: str
    title: str
    version: str
    count: Count
    levels: tuple[tuple[str, Count], ...]


def own(practitioner: Practitioner) -> tuple[Glance, ...]:
    """The live checklists of a person, the oldest first. One query when warm."""
    found = _read(Checklist.objects.live().filter(practitioner=practitioner))
    return tuple(
        Glance(uuid, yardstick.title, progress.of_all(drawn, now), tuple(pages.upcoming(drawn, now, NEXT)))
        for uuid, yardstick, drawn, now in found
    )


def shared(practitioner: Practitioner) -> tuple[Claimed, ...]:
    """What the person shows of their checklists. One query when warm."""
    found = _read(Checklist.objects.live().filter(practitioner=practitioner, is_shared=True))
    return tuple(
        Claimed(
            framework=yardstick.key,
            title=yardstick.title,
            version=yardstick.version,
            count=progress.of_all(drawn, now),
            levels=tuple(
                (pages.level_name(yardstick, stage.key), progress.of_branches(stage.branches, now))
                for stage in drawn.stages
            ),
        )
        for _, yardstick, drawn, now in found
    )


def _read(checklists: QuerySet[Checklist]) -> list[tuple[str, Yardstick, Outline, State]]:
    """Checklists joined with their items; one without items has one row, with no key."""
    names = [f"items__{name}" for name in FIELDS]
    rows = checklists.order_by("created_at", "pk").values("pk", "uuid", "orders", *_EDITION, *names)
    return [_value(list(group)) for _, group in groupby(rows, key=lambda row: row["pk"])]


def _value(rows: list[dict[str, Any]]) -> tuple[str, Yardstick, Outline, State]:
    head = rows[0]
    yardstick = editions.at(*(head[name] for name in _EDITION))
    return str(head["uuid"]), yardstick, outline_of(yardstick), state(yardstick.version, head["orders"], _items(rows))


def _items(rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    return ({name: row[f"items__{name}"] for name in FIELDS} for row in rows if row["items__key"] is not None)
