"""Ticks that evidence elsewhere proposes for one's own checklist: taken up several at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from core.htmx import redirect, render
from portfolio.actions import items as actions
from portfolio.models import Checklist
from portfolio.queries import ticks
from portfolio.views.studio import checklists


def _show(request: HttpRequest, checklist: Checklist, *, status: int = 200, refusal: str = "") -> HttpResponse:
    context = {"checklist": checklist, "offers": ticks.offers(checklist), "refusal": refusal, "here": "studio"}
    return render(request, "portfolio/ticks/index.html", context, status=status)


@require_GET
def index(request: HttpRequest, uuid: str) -> HttpResponse:
    return _show(request, checklists.own(request, uuid))


@require_POST
def accept(request: HttpRequest, uuid: str) -> HttpResponse:
    """Tick what was chosen, each with the day of its evidence, as they are proposed now."""
    checklist = checklists.own(request, uuid)
    wanted = set(request.POST.getlist("item"))
    chosen = {one.entry.key: one.on for one in ticks.of_checklist(checklist) if one.entry.key in wanted}
    if not chosen:
        return _show(request, checklist, status=422, refusal="Choose at least one item.")
    try:
        actions.tick_all(checklist, dates=chosen, by=request.user, at=timezone.now())
    except DomainError as error:
        return _show(request, checklist, status=422, refusal=error.message)
    messages.success(request, "1 item ticked." if len(chosen) == 1 else f"{len(chosen)} items ticked.")
    return redirect(request, checklist.get_absolute_url())
