"""Images of projects, handed out one request at a time (R-UP-10, R-AZ-07)."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from core import conditional, downloads
from portfolio.queries import images as stored_images

KEEP = "public, no-cache"
"""Kept by whoever likes, and asked for each time (304): what is withdrawn is gone with the next request (R-AZ-07)."""


@require_safe
@login_not_required
def show(request: HttpRequest, uuid: UUID, width: int) -> HttpResponse:
    """One image in one of its sizes; 404 for what the viewer may not know of. Byte ranges are not offered."""
    viewer = conditional.viewer(request)
    found = stored_images.stored(viewer, uuid, width)
    if found is None:
        raise Http404("There is no such image.")
    try:
        with default_storage.open(found.path) as file:
            content = file.read()
    except FileNotFoundError as error:
        raise Http404("There is no such image.") from error
    keep = "private, no-store" if viewer.is_authenticated else KEEP
    answer = downloads.picture(content, name=found.name, sha256=found.sha256, cache_control=keep)
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer
