"""Writing to a practitioner through the site: begun, answered, read, blocked. Nobody sees an e-mail address.

A practitioner who does not take messages and one who has blocked the sender refuse with the same words.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from core.errors import DomainError
from hiring.actions import holders
from hiring.models import Block, Conversation, Message
from hiring.queries import conversations as reading
from portfolio.models import Practitioner

if TYPE_CHECKING:
    from hiring.queries.conversations import Side

NEW_A_DAY = 10
MESSAGES_AN_HOUR = 60
GONE = "This conversation is gone: the other side has left the site."
NAMELESS = "Say who you are first: give your name under Account. It is shown with what you write."


@transaction.atomic
def start(practitioner: Practitioner, *, subject: str, text: str, by: User, at: datetime) -> Conversation:
    """A first message. `DomainError` when the person cannot be written to, or `by` has no name or wrote too much."""
    writer = _writer(by, at)
    _refuse_nameless(writer)
    if Conversation.objects.filter(started_by=writer, started_at__gt=at - timedelta(days=1)).count() >= NEW_A_DAY:
        raise DomainError(f"You have begun {NEW_A_DAY} conversations within a day. Begin the next one tomorrow.")
    person = _held_fast(practitioner)
    _refuse_closed(person, writer)
    made = Conversation.objects.create(
        practitioner=person,
        started_by=writer,
        subject=subject,
        started_at=at,
        changed_at=at,
        seen_by_starter_at=at,
    )
    Message.objects.create(conversation=made, text=text, sent_at=at)
    _tell(made, reading.STARTER)
    return made


@transaction.atomic
def reply(conversation: Conversation, *, text: str, by: User, at: datetime) -> Message:
    """One more message of one of the two; what was written before counts as read by them. `DomainError` as above."""
    writer = _writer(by, at)
    person = _held_fast(conversation.practitioner)
    current = _locked(conversation)
    side = reading.side_of(current, writer)
    if side == reading.STARTER:
        _refuse_nameless(writer)
        _refuse_closed(person, writer)
    else:
        _refuse_silence(current)
    told_already = reading.is_unread(current, reading.other(side))
    made = Message.objects.create(
        conversation=current, is_from_practitioner=side == reading.PRACTITIONER, text=text, sent_at=at
    )
    current.changed_at = at
    setattr(current, reading.SEEN[side], at)
    current.save(update_fields=["changed_at", reading.SEEN[side]])
    if not told_already:  # one mail until they look, however much is written
        _tell(current, side)
    return made


@transaction.atomic
def look(conversation: Conversation, *, last: UUID, by: User, at: datetime) -> None:
    """Read by this side is everything up to the message `last`, and not what came after it."""
    current = _locked(conversation)
    shown = Message.objects.filter(conversation=current, uuid=last).first()
    seen = reading.SEEN[reading.side_of(current, by)]
    if shown is not None and shown.sent_at > (getattr(current, seen) or reading.NEVER):
        setattr(current, seen, shown.sent_at)
        current.save(update_fields=[seen])


@transaction.atomic
def block(conversation: Conversation, *, by: User, at: datetime) -> None:
    """The practitioner hears no more of who began this. They are not told."""
    starter = User.objects.select_for_update(no_key=True).filter(pk=conversation.started_by_id).first()
    if starter is None:
        raise DomainError(GONE)
    person = _held_fast(conversation.practitioner)
    Block.objects.get_or_create(practitioner=person, user=starter, defaults={"blocked_at": at})


@transaction.atomic
def unblock(conversation: Conversation, *, by: User, at: datetime) -> None:
    """They may write again."""
    Block.objects.filter(practitioner=conversation.practitioner, user=conversation.started_by).delete()


def _writer(by: User, at: datetime) -> User:
    """Who writes, locked, so that limits hold for two tabs as well."""
    writer = holders.account(by)
    own = Q(conversation__started_by=writer, is_from_practitioner=False)
    own |= Q(conversation__practitioner__user=writer, is_from_practitioner=True)
    if Message.objects.filter(own, sent_at__gt=at - timedelta(hours=1)).count() >= MESSAGES_AN_HOUR:
        raise DomainError(
            f"You have sent {MESSAGES_AN_HOUR} messages within an hour. Wait a while, then send this one."
        )
    return writer


def _refuse_nameless(starter: User) -> None:
    """Whoever begins is shown by their account; the practitioner, who answers, by the profile, which has a name."""
    if not starter.name.strip():
        raise DomainError(NAMELESS)


def _held_fast(practitioner: Practitioner) -> Practitioner:
    """The person as they stand now, who cannot be deleted before the transaction ends."""
    found = Practitioner.objects.filter(pk=practitioner.pk).select_for_update(no_key=True).first()
    if found is None:
        raise DomainError(GONE)
    return found


def _refuse_closed(person: Practitioner, writer: User) -> None:
    """The other side: they have to be public, to take messages, and not to have blocked the writer."""
    if not Practitioner.objects.listed().filter(pk=person.pk).exists():
        raise DomainError(reading.refusal(""))
    if reason := reading.closed_to(person, writer):
        raise DomainError(reason)


def _refuse_silence(current: Conversation) -> None:
    """The practitioner's side: somebody has to be there who would read it."""
    if not current.started_by.is_active:
        raise DomainError(reading.CLOSED)
    if Block.objects.filter(practitioner=current.practitioner, user=current.started_by).exists():
        raise DomainError(reading.BLOCKED)


def _locked(conversation: Conversation) -> Conversation:
    found = Conversation.objects.select_related("practitioner", "started_by").select_for_update(of=("self",))
    current = found.filter(pk=conversation.pk).first()
    if current is None:
        raise DomainError(GONE)
    return current


def _tell(conversation: Conversation, side: Side) -> None:
    """A mail to the other side, once it is sure: who wrote, and where to read it; nothing of what was written."""
    practitioner, starter = conversation.practitioner, conversation.started_by
    to = practitioner.user if side == reading.STARTER else starter
    if to is None or not to.is_active:
        return
    name, affiliation = reading.shown_as(conversation, side)
    path = reverse("hiring:conversations-show", args=[conversation.uuid])
    context = {"name": name, "affiliation": affiliation, "path": path, "to_practitioner": side == reading.STARTER}
    email = to.email
    transaction.on_commit(lambda: get_adapter().send_mail("hiring/email/message", email, context), robust=True)
