"""Checklists in a few words: what the dashboard and the profile say of them, and an admin who changes a framework."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import models

from competence.queries import editions
from competence.yardstick import Yardstick
from portfolio.checklists import progress
from portfolio.checklists.progress import Count
from portfolio.checklists.values import Outline, State
from portfolio.models import Checklist, ChecklistItem, Practitioner
from portfolio.pages import checklists as pages
from portfolio.pages.checklists import Next
from portfolio.queries.checklist_rows import FIELDS, outline_at, state

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


@dataclass(frozen=True, slots=True)
class Held:
    """Live checklists of a framework, and by skill those in which somebody left a tick, a note or a name."""

    live: int
    by_skill: Mapping[str, int]


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


def held(framework_key: str, keys: Collection[str]) -> Held:
    """What a change of these skills touches in checklists, as numbers: they are private. Two queries."""
    live = Checklist.objects.live().filter(framework__key=framework_key)
    touched = ChecklistItem.objects.filter(checklist__in=live, key__in=keys)
    worth = touched.exclude(done_on=None, note="", name="")
    rows = worth.values_list("key").annotate(lists=models.Count("checklist"))
    return Held(live.count(), dict(rows.order_by("key")))


def _read(checklists: models.QuerySet[Checklist]) -> list[tuple[str, Yardstick, Outline, State]]:
    """Checklists joined with their items; one without items has one row, with no key."""
    names = [f"items__{name}" for name in FIELDS]
    rows = checklists.order_by("created_at", "pk").values_list("uuid", *_EDITION, *names)
    return [_value(uuid, list(group)) for uuid, group in groupby(rows, key=lambda row: row[0])]


def _value(uuid: UUID, rows: list[tuple[Any, ...]]) -> tuple[str, Yardstick, Outline, State]:
    """Orders are left out: counts and what is next follow the edition."""
    start = 1 + len(_EDITION)
    edition = rows[0][1:start]
    yardstick = editions.at(*edition)
    items = (row[start:] for row in rows if row[start] is not None)
    return str(uuid), yardstick, outline_at(*edition), state(yardstick.version, {}, items)
