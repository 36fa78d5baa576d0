"""What everybody may want to know before trusting the site."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
@login_not_required
def proof(request: HttpRequest) -> HttpResponse:
    """How proof works: three strengths, verdicts, standing, shape."""
    return render(request, "dashboard/about/proof.html", {"site_url": settings.SITE_URL})


@require_safe
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, who sees it, and how it goes away again."""
    return render(request, "dashboard/about/privacy.html", {"site_url": settings.SITE_URL})
