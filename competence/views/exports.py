"""Downloads of published editions in the formats of others, for everybody."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from competence.formats.interchange import FORMATS
from competence.models import Edition
from competence.queries import exports
from core import conditional, downloads, htmx, ratelimit

AN_HOUR = 200
"""Files that one network may have made in an hour: a large framework takes seconds."""


@require_safe
@login_not_required
def index(request: HttpRequest, key: str) -> HttpResponse:
    """Every format, and first of all what it cannot hold. `?edition=` names an older edition."""
    edition = _edition(request, key)

    def build() -> HttpResponse:
        crumbs = [
            ("Frameworks", reverse("competence:frameworks-index")),
            (edition.title, reverse("competence:frameworks-show", args=[key])),
        ]
        context = {"edition": edition, "choices": exports.choices(edition), "crumbs": crumbs, "here": "Formats"}
        return htmx.render(request, "competence/exports/index.html", {**context, "case_path": exports.PATH})

    return conditional.answer(request, version=edition.content_hash, changed_at=edition.published_at, build=build)


@require_safe
@login_not_required
def show(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """One edition as a file to save. 404 for a format that there is none of."""
    edition = _edition(request, key)
    if form not in FORMATS:
        raise Http404("There is no such format.")

    def build() -> HttpResponse:
        ratelimit.spend("export", ratelimit.network(request), limit=AN_HOUR, seconds=3600)
        made = exports.export(edition, FORMATS[form], settings.SITE_URL)
        response = HttpResponse(made.text.encode(), content_type=f"{made.format.media_type}; charset=utf-8")
        response["Content-Disposition"] = downloads.content_disposition(made.name, attachment=True)
        return response

    version = f"{form} {edition.content_hash}"
    return conditional.answer(request, version=version, changed_at=edition.published_at, build=build)


def _edition(request: HttpRequest, key: str) -> Edition:
    try:
        return exports.edition_of(key, request.GET.get("edition", ""))
    except Edition.DoesNotExist as error:
        raise Http404("There is no such framework or edition.") from error
