"""What an edition changed, for its public page."""

from __future__ import annotations

from dataclasses import dataclass

from competence import differences, versions
from competence.formats import documents
from competence.models import Edition
from competence.pages import differences as pages
from competence.queries import editions
from competence.queries.frameworks import Head, head_of, heads_of
from competence.queries.kept import Kept
from competence.versions import Next
from competence.yardstick import Yardstick

Told = tuple[tuple[pages.Section, ...], Next]


@dataclass(frozen=True)
class ChangesPage:
    """What an edition changed against an earlier one."""

    head: Head
    since: Head | None
    """What it is held against; None for a first edition."""
    sections: tuple[pages.Section, ...]
    version: Next | None
    """Why the version is what it is, where `since` is the edition before."""
    editions: tuple[Head, ...]
    """All published editions, the newest first."""


def page(framework_key: str, version: str, since: str = "") -> ChangesPage:
    """The difference of an edition to `since`, or without that to the edition before it. Three queries when warm.

    `Edition.DoesNotExist` when one of them is not there.
    """
    published = tuple(head_of(row) for row in heads_of(framework_key).order_by("-published_at", "-pk"))
    place = next((n for n, head in enumerate(published) if head.version == version), None)
    if place is None or (since and since not in {head.version for head in published}):
        raise Edition.DoesNotExist(f"There is no edition {version} of {framework_key}.")
    before = next((head for head in published[place + 1 :]), None)
    other = next((head for head in published if head.version == since), None) if since else before
    if other is None:
        return ChangesPage(published[place], None, (), None, published)
    old, new = (editions.edition(framework_key, head.version) for head in (other, published[place]))
    key = (framework_key, other.version, other.content_hash, published[place].version, published[place].content_hash)
    sections, following = _kept.get(key, lambda: _between(old, new))
    return ChangesPage(published[place], other, sections, following if other == before else None, published)


def _between(old: Yardstick, new: Yardstick) -> Told:
    """What differs, and the version that follows. Published editions never change, so this is made once."""
    difference = differences.between(documents.of(old), documents.of(new))
    return pages.sections(difference), versions.following(difference, old.version)


_kept: Kept[Told] = Kept(lambda told: 1 + sum(len(section.lines) for section in told[0]), most=10_000, count=64)
