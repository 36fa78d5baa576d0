"""Editions and process templates as frozen values, kept in this process.

A published edition never changes, so its value is built once (9 queries) and kept under its primary key and content
hash; afterwards each call costs the one small query that finds out which edition is meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from django.db.models import QuerySet, Subquery

from competence.models import Collection, Edition
from competence.queries.building import build, build_processes
from competence.queries.kept import Kept
from competence.yardstick import Processes, Yardstick

KEPT = 64
"""Editions kept in memory; a shipped one takes a tenth of a megabyte."""
KEPT_BYTES = 256_000_000
"""Of all kept editions together, roughly: a thousand skills take one megabyte, a thousand items of CASE five."""


def current() -> Yardstick:
    """The current edition of the default framework. One query when warm.

    `Edition.DoesNotExist` when no framework is loaded yet.
    """
    return _one(Edition.objects.current().filter(framework__is_default=True))


def of(framework_key: str) -> Yardstick:
    """The current edition of a framework. One query when warm. `Edition.DoesNotExist` when there is none."""
    return _one(Edition.objects.current().filter(framework__key=framework_key))


def edition(framework_key: str, version: str) -> Yardstick:
    """One published edition of a framework. One query when warm. `Edition.DoesNotExist` when there is none."""
    return _one(Edition.objects.published().filter(framework__key=framework_key, version=version))


def of_row(row: Edition) -> Yardstick:
    """The edition of a row that was read with its framework (`select_related`). No query when warm."""
    return at(row.pk, row.content_hash, row.framework.key, row.framework.is_default)


def at(pk: int, content_hash: str, framework_key: str, default: bool) -> Yardstick:
    """The same, of the values of that row."""
    return _whole(pk, content_hash, framework_key, default)


def all_current() -> tuple[Yardstick, ...]:
    """The current editions of all frameworks, the default first. One query when warm."""
    editions = Edition.objects.current().order_by("-framework__is_default", "framework__position", "framework__key")
    return tuple(_whole(*row) for row in _rows(editions))


def everything() -> tuple[tuple[Yardstick, ...], Processes]:
    """`all_current()` and `processes()` together. One query when warm, for pages where every query counts."""
    stamp = Collection.objects.filter(kind=Collection.Kind.PROCESSES).values("content_hash")[:1]
    editions = Edition.objects.current().order_by("-framework__is_default", "framework__position", "framework__key")
    fields = ("pk", "content_hash", "framework__key", "framework__is_default", "processes")
    rows = list(editions.annotate(processes=Subquery(stamp)).values_list(*fields))
    if not rows:
        return (), processes()
    return tuple(_whole(*row[:4]) for row in rows), _processes(rows[0][4]) if rows[0][4] else Processes()


def processes() -> Processes:
    """All process templates; an empty value when none are loaded. One query when warm."""
    kind = Collection.Kind.PROCESSES
    content_hash = Collection.objects.filter(kind=kind).values_list("content_hash", flat=True).first()
    return _processes(content_hash) if content_hash else Processes()


def forget() -> None:
    """Drop what is kept in this process."""
    _kept.clear()
    _processes.cache_clear()


def _one(editions: QuerySet[Edition]) -> Yardstick:
    for row in _rows(editions)[:1]:
        return _whole(*row)
    raise Edition.DoesNotExist("There is no such edition. `manage.py load_frameworks` loads those that are shipped.")


def _rows(editions: QuerySet[Edition]) -> list[tuple[int, str, str, bool]]:
    fields = ("pk", "content_hash", "framework__key", "framework__is_default")
    rows: Iterable[tuple[int, str, str, bool]] = editions.values_list(*fields)
    return list(rows)


def weight(yardstick: Yardstick) -> int:
    """About how many bytes of memory an edition takes: a kilobyte a block, and four times what is only kept."""
    tiers = (yardstick.skills.values(), yardstick.groups.values(), yardstick.competences.values(), yardstick.levels)
    return sum(1_000 + 4 * len(str(block.extra)) for blocks in tiers for block in blocks)


_kept: Kept[Yardstick] = Kept(weight, most=KEPT_BYTES, count=KEPT)


def _whole(pk: int, content_hash: str, key: str, default: bool) -> Yardstick:
    return _kept.get((pk, content_hash, key, default), lambda: build(Edition.objects.get(pk=pk), key, default=default))


@lru_cache(maxsize=2)
def _processes(content_hash: str) -> Processes:
    return replace(build_processes(), fingerprint=content_hash)
