"""What a few letters in the search box may mean."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.htmx import render
from portfolio.queries import profiles, suggestions


@require_safe
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """Names that begin like this; beside the search box, or as a page."""
    on = profiles.ground()
    words = " ".join(request.GET.get("q", "").split())[:200]
    context = {
        "words": words,
        "suggestions": suggestions.begun(words, on.yardsticks),
        "edition": on.default,
        "here": "explore",
    }
    return render(request, "portfolio/suggestions/index.html", context, part="portfolio/suggestions/_index.html")
