"""What a few letters in the search box may mean."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import ratelimit
from core.htmx import render
from portfolio.queries import profiles, suggestions
from portfolio.views.public import exploring

A_MINUTE = 600
"""From one network: two people who type without a break."""


@require_safe
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """Names that begin like this; beside the search box, or as a page. They lead to the list that they are for
    (`kind`), with the filters in use there."""
    ratelimit.spend("suggestions", ratelimit.network(request), limit=A_MINUTE, seconds=60)
    on = profiles.ground()
    asked = exploring.read(request, on)
    path = reverse("portfolio:projects-index" if request.GET.get("kind") == "projects" else "portfolio:people-index")
    context = {
        "asked": asked,
        "list_url": path,
        "suggestions": suggestions.begun(asked, path, on.yardsticks),
        "edition": on.default,
        "here": "explore",
    }
    return render(request, "portfolio/suggestions/index.html", context, part="portfolio/suggestions/_index.html")
