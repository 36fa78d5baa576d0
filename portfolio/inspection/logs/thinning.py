"""Fewer points of a long series without losing what a reader looks for. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.inspection.logs.runs import MOST_POINTS

LEAST = 12
"""Fewer points than this would not be a curve."""


def thinned(values: Sequence[float | None], most: int = MOST_POINTS) -> list[int]:
    """The places that are kept, in order: all, or at most `most` of them.

    First and last are kept, and of each bucket of equal width the smallest and the largest value (the first of equals,
    so the best of the whole series is among them) and one absent value, so that a gap stays a gap.
    """
    count = len(values)
    most = max(most, LEAST)
    if count <= most:
        return list(range(count))
    each = 2 if all(value is not None for value in values) else 3
    buckets = (most - 2) // each
    kept = {0, count - 1}
    for bucket in range(buckets):
        kept.update(_marks(values, bucket * count // buckets, (bucket + 1) * count // buckets))
    return sorted(kept)


def _marks(values: Sequence[float | None], start: int, stop: int) -> set[int]:
    known = [(value, place) for place in range(start, stop) if (value := values[place]) is not None]
    marks = {place for place in range(start, stop) if values[place] is None and len(known) < stop - start}
    marks = {min(marks)} if marks else set()
    if known:
        marks.add(min(known)[1])
        marks.add(max(known, key=lambda pair: (pair[0], -pair[1]))[1])
    return marks
