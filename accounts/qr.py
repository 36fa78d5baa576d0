"""A QR code as the path of an SVG image: geometry goes into an attribute, so no style and no data URL is needed."""

from itertools import groupby

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

SIDE = 1000
"""The code, with its quiet zone, fills a square of this side (`viewBox="0 0 1000 1000"`)."""


def path(text: str) -> str:
    """The dark cells of the QR code of `text`, as the `d` of a path: one rectangle for each run of cells in a row."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    rows = code.get_matrix()
    cell = SIDE / len(rows)
    return "".join(
        _run(x * cell, y * cell, cells * cell, cell) for y, row in enumerate(rows) for x, cells in _runs(row)
    )


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    runs, x = [], 0
    for dark, cells in groupby(row):
        length = len(list(cells))
        if dark:
            runs.append((x, length))
        x += length
    return runs


def _run(x: float, y: float, width: float, height: float) -> str:
    return f"M{x:.2f} {y:.2f}h{width:.2f}v{height:.2f}h-{width:.2f}z"
