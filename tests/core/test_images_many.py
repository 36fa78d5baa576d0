"""Many pictures through one door: as safe as one by one, in order, and a bad one harms none of the others."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image

from core import images
from core.images import CheckedImage, Refused
from tests.core import pictures

PLOT = pictures.saved(pictures.corners(640, 480), "PNG")


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def test_each_becomes_one_webp_in_the_order_they_came() -> None:
    raws = [
        pictures.saved(pictures.corners(300 + at, 200), kind)
        for at, kind in enumerate(("PNG", "JPEG", "GIF", "WEBP", "PNG"))
    ]
    found = images.open_many(raws)
    assert [(image.kind, image.width, len(image.renditions)) for image in found if isinstance(image, CheckedImage)] == [
        ("PNG", 300, 1), ("JPEG", 301, 1), ("GIF", 302, 1), ("WEBP", 303, 1), ("PNG", 304, 1),
    ]  # fmt: skip
    for image in found:
        assert isinstance(image, CheckedImage)
        shown = opened(image.renditions[0].content)
        assert shown.format == "WEBP" and shown.size == (image.width, image.height)
        assert shown.convert("RGB").getpixel((5, 5))[0] > 200 > 60 > shown.convert("RGB").getpixel((5, 5))[1]


def test_a_drawing_stays_as_it_is_to_the_pixel() -> None:
    (image,) = images.open_many([PLOT])
    assert isinstance(image, CheckedImage)
    assert opened(image.renditions[0].content).convert("RGB").tobytes() == opened(PLOT).convert("RGB").tobytes()


def test_none_is_wider_than_asked_for() -> None:
    raw = pictures.saved(pictures.photo(2_000, 1_000), "JPEG")
    (image,) = images.open_many([raw], widest=500)
    assert isinstance(image, CheckedImage) and (image.width, image.height) == (500, 250)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b"<html>", "not a PNG"),
        (b"<svg xmlns='x'><script>alert(1)</script></svg>", "not a PNG"),
        (PLOT[:400], "damaged"),
        (pictures.png(13_300, 13_300), "40 megapixels"),
        (pictures.png(20_000, 20), "16,383"),
        (b"\x00" * (images.MAX_BYTES + 1), "larger than 10 MB"),
    ],
)
def test_r_up_03_a_bad_one_is_refused_and_its_neighbours_are_not(raw: bytes, words: str) -> None:
    first, second, third = images.open_many([PLOT, raw, PLOT])
    assert isinstance(first, CheckedImage) and isinstance(third, CheckedImage)
    assert isinstance(second, Refused) and words in second.message


def test_r_up_05_no_metadata_comes_along() -> None:
    raw = pictures.saved(pictures.corners(), "JPEG", exif=pictures.located_exif(6), comment=pictures.SECRET)
    (image,) = images.open_many([raw])
    assert isinstance(image, CheckedImage) and (image.width, image.height) == (200, 300), "it stands upright"
    assert pictures.SECRET in raw and pictures.SECRET not in image.renditions[0].content


def test_r_up_04_a_picture_that_ends_the_process_costs_only_itself(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child of the same protocol, which falls over at the second picture it is given."""
    source = images._CHILD.read_text(encoding="utf-8")
    falls = source.replace(
        "def opened(raw: bytes) -> Any:",
        "def opened(raw: bytes) -> Any:\n    if b'FALL' in raw: __import__('os').abort()",
    )
    assert falls != source
    child = tmp_path / "child.py"
    child.write_text(falls, encoding="utf-8")
    monkeypatch.setattr(images, "_CHILD", child)
    found = images.open_many([PLOT, PLOT + b"FALL", PLOT, PLOT, PLOT + b"FALL", PLOT])
    assert [isinstance(image, CheckedImage) for image in found] == [True, False, True, True, False, True]


def test_more_than_a_batch_is_refused_in_place() -> None:
    found = images.open_many([b""] * images.MAX_BATCH + [PLOT])
    assert isinstance(found[-1], Refused) and "more pictures than are shown" in found[-1].message


def test_none_are_none() -> None:
    assert images.open_many([]) == []


def test_forty_plots_take_little_time_and_two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    popen = images.subprocess.Popen
    monkeypatch.setattr(images.subprocess, "Popen", lambda *a, **k: started.append(1) or popen(*a, **k))
    before = time.monotonic()
    found = images.open_many([PLOT] * 40)
    assert all(isinstance(image, CheckedImage) for image in found)
    assert len(started) == 2
    assert time.monotonic() - before < 20
