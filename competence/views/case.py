"""The read paths of 1EdTech CASE 1.1: published frameworks for programs. Public, and the same for everybody."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from competence.formats.case import asking
from competence.formats.case.serving import failure
from competence.queries import exports
from core import conditional

UUID_FORM = re.compile(r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")


@require_safe
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """CFDocuments: the published frameworks, by limit, offset, sort, orderBy, filter and fields."""
    shelf, stamp, changed_at = exports.shelf(settings.SITE_URL)
    try:
        asked = asking.read(request.GET.dict())
    except asking.Misasked as error:
        return _failure(400, error.text, error.word)

    def build() -> HttpResponse:
        rows, total = asking.answer(shelf.documents(), asked)
        if not rows:
            return _failure(404, "There is no such document.", "unknownobject", total)
        response = _answer({"CFDocuments": rows})
        response["X-Total-Count"] = str(total)
        response["Link"] = _links(request, asked, total)
        return response

    return conditional.answer(request, version=f"case {stamp}", changed_at=changed_at, build=build)


@require_safe
@login_not_required
def show(request: HttpRequest, collection: str, identifier: str) -> HttpResponse:
    """One object of a kind by its identifier: 400 when that is no UUID, 404 when there is none."""
    if not UUID_FORM.match(identifier):
        return _failure(400, "The identifier is no UUID.", "invalid_uuid")
    shelf, stamp, changed_at = exports.shelf(settings.SITE_URL)
    found = shelf.one(collection, identifier) or shelf.one(collection, identifier.lower())
    if found is None:
        return _failure(404, f"There is nothing with this identifier under {collection}.", "unknownobject")
    version = f"case {stamp}"
    return conditional.answer(request, version=version, changed_at=changed_at, build=lambda: _answer(found))


@require_safe
@login_not_required
def unknown(request: HttpRequest, path: str) -> HttpResponse:
    """Any other address below: an answer in the words of the standard."""
    return _failure(404, "There is no such address.", "unknownobject")


@require_safe
@login_not_required
def older(request: HttpRequest, path: str) -> HttpResponse:
    """The paths of CASE 1.0 lead to those of 1.1, which keeps all that 1.0 has."""
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return HttpResponsePermanentRedirect(reverse("competence:case-unknown", args=[path]) + query)


def _answer(body: dict[str, Any]) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(text, content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "X-Total-Count, Link, ETag"
    return response


def _failure(status: int, text: str, word: str, total: int | None = None) -> HttpResponse:
    response = JsonResponse(failure(text, word), status=status)
    response["Access-Control-Allow-Origin"] = "*"
    if total is not None:
        response["X-Total-Count"] = str(total)
    return response


def _links(request: HttpRequest, asked: asking.Asked, total: int) -> str:
    """Where the other pages of the list are (RFC 8288)."""
    last = max(0, (total - 1) // asked.limit * asked.limit)
    offsets = {"first": 0, "last": last}
    if asked.offset > 0:
        offsets["prev"] = max(0, asked.offset - asked.limit)
    if asked.offset + asked.limit < total:
        offsets["next"] = asked.offset + asked.limit
    base = settings.SITE_URL + reverse("competence:case-index")
    rest = {name: value for name, value in request.GET.items() if name not in ("limit", "offset")}
    return ", ".join(
        f'<{base}?{urlencode({**rest, "limit": asked.limit, "offset": offset})}>; rel="{name}"'
        for name, offset in offsets.items()
    )
