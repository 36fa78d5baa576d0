"""The QR code as a path: the cells that it draws are those of the code."""

import re

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from accounts import qr

TEXT = "otpauth://totp/ada%40example.org?secret=JBSWY3DPEHPK3PXP&issuer=Threefold"


def drawn(path: str, size: int) -> set[tuple[int, int]]:
    cell = qr.SIDE / size
    cells = set()
    for x, y, width in re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)v[\d.]+h-[\d.]+z", path):
        column, row, run = (round(float(value) / cell) for value in (x, y, width))
        cells |= {(column + step, row) for step in range(run)}
    return cells


def test_every_dark_cell_is_drawn_and_no_other() -> None:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(TEXT)
    rows = code.get_matrix()
    dark = {(x, y) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell}
    assert drawn(qr.path(TEXT), len(rows)) == dark


def test_the_path_is_nothing_but_geometry() -> None:
    assert re.fullmatch(r"[Mhvz0-9. -]+", qr.path(TEXT + "\"'<>"))
