"""Addresses for machines: is it alive, is it ready, what may be crawled."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core import health

ROBOTS = """User-agent: *
Disallow: /accounts/
Disallow: /dashboard/
Disallow: /studio/

Sitemap: {site}/sitemap.xml
"""


@require_safe
@login_not_required
def alive(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers. No database, no session."""
    return _word("ok")


@require_safe
@login_not_required
def ready(request: HttpRequest) -> HttpResponse:
    """200, or 503 and one word: `database`, `migrations` or `storage`."""
    faults = health.faults()
    return _word(faults[0], status=503) if faults else _word("ok")


@require_safe
@login_not_required
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: everything public. Unlisted pages say so themselves."""
    return HttpResponse(ROBOTS.format(site=settings.SITE_URL), content_type="text/plain; charset=utf-8")


def _word(word: str, status: int = 200) -> HttpResponse:
    response = HttpResponse(f"{word}\n", status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    if status == 503:
        response["Retry-After"] = "10"
    return response
