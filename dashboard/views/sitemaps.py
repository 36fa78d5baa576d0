"""The site map for crawlers."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboard.queries import sitemaps
from portfolio.queries import profiles


@require_safe
@login_not_required
def show(request: HttpRequest) -> HttpResponse:
    """Everything that is listed; made anew each time, so that what is withdrawn is gone at once."""
    context = {"addresses": sitemaps.addresses(profiles.ground()), "site_url": settings.SITE_URL}
    return render(request, "dashboard/sitemaps/show.xml", context, content_type="application/xml; charset=utf-8")
