"""Geometry of the small charts, worked out on the server: numbers in, coordinates of SVG attributes out.

Pure. A page draws what comes out with `components/metric_plot.html`, `components/interval.html` and
`components/before_after.html`. Numbers may be `Decimal`, `float` or `int`; what is not finite, or absurdly large,
counts as absent.
Source: the design's "Metric plot" (`svg.dp`): baseline ring, this work's dot with its interval, best-known tick.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.axes import round_marks

Number = Decimal | float | int

WIDTH = 240
"""Width of a plot in SVG units; `viewBox="0 0 240 18"`."""
TRACK = 6
"""Where the track begins, and how far from the right edge it ends."""
INSET = 30
"""Room between the ends of the track and the outermost mark."""
LARGEST = 1e100
"""Beyond this a number is taken for a slip and not drawn, and differences stay finite."""
MOST_DIGITS = 6
LONGEST = 1e9
"""Labels with more decimals, or of larger numbers, are written with an exponent."""


@dataclass(frozen=True)
class MetricPlot:
    """One result beside its references. Further right is better. Absent marks are None."""

    x: float
    x1: float | None = None
    x2: float | None = None
    baseline: float | None = None
    best: float | None = None


@dataclass(frozen=True)
class Dot:
    """A value with its interval, on a shared scale."""

    x: float
    x1: float | None = None
    x2: float | None = None


@dataclass(frozen=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True)
class Rows:
    """Several values on one scale, smaller to the left: the plot column of a table of results."""

    dots: tuple[Dot, ...]
    low: str
    """The label of the left end of the track, for the head of the column."""
    high: str


@dataclass(frozen=True)
class BeforeAfter:
    """Two values on one scale with ticks, smaller to the left."""

    before: Dot
    after: Dot
    ticks: tuple[Tick, ...]
    left: float
    """Where the bar between the two values begins."""
    width: float


@dataclass(frozen=True)
class Scale:
    """Values to x, linearly; `low` maps to `left`, `high` to `right` (which may lie to the left of it)."""

    low: float
    high: float
    left: float
    right: float

    def x(self, value: float) -> float:
        """The coordinate, to a tenth; the middle when the scale has no width."""
        if self.high == self.low:
            return round((self.left + self.right) / 2, 1)
        share = (value - self.low) / (self.high - self.low)
        return round(self.left + share * (self.right - self.left), 1)

    def dot(self, value: float, spread: float | None) -> Dot:
        """The value with the interval `value ± spread`."""
        if not spread:
            return Dot(self.x(value))
        ends = sorted((self.x(value - spread), self.x(value + spread)))
        return Dot(self.x(value), *ends)


def metric_plot(
    value: Number, spread: Number | None, baseline: Number | None, best: Number | None, better: str
) -> MetricPlot | None:
    """Where the marks of one result lie. `better` is "higher" or "lower": better is always to the right.

    None when there is nothing to plot: no finite value, or neither baseline nor best known result to read it against.
    """
    ours, width, base, top = (_finite(number) for number in (value, spread, baseline, best))
    if ours is None or (base is None and top is None):
        return None
    low, high = _bounds(_ends([(ours, width), (base, None), (top, None)]))
    inner, outer = float(TRACK + INSET), float(WIDTH - TRACK - INSET)
    scale = Scale(low, high, outer, inner) if better == "lower" else Scale(low, high, inner, outer)
    dot = scale.dot(ours, width)
    return MetricPlot(
        x=dot.x,
        x1=dot.x1,
        x2=dot.x2,
        baseline=None if base is None else scale.x(base),
        best=None if top is None else scale.x(top),
    )


def rows(values: Sequence[tuple[Number, Number | None]]) -> Rows | None:
    """The values (each with its spread) of one table on one scale; None for no value or one that is not finite."""
    numbers = [(_finite(value), _finite(spread)) for value, spread in values]
    known = [(value, spread) for value, spread in numbers if value is not None]
    if not known or len(known) != len(numbers):
        return None
    marks = round_marks(*_bounds(_ends(known)))
    scale = Scale(marks[0], marks[-1], float(TRACK), float(WIDTH - TRACK))
    digits = _digits(marks)
    return Rows(
        dots=tuple(scale.dot(value, spread) for value, spread in known),
        low=_label(marks[0], digits),
        high=_label(marks[-1], digits),
    )


def before_after(
    before: Number, after: Number, spread_before: Number | None = None, spread_after: Number | None = None
) -> BeforeAfter | None:
    """Two measurements of one metric on one scale; None when either is not finite."""
    first, second = _finite(before), _finite(after)
    if first is None or second is None:
        return None
    pairs = [(first, _finite(spread_before)), (second, _finite(spread_after))]
    marks = round_marks(*_bounds(_ends(pairs)))
    scale = Scale(marks[0], marks[-1], float(TRACK + INSET), float(WIDTH - TRACK - INSET))
    digits = _digits(marks)
    dots = [scale.dot(value, spread) for value, spread in pairs]
    return BeforeAfter(
        before=dots[0],
        after=dots[1],
        ticks=tuple(Tick(scale.x(mark), _label(mark, digits)) for mark in marks),
        left=min(dot.x for dot in dots),
        width=round(abs(dots[0].x - dots[1].x), 1),
    )


def _finite(number: Number | None) -> float | None:
    if number is None:
        return None
    try:
        value = float(number)
    except (OverflowError, ValueError):
        return None
    return value if abs(value) <= LARGEST else None


def _ends(pairs: Iterable[tuple[float | None, float | None]]) -> list[float]:
    return [value + sign * (spread or 0.0) for value, spread in pairs if value is not None for sign in (-1, 1)]


def _bounds(values: Sequence[float]) -> tuple[float, float]:
    return min(values), max(values)


def _digits(marks: Sequence[float]) -> int | None:
    """How many decimals the labels need so that no two ticks read alike; None for more than `MOST_DIGITS`."""
    for digits in range(MOST_DIGITS + 1):
        if all(math.isclose(round(mark, digits), mark, rel_tol=1e-9, abs_tol=1e-12) for mark in marks):
            return digits if max(abs(mark) for mark in marks) < LONGEST else None
    return None


def _label(mark: float, digits: int | None) -> str:
    return f"{mark:.12g}" if digits is None else f"{mark:,.{digits}f}"
