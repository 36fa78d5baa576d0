"""Shortlists of one user and their teams: the index, a list with its people, and what happened to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from competence.yardstick import Yardstick
from hiring import matching
from hiring.matching import Match
from hiring.models import Brief, Entry, EntryChange, Note, Shortlist, Team
from hiring.pages import shortlists as pages
from hiring.pages.faces import Mask
from hiring.pages.shortlists import Event, Row, Sheet, Shown
from hiring.pages.veils import Veil
from hiring.pages.veils import card as veiled
from hiring.queries import conversations, facts, veils, wanted
from hiring.queries import notes as readers
from portfolio.models import Practitioner
from portfolio.queries import people, profiles

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Glance:
    """One list on the index, with how many people stand in each state: those who are public, and nobody else."""

    shortlist: Shortlist
    team: str
    brief: Brief | None
    states: tuple[tuple[str, int], ...]

    @property
    def people(self) -> int:
        return sum(count for _, count in self.states)


def held(user: User) -> QuerySet[Shortlist]:
    """The lists of `user` and of their teams, the one that changed last first."""
    shown = Q(entries__removed_at=None, entries__practitioner__in=Practitioner.objects.listed())
    counts = {f"in_{s.value}": Count("entries", filter=shown & Q(entries__state=s.value)) for s in Entry.State}
    found: QuerySet[Shortlist] = Shortlist.objects.visible_to(user).select_related("team")
    return found.annotate(**counts).order_by("-changed_at", "-pk")


def glances(lists: Sequence[Shortlist], user: User) -> list[Glance]:
    """Some of those that `held` gives. One query."""
    briefs = {b.pk: b for b in Brief.objects.visible_to(user).filter(pk__in={each.brief_id for each in lists})}
    return [
        Glance(
            each,
            each.team.name if each.team else "",
            briefs.get(each.brief_id),
            tuple((str(s.label), getattr(each, f"in_{s.value}")) for s in Entry.State),
        )
        for each in lists
    ]


def brief_of(shortlist: Shortlist, user: User) -> Brief | None:
    """The brief of a list, while this user may know of it."""
    if shortlist.brief_id is None:
        return None
    brief: Brief | None = (
        Brief.objects.visible_to(user).select_related("framework").filter(pk=shortlist.brief_id).first()
    )
    return brief


def briefs_for(shortlist: Shortlist, user: User) -> QuerySet[Brief]:
    """Briefs that a list may be for: those in use that everybody who holds the list may know of, and its own."""
    may = Q(archived_at=None, team=shortlist.team_id) if shortlist.team_id else Q(archived_at=None)
    found: QuerySet[Brief] = (
        Brief.objects.visible_to(user).filter(may | Q(pk=shortlist.brief_id)).select_related("team")
    )
    return found.order_by("title", "pk")


def briefs_named(user: User, uuid: str) -> QuerySet[Brief]:
    """The brief with this uuid, if this user may know of it; nobody's for what is no uuid."""
    found: QuerySet[Brief] = Brief.objects.visible_to(user).select_related("team", "framework")
    key = _uuid(uuid)
    return found.filter(uuid=key) if key else found.none()


def is_held(user: User, uuid: str) -> bool:
    """Whether there is such a list for this user; settled ones, which take nobody, among them."""
    key = _uuid(uuid)
    return key is not None and Shortlist.objects.visible_to(user).filter(uuid=key).exists()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Goes:
    """What goes with a list."""

    people: int
    notes: int
    others: int
    """Notes that other people wrote."""


def goes(shortlist: Shortlist, user: User) -> Goes:
    """Counts for the question before a list is deleted; everybody on it counts, whether public or not."""
    notes = Note.objects.filter(entry__shortlist=shortlist)
    others = notes.exclude(written_by=user).count()
    return Goes(Entry.objects.live().filter(shortlist=shortlist).count(), notes.count(), others)


@dataclass(frozen=True, slots=True)
class Settling:
    """What settling a list means."""

    shows_names: bool
    """Whether it ends the veil of its brief."""
    undecided: int
    """How many people who can be shown are still to look at."""


def settling(shortlist: Shortlist) -> Settling:
    """For the question before a list is settled."""
    looked = Entry.objects.live().shown().filter(shortlist=shortlist, state=Entry.State.LOOK)
    shows_names = veils.lifts(shortlist) and veils.of(shortlist.brief) is not None
    return Settling(shows_names, looked.count())


def teams_of(user: User) -> QuerySet[Team]:
    """Teams for which this user may make a list."""
    return Team.objects.visible_to(user).order_by("name", "pk")


def teams_for(shortlist: Shortlist, user: User) -> QuerySet[Team]:
    """Teams that could take a list of this user: any, or only that of its brief."""
    if shortlist.team_id is not None:
        return Team.objects.none()
    found = teams_of(user)
    return found if shortlist.brief is None else found.filter(pk=shortlist.brief.team_id or 0)


def sheet(shortlist: Shortlist, user: User, *, by_state: bool = False) -> Sheet:
    """The list with its people, in a fixed number of queries. A person who is not listed has no card; while the brief
    is blind, cards have no names."""
    entries = list(Entry.objects.filter(shortlist=shortlist).order_by("position", "pk"))
    brief, veil = brief_of(shortlist, user), veils.of(shortlist.brief)
    shown = _shown(entries, user, brief, veil)
    notes, reader = _notes(entries), readers.reader(shortlist, user)

    def made(entry: Entry) -> Row:
        return pages.row(entry, shown.get(entry.practitioner_id or 0), notes.get(entry.pk, ()), reader)

    live = [made(entry) for entry in entries if entry.removed_at is None]
    return Sheet(
        shortlist=shortlist,
        team=shortlist.team.name if shortlist.team else "",
        brief=brief,
        groups=pages.groups([row for row in live if row.card], by_state=by_state),
        withdrawn=tuple(row for row in live if row.card is None),
        off=tuple(made(entry) for entry in entries if entry.removed_at is not None),
        is_blind=veil is not None,
        lifts=veils.lifts(shortlist),
    )


def _shown(entries: Sequence[Entry], user: User, brief: Brief | None, veil: Veil | None) -> dict[int, Shown]:
    """Those of them who are listed, by key, with cards by the framework of the brief; under a veil without names."""
    keys = {entry.practitioner_id for entry in entries if entry.practitioner_id is not None}
    listed = list(Practitioner.objects.listed().filter(pk__in=keys))
    on, mask = profiles.ground(), Mask(brief.uuid if brief else None, veil)
    yardstick = (on.of(brief.framework.key) if brief else None) or on.default
    matches = _matches(listed, brief, yardstick)
    open_ = frozenset() if veil else conversations.open_to(listed, user)
    return {
        person.pk: Shown(
            face=mask.face(person),
            handle="" if veil else person.handle,
            card=veiled(card, person.pk, veil) if veil else card,
            match=matches.get(person.pk),
            can_write=person.pk in open_,
        )
        for person, card in zip(listed, people.cards(listed, yardstick, on), strict=True)
    }


def _matches(listed: Sequence[Practitioner], brief: Brief | None, yardstick: Yardstick) -> dict[int, Match]:
    """Each of them held against the brief, by key; nothing without one, or when its framework has no edition."""
    if brief is None or brief.framework.key != yardstick.key:
        return {}
    asked = wanted.of(brief, yardstick)
    if not asked.asks:
        return {}
    return {pk: matching.read(asked, found.facts) for pk, found in facts.of(listed, yardstick).items()}


def _notes(entries: Iterable[Entry]) -> dict[int, list[Note]]:
    """Oldest first, by entry."""
    found: dict[int, list[Note]] = defaultdict(list)
    keys = [entry.pk for entry in entries]
    for note in Note.objects.filter(entry__in=keys).select_related("written_by").order_by("written_at", "pk"):
        found[note.entry_id].append(note)
    return found


def changes(shortlist: Shortlist) -> QuerySet[EntryChange]:
    """What happened to a list and its people, the latest first."""
    rows = EntryChange.objects.filter(shortlist=shortlist).select_related("entry", "made_by")
    return rows.order_by("-made_at", "-pk")


def events(rows: Sequence[EntryChange], user: User, brief: Brief | None) -> list[Event]:
    """Some of those that `changes` gives, as lines; `brief` is that of their list. One query, two for a blind brief."""
    keys = {change.entry.practitioner_id for change in rows if change.entry and change.entry.practitioner_id}
    listed = Practitioner.objects.listed().filter(pk__in=keys)
    veil = veils.of(brief)
    named = {
        person.pk: (veil.name(person.pk), veil.href(person.pk)) if veil else (person.name, person.get_absolute_url())
        for person in listed
    }
    return [pages.event(change, named, user) for change in rows]
