"""Suggestions of readers: made, withdrawn, and decided by those who may edit frameworks. The person is told by mail."""

from __future__ import annotations

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from competence.actions import drafts
from competence.drafting.edits import reword
from competence.models import Edition, Skill, Suggestion
from core.errors import DomainError, StaleVersion

OPEN_AT_MOST = 30
"""Suggestions of one person that wait for an answer."""
DECIDED = "This suggestion was decided or withdrawn meanwhile."


@transaction.atomic
def make(
    skill: Skill, *, kind: str, text: str, field: str = "", wording: str = "", by: User, at: datetime
) -> Suggestion:
    """Suggest a change of `skill` as the current edition words it. `DomainError` while too many of one's own wait."""
    waiting = Suggestion.objects.filter(made_by=by, state=Suggestion.State.OPEN).count()
    if waiting >= OPEN_AT_MOST:
        raise DomainError(
            f"{waiting} of your suggestions wait for an answer. Withdraw one, or wait until some are read."
        )
    edition = Edition.objects.current().get(framework=skill.framework_id)
    return Suggestion.objects.create(
        skill=skill, edition=edition, kind=kind, text=text, field=field, wording=wording, made_by=by, made_at=at
    )


@transaction.atomic
def withdraw(suggestion: Suggestion, *, by: User, at: datetime) -> Suggestion:
    """Take one's own suggestion back. `StaleVersion` once it is decided."""
    return _decided(suggestion, Suggestion.State.WITHDRAWN, "", by, at)


@transaction.atomic
def accept(
    suggestion: Suggestion, *, wording: str = "", answer: str = "", seen: int | None = None, by: User, at: datetime
) -> Suggestion:
    """Accept it. With `wording` its field says so in the draft of the framework, which is begun if none
    is open; without it, whoever accepts changes the draft by hand.

    `seen` is the revision of the draft that was looked at; None when none was open, and then nothing that was changed
    in one since was seen. Refusals of the draft go through: `drafts.Conflict` when somebody changed the skill since.
    """
    current = _decided(suggestion, Suggestion.State.ACCEPTED, answer, by, at)
    if wording.strip() and current.field:
        draft = drafts.open_current(current.skill.framework.key, by=by, at=at)
        drafts.edit(
            draft,
            lambda sheet: reword(sheet, "skills", current.skill.key, {current.field: wording.strip()}),
            seen=seen or 0,
            by=by,
            at=at,
        )
    _tell(current)
    return current


@transaction.atomic
def respond(suggestion: Suggestion, *, answer: str, by: User, at: datetime) -> Suggestion:
    """Answer without deciding: it stays open."""
    current = _decided(suggestion, Suggestion.State.ANSWERED, answer, by, at)
    _tell(current)
    return current


@transaction.atomic
def decline(suggestion: Suggestion, *, answer: str, by: User, at: datetime) -> Suggestion:
    """Decline it, with a reason."""
    current = _decided(suggestion, Suggestion.State.DECLINED, answer, by, at)
    _tell(current)
    return current


def _decided(suggestion: Suggestion, state: str, answer: str, by: User, at: datetime) -> Suggestion:
    rows = Suggestion.objects.select_for_update(of=("self",)).select_related("skill__framework", "made_by")
    current = rows.get(pk=suggestion.pk)
    if not current.is_open:
        raise StaleVersion(DECIDED)
    if state in (Suggestion.State.ANSWERED, Suggestion.State.DECLINED) and not answer.strip():
        raise DomainError("Say something to the person who made it: an answer, or the reason.")
    current.state, current.decided_by, current.decided_at = state, by, at
    current.answer = answer.strip() or current.answer
    current.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    return current


def _tell(suggestion: Suggestion) -> None:
    """A mail to whoever made it, once it is sure. A mail that cannot be sent undoes nothing."""
    person = suggestion.made_by
    if person is None or not person.is_active:
        return
    email, context = person.email, {"suggestion": suggestion, "path": reverse("competence:suggestions-index")}
    transaction.on_commit(
        lambda: get_adapter().send_mail("competence/email/suggestion_decided", email, context), robust=True
    )
