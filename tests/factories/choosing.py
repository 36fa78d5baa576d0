"""Things of hiring for tests: shortlists with people and notes, saved searches, conversations."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any

from accounts.models import User
from hiring.models import Block, Conversation, Entry, Message, Note, SavedSearch, Shortlist, Team
from portfolio.models import Practitioner
from tests.factories.hiring import AT, brief, team

__all__ = ["AT", "block", "brief", "conversation", "entry", "note", "search", "shortlist", "team"]
_numbers = count(1)


def _held(holder: User | Team) -> dict[str, Any]:
    return {"team": holder} if isinstance(holder, Team) else {"owner": holder}


def shortlist(holder: User | Team, *people: Practitioner, title: str = "Tables", **fields: Any) -> Shortlist:
    """A list of a user or a team with these people on it, in this order."""
    made = Shortlist.objects.create(title=title, created_at=AT, changed_at=AT, **_held(holder), **fields)
    for place, person in enumerate(people):
        entry(made, person, position=place)
    return made


def entry(of: Shortlist, person: Practitioner | None, **fields: Any) -> Entry:
    """A person on a list."""
    return Entry.objects.create(shortlist=of, practitioner=person, **{"added_at": AT, **fields})


def note(of: Entry, by: User | None, text: str = "Asks good questions.", at: datetime = AT) -> Note:
    """What somebody wrote down."""
    return Note.objects.create(entry=of, written_by=by, text=text, written_at=at, changed_at=at)


def search(holder: User | Team, query: str = "q=churn", title: str = "Churn", **fields: Any) -> SavedSearch:
    """A saved search, seen at `AT`."""
    words = {"token_hash": f"{next(_numbers):064d}", "created_at": AT, "seen_at": AT, **fields}
    return SavedSearch.objects.create(title=title, query=query, **_held(holder), **words)


def conversation(
    with_: Practitioner, by: User, *texts: str, subject: str = "A role", at: datetime = AT
) -> Conversation:
    """A conversation that `by` began; further texts go to and fro."""
    made = Conversation.objects.create(
        practitioner=with_, started_by=by, subject=subject, started_at=at, changed_at=at, seen_by_starter_at=at
    )
    for place, text in enumerate(texts or ("Would you talk to us?",)):
        Message.objects.create(conversation=made, is_from_practitioner=place % 2 == 1, text=text, sent_at=at)
    return made


def block(of: Practitioner, user: User) -> Block:
    """`user` may not write to them any more."""
    return Block.objects.create(practitioner=of, user=user, blocked_at=AT)
