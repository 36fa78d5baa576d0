"""The team of one's own project."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.htmx import render
from portfolio.actions import parts
from portfolio.forms.contributors import ContributorForm
from portfolio.models import Project
from portfolio.queries import studio
from portfolio.views.studio import desk


def _show(request: HttpRequest, project: Project, *, status: int = 200, **extra: Any) -> HttpResponse:
    context = desk.context(project, "contributors", contributors=studio.contributors(project), **extra)
    page, part = "portfolio/contributors/index.html", "portfolio/contributors/_index.html"
    return render(request, page, context, part=part, status=status)


@require_GET
def index(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(request, desk.own_project(request, slug))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    if request.method == "GET":
        return _show(request, project, adding=True, form=ContributorForm(project=project))
    form = ContributorForm(request.POST, project=project)
    status = desk.save(form, lambda: parts.add(form.instance, by=request.user, at=timezone.now()))
    if status == 200:
        return desk.answer(request, _show, project, "contributors", "Person added.")
    return _show(request, project, status=status, adding=True, form=form)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    contributor = studio.still_there(project.contributors, uuid)
    if contributor is None:
        return desk.gone(request, _show, project, ContributorForm(request.POST, project=project))
    now = ContributorForm(instance=contributor, project=project)
    if request.method == "GET":
        return _show(request, project, editing=contributor, form=now)
    form = ContributorForm(request.POST, instance=get_object_or_404(project.contributors, uuid=uuid), project=project)
    status = desk.save(form, lambda: parts.change(contributor, by=request.user, at=timezone.now(), **desk.given(form)))
    if status == 200:
        return desk.answer(request, _show, project, "contributors", "Person saved.")
    return _show(request, project, status=status, editing=contributor, **desk.again(form, now, status))


@require_POST
def move(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    contributor = get_object_or_404(project.contributors, uuid=uuid)
    parts.move(contributor, to=desk.direction(request), by=request.user, at=timezone.now())
    return desk.answer(request, _show, project, "contributors", "Person moved.")


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    contributor = get_object_or_404(project.contributors, uuid=uuid)
    if request.method == "GET":
        return _show(request, project, removing=contributor, loss=studio.loss(contributor))
    parts.remove(contributor, by=request.user, at=timezone.now())
    return desk.answer(request, _show, project, "contributors", "Person removed.")
