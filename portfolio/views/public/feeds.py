"""The Atom feed of one person's published projects."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import atom, conditional
from portfolio.queries import feeds


@require_safe
@login_not_required
def show(request: HttpRequest, handle: str) -> HttpResponse:
    """The listed projects, the latest first. Only people who may be found have a feed."""
    practitioner = get_object_or_404(feeds.listed(), handle=handle)

    def build() -> HttpResponse:
        site, own = settings.SITE_URL, reverse("portfolio:profiles-feed", args=[handle])
        feed = atom.Feed(
            title=f"{practitioner.name}: projects",
            link=f"{site}{practitioner.get_absolute_url()}",
            description=practitioner.headline,
            author_name=practitioner.name,
            feed_url=f"{site}{own}",
            feed_guid=f"urn:uuid:{practitioner.uuid}",
        )
        for entry in feeds.entries(practitioner):
            feed.add_item(
                title=entry.title,
                link=f"{site}{entry.path}",
                description=entry.summary,
                unique_id=f"urn:uuid:{entry.uuid}",
                pubdate=entry.published_at,
                updateddate=entry.changed_at,
            )
        return feed.answer()

    version = f"feed:{practitioner.uuid}:{practitioner.version}"
    return conditional.answer(request, version=version, changed_at=practitioner.changed_at, build=build)
