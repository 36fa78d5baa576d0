"""Geometry of the curves over steps, worked out on the server: lines in, coordinates of SVG attributes out. Pure.

A page draws the outcome with `components/curves.html`. The chart carries its scales, so that every value can be read
back from the picture; an absent value breaks its line. Source: the design's learning curves (`.fig`), and
docs/decisions/0062-training-curves.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.axes import CHARACTER, DECIMALS, LARGEST, Axis, step_axis, value_axis
from core.labels import Box, Label, beside, spread

WIDTH, HEIGHT = 330.0, 210.0
TOP, BOTTOM = 12.0, 184.0
EDGE = 4.0
GAP = 6.0
"""Units between the plot and the labels beside it."""
MOST_LABEL = 16
"""Characters of a line's label."""
LINE = 14.0
"""Height of a line of text."""
SAMPLE = 3.0
"""Units between the places at which a line is asked whether a label may stand there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One series: step and value, in the order of the steps; None for an absent value."""

    name: str
    """What the log calls it."""
    style: str
    """The classes of its path: va, tr, te, be, ot; with run before it for a faint one."""
    points: Sequence[tuple[float, float | None]]
    label: str = ""
    """Written at its end; empty for a line that shares the label of another."""


@dataclass(frozen=True, slots=True)
class Band:
    """The room between two values at each step; None for a step at which there is none."""

    style: str
    points: Sequence[tuple[float, tuple[float, float] | None]]


@dataclass(frozen=True, slots=True)
class Mark:
    """One point that is pointed at."""

    step: float
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Path:
    """A line to draw: `d` of its connected parts, and the points that stand alone."""

    name: str
    style: str
    d: str
    dots: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Pointer:
    """A mark to draw: its point, the stem to its label, and the label."""

    x: float
    y: float
    stem: tuple[float, float]
    label: Label


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that the picture shows, in units of `viewBox="0 0 width height"`."""

    x: Axis
    y: Axis
    bands: tuple[Path, ...]
    paths: tuple[Path, ...]
    labels: tuple[Label, ...]
    pointer: Pointer | None
    width: float = WIDTH
    height: float = HEIGHT

    @property
    def scales(self) -> tuple[tuple[str, str], ...]:
        """Names and exact numbers of the `data-` attributes by which values can be read back from coordinates."""
        return (
            ("x0", repr(self.x.low)),
            ("x1", repr(self.x.high)),
            ("left", repr(self.x.start)),
            ("right", repr(self.x.end)),
            ("y0", repr(self.y.low)),
            ("y1", repr(self.y.high)),
            ("bottom", repr(self.y.start)),
            ("top", repr(self.y.end)),
            ("scale", self.y.scale),
        )


def chart(lines: Sequence[Line], bands: Sequence[Band] = (), mark: Mark | None = None) -> Chart | None:
    """The lines over their bands on one scale, each with its label; None when there is not one finite value."""
    lines = [Line(line.name, line.style, _finite(line.points), line.label) for line in lines]
    values = [value for line in lines for _, value in line.points if value is not None]
    values += [end for band in bands for _, ends in band.points if ends for end in ends if abs(end) <= LARGEST]
    steps = [step for line in lines for step, _ in line.points]
    if not any(value is not None for line in lines for _, value in line.points):
        return None
    y = value_axis(values, BOTTOM, TOP)
    x = step_axis(steps, _left(y), _right(lines))
    paths = tuple(_path(line, x, y) for line in lines)
    labels = _labels(lines, x, y)
    return Chart(
        x=x,
        y=y,
        bands=tuple(_area(band, x, y) for band in bands),
        paths=paths,
        labels=labels,
        pointer=_pointer(mark, lines, x, y) if mark else None,
    )


def _finite(points: Iterable[tuple[float, float | None]]) -> list[tuple[float, float | None]]:
    return [
        (step, value if value is not None and abs(value) <= LARGEST else None)
        for step, value in points
        if abs(step) <= LARGEST
    ]


def _left(y: Axis) -> float:
    widest = max(len(tick.label) for tick in y.ticks) * CHARACTER
    return round(max(30.0, widest + GAP + EDGE), DECIMALS)


def _right(lines: Sequence[Line]) -> float:
    longest = max((len(_short(line.label)) for line in lines), default=0)
    return round(WIDTH - max(2 * EDGE + GAP, longest * CHARACTER + GAP), DECIMALS)


def _short(text: str) -> str:
    return text if len(text) <= MOST_LABEL else text[: MOST_LABEL - 1].rstrip() + "…"


def _path(line: Line, x: Axis, y: Axis) -> Path:
    parts: list[str] = []
    dots: list[tuple[float, float]] = []
    for piece in _pieces(line.points):
        places = [(x.at(step), y.at(value)) for step, value in piece]
        if len(places) == 1:
            dots.append(places[0])
        else:
            parts.append(_d(places))
    return Path(line.name, line.style, "".join(parts), tuple(dots))


def _pieces(points: Sequence[tuple[float, float | None]]) -> list[list[tuple[float, float]]]:
    """Stretches of neighbours that all have a value."""
    pieces: list[list[tuple[float, float]]] = [[]]
    for step, value in points:
        if value is not None:
            pieces[-1].append((step, value))
        elif pieces[-1]:
            pieces.append([])
    return [piece for piece in pieces if piece]


def _d(places: Sequence[tuple[float, float]]) -> str:
    return "M" + " ".join(f"{px:.{DECIMALS}f} {py:.{DECIMALS}f}" for px, py in places)


def _area(band: Band, x: Axis, y: Axis) -> Path:
    """The band as closed shapes, one for each stretch of steps that has it."""
    parts, stretch = [], []
    for step, ends in [*band.points, (0.0, None)]:
        if ends is not None:
            stretch.append((x.at(step), *(_inside(y, end) for end in ends)))
            continue
        if len(stretch) > 1:
            upper = [(px, high) for px, _, high in stretch]
            lower = [(px, low) for px, low, _ in reversed(stretch)]
            parts.append(_d(upper + lower) + "Z")
        stretch = []
    return Path("", band.style, "".join(parts))


def _inside(y: Axis, value: float) -> float:
    """The coordinate, held inside the plot: the lower end of a band may be no number of a logarithmic scale."""
    return y.at(min(max(value, y.low), y.high))


def _labels(lines: Sequence[Line], x: Axis, y: Axis) -> tuple[Label, ...]:
    """The label of each line at the height where it ends, moved apart where they would touch."""
    wanted = []
    for line in lines:
        known = [value for _, value in line.points if value is not None]
        if line.label and known:
            wanted.append((y.at(known[-1]), _short(line.label), line.style))
    heights = spread([height for height, _, _ in wanted], LINE, TOP, BOTTOM)
    return tuple(
        Label(round(x.end + GAP, DECIMALS), round(height + LINE / 3, DECIMALS), "start", text, style)
        for height, (_, text, style) in zip(heights, wanted, strict=True)
    )


def _pointer(mark: Mark, lines: Sequence[Line], x: Axis, y: Axis) -> Pointer:
    px, py = x.at(mark.step), y.at(mark.value)
    label = beside(px, py, mark.label, _ink(lines, x, y), Box(x.start, TOP, x.end, BOTTOM))
    above = label.y <= py
    stem = (label.y + EDGE / 2, py) if above else (py, label.y - LINE + EDGE)
    return Pointer(px, py, (round(stem[0], DECIMALS), round(stem[1], DECIMALS)), label)


def _ink(lines: Sequence[Line], x: Axis, y: Axis) -> list[tuple[float, float]]:
    """Places that the lines cover, close enough together that no label slips between two of them."""
    places: list[tuple[float, float]] = []
    for line in lines:
        for piece in _pieces(line.points):
            corners = [(x.at(step), y.at(value)) for step, value in piece]
            places += corners[:1]
            for (x1, y1), (x2, y2) in pairwise(corners):
                count = int(max(abs(x2 - x1), abs(y2 - y1)) // SAMPLE) + 1
                places += [(x1 + (x2 - x1) * k / count, y1 + (y2 - y1) * k / count) for k in range(1, count + 1)]
    return places
