"""One listed project, packed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import numpy as np

Trait = tuple[str, str]
"""Kind and value: a facet of `portfolio.facets`, or a skill as `<key>/<strength>`."""
HEAD = np.dtype([("moment", "<i8"), ("chance", "<u8"), ("day", "<u4")])
"""When it was published, in microseconds; what decides between equals; the day of its latest proof, or 0."""
NUMBER = np.dtype("<u4")
WORDS = HEAD.itemsize // NUMBER.itemsize
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Entry(NamedTuple):
    """All that a listed project can be found by and put in order by."""

    published_at: datetime
    uuid: UUID
    proof_on: date | None
    """The day on which something was last shown or verified in it."""
    traits: frozenset[Trait]


def pack(entry: Entry, numbers: Mapping[Trait, int]) -> bytes:
    """An entry as bytes, the same for equal entries. `numbers`: of its traits at least."""
    moment = (entry.published_at - EPOCH) // timedelta(microseconds=1)
    day = entry.proof_on.toordinal() if entry.proof_on else 0
    head = np.array([(moment, entry.uuid.int >> 64, day)], dtype=HEAD)
    return head.tobytes() + np.array(sorted(numbers[trait] for trait in entry.traits), dtype=NUMBER).tobytes()
