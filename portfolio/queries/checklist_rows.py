"""The rows of a checklist, and the values that they are: what pages, actions and proposals start from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, QuerySet, Subquery

from competence.models import Edition
from competence.queries import editions
from portfolio.checklists.values import Item, Outline, State, outline_of
from portfolio.models import Checklist

if TYPE_CHECKING:
    from accounts.models import User

FIELDS = tuple(field.name for field in fields(Item))
"""The columns of an item, in the order of the value."""


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
    edition = checklist.edition
    return outline_at(edition.pk, edition.content_hash, edition.framework.key, edition.framework.is_default)


@lru_cache(maxsize=64)
def outline_at(pk: int, content_hash: str, framework_key: str, default: bool) -> Outline:
    """The same, of the values of an edition's row. Kept, as an edition never changes."""
    return outline_of(editions.at(pk, content_hash, framework_key, default))


def state_of(checklist: Checklist) -> State:
    """What the person did to it. One query."""
    return state(checklist.edition.version, checklist.orders, checklist.items.values_list(*FIELDS))


def state(version: str, orders: Mapping[str, Iterable[str]], rows: Iterable[Sequence[Any]]) -> State:
    """The same, of values that were read already, in the order of `FIELDS`."""
    items = {row[0]: Item(*row) for row in rows}
    return State(version, items, {key: tuple(keys) for key, keys in orders.items()})
