"""Conversations as each of their two sides sees them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from hiring.models import Block, Conversation, Message
from portfolio import rules
from portfolio.models import Practitioner

if TYPE_CHECKING:
    from accounts.models import User

Side = Literal["starter", "practitioner"]
STARTER: Side = "starter"
PRACTITIONER: Side = "practitioner"
SEEN: dict[Side, str] = {STARTER: "seen_by_starter_at", PRACTITIONER: "seen_by_practitioner_at"}
NOT_PUBLIC = "A person whose profile is not public"
CLOSED = "Their account is closed, so nobody would read your answer."
BLOCKED = "You have blocked this person. Unblock them to answer."
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Glance:
    """One conversation on the index."""

    conversation: Conversation
    name: str
    affiliation: str
    is_unread: bool
    is_blocked: bool
    """Whether this reader has blocked the other side; the one who is blocked does not learn it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One message."""

    is_own: bool
    by: str
    text: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation with its messages."""

    conversation: Conversation
    side: Side
    name: str
    affiliation: str
    href: str
    """The profile of the other side, where there is one that everybody may know of."""
    lines: tuple[Line, ...]
    last: UUID | None
    """The last message of them."""
    is_unread: bool
    is_blocked: bool
    closed: str
    """Why nothing can be sent now; empty: it can."""


def refusal(name: str) -> str:
    """The one answer to whoever cannot write, whether contact is off or they are blocked."""
    return f"{name or 'This person'} does not take messages through the site at the moment."


def reachable() -> QuerySet[Practitioner]:
    """People for whom there is a page to write to: those who are listed."""
    return Practitioner.objects.listed()


def closed_to(practitioner: Practitioner, user: User) -> str:
    """Why `user` cannot write to somebody who is listed; empty: they can. One query."""
    return "" if open_to([practitioner], user) else refusal(practitioner.name)


def open_to(people: Iterable[Practitioner], user: User) -> frozenset[int]:
    """To whom of these, who are listed, `user` can write, by primary key: one question for what leads to writing and
    for what refuses it, so that a block cannot be told from the switch. One query."""
    takes = {person.pk for person in people if rules.can_write_to(user, person)}
    return frozenset(takes.difference(_blocks_of(user).values_list("practitioner", flat=True)))


def closed_handles(user: User) -> QuerySet[Block, str]:
    """Handles of those who have blocked `user`, for pages that know of the switch only."""
    return _blocks_of(user).values_list("practitioner__handle", flat=True)


def _blocks_of(user: User) -> QuerySet[Block]:
    return Block.objects.filter(user=user)


def earlier(practitioner: Practitioner, user: User) -> Conversation | None:
    """The last conversation that `user` began with this person."""
    return (
        Conversation.objects.filter(practitioner=practitioner, started_by=user).order_by("-changed_at", "-pk").first()
    )


def side_of(conversation: Conversation, user: User) -> Side:
    """Which of the two `user` is."""
    return STARTER if conversation.started_by_id == user.pk else PRACTITIONER


def other(side: Side) -> Side:
    return PRACTITIONER if side == STARTER else STARTER


def is_unread(conversation: Conversation, by: Side) -> bool:
    """Whether this side has not read everything. One query."""
    seen = getattr(conversation, SEEN[by]) or NEVER
    news = Message.objects.filter(conversation=conversation, is_from_practitioner=by == STARTER, sent_at__gt=seen)
    return news.exists()


def held(user: User) -> QuerySet[Conversation]:
    """Conversations of `user`, the last message first; each with what both sides' pages need to know."""
    listed = Practitioner.objects.listed().filter(pk=OuterRef("practitioner"))
    blocks = Block.objects.filter(practitioner=OuterRef("practitioner"), user=OuterRef("started_by"))
    found = Conversation.objects.visible_to(user).select_related("practitioner", "started_by")
    found = found.annotate(is_listed=Exists(listed), is_blocked=Exists(blocks), is_unread=Exists(_news(user)))
    return found.order_by("-changed_at", "-pk")


def _news(user: User) -> QuerySet[Message]:
    rows = Message.objects.filter(conversation=OuterRef("pk"))
    to_starter = Q(is_from_practitioner=True, sent_at__gt=Coalesce(OuterRef(SEEN[STARTER]), NEVER))
    to_person = Q(is_from_practitioner=False, sent_at__gt=Coalesce(OuterRef(SEEN[PRACTITIONER]), NEVER))
    return rows.filter(
        (to_starter & Q(conversation__started_by=user)) | (to_person & ~Q(conversation__started_by=user))
    )


def unread(user: User) -> int:
    """How many conversations hold something that `user` has not read."""
    return Conversation.objects.visible_to(user).filter(Exists(_news(user))).count()


def shown_as(conversation: Conversation, side: Side) -> tuple[str, str]:
    """Name and affiliation by which a side is shown to the other one."""
    if side == STARTER:
        starter = conversation.started_by
        return starter.name.strip() or "Somebody without a name", starter.affiliation.strip()
    listed = getattr(conversation, "is_listed", None)
    if listed is None:
        listed = Practitioner.objects.listed().filter(pk=conversation.practitioner_id).exists()
    return (conversation.practitioner.name if listed else NOT_PUBLIC), ""


def glances(rows: Sequence[Conversation], user: User) -> list[Glance]:
    """Some of those that `held` gives. No query."""
    return [_glance(row, user) for row in rows]


def _glance(row: Any, user: User) -> Glance:
    side = side_of(row, user)
    name, affiliation = shown_as(row, other(side))
    return Glance(row, name, affiliation, row.is_unread, row.is_blocked and side == PRACTITIONER)


def talk(row: Any, user: User) -> Talk:
    """One of those that `held` gives, with its messages, oldest first. One query."""
    side = side_of(row, user)
    name, affiliation = shown_as(row, other(side))
    messages = list(Message.objects.filter(conversation=row).order_by("sent_at", "pk"))
    shows_profile = side == STARTER and row.is_listed
    return Talk(
        conversation=row,
        side=side,
        name=name,
        affiliation=affiliation,
        href=row.practitioner.get_absolute_url() if shows_profile else "",
        lines=tuple(_line(message, side, name) for message in messages),
        last=messages[-1].uuid if messages else None,
        is_unread=row.is_unread,
        is_blocked=row.is_blocked and side == PRACTITIONER,
        closed=_closed(row, side, user),
    )


def _line(message: Message, side: Side, name: str) -> Line:
    is_own = message.is_from_practitioner == (side == PRACTITIONER)
    return Line(is_own, "You" if is_own else name, message.text, message.sent_at)


def _closed(row: Any, side: Side, user: User) -> str:
    if side == PRACTITIONER:
        return CLOSED if not row.started_by.is_active else BLOCKED if row.is_blocked else ""
    open_ = row.is_listed and not row.is_blocked and rules.can_write_to(user, row.practitioner)
    return "" if open_ else refusal(row.practitioner.name if row.is_listed else "")
