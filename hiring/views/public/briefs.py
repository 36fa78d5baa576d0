"""What everybody may read: published briefs."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from core.htmx import render
from core.markdown import kept
from core.paging import page_of
from hiring.queries import briefs, openings
from portfolio.queries import profiles


@login_not_required
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """All of them, the latest first."""
    page = page_of(briefs.published(), request.GET, size=20)
    context = {"page": page, "rows": briefs.rows(page.rows), "here": "explore"}
    return render(request, "hiring/briefs/published.html", context)


@login_not_required
@require_safe
def open(request: HttpRequest, uuid: str) -> HttpResponse:  # noqa: A001  (the verb of the address)
    """One brief: what is expected; a practitioner who is signed in sees how they stand. Nobody else learns that."""
    brief = get_object_or_404(briefs.published(), uuid=uuid)
    user = request.user if request.user.is_authenticated else None
    opening = openings.show(brief, user, profiles.ground())
    if opening is None:
        raise Http404("There is no such brief.")
    mine = user is not None and briefs.is_held(brief, user)
    html = kept.html(brief.text, heading_base=2)
    context = {"opening": opening, "html": html, "mine": mine, "here": "explore"}
    return render(request, "hiring/briefs/open.html", context)
