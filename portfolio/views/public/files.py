"""Uploaded files: the page of a notebook, a script, a log; its pictures; the file itself as a download."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from core import conditional, downloads
from portfolio.models import FileVersion
from portfolio.pages import files as pages
from portfolio.queries import files, profiles

KEEP = "public, no-cache"
"""Kept by whoever likes, and asked for each time (304): what is withdrawn is gone with the next request (R-AZ-07)."""


def _answer(request: HttpRequest, version: FileVersion) -> HttpResponse:
    on = profiles.ground()
    project = version.artefact.project

    def build() -> HttpResponse:
        page = files.page(version, on.yardsticks)
        context = {"page": page, "edition": on.default, "here": "explore", "site_url": settings.SITE_URL}
        return render(request, "portfolio/files/show.html", context)

    known = f"{profiles.version_of(project.practitioner, on)}:{version.uuid}"
    return conditional.answer(request, version=known, changed_at=project.practitioner.changed_at, build=build)


@require_safe
@login_not_required
def show(request: HttpRequest, handle: str, slug: str, name: str) -> HttpResponse:
    """A file as it is now."""
    found = files.newest(conditional.viewer(request), handle, slug, name)
    if found is None:
        raise Http404("There is no such file.")
    return _answer(request, found)


@require_safe
@login_not_required
def version(request: HttpRequest, handle: str, slug: str, name: str, number: int) -> HttpResponse:
    """An earlier version, kept because evidence points at it."""
    found = files.visible(conditional.viewer(request), handle, slug)
    return _answer(request, get_object_or_404(found, artefact__name=name, number=number))


@require_safe
@login_not_required
def download(request: HttpRequest, handle: str, slug: str, name: str, number: int) -> HttpResponseBase:
    """The file as it was uploaded, to be saved."""
    viewer = conditional.viewer(request)
    found = get_object_or_404(files.visible(viewer, handle, slug), artefact__name=name, number=number)
    keep = "private, no-store" if viewer.is_authenticated else KEEP
    etag = f'"{found.sha256}"'
    kept = get_conditional_response(request, etag=etag)
    if kept is not None:
        kept["ETag"], kept["Cache-Control"] = etag, keep
        return kept
    try:
        file = default_storage.open(found.path)
    except FileNotFoundError as error:
        raise Http404("There is no such file.") from error
    shown = pages.download_name(found.artefact, found)
    return downloads.response(file, name=shown, size=found.size, sha256=found.sha256, cache_control=keep)


@require_safe
@login_not_required
def picture(request: HttpRequest, uuid: UUID, picture: str) -> HttpResponse:
    """One picture of an output of a notebook, as it was drawn anew."""
    viewer = conditional.viewer(request)
    found = files.picture(viewer, uuid, picture)
    if found is None:
        raise Http404("There is no such picture.")
    try:
        with default_storage.open(found.path) as file:
            content = file.read()
    except FileNotFoundError as error:
        raise Http404("There is no such picture.") from error
    keep = "private, no-store" if viewer.is_authenticated else KEEP
    answer = downloads.picture(content, name="output.webp", sha256=found.sha256, cache_control=keep)
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer
