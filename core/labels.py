"""Where the words of a chart stand, so that none lies on another or on a line. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.axes import CHARACTER, DECIMALS

LINE = 14.0
STEMS = (22.0, 30.0, 40.0, 52.0, 66.0, 82.0, 100.0, 130.0)
"""Distances between a point and the base line of the label that names it."""
APART = 5.0
"""Units between a stem and its label."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words of the chart: `y` is their base line, `anchor` the SVG text-anchor."""

    x: float
    y: float
    anchor: str
    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, upper left to lower right."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def spread(wanted: Sequence[float], apart: float, top: float, bottom: float) -> list[float]:
    """Heights near the wanted ones, in the same order from top to bottom, at least `apart` from each other.

    Where there is room between `top` and `bottom` for all, they stay inside.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    heights = list(wanted)
    floor = top
    for place in order:
        heights[place] = floor = max(heights[place], floor)
        floor += apart
    ceiling = max(bottom, top + apart * (len(wanted) - 1))
    for place in reversed(order):
        heights[place] = ceiling = min(heights[place], ceiling)
        ceiling -= apart
    return heights


def beside(x: float, y: float, text: str, ink: Sequence[tuple[float, float]], inside: Box) -> Label:
    """The label of a point: above or below it, where the fewest places of `ink` lie under it, and then the nearest."""
    width = len(text) * CHARACTER
    fewest: tuple[int, Label] | None = None
    for distance in STEMS:
        for base in (y + distance, y - distance + LINE / 2):
            for anchor, at in _anchors(x, width, inside):
                box = _box(at, base, width, anchor)
                if not (inside.holds(box.left, box.top) and inside.holds(box.right, box.bottom)):
                    continue
                covered = sum(box.holds(*place) for place in ink)
                if fewest is None or covered < fewest[0]:
                    fewest = (covered, Label(round(at, DECIMALS), round(base, DECIMALS), anchor, text))
                if not covered:
                    return fewest[1]
    return fewest[1] if fewest else _in_the_middle(y, text, inside)


def _anchors(x: float, width: float, inside: Box) -> list[tuple[str, float]]:
    """Right of the stem, left of it, or across it and pushed inside."""
    middle = min(max(x, inside.left + width / 2), inside.right - width / 2)
    return [("start", x + APART), ("end", x - APART), ("middle", middle)]


def _box(x: float, base: float, width: float, anchor: str) -> Box:
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, base - LINE + 3, left + width, base + 3)


def _in_the_middle(y: float, text: str, inside: Box) -> Label:
    """For words that fit on neither side of their point: across the plot, in the half that is further from it."""
    low = y < (inside.top + inside.bottom) / 2
    base = inside.bottom - APART if low else inside.top + LINE
    return Label(round((inside.left + inside.right) / 2, DECIMALS), round(base, DECIMALS), "middle", text)
