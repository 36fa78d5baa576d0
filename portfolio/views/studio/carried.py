"""What one showed in one framework, put forward for the matching skills of the others."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError, StaleVersion
from core.htmx import render
from portfolio.actions import carrying as actions
from portfolio.actions import evidence, proposals
from portfolio.carrying import Match
from portfolio.models import Project
from portfolio.queries import carrying, records, studio
from portfolio.views.studio import desk

CHOOSE = "Choose at least one skill."
GONE = "Some of what you chose is not proposed any more. Look again at what is; nothing was changed."


def _show(request: HttpRequest, project: Project, *, status: int = 200, **extra: Any) -> HttpResponse:
    context = desk.context(project, "evidence", **extra)
    context["offers"] = carrying.of_project(context["desk"].record)
    context["chosen"] = request.POST.getlist("choice") if status != 200 else []
    page, part = "portfolio/carried/index.html", "portfolio/carried/_index.html"
    return render(request, page, context, part=part, status=status)


@require_GET
def index(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(request, desk.own_project(request, slug))


def _chosen(request: HttpRequest, project: Project) -> list[Match] | None:
    """What is ticked; None where some of it is not proposed any more."""
    return carrying.of_project(records.read_project(project)).chosen(request.POST.getlist("choice"))


@require_POST
def accept(request: HttpRequest, slug: str) -> HttpResponse:
    """Carry over what was ticked, all of it or nothing."""
    project = desk.own_project(request, slug)
    chosen = _chosen(request, project)
    if not chosen:
        return _refused(request, project, chosen)
    choices = [(match.piece.uuid, match.skill.key) for match in chosen]
    try:
        actions.accept(project, choices=choices, by=request.user, at=timezone.now())
    except StaleVersion:
        return _refused(request, project, None)
    except DomainError as error:
        return _show(request, project, status=422, refusal=error.message)
    text = "Evidence carried over." if len(chosen) == 1 else f"{len(chosen)} pieces of evidence carried over."
    return desk.answer(request, _show, project, "carried", text)


@require_POST
def dismiss(request: HttpRequest, slug: str) -> HttpResponse:
    """Put aside what was ticked."""
    project = desk.own_project(request, slug)
    chosen = _chosen(request, project)
    if not chosen:
        return _refused(request, project, chosen)
    proposals.dismiss(project, keys=[match.skill.key for match in chosen], by=request.user, at=timezone.now())
    text = "Put aside." if len(chosen) == 1 else f"{len(chosen)} skills put aside."
    return desk.answer(request, _show, project, "carried", text)


def _refused(request: HttpRequest, project: Project, chosen: list[Match] | None) -> HttpResponse:
    """Nothing was ticked, or something that is not there any more."""
    if chosen is None:
        return _show(request, project, status=409, refusal=GONE)
    return _show(request, project, status=422, refusal=CHOOSE)


@require_POST
def part_ways(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    """Let carried-over evidence stop following; it stays as it is, and then its form can change it."""
    project = desk.own_project(request, slug)
    piece = get_object_or_404(studio.evidence(project), uuid=uuid)
    try:
        evidence.part_ways(piece, by=request.user, at=timezone.now())
    except StaleVersion as error:
        return _show(request, project, status=409, refusal=error.message)
    return desk.answer(request, _show, project, "carried", "It stands by itself now, and stays linked.")
