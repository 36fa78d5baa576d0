"""People who can be found."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import paging
from portfolio import explore
from portfolio.queries import explore as explore_queries
from portfolio.queries import people, profiles


@require_safe
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """All listed people, searched and filtered; the whole state stands in the address."""
    on = profiles.ground()
    asked = explore.read(dict(request.GET.lists()), on.yardsticks, (libraries := explore_queries.libraries()))
    page = paging.page_of(people.search(asked), request.GET, size=people.PAGE_SIZE)
    context = {
        "found": people.show(asked, page.rows, page.total, on),
        "page": page,
        "asked": asked,
        "libraries": libraries,
        "skill_choices": explore_queries.skill_choices(asked.yardstick),
        "yardsticks": on.yardsticks,
        "edition": on.default,
        "here": "explore",
        "site_url": settings.SITE_URL,
    }
    return render(request, "portfolio/people/index.html", context)
