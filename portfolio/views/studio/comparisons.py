"""Comparisons of one's own project."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from competence.queries import editions
from core.htmx import render
from portfolio.actions import parts
from portfolio.forms.comparisons import ComparisonForm
from portfolio.models import Project
from portfolio.queries import logs, studio
from portfolio.views.studio import desk


def _show(request: HttpRequest, project: Project, *, status: int = 200, **extra: Any) -> HttpResponse:
    context = desk.context(project, "comparisons", comparisons=studio.comparisons(project), **extra)
    context["logs"] = logs.of_project(project)
    page, part = "portfolio/comparisons/index.html", "portfolio/comparisons/_index.html"
    return render(request, page, context, part=part, status=status)


def _form(project: Project, *args: Any, **kwargs: Any) -> ComparisonForm:
    return ComparisonForm(*args, project=project, problems=studio.problems(editions.current()), **kwargs)


@require_GET
def index(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(request, desk.own_project(request, slug))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    if request.method == "GET":
        taken = logs.figures_of(project, request.GET.get("before", ""), request.GET.get("after", ""))
        return _show(request, project, adding=True, form=_form(project, initial=taken))
    form = _form(project, request.POST)
    status = desk.save(form, lambda: parts.add(form.instance, by=request.user, at=timezone.now()))
    if status == 200:
        return desk.answer(request, _show, project, "comparisons", "Comparison added.")
    return _show(request, project, status=status, adding=True, form=form)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    comparison = studio.still_there(project.comparisons, uuid)
    if comparison is None:
        return desk.gone(request, _show, project, _form(project, request.POST))
    now = _form(project, instance=comparison)
    if request.method == "GET":
        return _show(request, project, editing=comparison, form=now)
    form = _form(project, request.POST, instance=get_object_or_404(project.comparisons, uuid=uuid))
    status = desk.save(form, lambda: parts.change(comparison, by=request.user, at=timezone.now(), **desk.given(form)))
    if status == 200:
        return desk.answer(request, _show, project, "comparisons", "Comparison saved.")
    return _show(request, project, status=status, editing=comparison, **desk.again(form, now, status))


@require_POST
def move(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    comparison = get_object_or_404(project.comparisons, uuid=uuid)
    parts.move(comparison, to=desk.direction(request), by=request.user, at=timezone.now())
    return desk.answer(request, _show, project, "comparisons", "Comparison moved.")


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    comparison = get_object_or_404(project.comparisons, uuid=uuid)
    if request.method == "GET":
        return _show(request, project, removing=comparison, loss=studio.loss(comparison))
    parts.remove(comparison, by=request.user, at=timezone.now())
    return desk.answer(request, _show, project, "comparisons", "Comparison removed.")
