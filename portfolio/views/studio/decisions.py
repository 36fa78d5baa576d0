"""Decisions of one's own project."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.htmx import render
from portfolio.actions import parts
from portfolio.forms.decisions import DecisionForm
from portfolio.models import Project
from portfolio.queries import studio
from portfolio.views.studio import desk


def _show(request: HttpRequest, project: Project, *, status: int = 200, **extra: Any) -> HttpResponse:
    context = desk.context(project, "decisions", decisions=studio.decisions(project), **extra)
    page, part = "portfolio/decisions/index.html", "portfolio/decisions/_index.html"
    return render(request, page, context, part=part, status=status)


@require_GET
def index(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(request, desk.own_project(request, slug))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    if request.method == "GET":
        return _show(request, project, adding=True, form=DecisionForm(project=project))
    form = DecisionForm(request.POST, project=project)
    status = desk.save(form, lambda: parts.add(form.instance, by=request.user, at=timezone.now()))
    if status == 200:
        return desk.answer(request, _show, project, "decisions", "Decision added.")
    return _show(request, project, status=status, adding=True, form=form)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    decision = studio.still_there(project.decisions, uuid)
    if decision is None:
        return desk.gone(request, _show, project, DecisionForm(request.POST, project=project))
    now = DecisionForm(instance=decision, project=project)
    if request.method == "GET":
        return _show(request, project, editing=decision, form=now)
    form = DecisionForm(request.POST, instance=get_object_or_404(project.decisions, uuid=uuid), project=project)
    status = desk.save(form, lambda: parts.change(decision, by=request.user, at=timezone.now(), **desk.given(form)))
    if status == 200:
        return desk.answer(request, _show, project, "decisions", "Decision saved.")
    return _show(request, project, status=status, editing=decision, **desk.again(form, now, status))


@require_POST
def move(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    decision = get_object_or_404(project.decisions, uuid=uuid)
    parts.move(decision, to=desk.direction(request), by=request.user, at=timezone.now())
    return desk.answer(request, _show, project, "decisions", "Decision moved.")


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    decision = get_object_or_404(project.decisions, uuid=uuid)
    if request.method == "GET":
        return _show(request, project, removing=decision, loss=studio.loss(decision))
    parts.remove(decision, by=request.user, at=timezone.now())
    return desk.answer(request, _show, project, "decisions", "Decision removed.")
