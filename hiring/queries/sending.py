"""What one practitioner could send for one brief: may they, and which of their evidence speaks for what it asks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date
from typing import TYPE_CHECKING

from django.db.models import Q

from accounts.models import User
from competence.strengths import Strength
from hiring.models import Block, Brief, Snapshot
from hiring.pages import lines
from hiring.pages.blind_people import said
from hiring.queries import briefs, veils, wanted
from hiring.sheets import LEVEL
from hiring.snapshots import choosing
from hiring.snapshots.choosing import Asked, Offer, Sender
from hiring.snapshots.values import Content, Piece, Reason
from portfolio.models import Practitioner, Visibility
from portfolio.queries import practitioners, profiles, records

if TYPE_CHECKING:
    from competence.yardstick import Yardstick
    from hiring.wanted import Wanted
    from portfolio.queries.profiles import Ground
    from portfolio.queries.records import EvidenceRecord, PortfolioRecord

CLOSED = "This brief does not take snapshots at the moment."
"""The one answer, whether snapshots are off, nobody would read them, or somebody behind it blocked the sender."""
SENT = "You have sent a snapshot for this brief, and it is open. Withdraw it first, then send another."
ALONG = ("contributors",)
"""Relations of a project that have to be read with a portfolio to know who somebody is."""
OPENNESS = (Visibility.PRIVATE, Visibility.UNLISTED, Visibility.PUBLIC)


@dataclass(frozen=True, slots=True)
class Door:
    """How it stands between a practitioner and a published brief."""

    practitioner: Practitioner
    sent: Snapshot | None
    """Their open snapshot, if there is one."""
    closed: str
    """Why nothing can be sent; empty: it can."""


@dataclass(frozen=True)
class Desk:
    """All that the page for choosing shows."""

    offers: tuple[Offer, ...]
    sender: Sender
    framework: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(piece for each in self.offers for piece in each.pieces)

    def freeze(self, chosen: Collection[str], message: str) -> Content:
        """What would be sent. `DomainError` as for `choosing.freeze`."""
        return choosing.freeze(self.offers, chosen, sender=self.sender, message=message, framework=self.framework)


def door(brief: Brief, user: User, today: date) -> Door | None:
    """None for whoever sends nothing here: without a portfolio, or behind the brief. Five queries."""
    person = practitioners.of(user)
    if person is None or briefs.is_held(brief, user):
        return None
    open_ = Snapshot.objects.filter(practitioner=person, brief=brief, closed_at__isnull=True, ends_on__gte=today)
    return Door(person, open_.first(), closed_to(brief, user))


def closed_to(brief: Brief, user: User) -> str:
    """Why `user` cannot send anything; empty: they can. Two queries."""
    holds = Q(team_memberships__team=brief.team_id) if brief.team_id else Q(pk=brief.owner_id)
    behind = User.objects.filter(holds, is_active=True)
    blocks = Block.objects.filter(user=user, practitioner__user__in=behind)
    takes = brief.takes_snapshots and behind.exists()
    return "" if takes and not blocks.exists() else CLOSED


def desk(brief: Brief, person: Practitioner, on: Ground) -> Desk | None:
    """Every point of the brief with the evidence for it, from all projects of the person. None when the framework of
    the brief has no edition. As many queries for many projects as for one."""
    yardstick = on.of(brief.framework.key)
    if yardstick is None:
        return None
    record = records.read(person, *ALONG, yardsticks=on.yardsticks)
    asks = asked(wanted.of(brief, yardstick), yardstick, Strength(brief.strength))
    names = profiles.names(on.yardsticks)
    pieces = [_piece(item, person, names(item.skill_key)) for item in record.evidence]
    return Desk(choosing.offer(asks, pieces), _sender(record), f"{yardstick.title}, edition {yardstick.version}")


def asked(stated: Wanted, yardstick: Yardstick, usual: Strength) -> tuple[Asked, ...]:
    """The points of a brief with the skills that speak for each; of a level all of its skills."""
    needs = lines.needs(stated, yardstick, usual)
    found = []
    for ask, need in zip((*stated.musts, *stated.useful), (*needs.musts, *needs.useful), strict=True):
        skills = ask.skills if ask.kind != LEVEL else _of_level(ask.key, yardstick)
        enough = ask.at_least if ask.kind != LEVEL else len(skills)
        found.append(Asked(need.label, ask.kind, ask.weight, need.note, skills, enough))
    return tuple(found)


def _of_level(key: str, yardstick: Yardstick) -> tuple[str, ...]:
    return tuple(one for one, skill in yardstick.skills.items() if skill.level == key and not skill.retired)


def _sender(record: PortfolioRecord) -> Sender:
    person = record.practitioner
    return Sender(person.name, person.headline, veils.scrub(record).identity)


def _piece(item: EvidenceRecord, person: Practitioner, skill: str) -> Piece:
    reviewers = dict.fromkeys(verdict.reviewer_name for verdict in item.verdicts)
    return Piece(
        uuid=str(item.evidence.uuid),
        skill_key=item.skill_key,
        skill=skill,
        rank=int(item.strength),
        strength=item.strength.word,
        said=said(item),
        reasons=tuple(Reason(r.holds, choosing.nameless(r.text, reviewers)) for r in item.reading.lines),
        statement=item.evidence.statement,
        project=item.project.title,
        visibility=str(min(person.visibility, item.project.visibility, key=OPENNESS.index)),
        places=tuple(place.label for place in item.places),
        proven_on=item.proven_at.astimezone(UTC).date(),
        fingerprint=item.fingerprint,
    )
