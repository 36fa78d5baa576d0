"""The write-up of one's own project: its sections, and the preview of a text."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import markdown
from core.errors import DomainError
from core.htmx import render
from portfolio.actions import parts
from portfolio.forms.sections import SectionForm, free_steps
from portfolio.models import Project
from portfolio.queries import studio
from portfolio.views.studio import desk

PREVIEWED = frozenset({"body", "harness", "lessons", "limits", "about"})


def _show(request: HttpRequest, project: Project, *, status: int = 200, **extra: Any) -> HttpResponse:
    context = desk.context(
        project,
        "sections",
        sections=[(section, studio.excerpt(section)) for section in studio.sections(project)],
        images=studio.images(project),
        free_steps=free_steps(project),
        **extra,
    )
    page, part = "portfolio/sections/index.html", "portfolio/sections/_index.html"
    return render(request, page, context, part=part, status=status)


@require_GET
def index(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(request, desk.own_project(request, slug))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    if request.method == "GET":
        return _show(request, project, adding=True, form=SectionForm(project=project))
    form = SectionForm(request.POST, project=project)
    status = desk.save(form, lambda: parts.add(form.instance, by=request.user, at=timezone.now()))
    if status == 200:
        return desk.answer(request, _show, project, "sections", "Section added.")
    return _show(request, project, status=status, adding=True, form=form)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    section = studio.still_there(project.sections, uuid)
    if section is None:
        return desk.gone(request, _show, project, SectionForm(request.POST, project=project))
    now = SectionForm(instance=section, project=project)
    if request.method == "GET":
        return _show(request, project, editing=section, form=now)
    form = SectionForm(request.POST, instance=get_object_or_404(project.sections, uuid=uuid), project=project)
    status = desk.save(form, lambda: parts.change(section, by=request.user, at=timezone.now(), **desk.given(form)))
    if status == 200:
        return desk.answer(request, _show, project, "sections", "Section saved.")
    return _show(request, project, status=status, editing=section, **desk.again(form, now, status))


@require_POST
def move(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    section = get_object_or_404(project.sections, uuid=uuid)
    parts.move(section, to=desk.direction(request), by=request.user, at=timezone.now())
    return desk.answer(request, _show, project, "sections", "Section moved.")


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    section = get_object_or_404(project.sections, uuid=uuid)
    if request.method == "GET":
        return _show(request, project, removing=section, loss=studio.loss(section))
    parts.remove(section, by=request.user, at=timezone.now())
    return desk.answer(request, _show, project, "sections", "Section removed.")


@require_POST
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """What a text of the project looks like to a reader; nothing is saved. `field` names the box that it stands in."""
    project = desk.own_project(request, slug)
    field = request.POST.get("field", "")
    text = request.POST.get(field, "") if field in PREVIEWED else ""
    try:
        html: str = markdown.render(text, images=studio.pictures(project), heading_base=3, tell=True)
        error = ""
    except DomainError as refusal:
        html, error = "", refusal.message
    context = {"project": project, "html": html, "error": error, "here": "studio"}
    page, part = "portfolio/sections/preview.html", "portfolio/sections/_preview.html"
    return render(request, page, context, part=part, status=422 if error else 200)
