"""The rows of a checklist, and the values that they are: what pages, actions and proposals start from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, QuerySet, Subquery

from competence.models import Edition
from competence.queries import editions
from portfolio.checklists.values import Item, Outline, State, outline_of
from portfolio.models import Checklist

if TYPE_CHECKING:
    from accounts.models import User

FIELDS = ("key", "is_own", "name", "note", "done_on", "state", "branch", "is_habit", "position", "retired_in", "words")


def own(user: User) -> QuerySet[Checklist]:
    """The checklists of `user` with all that their pages need; each knows the version of the edition in use as
    `newest`."""
    newest = Edition.objects.current().filter(framework=OuterRef("framework")).values("version")[:1]
    return (
        Checklist.objects.visible_to(user)
        .select_related("edition__framework", "framework", "practitioner")
        .annotate(newest=Subquery(newest))
    )


def again(checklist: Checklist) -> Checklist:
    """The checklist as it stands now. `Checklist.DoesNotExist` when it was deleted meanwhile."""
    return Checklist.objects.select_related("edition__framework", "framework", "practitioner").get(pk=checklist.pk)


def outline(checklist: Checklist) -> Outline:
    """The edition that it is a copy of. No query when warm."""
    return outline_of(editions.of_row(checklist.edition))


def state_of(checklist: Checklist) -> State:
    """What the person did to it. One query."""
    return state(checklist.edition.version, checklist.orders, checklist.items.values(*FIELDS))


def state(version: str, orders: Mapping[str, Iterable[str]], rows: Iterable[Mapping[str, Any]]) -> State:
    """The same, of values that were read already."""
    items = {row["key"]: Item(**{name: row[name] for name in FIELDS}) for row in rows}
    return State(version, items, {key: tuple(keys) for key, keys in orders.items()})
