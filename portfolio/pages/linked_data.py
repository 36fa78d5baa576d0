"""What machines read of a page: schema.org as JSON-LD. Only facts that the page itself shows.

Source: schema.org ProfilePage, Person and CreativeWork.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from portfolio.pages.project import ProjectPage
    from portfolio.queries.profiles import ProfilePage

CONTEXT = "https://schema.org"


def profile(page: ProfilePage, site: str, path: str) -> dict[str, Any]:
    """A ProfilePage about a Person; nothing for a profile that is not listed."""
    if not page.is_listed:
        return {}
    links = [url for _, url in page.links if url.startswith(("https://", "http://"))]
    person = {
        "@type": "Person",
        "@id": f"{site}{path}",
        "name": page.name,
        "alternateName": f"@{page.handle}",
        "url": f"{site}{path}",
        "description": page.headline or page.shape.sentence,
        "sameAs": links,
        "knowsAbout": [skill.name for skill in _shown(page)],
    }
    return {
        "@context": CONTEXT,
        "@type": "ProfilePage",
        "url": f"{site}{path}",
        "dateModified": page.changed_at.isoformat(),
        "mainEntity": {key: value for key, value in person.items() if value},
        "hasPart": [{"@type": "CreativeWork", "name": row.title, "url": f"{site}{row.href}"} for row in page.projects],
    }


def _shown(page: ProfilePage) -> list[Any]:
    """Verified skills: what somebody else vouched for."""
    marks = [mark for leaf in page.map.leaves for block in leaf.blocks for mark in block.skills]
    return [mark for mark in marks if mark.state == "verified"]


def project(page: ProjectPage, site: str) -> dict[str, Any]:
    """A CreativeWork by a Person; nothing for a project that is not listed."""
    if not page.is_listed:
        return {}
    work = {
        "@context": CONTEXT,
        "@type": "CreativeWork",
        "@id": f"{site}{page.path}",
        "url": f"{site}{page.path}",
        "name": page.title,
        "abstract": page.summary,
        "author": {"@type": "Person", "name": page.person.name, "url": f"{site}{page.person.href}"},
        "datePublished": page.published_at.isoformat() if page.published_at else "",
        "dateModified": page.changed_at.isoformat(),
        "license": page.text_licence,
        "keywords": [line.skill for line in page.proofs],
    }
    return {key: value for key, value in work.items() if value}
