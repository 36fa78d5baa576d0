"""Writing what listed projects can be found by, and taking it away; called with the rest of what is derived."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np
from django.db import connection, transaction

from portfolio.models import Listing, Trait
from portfolio.models.listings import NUMBERING
from portfolio.shelf import entries
from portfolio.shelf.entries import HEAD, NUMBER, Entry

AT_ONCE = 500
"""Values asked for, or rows written, in one statement."""

Entries = dict[int, dict[int, Entry]]
"""By person, then by project, as primary keys."""


def write(wanted: Entries) -> None:
    """Make the listings of these people equal to `wanted`, touching only what differs. Two queries when nothing does,
    for one person."""
    numbers = numbered(trait for own in wanted.values() for entry in own.values() for trait in entry.traits)
    rows = packed(wanted, numbers)
    gone, changed = [], []
    for row in Listing.objects.filter(practitioner__in=wanted):
        body = rows.pop((row.practitioner_id, row.project_id), None)
        if body is None:
            gone.append(row.pk)
        elif bytes(row.packed) != body:
            row.packed = body
            changed.append(row)
    if gone:
        Listing.objects.filter(pk__in=gone).delete()
    Listing.objects.bulk_update(changed, ["packed"], batch_size=AT_ONCE)
    Listing.objects.bulk_create(
        Listing(practitioner_id=person, project_id=project, packed=body) for (person, project), body in rows.items()
    )


def packed(wanted: Entries, numbers: Mapping[entries.Trait, int]) -> dict[tuple[int, int], bytes]:
    """The rows, by person and project."""
    return {
        (person, project): entries.pack(entry, numbers)
        for person, own in wanted.items()
        for project, entry in own.items()
    }


def numbered(traits: Iterable[entries.Trait]) -> dict[entries.Trait, int]:
    """The numbers of these traits, which stay theirs until the transaction ends; what has none gets one."""
    wanted = set(traits)
    if wanted and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [NUMBERING])
    known = _known(wanted)
    new = sorted(wanted - known.keys())
    if new:
        Trait.objects.bulk_create((Trait(kind=k, value=v) for k, v in new), AT_ONCE, ignore_conflicts=True)
        known |= _known(set(new))
    return known


def _known(traits: Collection[entries.Trait]) -> dict[entries.Trait, int]:
    values = sorted({value for _, value in traits})
    found: dict[entries.Trait, int] = {}
    for start in range(0, len(values), AT_ONCE):
        rows = Trait.objects.filter(value__in=values[start : start + AT_ONCE])
        found |= {(kind, value): number for number, kind, value in rows.values_list("pk", "kind", "value")}
    return {trait: found[trait] for trait in traits if trait in found}


def prune() -> int:
    """Forget the numbers that no project has any more; says how many. Reads every listing. Where somebody writes one
    just then, it is left to the next time."""
    with transaction.atomic():
        if not _nobody_packs():
            return 0
        kept: set[int] = set()
        for body in Listing.objects.values_list("packed", flat=True).iterator(chunk_size=AT_ONCE):
            kept.update(np.frombuffer(body, dtype=NUMBER, offset=HEAD.itemsize).tolist())
        gone = [number for number in Trait.objects.values_list("pk", flat=True) if number not in kept]
        for start in range(0, len(gone), AT_ONCE):
            Trait.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()
    return len(gone)


def _nobody_packs() -> bool:
    """Whether nobody is between asking for numbers and the end of their transaction; others wait until that of the
    caller has ended. SQLite has one writer at a time."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [NUMBERING])
        return bool(cursor.fetchone()[0])
