"""A draft before it is published: what differs, which version comes next, whom it touches, what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass

from competence.models import Draft
from competence.pages import differences
from competence.pages.differences import Section
from competence.queries import drafts
from competence.queries.drafts import Review
from competence.yardstick import Yardstick
from dashboard import touched
from dashboard.queries import impacts
from dashboard.queries.impacts import Impact, Say
from portfolio.models import Evidence

MANY = 1_000
"""Pieces of evidence that are read again; for more, the command is the better place."""


@dataclass(frozen=True)
class Publication:
    """All that is to be looked at before publishing."""

    review: Review
    sections: tuple[Section, ...]
    impact: Impact | None
    """None for a new framework, for what is no framework, and while there are problems."""
    reread: int
    """Pieces of evidence whose strength is worked out anew."""

    @property
    def is_large(self) -> bool:
        """Whether publishing takes longer than a page should."""
        return self.reread > MANY

    @property
    def title(self) -> str:
        """What the framework or catalogue is called now."""
        review = self.review
        named = review.before or review.after
        if named is not None:
            return named.title
        return str(review.document[drafts.HEADS[Draft.Kind(review.draft.kind)]].get("title") or review.draft.key)


def draft_of(key: str) -> Draft:
    """The open draft of a framework, or of what is no framework by its kind. `Draft.DoesNotExist` without one."""
    rows = Draft.objects.open().filter(key=key).select_related("base", "opened_by")
    found = sorted(rows, key=lambda draft: not draft.is_framework)
    if not found:
        raise Draft.DoesNotExist(f"There is no open draft of {key}.")
    return found[0]


def page(draft: Draft, *, limit: int | None = impacts.IN_A_REQUEST, say: Say | None = None) -> Publication:
    """What the page before publishing shows. Standings are worked out for `limit` people (None: everybody), and `say`
    hears for how many of how many."""
    review = drafts.review(draft)
    before, after = review.before, review.after
    impact, keys = None, frozenset[str]()
    if isinstance(before, Yardstick) and isinstance(after, Yardstick):
        impact = impacts.read(before, after, limit=limit, say=say)
        keys = touched.demands(before, after)
    return Publication(
        review=review,
        sections=differences.sections(review.difference),
        impact=impact,
        reread=Evidence.objects.filter(skill__key__in=keys).count() if keys else 0,
    )
