"""Where the words of a chart stand, so that none lies on another or on a line. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.axes import CHARACTER, DECIMALS

LINE = 14.0
STEM = 22.0
"""Length of the stem between a point and the label that names it."""
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
    """The label of a point: where the fewest places of `ink` lie under it, as near to the point as can be."""
    width = len(text) * CHARACTER
    fewest: tuple[int, Label] | None = None
    for distance in (STEM, 2 * STEM, 3 * STEM, 4 * STEM, 6 * STEM):
        for base in (y + distance, y - distance):
            for anchor, at in (("start", x + APART), ("end", x - APART)):
                box = _box(at, base, width, anchor)
                if not (inside.holds(box.left, box.top) and inside.holds(box.right, box.bottom)):
                    continue
                covered = sum(box.holds(*place) for place in ink)
                if fewest is None or covered < fewest[0]:
                    fewest = (covered, Label(round(at, DECIMALS), round(base, DECIMALS), anchor, text))
                if not covered:
                    return fewest[1]
    return fewest[1] if fewest else _in_the_middle(y, text, inside)


def _box(x: float, base: float, width: float, anchor: str) -> Box:
    left = x if anchor == "start" else x - width
    return Box(left, base - LINE + 3, left + width, base + 3)


def _in_the_middle(y: float, text: str, inside: Box) -> Label:
    """For words that fit on neither side of their point: across the plot, in the half that is further from it."""
    low = y < (inside.top + inside.bottom) / 2
    base = inside.bottom - APART if low else inside.top + LINE
    return Label(round((inside.left + inside.right) / 2, DECIMALS), round(base, DECIMALS), "middle", text)
