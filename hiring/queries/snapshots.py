"""Snapshots as those who sent them and those who read them find them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from hiring.models import Brief, Snapshot
from hiring.pages import snapshots as pages
from hiring.pages.snapshots import Live, Received, Sent, View
from hiring.pages.veils import Veil
from hiring.queries import veils
from hiring.queries.sending import ALONG
from hiring.scrub import Scrub
from hiring.snapshots import values
from hiring.snapshots.values import Content
from portfolio.models import Practitioner
from portfolio.queries import profiles, records

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from portfolio.queries.profiles import Ground
    from portfolio.queries.records import PortfolioRecord


@dataclass(frozen=True)
class Reading:
    """One snapshot before those who may read it."""

    view: View
    href: str
    """The profile, or under a veil what the brief shows of it; empty where the person is not listed."""
    key: str
    """How they are put on a list; empty where the person is not listed."""
    is_blind: bool


def known(user: User | AnonymousUser, today: date) -> QuerySet[Snapshot]:
    """What this user sent, and what they may read; each with its brief and its sender."""
    found: QuerySet[Snapshot] = Snapshot.objects.visible_to(user, today)
    return found.select_related("brief__team", "practitioner")


def own(user: User) -> QuerySet[Snapshot]:
    """What this user sent, the latest first."""
    found: QuerySet[Snapshot] = Snapshot.objects.sent_by(user).select_related("brief__team").defer("content")
    return found.order_by("-sent_at", "-pk")


def sent(rows: Iterable[Snapshot], today: date) -> list[Sent]:
    """Some of those that `own` gives. No query."""
    return [pages.sent(row, today) for row in rows]


def received(brief: Brief, today: date) -> QuerySet[Snapshot]:
    """What can be read of those sent for this brief, the latest first."""
    found: QuerySet[Snapshot] = Snapshot.objects.open(today).filter(brief=brief)
    return found.order_by("-sent_at", "-pk")


def count(brief: Brief, today: date) -> int:
    """How many can be read for this brief."""
    return received(brief, today).count()


def glances(rows: Iterable[Snapshot], veil: Veil | None) -> list[Received]:
    """Some of those that `received` gives; under a veil without names. No query."""
    return [_glance(row, values.from_json(row.content), veil) for row in rows]


def _glance(row: Snapshot, content: Content, veil: Veil | None) -> Received:
    name = veil.name(row.practitioner_id) if veil else content.name
    return Received(row, name, len(content.pieces))


def preview(content: Content) -> View:
    """What would be sent, as its readers see it."""
    return pages.view(content)


def as_sent(snapshot: Snapshot) -> View | None:
    """What the sender sees of it; None once it is closed."""
    return pages.view(values.from_json(snapshot.content)) if snapshot.content else None


def read(snapshot: Snapshot, brief: Brief, on: Ground) -> Reading:
    """What those behind `brief` see of one that is open to them. As many queries for many pieces as for one."""
    content, person, veil = values.from_json(snapshot.content), snapshot.practitioner, veils.of(brief)
    is_listed = Practitioner.objects.listed().filter(pk=person.pk).exists()
    record = records.read(person, *ALONG, yardsticks=on.yardsticks)
    live = _live(record) if is_listed else {}
    if veil is None:
        href, key = (person.get_absolute_url(), person.handle) if is_listed else ("", "")
        return Reading(pages.view(content, live=live), href, key, is_blind=False)
    now, then = veils.scrub(record), Scrub(content.identity)
    view = pages.blind(content, name=veil.name(person.pk), say=lambda text: now(then(text)), live=live)
    href, key = (veil.href(person.pk), veil.token(person.pk)) if is_listed else ("", "")
    return Reading(view, href, key, is_blind=True)


def _live(record: PortfolioRecord) -> dict[str, Live]:
    """The evidence that everybody sees today, by uuid."""
    return {
        str(item.evidence.uuid): Live(item.fingerprint, item.strength.word, profiles.evidence_href(item))
        for item in record.on_profile().evidence
    }
