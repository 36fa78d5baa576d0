"""What the files of one's own project speak for: taken up, edited or put aside, several at once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from core.htmx import render
from portfolio.actions import proposals as actions
from portfolio.models import Project
from portfolio.queries import proposals
from portfolio.views.studio import desk


def _show(request: HttpRequest, project: Project, *, status: int = 200, **extra: Any) -> HttpResponse:
    context = desk.context(project, "evidence", offers=proposals.of_project(project), **extra)
    page, part = "portfolio/proposals/index.html", "portfolio/proposals/_index.html"
    return render(request, page, context, part=part, status=status)


def _chosen(request: HttpRequest) -> set[str]:
    """The skill of the button that was pressed, else those that are ticked."""
    only = request.POST.get("only", "")
    return {only} if only else set(request.POST.getlist("skill"))


@require_GET
def index(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(request, desk.own_project(request, slug))


@require_POST
def accept(request: HttpRequest, slug: str) -> HttpResponse:
    """Link what was chosen. Places and words are those that are proposed now, not those that were sent."""
    project = desk.own_project(request, slug)
    wanted = _chosen(request)
    chosen = [offer for offer in proposals.of_project(project).all if offer.skill.key in wanted]
    if not chosen:
        return _show(request, project, status=422, refusal="Choose at least one skill.")
    choices = [actions.Choice(offer.skill.key, offer.pointer, offer.statement) for offer in chosen]
    try:
        actions.accept(project, choices=choices, by=request.user, at=timezone.now())
    except DomainError as error:
        return _show(request, project, status=422, refusal=error.message, chosen=wanted)
    shown = sum(offer.reading.is_shown for offer in chosen)
    text = "Evidence linked." if len(chosen) == 1 else f"{len(chosen)} pieces of evidence linked."
    text += f" {shown} of them evidenced." if shown and len(chosen) > 1 else ""
    return desk.answer(request, _show, project, "proposals", text)


@require_POST
def dismiss(request: HttpRequest, slug: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    keys = _chosen(request)
    if not keys:
        return _show(request, project, status=422, refusal="Choose at least one skill.")
    put_aside = actions.dismiss(project, keys=keys, by=request.user, at=timezone.now())
    text = "Put aside. You can bring it back below." if put_aside == 1 else f"{put_aside} skills put aside."
    return desk.answer(request, _show, project, "proposals", text)


@require_POST
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    actions.restore(project, keys=_chosen(request), by=request.user, at=timezone.now())
    return desk.answer(request, _show, project, "proposals", "Proposed again.")
