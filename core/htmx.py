"""One address, two renderings: the whole page, or the part of it that htmx asked for."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render as render_page
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect


def wants_part(request: HttpRequest) -> bool:
    """True for a plain htmx request; boosted links and restored history need the whole page."""
    htmx = request.htmx  # type: ignore[attr-defined]  # set by django_htmx.middleware.HtmxMiddleware
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render(
    request: HttpRequest, page: str, context: Mapping[str, Any], part: str | None = None, status: int = 200
) -> HttpResponse:
    """The template `page`, or `part` when htmx asks for the part; both get the same context.

    `status` is 200, 422 (invalid form) or 409 (somebody else saved first). The answer always varies with `HX-Request`,
    so no cache hands a part to somebody who wants the page.
    """
    template = part if part is not None and wants_part(request) else page
    response = render_page(request, template, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    if part is not None:
        patch_vary_headers(response, ["HX-Boosted", "HX-History-Restore-Request"])
    return response


def redirect(request: HttpRequest, url: str) -> HttpResponse:
    """A redirect to `url`: 302, or `HX-Redirect` for htmx, which would swap the target of a 302 into the part.

    `url` must be one of ours (from `reverse`, `get_absolute_url`, or checked); it is sent as it is.
    """
    response: HttpResponse = HttpResponseClientRedirect(url) if wants_part(request) else HttpResponseRedirect(url)
    patch_vary_headers(response, ["HX-Request"])
    return response
