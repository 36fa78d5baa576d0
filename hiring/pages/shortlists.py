"""What the pages of a shortlist show, as frozen values, and how they are made of rows that a query has read.

A person whom not everybody may know of has no card: no name, handle, place, map or link of theirs is in these values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from hiring import rules
from hiring.matching import Match, words
from hiring.models import Entry, EntryChange, Note, Shortlist
from hiring.pages.faces import Face
from portfolio.queries.people import Card

if TYPE_CHECKING:
    from accounts.models import User
    from hiring.models import Brief, Membership

WITHDRAWN = "A person who is no longer public"
DELETED = "A person who was deleted from the list"
LEFT = "Somebody who has left the site"
SOMEBODY = "Somebody of the team"
MOST_COMPARED = 5


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a list; where a team holds it, as what, and who is in it (primary keys of users)."""

    user: User
    own: Membership | None = None
    members: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note as one reader sees it."""

    uuid: str
    text: str
    by: str
    written_at: datetime
    changed_at: datetime | None
    """When it was changed after it was written."""
    is_own: bool
    can_remove: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown of a person on a list; under a veil without who they are."""

    face: Face
    handle: str
    card: Card
    match: Match | None
    can_write: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a list."""

    uuid: str
    state: str
    state_label: str
    revision: int
    added_at: datetime
    handle: str
    card: Card | None
    notes: tuple[NoteLine, ...]
    is_gone: bool = False
    """Whether their portfolio is deleted: they do not come back."""
    kit: str = ""
    """The address of their interview kit, where the list is for a brief."""
    key: str = ""
    """How the address of a comparison calls them."""
    match: Match | None = None
    """How they stand against the brief of the list."""
    can_write: bool = False

    @property
    def name(self) -> str:
        return self.card.name if self.card else WITHDRAWN

    @property
    def met(self) -> str:
        """As in: All 8 musts, 7 verified."""
        return words.summary(self.match) if self.match else ""

    @property
    def still_open(self) -> str:
        """What of the musts is not verified, not met or not shown."""
        return words.still_open(self.match) if self.match else ""


@dataclass(frozen=True, slots=True)
class Group:
    """People who stand together: all of them, or those of one state."""

    key: str
    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list with everything that its page shows."""

    shortlist: Shortlist
    team: str
    brief: Brief | None
    groups: tuple[Group, ...]
    withdrawn: tuple[Row, ...]
    off: tuple[Row, ...]
    """Taken off; it can be undone."""
    is_blind: bool = False
    """Whether names are hidden."""
    lifts: bool = False
    """Whether they show when this list is settled; else another list decides."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The people on the list who can be shown, in the order of the page."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def compared(self) -> str:
        """The first five, as the address of the comparison names them; nothing when there are not two."""
        first = [row.key for row in self.rows[:MOST_COMPARED]]
        unreadable = self.is_blind and self.brief is None
        return ",".join(first) if len(first) > 1 and not unreadable else ""

    @property
    def states(self) -> list[tuple[str, str]]:
        return [(state.value, str(state.label)) for state in Entry.State]

    @property
    def has_noted(self) -> bool:
        """Whether something is written down about somebody who is not public any more."""
        return any(row.notes for row in self.withdrawn)

    @property
    def has_returning(self) -> bool:
        """Whether somebody of them may become public again."""
        return not all(row.is_gone for row in self.withdrawn)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a history."""

    what: str
    person: str
    href: str
    by: str
    made_at: datetime


def who(user: User | None, reader: User) -> str:
    """By which name somebody of the same list is shown to `reader`; never by an e-mail address."""
    if user is None:
        return LEFT
    return "You" if user.pk == reader.pk else user.name or SOMEBODY


def note_line(note: Note, reader: Reader) -> NoteLine:
    """A note with `written_by` read along."""
    return NoteLine(
        uuid=str(note.uuid),
        text=note.text,
        by=who(note.written_by, reader.user),
        written_at=note.written_at,
        changed_at=note.changed_at if note.changed_at != note.written_at else None,
        is_own=rules.can_edit_note(reader.user, note),
        can_remove=rules.can_remove_note(reader.user, note, reader.own, reader.members),
    )


def row(entry: Entry, shown: Shown | None, notes: Iterable[Note], reader: Reader) -> Row:
    """One entry; without what is `shown` nothing of the person is in it."""
    return Row(
        uuid=str(entry.uuid),
        state=entry.state,
        state_label=entry.get_state_display(),
        revision=entry.revision,
        added_at=entry.added_at,
        handle=shown.handle if shown else "",
        card=shown.card if shown else None,
        notes=tuple(note_line(note, reader) for note in notes),
        is_gone=entry.practitioner_id is None,
        kit=shown.face.kit if shown else "",
        key=shown.face.key if shown else "",
        match=shown.match if shown else None,
        can_write=shown.can_write if shown else False,
    )


def groups(rows: Sequence[Row], *, by_state: bool) -> tuple[Group, ...]:
    """All in one, or one for each state that somebody is in, in the order of the states."""
    if not by_state:
        return (Group("all", "", tuple(rows)),) if rows else ()
    made = [Group(s.value, str(s.label), tuple(r for r in rows if r.state == s.value)) for s in Entry.State]
    return tuple(group for group in made if group.rows)


def event(change: EntryChange, people: Mapping[int, tuple[str, str]], reader: User) -> Event:
    """One line of history; `people` are name and address of those who are listed, by key."""
    name, href = "", ""
    if change.kind not in {EntryChange.Kind.SETTLED, EntryChange.Kind.REOPENED}:
        entry = change.entry
        name, href = (DELETED, "") if entry is None else people.get(entry.practitioner_id or 0, (WITHDRAWN, ""))
    return Event(_what(change), name, href, who(change.made_by, reader), change.made_at)


def _what(change: EntryChange) -> str:
    if change.kind == EntryChange.Kind.STATE:
        labels = dict(Entry.State.choices)
        return f"{labels.get(change.was, change.was)} became {labels.get(change.became, change.became)}"
    return {
        "added": "Put on the list",
        "removed": "Taken off the list",
        "restored": "Put back on the list",
        "settled": "List settled",
        "reopened": "List opened again",
    }[change.kind]
