"""Briefs: one's own on a list, the published ones, and a brief as it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from competence.models import Edition
from competence.queries import editions
from competence.yardstick import Yardstick
from hiring.models import Brief
from hiring.queries import wanted
from hiring.sheets import Line, Sheet
from hiring.wanted import Wanted


@dataclass(frozen=True)
class Row:
    """One brief on a list."""

    brief: Brief
    holder: str
    """The team; empty for one's own."""
    framework: str
    asked: Wanted
    not_needed: tuple[str, ...]
    """Levels, as in: Level 3."""
    is_asleep: bool = False
    """Whether its framework has no edition at the moment, so that nobody can be read by it."""


@dataclass(frozen=True)
class Index:
    """One's own briefs and those of one's teams."""

    live: tuple[Row, ...]
    archived: tuple[Row, ...]


def index(user: User) -> Index:
    """What a user holds, alone or in teams, the latest change first. Four queries when warm."""
    briefs = Brief.objects.held_by(user).select_related("team", "framework").order_by("-changed_at", "-pk")
    found = rows(list(briefs))
    return Index(
        live=tuple(row for row in found if row.brief.archived_at is None),
        archived=tuple(row for row in found if row.brief.archived_at is not None),
    )


def own(user: User) -> QuerySet[Brief]:
    """The briefs that a user holds, alone or in teams, with what their pages say of them."""
    found: QuerySet[Brief] = Brief.objects.visible_to(user).select_related("framework", "team", "owner")
    return found


def published() -> QuerySet[Brief]:
    """Briefs with a public page, the latest first; those whose framework has no edition have none meanwhile."""
    is_awake = Exists(Edition.objects.current().filter(framework=OuterRef("framework")))
    found: QuerySet[Brief] = Brief.objects.published().filter(is_awake).select_related("team", "framework")
    return found.order_by("-published_at", "-pk")


def rows(briefs: Sequence[Brief]) -> tuple[Row, ...]:
    """Briefs with what they ask for. Three queries when warm; none without briefs."""
    if not briefs:
        return ()
    yardsticks = {y.key: y for y in editions.all_current()}
    asked = wanted.for_briefs(briefs, yardsticks.values())
    return tuple(_row(brief, asked.get(brief.pk), yardsticks.get(brief.framework.key)) for brief in briefs)


def _row(brief: Brief, asked: Wanted | None, yardstick: Yardstick | None) -> Row:
    holder, key = brief.team.name if brief.team else "", brief.framework.key
    if asked is None or yardstick is None:
        return Row(brief, holder, key, Wanted(key), (), is_asleep=True)
    return Row(brief, holder, yardstick.title, asked, not_needed(asked, yardstick))


def not_needed(asked: Wanted, yardstick: Yardstick) -> tuple[str, ...]:
    """The levels that the role does without, as in: Level 3."""
    tier = yardstick.tiers.level
    return tuple(f"{tier} {level.number}" for level in yardstick.levels if level.key in asked.not_needed)


def sheet(brief: Brief) -> Sheet:
    """A brief as it is written. One query."""
    needs = brief.needs.order_by("position", "pk")
    lines = tuple(Line(row.kind, row.key, row.weight, row.at_least, row.strength) for row in needs)
    return Sheet(brief.title, brief.text, brief.framework.key, brief.strength, lines)


def is_held(brief: Brief, user: User) -> bool:
    """Whether it belongs to this user or to a team of theirs. One query."""
    return Brief.objects.held_by(user).filter(pk=brief.pk).exists()
