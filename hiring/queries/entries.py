"""Single people on shortlists, and who may be put on one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from hiring.models import Entry, EntryChange, Note, Shortlist
from hiring.pages.shortlists import WITHDRAWN, NoteLine, note_line
from hiring.queries import notes as readers
from hiring.queries import veils
from hiring.queries.comparisons import IS_UUID
from portfolio.models import Practitioner

if TYPE_CHECKING:
    from accounts.models import User
    from hiring.models import Brief

MOST_CHOICES = 50
"""Lists that are offered when somebody is put on one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A list that people can be put on: how many of the people asked for stand on it already."""

    shortlist: Shortlist
    team: str
    already: int


def people(names: Sequence[str]) -> list[Practitioner]:
    """Those of them who are listed, in the order asked for, by handle or uuid. One query."""
    keys = {name: UUID(name) for name in names if IS_UUID.fullmatch(name)}
    listed = Practitioner.objects.listed().filter(Q(handle__in=names) | Q(uuid__in=keys.values()))
    found = {key: person for person in listed for key in (person.handle, person.uuid)}
    wanted = [found.get(keys.get(name, name)) for name in names]
    return list(dict.fromkeys(person for person in wanted if person is not None))


def choices(user: User, wanted: Sequence[Practitioner], brief: Brief | None = None) -> list[Choice]:
    """Open lists of `user` and their teams, the one that changed last first; with a blind `brief` only those for it,
    else those that hide nobody: saying who stands on another would tell whom it hides. One query."""
    on_it = Q(entries__removed_at=None, entries__practitioner__in=[person.pk for person in wanted])
    found: QuerySet[Shortlist] = Shortlist.objects.visible_to(user).filter(settled_at=None).select_related("team")
    found = found.filter(brief=brief) if brief else found.exclude(brief__in=veils.hiding())
    found = found.annotate(already=Count("entries", filter=on_it)).order_by("-changed_at", "-pk")
    rows = found[:MOST_CHOICES]
    return [Choice(each, each.team.name if each.team else "", each.already) for each in rows]


def visible(user: User) -> QuerySet[Entry]:
    """Entries of lists that this user holds, with list and person; `is_shown`: whether everybody may know of them."""
    listed = Practitioner.objects.listed().filter(pk=OuterRef("practitioner"))
    return (
        Entry.objects.visible_to(user)
        .select_related("shortlist__brief", "practitioner")
        .annotate(is_shown=Exists(listed))
    )


def name(entry: Entry) -> str:
    """Of an entry that `visible` gave: the name, while everybody may know of the person; of a blind brief another."""
    person = entry.practitioner
    if person is None or not entry.is_shown:  # type: ignore[attr-defined]
        return WITHDRAWN
    veil = veils.of(entry.shortlist.brief)
    return veil.name(person.pk) if veil else person.name


def href(entry: Entry) -> str:
    """Of an entry that `visible` gave: where the person is shown; empty where they are not."""
    person = entry.practitioner
    if person is None or not entry.is_shown:  # type: ignore[attr-defined]
        return ""
    veil = veils.of(entry.shortlist.brief)
    return veil.href(person.pk) if veil else person.get_absolute_url()


def notes(entry: Entry, user: User) -> list[NoteLine]:
    """All notes about one person on a list, oldest first."""
    rows = Note.objects.filter(entry=entry).select_related("written_by").order_by("written_at", "pk")
    reader = readers.reader(entry.shortlist, user)
    return [note_line(row, reader) for row in rows]


def changes(entry: Entry) -> QuerySet[EntryChange]:
    """What happened to one person on a list, the latest first."""
    rows = EntryChange.objects.filter(entry=entry).select_related("entry", "made_by")
    return rows.order_by("-made_at", "-pk")
