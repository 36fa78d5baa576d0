"""Axes of the charts: which numbers stand at the ticks, and where on the picture a value lies. Pure.

An axis is exact: `at` rounds to `DECIMALS`, `value` turns it back, and both ends of its scale are written beside the
picture (`data-…`), so that anybody can read the values from the drawing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

DECIMALS = 2
"""Of coordinates: a hundredth of a unit, far below half a pixel."""
DECADES = 3
"""Positive values that span more than this many powers of ten are drawn on a logarithmic scale."""
SMALLEST = 1e-100
LARGEST = 1e100
"""What is larger is not drawn, and what is smaller is not drawn on a logarithmic scale."""
CLOSEST = 1e-9
"""Values nearer to each other than this part of themselves are drawn as one."""
MOST_TICKS = 6
CHARACTER = 6.2
"""Units that a character of a label takes, at 12 pixels, on the safe side."""
BETWEEN = 8.0
"""Units between two labels of one axis."""
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
MOST_PLAIN = 1e7
"""Labels of larger numbers are written with an exponent."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A value with its place on the axis and its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Values from `low` to `high` on coordinates from `start` to `end`, which may run either way."""

    low: float
    high: float
    start: float
    end: float
    is_log: bool = False
    ticks: tuple[Tick, ...] = ()

    def at(self, value: float) -> float:
        """The coordinate of a value."""
        low, high, own = (self._scaled(number) for number in (self.low, self.high, value))
        return round(self.start + (own - low) / (high - low) * (self.end - self.start), DECIMALS)

    def value(self, at: float) -> float:
        """The value at a coordinate."""
        low, high = self._scaled(self.low), self._scaled(self.high)
        scaled = low + (at - self.start) / (self.end - self.start) * (high - low)
        return 10.0**scaled if self.is_log else scaled

    @property
    def scale(self) -> str:
        """The word for the kind of scale."""
        return "log" if self.is_log else "linear"

    def _scaled(self, value: float) -> float:
        return math.log10(value) if self.is_log else value


def value_axis(values: Sequence[float], start: float, end: float) -> Axis:
    """The axis of measured values, with round ends; there is at least one value, and all are finite."""
    low, high = min(values), max(values)
    if low >= SMALLEST and high / low > 10**DECADES:
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        every = math.ceil((last - first) / (MOST_TICKS - 1))
        marks = [10.0**power for power in range(first, last + 1, every)]
        return _with_ticks(Axis(min(marks[0], low), max(10.0**last, high), start, end, is_log=True), marks)
    marks = round_marks(low, high)
    # Marks are rounded: at the edge of what a float can tell, the values themselves are the ends.
    return _with_ticks(Axis(min(marks[0], low), max(marks[-1], high), start, end), marks)


def step_axis(steps: Sequence[float], start: float, end: float) -> Axis:
    """The axis of steps, which ends where they end: ticks at the first, the last and round steps between."""
    low, high = min(steps), max(steps)
    if high - low <= CLOSEST * max(abs(low), abs(high)):
        reach = max(0.5, abs(low) * 1e-6)
        axis = Axis(low - reach, low + reach, start, end)
        return _with_ticks(axis, [low])
    axis = Axis(low, high, start, end)
    inner = [mark for mark in round_marks(low, high) if low < mark < high]
    if all(step == int(step) for step in steps):
        inner = [mark for mark in inner if mark == int(mark)]
    return _with_ticks(axis, _with_room(axis, low, high, inner))


def label(value: float) -> str:
    """A number on an axis: as short as it can be, grouped, with an exponent only beyond everyday sizes."""
    if value == 0:
        return "0"
    if 1e-4 <= abs(value) < MOST_PLAIN:
        text = f"{value:,.6f}".rstrip("0").rstrip(".")
        if float(text.replace(",", "")) == float(f"{value:.12g}"):
            return text
    return f"{value:.7g}"


def round_marks(low: float, high: float) -> list[float]:
    """Round numbers around [low, high], at least two and at most `MOST_TICKS`."""
    if high - low <= max(SMALLEST, CLOSEST * max(abs(low), abs(high))):
        reach = abs(low) * 0.1 if abs(low) >= SMALLEST else 1.0
        low, high = low - reach, high + reach
    power = 10.0 ** math.floor(math.log10((high - low) / MOST_TICKS))
    for step in (factor * power for factor in (*STEPS, 20.0)):
        first, last = math.floor(low / step), math.ceil(high / step)
        if last - first < MOST_TICKS:
            break
    return [float(f"{place * step:.12g}") for place in range(first, last + 1)]


def _with_ticks(axis: Axis, marks: Sequence[float]) -> Axis:
    ticks = tuple(Tick(axis.at(mark), label(mark)) for mark in marks)
    return Axis(axis.low, axis.high, axis.start, axis.end, axis.is_log, ticks)


def _with_room(axis: Axis, low: float, high: float, inner: Sequence[float]) -> list[float]:
    """Both ends, and of the marks between them those whose labels touch no other."""
    right = axis.at(high) - _half(high)
    free = axis.at(low) + _half(low)
    kept = [low]
    for mark in inner:
        left_edge, right_edge = axis.at(mark) - _half(mark), axis.at(mark) + _half(mark)
        if left_edge - free >= BETWEEN and right - right_edge >= BETWEEN:
            kept.append(mark)
            free = right_edge
    return [*kept, high]


def _half(mark: float) -> float:
    return len(label(mark)) * CHARACTER / 2
