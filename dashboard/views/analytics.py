"""How a framework is used, in counts, for those who may edit it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from competence import rules
from competence.models import Edition
from core.htmx import render
from dashboard.queries import analytics


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """What nobody shows, what is judged "not yet", what is put aside, and how standings spread."""
    if not rules.can_edit_frameworks(request.user):
        raise PermissionDenied
    try:
        page = analytics.page(key)
    except Edition.DoesNotExist as error:
        raise Http404("There is no such framework.") from error
    crumbs = [
        ("Frameworks to edit", reverse("competence:drafts-index")),
        (page.yardstick.title, reverse("competence:drafts-show", args=[key])),
    ]
    return render(request, "dashboard/analytics/show.html", {"page": page, "crumbs": crumbs, "here": "framework"})
