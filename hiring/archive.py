"""What a person keeps for choosing people, as plain values that leave the site with everything else of theirs. Pure.

The keys are the names of the columns; docs/using/your-data.md explains them. Of a team there are only the person's own
words: what the team holds together is the team's. Somebody on a list is named while everybody may know of them; on a
list whose brief hides names, by what the brief calls them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from django.db.models import Model

    from accounts.models import User
    from hiring.models import Block, Brief, Conversation, Entry, Membership, Note, SavedSearch, Shortlist, Snapshot
    from hiring.pages.veils import Veil
    from portfolio.models import Practitioner

Document = dict[str, Any]

_BRIEF = "uuid title text strength is_blind takes_snapshots created_at changed_at published_at archived_at"
_NEED = "kind key weight at_least strength position"
_SHORTLIST = "uuid title created_at changed_at settled_at"
_ENTRY = "uuid state position added_at removed_at"
_NOTE = "uuid text written_at changed_at"
_CHANGE = "kind was became made_at"
_SEARCH = "uuid kind title query created_at seen_at"
_CONVERSATION = "uuid subject started_at"
_MESSAGE = "uuid text sent_at"
_SNAPSHOT = "uuid title sent_at ends_on closed_at closed_because"


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything of one user, read with all that belongs to it (`hiring.queries.archives`).

    `noted` are the notes that the user wrote on lists of teams; `listed` the keys of people whom everybody may know of;
    `veils` those of the briefs that hide names, by key.
    """

    user: User
    memberships: tuple[Membership, ...]
    briefs: tuple[Brief, ...]
    shortlists: tuple[Shortlist, ...]
    noted: tuple[Note, ...]
    searches: tuple[SavedSearch, ...]
    conversations: tuple[Conversation, ...]
    blocks: tuple[Block, ...]
    snapshots: tuple[Snapshot, ...]
    listed: frozenset[int]
    veils: Mapping[int, Veil]


def document(kept: Kept, *, site_url: str) -> Document:
    """All of it as plain values that JSON can hold. Addresses begin with `site_url`."""
    return {
        "teams": [{**_fields(one.team, "uuid name"), **_fields(one, "role joined_at")} for one in kept.memberships],
        "briefs": [_brief(brief) for brief in kept.briefs],
        "shortlists": [_shortlist(each, kept, site_url) for each in kept.shortlists],
        "notes_in_teams": [
            {**_fields(note, _NOTE), "shortlist": str(note.entry.shortlist.uuid)} for note in kept.noted
        ],
        "saved_searches": _rows(kept.searches, _SEARCH),
        "conversations": [_conversation(each, kept) for each in kept.conversations],
        "blocked": [{"name": block.user.name, **_fields(block, "blocked_at")} for block in kept.blocks],
        "snapshots": [{**_fields(each, _SNAPSHOT), "content": _content(each)} for each in kept.snapshots],
    }


def _plain(value: Any) -> Any:
    """A value as JSON holds it: dates by ISO 8601."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _fields(row: Model, names: str) -> Document:
    return {name: _plain(getattr(row, name)) for name in names.split()}


def _rows(rows: Iterable[Model], names: str) -> list[Document]:
    return [_fields(row, names) for row in rows]


def _brief(brief: Brief) -> Document:
    return {**_fields(brief, _BRIEF), "framework": brief.framework.key, "needs": _rows(brief.needs.all(), _NEED)}


def _shortlist(shortlist: Shortlist, kept: Kept, site_url: str) -> Document:
    changes = [
        {**_fields(change, _CHANGE), "entry": str(change.entry.uuid) if change.entry else None}
        for change in shortlist.changes.all()
    ]
    return {
        **_fields(shortlist, _SHORTLIST),
        "brief": str(shortlist.brief.uuid) if shortlist.brief else None,
        "entries": [_entry(entry, shortlist, kept, site_url) for entry in shortlist.entries.all()],
        "changes": changes,
    }


def _entry(entry: Entry, shortlist: Shortlist, kept: Kept, site_url: str) -> Document:
    return {
        **_fields(entry, _ENTRY),
        "person": _person(entry.practitioner, kept.veils.get(shortlist.brief_id or 0), kept, site_url),
        "notes": _rows(entry.notes.all(), _NOTE),
    }


def _person(practitioner: Practitioner | None, veil: Veil | None, kept: Kept, site_url: str) -> Document | None:
    """Name and address while everybody may know of them; under a veil those that hide who they are."""
    if practitioner is None or practitioner.pk not in kept.listed:
        return None
    if veil is not None:
        return {"name": veil.name(practitioner.pk), "address": f"{site_url}{veil.href(practitioner.pk)}"}
    return {"name": practitioner.name, "address": f"{site_url}{practitioner.get_absolute_url()}"}


def _conversation(conversation: Conversation, kept: Kept) -> Document:
    """Both sides of it: what was written to somebody is theirs as well."""
    started = conversation.started_by_id == kept.user.pk
    if started:
        other = conversation.practitioner.name if conversation.practitioner_id in kept.listed else None
    else:
        other = conversation.started_by.name
    return {
        **_fields(conversation, _CONVERSATION),
        "started_by_you": started,
        "with": other,
        "messages": [
            {**_fields(message, _MESSAGE), "by_you": message.is_from_practitioner != started}
            for message in conversation.messages.all()
        ],
    }


def _content(snapshot: Snapshot) -> Document | None:
    """What it shows, without what is only kept to hide who sent it; None once it is closed."""
    if snapshot.content is None:
        return None
    return {name: value for name, value in snapshot.content.items() if name != "identity"}
