"""Two to five people beside each other: by a framework for everybody, by a brief for whoever holds it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from competence.strengths import Strength
from hiring.forms.briefs import counts
from hiring.models import Brief
from hiring.pages.comparisons import Comparison
from hiring.pages.faces import NO_MASK
from hiring.queries import comparisons, matches, veils, wanted
from portfolio.queries import profiles

SAME = ("only", "differences")
"""In the address: leave out the rows in which all are equal."""


@require_safe
@login_not_required
def show(request: HttpRequest) -> HttpResponse:
    """The people that the address names, in its order. Without two of them it says how to choose."""
    on = profiles.ground()
    brief = _brief(request)
    key = brief.framework.key if brief else request.GET.get("framework", "")
    yardstick = on.of(key)
    if yardstick is None:
        raise Http404("There is no such framework.")
    mask = veils.mask(brief) if brief else NO_MASK
    chosen = comparisons.chosen(request.GET.getlist("people"), mask.veil)
    least = counts(request.GET) if brief else None
    against = comparisons.against(wanted.of(brief, yardstick), least) if brief else None
    by = _by(brief, key, least)
    context: dict[str, Any] = {
        "brief": brief,
        "least": least,
        "chosen": chosen,
        "yardstick": yardstick,
        "yardsticks": on.yardsticks,
        "offered": comparisons.offered(against, chosen, mask) if against else (),
        "by": by,
        "edition": on.default,
        "here": "hiring" if brief else "explore",
    }
    if chosen.people:
        found = comparisons.show(chosen, yardstick, on, against, mask)
        context |= _table(request, found, chosen.names, by)
    return render(request, "hiring/comparisons/show.html", context)


def _by(brief: Brief | None, framework: str, least: Strength | None) -> list[tuple[str, str]]:
    """What people are read by, as the address says it."""
    if brief is None:
        return [("framework", framework)] if framework else []
    return [("brief", str(brief.uuid)), *([("counts", least.word)] if least else [])]


def _table(request: HttpRequest, found: Comparison, names: str, by: list[tuple[str, str]]) -> dict[str, Any]:
    """The table, whole or only what differs, and the address of the other one."""
    is_short = request.GET.get(SAME[0]) == SAME[1]
    also = [] if is_short else [SAME]
    return {
        "found": found.differing() if is_short else found,
        "is_short": is_short,
        "other_query": query(names, [*by, *also]),
        "stated_query": query(names, [pair for pair in by if pair[0] != "counts"]),
        "kept": [*by, SAME] if is_short else by,
    }


def query(names: str, pairs: list[tuple[str, str]]) -> str:
    """The address of a comparison, from the question mark on."""
    return f"?{urlencode([('people', names), *pairs], safe=',')}"


def _brief(request: HttpRequest) -> Brief | None:
    """The brief that the address names, for whoever holds it; 404 for everybody else."""
    asked = request.GET.get("brief", "")
    if not asked:
        return None
    try:
        uuid = UUID(asked)
    except ValueError:
        raise Http404("There is no such brief.") from None
    brief: Brief = get_object_or_404(matches.briefs(request.user), uuid=uuid)
    return brief
