"""The picture that stands for a profile in social media: name, shape sentence, small map. 1200 × 630, PNG.

Drawn in the light colours and the typefaces of the site; twice as large and scaled down, so that edges are smooth.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache as forever
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import caches
from PIL import Image, ImageDraw, ImageFont

from competence.levelmap import Block, Leaf, LevelMap

if TYPE_CHECKING:
    from portfolio.queries.profiles import ProfilePage

SIZE = (1200, 630)
SCALE = 2
MARGIN = 72
PAPER, SHEET, FOLD, INK, SOFT, EDGE, PROOF, SIGNAL = (
    "#f1f5ec", "#fbfdf7", "#e6ece0", "#18211c", "#48554c", "#75827a", "#2337a8", "#a23608",
)  # fmt: skip
COLUMNS = 8
KEPT_SECONDS = 7 * 24 * 60 * 60
FACES = {
    "serif": ("faustina.woff2", "faustina-ext.woff2"),
    "sans": ("instrument.woff2", "instrument-ext.woff2"),
}


def kept(page: ProfilePage, version: str) -> bytes:
    """The card of this version of a profile, drawn once."""
    key = f"card-png:{version}"
    cache = caches["pages"]
    png = cache.get(key)
    if png is None:
        png = draw(page)
        cache.set(key, png, KEPT_SECONDS)
    return png


def draw(page: ProfilePage) -> bytes:
    """The card as PNG."""
    image = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), PAPER)
    pen = Pen(ImageDraw.Draw(image))
    y = pen.words([(page.name, INK)], MARGIN, 60, "serif", 600, 66, lines=1)
    if page.headline:
        y = pen.words([(page.headline, SOFT)], MARGIN, y + 8, "sans", 400, 27, lines=1)
    parts = [
        (part.text, SIGNAL if part.kind == "not" else PROOF if part.kind == "strong" else INK)
        for part in page.shape.parts
    ]
    pen.words(parts, MARGIN, y + 26, "serif", 400, 38, lines=4)
    draw_map(pen, page.map, MARGIN, SIZE[1] - 60)
    pen.words(
        [("Threefold" if not settings.SITE_NAME else settings.SITE_NAME, SOFT)],
        960,
        SIZE[1] - 92,
        "serif",
        600,
        30,
        lines=1,
    )
    image = image.resize(SIZE, Image.Resampling.LANCZOS).quantize(128)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


class Pen:
    """Draws in units of the finished card."""

    def __init__(self, pen: ImageDraw.ImageDraw) -> None:
        self.pen = pen

    def words(
        self, parts: Sequence[tuple[str, str]], x: float, y: float, face: str, weight: int, size: int, *, lines: int
    ) -> float:
        """Coloured text from `x` to the right margin, in at most `lines` lines; returns where the next may begin."""
        fonts = [_font(name, weight, size * SCALE) for name in FACES[face]]
        right = SIZE[0] - MARGIN
        at, line, height = x, 1, size * 1.24
        for word, colour in _split(parts):
            width = sum(_font_of(char, fonts).getlength(char) for char in word) / SCALE
            if at + width > right and at > x and word.strip():
                if line == lines:
                    self._run("…", at, y, fonts, colour)
                    break
                at, line, y = x, line + 1, y + height
            if at == x and not word.strip():
                continue
            self._run(word, at, y, fonts, colour)
            at += width
        return y + height

    def _run(self, word: str, x: float, y: float, fonts: Sequence[Any], colour: str) -> None:
        for run, font in _runs(word, fonts):
            self.pen.text((x * SCALE, y * SCALE), run, fill=colour, font=font)
            x += font.getlength(run) / SCALE

    def polygon(self, points: Sequence[tuple[float, float]], fill: str, line: str) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.polygon(scaled, fill=fill, outline=line, width=SCALE)

    def cell(self, x: float, y: float, side: float, state: str) -> None:
        """One mark: dot, outline, hatch or solid."""
        box = [v * SCALE for v in (x, y, x + side, y + side)]
        if state == "gap":
            middle, r = ((x + side / 2) * SCALE, (y + side / 2) * SCALE), 1.6 * SCALE
            self.pen.ellipse((middle[0] - r, middle[1] - r, middle[0] + r, middle[1] + r), fill=EDGE)
            return
        self.pen.rectangle(box, fill=PROOF if state == "verified" else None, outline=PROOF, width=SCALE)
        if state == "evidenced":
            self._hatch(x, y, side)

    def _hatch(self, x: float, y: float, side: float) -> None:
        for step in range(4, int(side * 2), 5):
            start = (min(step, side), max(0, step - side))
            ends = [(x + start[0], y + start[1]), (x + start[1], y + start[0])]
            self.pen.line([(a * SCALE, b * SCALE) for a, b in ends], fill=PROOF, width=SCALE)


def draw_map(pen: Pen, map_: LevelMap, x: float, bottom: float) -> None:
    """The folded sheet, standing on `bottom`."""
    if not map_.leaves:
        return
    side, gap = (15.0, 4.0) if len(map_.leaves) <= 3 else (11.0, 3.0)
    rows = max(_rows(leaf) for leaf in map_.leaves)
    side = min(side, 210 / rows - gap)
    width, height = COLUMNS * (side + gap) + 24, rows * (side + gap) + 26
    for place, leaf in enumerate(map_.leaves):
        left, top = x + place * width, bottom - height
        slope = 7 if place % 2 == 0 else -7
        corners = [
            (left, top - slope),
            (left + width, top + slope),
            (left + width, bottom + slope),
            (left, bottom - slope),
        ]
        pen.polygon(corners, SHEET if place % 2 == 0 else FOLD, EDGE)
        _cells(pen, leaf, left + 14, top + 14, side, gap)


def _cells(pen: Pen, leaf: Leaf, x: float, y: float, side: float, gap: float) -> None:
    row = 0
    for block in leaf.blocks:
        for place, state in enumerate(_states(block)):
            pen.cell(x + place % COLUMNS * (side + gap), y + (row + place // COLUMNS) * (side + gap), side, state)
        row += -(-len(_states(block)) // COLUMNS)


def _states(block: Block) -> list[str]:
    """One cell a mark; on a brief map one more for all the rest."""
    return [mark.state for mark in block.skills] + ["gap"] * bool(block.rest)


def _rows(leaf: Leaf) -> int:
    return max(1, sum(-(-len(_states(block)) // COLUMNS) for block in leaf.blocks))


def _split(parts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Words and spaces, each with its colour."""
    found = []
    for text, colour in parts:
        for index, word in enumerate(text.split(" ")):
            found += [(" ", colour)] if index else []
            found += [(word, colour)] if word else []
    return found


def _runs(word: str, fonts: Sequence[Any]) -> list[tuple[str, Any]]:
    """Pieces of a word that are in one file of the typeface."""
    runs: list[tuple[str, Any]] = []
    for char in word:
        font = _font_of(char, fonts)
        if runs and runs[-1][1] is font:
            runs[-1] = (runs[-1][0] + char, font)
        else:
            runs.append((char, font))
    return runs


def _font_of(char: str, fonts: Sequence[Any]) -> Any:
    """The file that holds the letter: the second one has letters beyond Western European ones."""
    code = ord(char)
    beyond = (0x100 <= code <= 0x2BA and code not in {0x131, 0x152, 0x153}) or 0x1E00 <= code <= 0x1EFF
    return fonts[-1] if beyond else fonts[0]


@forever
def _font(name: str, weight: int, size: int) -> Any:
    """A file of our typefaces; the font that Pillow brings along where WOFF2 cannot be read."""
    try:
        font = ImageFont.truetype(Path(settings.BASE_DIR) / "static" / "fonts" / name, size)
        axes = [axis["name"] for axis in font.get_variation_axes()]
        font.set_variation_by_axes([weight if axis == b"Weight" else 100 for axis in axes])
    except (OSError, NotImplementedError):
        return ImageFont.load_default(size)
    return font
