"""Files, images and links of one's own project."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import ratelimit
from core.errors import DomainError
from core.htmx import render, wants_part
from portfolio.actions import artefacts as actions
from portfolio.actions import parts
from portfolio.forms.artefacts import MOST_AT_ONCE, FileWordsForm, ImageRow, ImageWordsForm, LinkForm
from portfolio.forms.rows import Rows, rows_of
from portfolio.forms.texts import PartForm
from portfolio.models import Artefact, Project
from portfolio.pages import pictures
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
    images = [(image, pictures.picture(image)) for image in studio.images(project)]
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
    if rows.is_valid() and not rows.given:
        return show(request, project, uploading=True, rows=rows, nothing=True, status=422)
    added, seconds = _take_in(request, project, rows)
    if rows.is_valid() and not any(row.errors for row in rows):
        text = "Image added." if len(added) == 1 else f"{len(added)} images added."
        return desk.answer(request, show, project, "artefacts", text)
    outcomes, again = _outcomes(rows, added), _again(request, rows, added)
    status = 429 if seconds and not wants_part(request) else 422  # htmx shows nothing of a 429
    answer = show(request, project, uploading=True, outcomes=outcomes, rows=again, status=status)
    if seconds:
        answer["Retry-After"] = str(seconds)
    return answer


def _take_in(request: HttpRequest, project: Project, rows: Rows) -> tuple[list[int], int]:
    """Each image on its own: the places of those that came in, and how long to wait when they were too many. The lines
    of the others say why not."""
    added, seconds = [], 0
    for place, row in enumerate(rows.forms):
        if row.is_blank or not row.is_valid():
            continue
        try:
            ratelimit.spend("upload", str(request.user.pk), limit=UPLOADS_AN_HOUR, seconds=3600)
            actions.add_image(project, by=request.user, at=timezone.now(), **row.cleaned_data)
            added.append(place)
        except ratelimit.TooMany as error:
            seconds = error.seconds
            row.add_error("file", f"More than {UPLOADS_AN_HOUR} files within an hour. Try it again later.")
        except DomainError as error:
            row.add_error("file", error.message)
    return added, seconds


def _outcomes(rows: Rows, added: list[int]) -> list[tuple[int, str, bool, list[str]]]:
    """What became of each filled line: its number, its file, whether it is in, and what is wrong with it."""
    filled = [(place, row) for place, row in enumerate(rows.forms) if not row.is_blank]
    return [
        (place + 1, str(getattr(row["file"].data, "name", "")), place in added, list(chain(*row.errors.values())))
        for place, row in filled
    ]


def _again(request: HttpRequest, rows: Rows, added: list[int]) -> Rows:
    """The lines once more, each at its place with its words and what is wrong; those that came in are empty again.
    Browsers do not keep the files."""
    data, files = request.POST.copy(), request.FILES.copy()
    for name in [rows.forms[place].add_prefix(field) for place in added for field in rows.forms[place].fields]:
        data.pop(name, None)
        files.pop(name, None)
    again = rows_of(ImageRow, prefix=PREFIX, data=data, files=files)
    for now, before in zip(again.forms, rows.forms, strict=True):
        for error in before.errors.get("file", []) if not now.is_blank else []:
            if error not in now.errors.get("file", []):
                now.add_error("file", error)
    return again


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
    if "url" in request.POST and studio.still_there(project.artefacts, uuid) is None:
        return desk.gone(request, show, project, LinkForm(request.POST, project=project))
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
