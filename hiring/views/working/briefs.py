"""The working page of a brief: what the work needs, and the people in order."""

from __future__ import annotations

from datetime import UTC, date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from competence.strengths import Strength
from competence.yardstick import Yardstick
from core import paging
from core.markdown import kept
from hiring import matching, texts
from hiring.forms.briefs import counts
from hiring.matching.words import RULE
from hiring.models import Brief
from hiring.pages import lines
from hiring.pages.faces import Mask
from hiring.queries import matches, snapshots, veils, wanted
from hiring.wanted import Wanted
from portfolio import explore
from portfolio.pages import choices
from portfolio.queries import explore as conditions
from portfolio.queries import finding, profiles
from portfolio.views.public import exploring

OTHERS = ("others", "yes")
ALL_FILTERS = ("filters", "all")
"""Whoever wants to choose some asks for them: drawing them all takes as long as the rest of the page."""
"""In the address: show the people who meet nothing of the brief."""
TOP = 3
"""People who are compared by one button."""


@require_safe
def show(request: HttpRequest, uuid: str) -> HttpResponse:
    """The people who are listed, held against a brief; filters, page and which proof counts stand in the address."""
    brief: Brief = get_object_or_404(matches.briefs(request.user), uuid=uuid)
    on, mask = profiles.ground(), veils.mask(brief)
    context: dict[str, Any] = {
        "brief": brief,
        "text": kept.html(brief.text, heading_base=3, prefix="brief-") if brief.text.strip() else "",
        "lead": texts.lead(brief.text),
        "rule": RULE,
        "edition": on.default,
        "here": "hiring",
        "veil": mask.veil,
        "snapshots": snapshots.count(brief, _today()),
    }
    yardstick = on.of(brief.framework.key)
    if yardstick is not None:
        stated = wanted.of(brief, yardstick)
        context["needs"] = lines.needs(stated, yardstick, Strength(brief.strength))
        if stated.musts or stated.useful:
            context |= _people(request, stated, yardstick, mask)
    return render(request, "hiring/briefs/show.html", context)


def _people(request: HttpRequest, stated: Wanted, yardstick: Yardstick, mask: Mask) -> dict[str, Any]:
    """The people of the page that is asked for, with filters and ways on."""
    params = veils.filters(dict(request.GET.lists()), mask.veil)
    asked = explore.read(params, [yardstick], conditions.labels, _today())
    least = counts(request.GET)
    what = matching.counting(stated, least) if least else stated
    scoring = matches.score(what, asked)
    is_rest = request.GET.get(OTHERS[0]) == OTHERS[1]
    rows = matches.others(what, asked) if is_rest else scoring.rows
    page = paging.page_of(rows, request.GET, size=matches.PAGE_SIZE)
    also = [("counts", least.word)] if least else []
    found = matches.show(what, yardstick, scoring, page.rows, asked, mask)
    return {
        "found": found,
        "page": page,
        "top": [] if is_rest or page.number > 1 else found.people[:TOP],
        "asked": asked,
        "least": least,
        "is_rest": is_rest,
        "chips": [(used.label, _query([*asked.without(used).pairs, *also])) for used in asked.filters],
        "ranked_query": _query([*asked.pairs, *also]),
        "rest_query": _query([*asked.pairs, *also, OTHERS]),
        "filters_query": _query([*asked.pairs, *also, ALL_FILTERS]),
        **(_filters(asked, yardstick, mask) if asked.filters or ALL_FILTERS[0] in request.GET else {}),
    }


def _filters(asked: explore.Asked, yardstick: Yardstick, mask: Mask) -> dict[str, Any]:
    """All filters of the explore page, but for those that a blind brief has not, and what else the address says."""
    made = choices.of(asked, finding.counts(asked), conditions.labels, [yardstick])
    groups = [group for group in made if veils.may_filter(group.kind, mask.veil)]
    drawn = {"q", "sort", *(group.kind for group in groups)}
    return {
        "groups": groups,
        "skill_choices": exploring.skill_choices(asked, groups),
        "hidden": [(name, value) for name, value in asked.pairs if name not in drawn],
    }


def _today() -> date:
    return timezone.now().astimezone(UTC).date()


def _query(pairs: list[tuple[str, str]]) -> str:
    return f"?{urlencode(pairs)}"
