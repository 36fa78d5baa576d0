"""The home of the site."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboard.queries import home
from portfolio.queries import profiles


@require_safe
@login_not_required
def show(request: HttpRequest) -> HttpResponse:
    """What this is, one person's map, what was newly verified; on an empty site, how to begin."""
    on = profiles.ground()
    context = {"page": home.home(on), "edition": on.default, "site_url": settings.SITE_URL}
    return render(request, "dashboard/home/show.html", context)
