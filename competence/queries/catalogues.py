"""What stands beside the frameworks, whole, as it was written from a file: for drafts and exports."""

from __future__ import annotations

from competence.catalogues import Crosswalk, Ideas, MatchKind, Pair
from competence.formats.toml import Content
from competence.models import Collection, CrosswalkMatch
from competence.queries import editions, ideas


def of(kind: str) -> Content | None:
    """The process templates ("processes"), the crosswalk or the project ideas; None when none are loaded."""
    head = Collection.objects.filter(kind=kind).first()
    if head is None:
        return None
    if kind == Collection.Kind.PROCESSES:
        return editions.processes()
    if kind == Collection.Kind.CROSSWALK:
        return _crosswalk(head)
    return Ideas(head.key, head.title, head.version, ideas.all_ideas(), head.extra)


def _crosswalk(head: Collection) -> Crosswalk:
    extra = dict(head.extra)
    kinds = tuple(MatchKind(**kind) for kind in extra.pop("match_types"))
    rows = CrosswalkMatch.objects.order_by("position").values_list("source__key", "kind", "target__key")
    return Crosswalk(head.key, head.title, head.version, kinds, tuple(Pair(*row) for row in rows), extra)
