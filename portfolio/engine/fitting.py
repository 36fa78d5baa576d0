"""Whether a snapshot belongs to this database as it is: what it was made from is compared with what is there."""

from __future__ import annotations

from typing import Any

from competence.models import Edition
from portfolio.engine.index import Index
from portfolio.engine.snapshots import Stamp
from portfolio.models import Change, Practitioner
from portfolio.queries.changes import Mark

SAMPLES = 200
"""People who are looked at one by one."""


def stamp(index: Index, mark: Mark) -> Stamp:
    """What `fits` will want to know: how far changes were followed, the editions, some people with their numbers."""
    people = _samples(index)
    return {
        "mark": [mark.low, mark.total, sorted(mark.known.items())],
        "editions": _editions(),
        "samples": sorted(people.items()),
        "numbers": sorted(Change.objects.filter(practitioner__in=people).values_list("practitioner", "number")),
    }


def mark_of(stamp: Stamp) -> Mark:
    """How far changes were followed when the snapshot was made."""
    low, total, known = stamp["mark"]
    return Mark(low, total, dict(known))


def fits(stamp: Stamp, changed: set[int]) -> bool:
    """Whether the snapshot is of this database, by the current editions. `changed`: who has changed since its mark.

    Another database has other people, by their uuid. An older state of this one, which went on from there, has other
    numbers for people who, by its log, have not changed.
    """
    if stamp["editions"] != _editions():
        return False
    known = {*dict(stamp["samples"]), *dict(stamp["numbers"]), *mark_of(stamp).known} - changed
    here = Practitioner.objects.filter(pk__in=known).values_list("pk", "uuid")
    numbers = dict(Change.objects.filter(practitioner__in=known).values_list("practitioner", "number"))
    wanted = {**dict(stamp["numbers"]), **mark_of(stamp).known}
    uuids = {pk: uuid.hex for pk, uuid in here}
    return all(uuids.get(pk) == uuid for pk, uuid in stamp["samples"] if pk in known) and all(
        numbers.get(pk) == number for pk, number in wanted.items() if pk in known
    )


def _samples(index: Index) -> dict[int, str]:
    """Listed people from the first to the last, at even distances: primary key and uuid."""
    everybody = index.sets.everybody
    step = max(1, len(everybody) // SAMPLES)
    slots = [everybody[place] for place in range(0, len(everybody), step)]
    columns = index.slots
    return {int(columns.keys[s]): f"{int(columns.high[s]):016x}{int(columns.low[s]):016x}" for s in slots}


def _editions() -> list[list[Any]]:
    current = Edition.objects.current().order_by("framework__key", "version")
    return [list(row) for row in current.values_list("framework__key", "version", "content_hash")]
