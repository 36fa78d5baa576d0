"""What the public pages of frameworks show."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from competence.models import Edition
from competence.pages import frameworks as pages
from competence.pages.frameworks import Note
from competence.queries import editions
from competence.wording import counted
from competence.yardstick import Yardstick


@dataclass(frozen=True)
class Head:
    """An edition without its content: what a list or a foot of a page says about it."""

    key: str
    version: str
    title: str
    published_on: datetime
    is_current: bool
    content_hash: str
    note: str = ""
    """What its editors say about it."""
    by: str = ""
    """Who published it; empty for what came with the software and for people who left."""


@dataclass(frozen=True)
class Stamp:
    """Changes whenever a page does, for `core.conditional.answer`."""

    version: str
    changed_at: datetime | None


@dataclass(frozen=True)
class Card:
    """A framework on the index page."""

    head: Head
    yardstick: Yardstick
    counts: tuple[str, ...]
    """ "4 levels", "9 competences", "96 skills": in the framework's own words."""


@dataclass(frozen=True)
class FrameworkPage:
    head: Head
    yardstick: Yardstick
    counts: tuple[str, ...]
    notes: tuple[Note, ...]
    source: str
    """Title and author of what the framework goes back to."""
    editions: tuple[Head, ...]
    """All published editions, the newest first."""

    @property
    def is_large(self) -> bool:
        """Whether it is read by branch."""
        return pages.is_large(self.yardstick)

    @property
    def current(self) -> Head | None:
        """The edition in use."""
        return next((head for head in self.editions if head.is_current), None)


def stamp(framework_key: str, version: str = "") -> Stamp:
    """What the page of an edition (the current one without a version) is made of. One query.

    `Edition.DoesNotExist` when there is no such framework or edition.
    """
    heads = [head_of(row) for row in heads_of(framework_key).order_by("pk")]
    if not any(head.version == version if version else head.is_current for head in heads):
        raise Edition.DoesNotExist(f"There is no edition {version or 'in use'} of {framework_key}.")
    return _stamped(heads)


def index_stamp() -> Stamp:
    """What the page of all frameworks is made of. One query."""
    return _stamped([head_of(row) for row in heads_of().filter(is_current=True).order_by("pk")])


def default_head() -> Head:
    """The current edition of the default framework. One query. `Edition.DoesNotExist` when none is loaded."""
    return head_of(heads_of().filter(is_current=True, framework__is_default=True).get())


def current_head(key: str) -> Head | None:
    """The current edition of a framework; None when there is none. One query."""
    row = heads_of(key).filter(is_current=True).first()
    return head_of(row) if row else None


def index() -> tuple[Card, ...]:
    """All frameworks, the default first. Two queries when warm."""
    heads = {row["framework__key"]: head_of(row) for row in heads_of().filter(is_current=True)}
    cards = ((heads.get(yardstick.key), yardstick) for yardstick in editions.all_current())
    return tuple(Card(head, yardstick, counts(yardstick)) for head, yardstick in cards if head is not None)


def page(framework_key: str, version: str = "") -> FrameworkPage:
    """One edition as its page shows it: the current one, or the published version named. Two queries when warm.

    `Edition.DoesNotExist` when there is no such framework or edition.
    """
    published = tuple(head_of(row) for row in heads_of(framework_key).order_by("-published_at", "-pk"))
    shown = next((h for h in published if (h.version == version if version else h.is_current)), None)
    if shown is None:
        raise Edition.DoesNotExist(f"There is no edition {version or 'in use'} of {framework_key}.")
    yardstick = editions.edition(framework_key, shown.version)
    return FrameworkPage(
        head=shown,
        yardstick=yardstick,
        counts=counts(yardstick),
        notes=pages.notes_of(yardstick, "framework"),
        source=", ".join(_source(yardstick)),
        editions=published,
    )


def in_use(yardstick: Yardstick) -> int:
    """How many skills are asked for: all but the retired ones."""
    return sum(1 for skill in yardstick.skills.values() if not skill.retired)


def counts(yardstick: Yardstick) -> tuple[str, ...]:
    """How many of each tier, retired skills left out, in the framework's own words."""
    tiers = yardstick.tiers
    return (
        counted(len(yardstick.levels), tiers.level),
        counted(len(yardstick.competences), tiers.competence),
        counted(in_use(yardstick), tiers.skill),
    )


def _stamped(heads: list[Head]) -> Stamp:
    version = hashlib.sha256(repr(heads).encode()).hexdigest()[:24]
    return Stamp(version, max((head.published_on for head in heads), default=None))


def heads_of(framework_key: str = "") -> QuerySet[Edition, Any]:
    """The published editions of one framework, or of all, as rows for `head_of`."""
    rows = Edition.objects.published()
    rows = rows.filter(framework__key=framework_key) if framework_key else rows
    fields = ("framework__key", "version", "title", "published_at", "is_current", "content_hash", "note")
    return rows.values(*fields, "published_by__name")


def head_of(row: dict[str, Any]) -> Head:
    """One row of `heads_of` as a value."""
    return Head(
        key=row["framework__key"],
        version=row["version"],
        title=row["title"],
        published_on=row["published_at"],
        is_current=row["is_current"],
        content_hash=row["content_hash"],
        note=row["note"],
        by=row["published_by__name"] or "",
    )


def _source(yardstick: Yardstick) -> list[str]:
    stated = (str(yardstick.source.get(field, "")) for field in ("title", "author", "year"))
    return [text for text in stated if text and text != "not stated"]
