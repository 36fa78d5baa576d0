"""Checklists: one's own as a page, all of them as a shelf, and what a newer edition would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from competence.queries import editions, frameworks
from competence.yardstick import Yardstick
from portfolio.checklists import merging, progress, sheets
from portfolio.checklists.merging import Merge
from portfolio.checklists.progress import Count
from portfolio.checklists.sheets import Line
from portfolio.checklists.values import outline_of
from portfolio.models import Checklist, ChecklistChange, ChecklistItem
from portfolio.pages import checklists as pages
from portfolio.pages.checklists import Sheet
from portfolio.queries import ticks
from portfolio.queries.checklist_rows import FIELDS, outline, own, state, state_of

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Page:
    """One checklist as its person sees it."""

    checklist: Checklist
    yardstick: Yardstick
    sheet: Sheet
    newer: str
    """The version of an edition that was published since; empty when there is none."""
    last: ChecklistChange | None
    """What can be undone next."""
    proposals: int
    """How many ticks evidence elsewhere proposes."""


@dataclass(frozen=True)
class Volume:
    """One checklist on the shelf."""

    checklist: Checklist
    title: str
    count: Count
    newer: str


@dataclass(frozen=True)
class Shelf:
    """All checklists of a person, and the frameworks of which there is no live one."""

    live: tuple[Volume, ...]
    archived: tuple[Volume, ...]
    free: tuple[tuple[Yardstick, int], ...]
    """Each with how many items a copy of it has."""


TITLES = {
    merging.ADDED: "New",
    merging.BACK: "Back again",
    merging.LEFT: "Retired",
    merging.RENAMED: "Renamed",
    merging.REWORDED: "Said anew",
    merging.MOVED: "Moved",
    merging.KIND: "Habit or tick",
    merging.UNPLACED: "Without a category",
}
"""What the lines of a merge are called, in the order in which they are shown."""


@dataclass(frozen=True)
class Preview:
    """What taking over the current edition would do."""

    checklist: Checklist
    yardstick: Yardstick
    newer: Yardstick
    merge: Merge
    before: Count
    after: Count

    @property
    def told(self) -> list[tuple[str, list[merging.Line]]]:
        """What happens without a question, by kind."""
        plain = [line for line in self.merge.lines if not line.options]
        groups = [(title, [line for line in plain if line.kind == kind]) for kind, title in TITLES.items()]
        return [(title, lines) for title, lines in groups if lines]

    @property
    def is_needed(self) -> bool:
        return self.yardstick.version != self.newer.version


def page(checklist: Checklist, opened: str, today: date) -> Page:
    """The page with the category or level `opened` open. Five queries when warm, whatever the size."""
    yardstick = editions.of_row(checklist.edition)
    drawn, now = outline(checklist), state_of(checklist)
    return Page(
        checklist=checklist,
        yardstick=yardstick,
        sheet=pages.build(yardstick, drawn, now, opened, today),
        newer=_newer(checklist),
        last=changes(checklist).filter(undone_at=None).first(),
        proposals=len(ticks.proposed(checklist.practitioner, drawn, now)),
    )


def _newer(checklist: Checklist) -> str:
    newest: str | None = getattr(checklist, "newest", None)
    return newest if newest and newest != checklist.edition.version else ""


def shelf(user: User) -> Shelf:
    """Every checklist of `user`, the latest changed first. Three queries."""
    found = list(own(user).order_by("-changed_at", "pk"))
    rows: dict[int, list[tuple[Any, ...]]] = {checklist.pk: [] for checklist in found}
    for pk, *row in ChecklistItem.objects.filter(checklist__in=found).values_list("checklist", *FIELDS):
        rows[pk].append(tuple(row))
    volumes = [_volume(checklist, rows[checklist.pk]) for checklist in found]
    taken = {checklist.framework.key for checklist in found if not checklist.is_archived}
    return Shelf(
        live=tuple(volume for volume in volumes if not volume.checklist.is_archived),
        archived=tuple(volume for volume in volumes if volume.checklist.is_archived),
        free=tuple(
            (yardstick, frameworks.in_use(yardstick))
            for yardstick in editions.all_current()
            if yardstick.key not in taken
        ),
    )


def _volume(checklist: Checklist, rows: list[tuple[Any, ...]]) -> Volume:
    yardstick = editions.of_row(checklist.edition)
    now = state(yardstick.version, checklist.orders, rows)
    return Volume(checklist, yardstick.title, progress.of_all(outline(checklist), now), _newer(checklist))


def line(checklist: Checklist, key: str) -> tuple[Line, int] | None:
    """One item with its revision (0 for an untouched one); None when it is not in the checklist. One query."""
    row = ChecklistItem.objects.filter(checklist=checklist, key=key).values_list(*FIELDS, "revision").first()
    found = sheets.line(outline(checklist), state(checklist.edition.version, {}, [row[:-1]] if row else []), key)
    return (found, row[-1] if row else 0) if found else None


def changes(checklist: Checklist) -> QuerySet[ChecklistChange]:
    """What was done to it, the latest first; what undoing takes stays in the table."""
    return ChecklistChange.objects.filter(checklist=checklist).defer("patches").order_by("-number")


def preview(checklist: Checklist, choices: Mapping[str, str]) -> Preview:
    """What taking over the current edition would do, with these answers. Two queries when warm."""
    newer = editions.of(checklist.framework.key)
    base, new, now = outline(checklist), outline_of(newer), state_of(checklist)
    merge = merging.merge(base, now, new, choices)
    return Preview(
        checklist=checklist,
        yardstick=editions.of_row(checklist.edition),
        newer=newer,
        merge=merge,
        before=progress.of_all(base, now),
        after=progress.of_all(new, merge.state),
    )
