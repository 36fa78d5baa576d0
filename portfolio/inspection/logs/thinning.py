"""Fewer points of a long series without losing what a reader looks for. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.inspection.logs.runs import MOST_POINTS

A_BUCKET = 4
"""Points that a bucket may keep."""
LEAST = 12
"""Fewer points than this would not be a curve."""


def thinned(values: Sequence[float | None], most: int = MOST_POINTS) -> list[int]:
    """The places that are kept, in order: all, or at most `most` of them.

    First and last are kept, and of each bucket of equal width its first point (so that runs of equal length keep steps
    in common), its smallest and largest value (the first of equals, so the best of all is among them) and one absent
    value, so that a gap stays a gap.
    """
    count = len(values)
    most = max(most, LEAST)
    if count <= most:
        return list(range(count))
    buckets = (most - 1) // A_BUCKET
    kept = {count - 1}
    for bucket in range(buckets):
        kept.update(_marks(values, bucket * count // buckets, (bucket + 1) * count // buckets))
    return sorted(kept)


def _marks(values: Sequence[float | None], start: int, stop: int) -> set[int]:
    known = [(value, place) for place in range(start, stop) if (value := values[place]) is not None]
    absent = next((place for place in range(start, stop) if values[place] is None), start)
    marks = {start, absent}
    if known:
        marks.add(min(known)[1])
        marks.add(max(known, key=lambda pair: (pair[0], -pair[1]))[1])
    return marks
