"""The items of one draft as edits look at them: asked for one by one, so that an edit of 5,000 items reads a few."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Max, Min

from competence.drafting.items import Item
from competence.drafting.sheets import Sheet
from competence.models import Draft, DraftItem, Skill


class DraftSheet(Sheet):
    """A sheet over the tables."""

    def __init__(self, draft: Draft) -> None:
        self._rows = DraftItem.objects.filter(draft=draft)

    def item(self, kind: str, key: str) -> Item | None:
        return next(iter(_items(self._rows.filter(kind=kind, key=key))), None)

    def below(self, kind: str, parent: str) -> Sequence[Item]:
        return _items(self._rows.filter(kind=kind, parent=parent).order_by("position", "key"))

    def every(self, kind: str) -> Sequence[Item]:
        return _items(self._rows.filter(kind=kind).order_by("position", "key"))

    def following(self, kind: str, position: int) -> int | None:
        return self._rows.filter(kind=kind, position__gt=position).aggregate(place=Min("position"))["place"]

    def preceding(self, kind: str, position: int) -> int | None:
        return self._rows.filter(kind=kind, position__lt=position).aggregate(place=Max("position"))["place"]

    def last(self, kind: str) -> int:
        return self._rows.filter(kind=kind).aggregate(place=Max("position"))["place"] or 0

    def is_taken(self, key: str) -> bool:
        return self._rows.filter(key=key).exists() or Skill.objects.filter(key=key).exists()


def items(draft: Draft) -> list[Item]:
    """Every item of a draft. One query."""
    return _items(DraftItem.objects.filter(draft=draft).order_by("kind", "position", "key"))


def item_of(row: DraftItem) -> Item:
    """A row as a value."""
    return Item(row.kind, row.key, row.position, row.data)


def _items(rows: Iterable[DraftItem]) -> list[Item]:
    return [item_of(row) for row in rows]
