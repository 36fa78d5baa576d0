"""What the two explore pages have in common: reading the address, and what their templates need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from core.paging import Page
from portfolio import explore
from portfolio.explore import Asked
from portfolio.pages.choices import Group
from portfolio.queries import explore as conditions
from portfolio.queries.people import People
from portfolio.queries.profiles import Ground
from portfolio.queries.project_lists import Projects


def read(request: HttpRequest, on: Ground) -> Asked:
    """What the address asks for, today."""
    today = timezone.now().astimezone(UTC).date()
    return explore.read(dict(request.GET.lists()), on.yardsticks, conditions.labels, today)


def context(found: People | Projects, page: Page[Any], on: Ground, *, kind: str) -> dict[str, Any]:
    """What the page shows. `kind`: people or projects, as in the address of a search that is kept."""
    asked = found.asked
    sorts = explore.SORTS if kind == "people" else explore.PROJECT_SORTS
    return {
        "found": found,
        "page": page,
        "asked": asked,
        "searched": found.mended.asked if found.mended else asked,
        "kind": kind,
        "sorts": [(key, name, key == asked.order) for key, (name, _) in sorts.items() if key != "best" or asked.q],
        "sort_reason": sorts[asked.order][1],
        "equals_reason": explore.EQUALS[kind],
        "skill_choices": skill_choices(asked, found.groups),
        "strongest_query": "" if asked.sort else replace(asked, sort="verified").query,
        "exact_query": explore.exactly(asked).query,
        "yardsticks": on.yardsticks,
        "edition": on.default,
        "here": "explore",
        "site_url": settings.SITE_URL,
    }


def skill_choices(asked: Asked, groups: Iterable[Group]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The skills that can still be asked for, by competence, each with how many there would be."""
    skills = next((group.first for group in groups if group.kind == explore.SKILL), ())
    shown = {choice.value: choice.count for choice in skills if not choice.is_chosen}
    grouped = [
        (label, [(skill.key, f"{skill.name}, {shown[skill.key]}") for skill in skills if skill.key in shown])
        for label, skills in conditions.skill_choices(asked.yardstick, shown)
    ]
    return [(label, skills) for label, skills in grouped if skills]
