"""Results of one's own project, with the values that they are read against."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.htmx import render
from portfolio.actions import parts
from portfolio.actions import results as actions
from portfolio.forms.results import REFERENCE_FIELDS, ReferenceForm, ResultForm
from portfolio.forms.rows import Rows, rows_of, with_another
from portfolio.models import Project, Reference, Result
from portfolio.queries import studio
from portfolio.views.studio import desk

PREFIX = "ref"


def _show(request: HttpRequest, project: Project, *, status: int = 200, **extra: Any) -> HttpResponse:
    context = desk.context(project, "results", results=studio.results(project), **extra)
    page, part = "portfolio/results/index.html", "portfolio/results/_index.html"
    return render(request, page, context, part=part, status=status)


@require_GET
def index(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(request, desk.own_project(request, slug))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    if request.method == "GET":
        form, rows = ResultForm(project=project), rows_of(ReferenceForm, prefix=PREFIX)
        return _show(request, project, adding=True, form=form, rows=rows)
    if "another" in request.POST:
        return _show(request, project, adding=True, **_another(request, ResultForm(request.POST, project=project)))
    form, rows = ResultForm(request.POST, project=project), rows_of(ReferenceForm, prefix=PREFIX, data=request.POST)
    status = desk.save(
        form,
        lambda: actions.add(form.instance, references=_references(rows), by=request.user, at=timezone.now()),
        rows,
    )
    if status == 200:
        return desk.answer(request, _show, project, "results", "Result added.")
    return _show(request, project, status=status, adding=True, form=form, rows=rows)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    result = studio.still_there(project.results, uuid)
    if result is None:
        rows = rows_of(ReferenceForm, prefix=PREFIX, initial=_lines(request))
        return desk.gone(request, _show, project, ResultForm(request.POST, project=project), rows=rows)
    now = ResultForm(instance=result, project=project)
    if request.method == "GET":
        return _show(request, project, editing=result, form=now, rows=_rows(result))
    form = ResultForm(request.POST, instance=get_object_or_404(project.results, uuid=uuid), project=project)
    if "another" in request.POST:
        return _show(request, project, editing=result, **_another(request, form))
    rows = rows_of(ReferenceForm, prefix=PREFIX, data=request.POST)
    at = timezone.now()
    status = desk.save(
        form,
        lambda: actions.change(result, references=_references(rows), by=request.user, at=at, **desk.given(form)),
        rows,
    )
    if status == 200:
        return desk.answer(request, _show, project, "results", "Result saved.")
    again = desk.again(form, now, status, ("What it is read against", rows, _rows(result)))
    return _show(request, project, status=status, editing=result, rows=rows, **again)


@require_POST
def move(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    result = get_object_or_404(project.results, uuid=uuid)
    parts.move(result, to=desk.direction(request), by=request.user, at=timezone.now())
    return desk.answer(request, _show, project, "results", "Result moved.")


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    result = get_object_or_404(project.results, uuid=uuid)
    if request.method == "GET":
        return _show(request, project, removing=result, loss=studio.loss(result))
    parts.remove(result, by=request.user, at=timezone.now())
    return desk.answer(request, _show, project, "results", "Result removed.")


def _rows(result: Result) -> Rows:
    return rows_of(ReferenceForm, prefix=PREFIX, initial=studio.references(result, REFERENCE_FIELDS))


def _references(rows: Rows) -> list[Reference]:
    return [Reference(**values) for values in rows.given]


def _another(request: HttpRequest, form: ResultForm) -> dict[str, Any]:
    """The form as it was typed, unchecked, with one line more for a reference."""
    return {"form": desk.unchecked(form), "rows": rows_of(ReferenceForm, prefix=PREFIX, initial=_lines(request))}


def _lines(request: HttpRequest) -> list[dict[str, str]]:
    """The references as they were typed."""
    return with_another(request.POST, prefix=PREFIX, names=REFERENCE_FIELDS)
