"""People who can be found."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import paging
from portfolio.queries import people, profiles
from portfolio.views.public import exploring


@require_safe
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """All listed people, searched and filtered; the whole state stands in the address."""
    on = profiles.ground()
    asked = exploring.read(request, on)
    ranked = people.search(asked)
    page = paging.page_of(ranked, request.GET, size=people.PAGE_SIZE)
    found = people.show(ranked, page.rows, on)
    return render(request, "portfolio/people/index.html", exploring.context(found, page, on, kind="people"))
