"""Files, images and links of one's own project."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import ratelimit
from core.errors import DomainError
from core.htmx import render
from portfolio.actions import artefacts as actions
from portfolio.actions import parts
from portfolio.forms.artefacts import MOST_AT_ONCE, FileWordsForm, ImageRow, ImageWordsForm, LinkForm
from portfolio.forms.rows import Rows, rows_of
from portfolio.forms.texts import PartForm
from portfolio.models import Artefact, Project
from portfolio.pages import project_build
from portfolio.queries import studio
from portfolio.views.studio import desk

PREFIX = "image"
UPLOADS_AN_HOUR = 200
"""Files and images of a person together."""
READABLE = (Artefact.Kind.NOTEBOOK, Artefact.Kind.CODE, Artefact.Kind.LOG, Artefact.Kind.CARD)
"""Kinds of file that can fill something in."""
FORMS: dict[str, type[PartForm]] = {Artefact.Kind.LINK: LinkForm, Artefact.Kind.IMAGE: ImageWordsForm}


def show(request: HttpRequest, project: Project, *, status: int = 200, **extra: Any) -> HttpResponse:
    """The tab, with a form in it or without."""
    images = [(image, project_build.picture(image)) for image in studio.images(project)]
    files = studio.files(project)
    context = desk.context(project, "artefacts", images=images, links=studio.links(project), files=files, **extra)
    context["has_code"] = any(file.is_code_file for file in files)
    context["readable"] = READABLE
    page, part = "portfolio/artefacts/index.html", "portfolio/artefacts/_index.html"
    return render(request, page, context, part=part, status=status)


@require_GET
def index(request: HttpRequest, slug: str) -> HttpResponse:
    return show(request, desk.own_project(request, slug))


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Up to three images at once. Those let in are kept; the others come back with their words and a reason."""
    project = desk.own_project(request, slug)
    if request.method == "GET":
        rows = rows_of(ImageRow, prefix=PREFIX, blank=MOST_AT_ONCE)
        return show(request, project, uploading=True, rows=rows)
    rows = rows_of(ImageRow, prefix=PREFIX, data=request.POST, files=request.FILES)
    if not rows.is_valid() or not rows.given:
        return show(request, project, uploading=True, rows=rows, nothing=rows.is_valid(), status=422)
    added, refused = _take_in(request, project, rows)
    if not refused:
        text = "Image added." if added == 1 else f"{added} images added."
        return desk.answer(request, show, project, "artefacts", text)
    return show(request, project, uploading=True, refused=refused, rows=_again(refused), added=added, status=422)


def _take_in(request: HttpRequest, project: Project, rows: Rows) -> tuple[int, list[tuple[dict[str, Any], str]]]:
    """Each image on its own; says how many came in, and which did not with the reason."""
    added, refused = 0, []
    for values in rows.given:
        ratelimit.spend("upload", str(request.user.pk), limit=UPLOADS_AN_HOUR, seconds=3600)
        try:
            actions.add_image(project, by=request.user, at=timezone.now(), **values)
            added += 1
        except DomainError as error:
            refused.append((values, error.message))
    return added, refused


def _again(refused: list[tuple[dict[str, Any], str]]) -> Rows:
    """The words of the images that were refused; browsers do not keep the files."""
    words = [{key: value for key, value in values.items() if key != "file"} for values, _ in refused]
    return rows_of(ImageRow, prefix=PREFIX, initial=words, blank=MOST_AT_ONCE - len(words))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A link."""
    project = desk.own_project(request, slug)
    if request.method == "GET":
        return show(request, project, adding=True, form=LinkForm(project=project))
    form = LinkForm(request.POST, project=project)
    status = desk.save(form, lambda: actions.add_link(form.instance, by=request.user, at=timezone.now()))
    if status == 200:
        return desk.answer(request, show, project, "artefacts", _told(form.instance))
    return show(request, project, status=status, adding=True, form=form)


def _told(link: Artefact) -> str:
    if link.link_kind != Artefact.LinkKind.CODE:
        return "Link added."
    if link.is_pinned:
        return "Link added. It is pinned to a commit, so its lines stay where they are."
    return "Link added. It is not pinned to a commit yet, so its lines may move."


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    artefact = get_object_or_404(project.artefacts, uuid=uuid)
    kind = FORMS.get(artefact.kind, FileWordsForm)
    now = kind(instance=artefact, project=project)
    if request.method == "GET":
        return show(request, project, editing=artefact, form=now)
    form = kind(request.POST, instance=get_object_or_404(project.artefacts, uuid=uuid), project=project)
    status = desk.save(form, lambda: parts.change(artefact, by=request.user, at=timezone.now(), **desk.given(form)))
    if status == 200:
        return desk.answer(request, show, project, "artefacts", f"{artefact.get_kind_display()} saved.")
    return show(request, project, status=status, editing=artefact, **desk.again(form, now, status))


@require_POST
def move(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    artefact = get_object_or_404(project.artefacts, uuid=uuid)
    parts.move(artefact, to=desk.direction(request), by=request.user, at=timezone.now())
    return desk.answer(request, show, project, "artefacts", f"{artefact.get_kind_display()} moved.")


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    artefact = get_object_or_404(project.artefacts, uuid=uuid)
    if request.method == "GET":
        used = studio.sections_with(artefact)
        return show(request, project, removing=artefact, loss=studio.loss(artefact), used=used)
    actions.remove(artefact, by=request.user, at=timezone.now())
    return desk.answer(request, show, project, "artefacts", f"{artefact.get_kind_display()} removed.")
