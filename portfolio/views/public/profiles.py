"""The public profile, and its card for social media."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core import conditional
from portfolio import cards, rules
from portfolio.models import Visibility
from portfolio.pages import linked_data
from portfolio.queries import profiles


@require_safe
@login_not_required
def show(request: HttpRequest, handle: str) -> HttpResponse:
    """Name, shape, level map, projects, what is not shown yet, reviews; `?framework=` reads it by another framework."""
    viewer = conditional.viewer(request)
    practitioner = get_object_or_404(profiles.visible(viewer), handle=handle)
    on = profiles.ground()
    yardstick = on.of(request.GET.get("framework", ""))
    if yardstick is None:
        raise Http404("There is no such framework.")

    def build() -> HttpResponse:
        page = profiles.profile_page(practitioner, yardstick, on)
        own = viewer.is_authenticated and practitioner.user_id == viewer.pk
        context = {
            "page": page,
            "own": own,
            "can_write": rules.can_write_to(viewer, practitioner),
            "edition": yardstick,
            "here": "explore",
            "site_url": settings.SITE_URL,
            "linked_data": linked_data.profile(page, settings.SITE_URL, practitioner.get_absolute_url()),
        }
        return render(request, "portfolio/profiles/show.html", context)

    version = profiles.version_of(practitioner, on)
    return conditional.answer(request, version=version, changed_at=practitioner.changed_at, build=build)


@require_safe
@login_not_required
def card(request: HttpRequest, handle: str) -> HttpResponse:
    """The profile as a picture of 1200 × 630, for links in social media. Only of listed profiles."""
    practitioner = get_object_or_404(profiles.visible(conditional.viewer(request)), handle=handle)
    if practitioner.visibility != Visibility.PUBLIC:
        raise Http404("There is no such card.")
    on = profiles.ground()

    def build() -> HttpResponse:
        page = profiles.profile_page(practitioner, on.default, on)
        response = HttpResponse(cards.kept(page, profiles.version_of(practitioner, on)), content_type="image/png")
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    version = f"card:{profiles.version_of(practitioner, on)}"
    return conditional.answer(request, version=version, changed_at=practitioner.changed_at, build=build)
