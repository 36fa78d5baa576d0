"""The pictures of the demo world, drawn from the numbers in its script: curves, a confusion matrix, bars."""

from __future__ import annotations

import io
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PIL import Image, ImageDraw, ImageFont

Point = tuple[float, float]
SIZE = (1120, 640)
PAPER, INK, SOFT, PROOF, RULE = "#fbfdf7", "#18211c", "#5d6a60", "#2337a8", "#c5d0c1"
LEFT, TOP, RIGHT, BOTTOM = 96, 56, 1080, 560


def draw(picture: Mapping[str, Any]) -> bytes:
    """PNG bytes of one picture; `kind` is curves, confusion or bars. `KeyError` for another kind."""
    image = Image.new("RGB", SIZE, PAPER)
    {"curves": _curves, "confusion": _confusion, "bars": _bars}[picture["kind"]](ImageDraw.Draw(image), picture)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _font(size: int = 24) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _axes(pen: ImageDraw.ImageDraw, low: float, high: float, label: str) -> None:
    """Four horizontal lines with their values, and the name of what is measured."""
    for step in range(5):
        y = BOTTOM - (BOTTOM - TOP) * step / 4
        pen.line([(LEFT, y), (RIGHT, y)], fill=RULE, width=2)
        pen.text((LEFT - 14, y), f"{low + (high - low) * step / 4:.3g}", fill=SOFT, font=_font(22), anchor="rm")
    pen.text((LEFT, TOP - 34), label, fill=SOFT, font=_font(22), anchor="lm")


def _curves(pen: ImageDraw.ImageDraw, picture: Mapping[str, Any]) -> None:
    """`series` = [{name, values}]; the first is drawn solid in blue, the second dashed, others thin."""
    series: Sequence[Mapping[str, Any]] = picture["series"]
    values = [v for line in series for v in line["values"]]
    low, high = min(*values, picture.get("low", min(values))), max(values)
    _axes(pen, low, high, picture.get("label", ""))
    for number, line in enumerate(series):
        points = _points(line["values"], low, high)
        if number == 1:
            for start, end in _dashes(points):
                pen.line([start, end], fill=SOFT, width=4)
        else:
            pen.line(points, fill=PROOF if number == 0 else INK, width=5 if number == 0 else 3, joint="curve")
        x, y = points[-1]
        pen.text((x - 8, y - 20), line["name"], fill=PROOF if number == 0 else INK, font=_font(24), anchor="rm")
    pen.text((RIGHT, BOTTOM + 34), picture.get("x", "epoch"), fill=SOFT, font=_font(22), anchor="rm")


def _dashes(points: Sequence[Point], dash: float = 14, gap: float = 10) -> Iterator[tuple[Point, Point]]:
    """Pieces of even length along a line, whatever the distance of its points."""
    travelled = 0.0
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        length = math.hypot(x1 - x0, y1 - y0)
        at = 0.0
        while at < length:
            phase = (travelled + at) % (dash + gap)
            rest = min(length - at, (dash if phase < dash else dash + gap) - phase)
            if phase < dash:
                a, b = at / length, (at + rest) / length
                yield (x0 + (x1 - x0) * a, y0 + (y1 - y0) * a), (x0 + (x1 - x0) * b, y0 + (y1 - y0) * b)
            at += max(rest, 0.5)
        travelled += length


def _points(values: Sequence[float], low: float, high: float) -> list[tuple[float, float]]:
    span = (high - low) or 1
    across = max(len(values) - 1, 1)
    return [
        (LEFT + (RIGHT - LEFT) * i / across, BOTTOM - (BOTTOM - TOP) * (v - low) / span) for i, v in enumerate(values)
    ]


def _confusion(pen: ImageDraw.ImageDraw, picture: Mapping[str, Any]) -> None:
    """`classes` and `rows` of counts, true class down, predicted class across."""
    classes, rows = picture["classes"], picture["rows"]
    side = min((BOTTOM - TOP) // len(classes), 150)
    left = 300
    for i, row in enumerate(rows):
        pen.text((left - 16, TOP + side * i + side / 2), classes[i], fill=INK, font=_font(22), anchor="rm")
        for j, count in enumerate(row):
            share = count / (sum(row) or 1)
            box = [left + side * j, TOP + side * i, left + side * (j + 1) - 4, TOP + side * (i + 1) - 4]
            fill = tuple(int(a + (b - a) * share) for a, b in zip((251, 253, 247), (35, 55, 168), strict=True))
            pen.rectangle(box, fill=fill, outline=RULE)
            ink = PAPER if share > 0.5 else INK
            pen.text(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), str(count), fill=ink, font=_font(26), anchor="mm")
    for j, name in enumerate(classes):
        pen.text(
            (left + side * j + side / 2, TOP + side * len(classes) + 18), name, fill=INK, font=_font(20), anchor="mm"
        )


def _bars(pen: ImageDraw.ImageDraw, picture: Mapping[str, Any]) -> None:
    """`bars` = [{name, value}], from the left, on a scale from `low` (0 unless given)."""
    bars = picture["bars"]
    low, high = picture.get("low", 0), max(bar["value"] for bar in bars)
    height = (BOTTOM - TOP) / len(bars)
    for i, bar in enumerate(bars):
        y = TOP + height * i
        length = (RIGHT - 400) * (bar["value"] - low) / ((high - low) or 1)
        pen.text((304, y + height / 2), bar["name"], fill=INK, font=_font(24), anchor="rm")
        pen.rectangle([320, y + height * 0.2, 320 + length, y + height * 0.8], fill=PROOF if bar.get("ours") else SOFT)
        pen.text((332 + length, y + height / 2), f"{bar['value']:g}", fill=INK, font=_font(24), anchor="lm")
