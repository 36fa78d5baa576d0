"""Every address that crawlers may know of, over all apps: what is listed or published, and nothing else."""

from __future__ import annotations

from django.urls import reverse

from hiring.queries import briefs
from portfolio.queries import sitemaps
from portfolio.queries.profiles import Ground
from portfolio.queries.sitemaps import Address

MOST_ADDRESSES = 50_000
"""What one site map may hold by the protocol."""


def addresses(on: Ground) -> list[Address]:
    """The pages of the site, its published briefs, frameworks, skills, people and projects. Three queries."""
    found = [Address(reverse("hiring:briefs-published"))]
    for uuid, changed_at, published_at in briefs.published().values_list("uuid", "changed_at", "published_at"):
        day = max(changed_at, published_at or changed_at)
        found.append(Address(reverse("hiring:briefs-open", args=[uuid]), day))
    return [*found, *sitemaps.addresses(on)][:MOST_ADDRESSES]
