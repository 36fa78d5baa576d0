"""Files that are not what they say, or that are made to hurt: R-UP-01 and R-UP-03. All of them are built here."""

import io
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from core import image_child, images
from tests.core.pictures import bomb, chunk, corners, gif, photo, png, saved

NOT_AN_IMAGE = "This is not a PNG, JPEG, GIF or WebP image. Export it as PNG and try again."
SCRIPT = b"<script>alert(1)</script>"
PHP = b"<?php system($_GET['c']); ?>"


def refusal(raw: bytes) -> str:
    with pytest.raises(images.Refused) as refused:
        images.open_checked(io.BytesIO(raw))
    return refused.value.message


OTHERS = {
    "html": b"<!DOCTYPE html><html><body>" + SCRIPT,
    "php": PHP,
    "php behind a gif": b"GIF89a" + PHP,
    "php behind a jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + PHP,
    "a png by its first bytes only": b"\x89PNG\r\n\x1a\n" + SCRIPT,
    "javascript": b"alert(document.cookie)",
    "pdf": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
    "zip": b"PK\x03\x04" + b"\0" * 100,
    "windows program": b"MZ\x90\x00" + b"\0" * 200,
    "linux program": b"\x7fELF\x02\x01\x01" + b"\0" * 200,
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(%pipe%id) (r) file\n",
    "pickle": b"\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00\x8c\x02os\x94.",
    "imagetragick": b"push graphic-context\nviewbox 0 0 640 480\nfill 'url(https://x.example/|id)'\n",
    "text": b"hello",
    "one byte": b"\0",
    "bmp": saved(corners(), "BMP"),
    "tiff": saved(corners(), "TIFF"),
    "ico": saved(corners(64, 64), "ICO"),
    "tga": saved(corners(), "TGA"),
    "pcx": saved(corners(), "PCX"),
    "ppm": saved(corners(), "PPM"),
    "eps": saved(corners(), "EPS"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_r_up_01_the_type_is_decided_by_decoding(name: str) -> None:
    assert refusal(OTHERS[name]) in {NOT_AN_IMAGE, images._SENTENCES["broken"]}


@pytest.mark.parametrize("name", ["bmp", "tiff", "ico", "tga", "pcx", "ppm", "eps"])
def test_r_up_01_no_decoder_is_asked_but_those_of_the_four_types(name: str) -> None:
    """Pillow could read these: each decoder is one more that a stranger's bytes go through."""
    assert refusal(OTHERS[name]) == NOT_AN_IMAGE


@pytest.mark.parametrize(
    "raw",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<SVG>" + SCRIPT + b"</SVG>",
        b"  \n<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' ''><svg/>",
    ],
)
def test_r_up_01_svg_is_refused_by_name(raw: bytes) -> None:
    assert refusal(raw) == "SVG images are not taken, because they can carry scripts. Export it as PNG and try again."


def with_archive(raw: bytes) -> bytes:
    out = io.BytesIO(raw)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("shell.php", PHP)
    return out.getvalue()


POLYGLOTS = {
    "png and zip": with_archive(saved(corners(), "PNG")),
    "gif and javascript": saved(corners(), "GIF", comment=b"*/=1;alert(1)//") + b"*/alert(1)/*" + SCRIPT,
    "jpeg and php": saved(corners(), "JPEG", comment=PHP) + PHP,
    "png and html": saved(corners(), "PNG")[:33]
    + chunk(b"tEXt", b"Title\0" + SCRIPT)
    + saved(corners(), "PNG")[33:]
    + SCRIPT,
    "script in the palette": png(40, 40, chunk(b"PLTE", (SCRIPT * 2)[:48]), bits=4, colour=3),
}


@pytest.mark.parametrize("name", POLYGLOTS)
def test_r_up_01_what_is_stored_is_our_own_file_and_nothing_of_theirs(name: str) -> None:
    raw = POLYGLOTS[name]
    assert any(sign in raw for sign in (b"script>", b"<?php"))
    for rendition in images.open_checked(io.BytesIO(raw)).renditions:
        assert rendition.content[:4] + rendition.content[8:12] == b"RIFFWEBP"
        assert not [sign for sign in (b"<script", b"alert(", b"<?php", b"PK\x03\x04") if sign in rendition.content]


HEAVY = {
    "13,300 squared": png(13_300, 13_300),
    "20,000 squared": png(20_000, 20_000),
    "a long side": png(1, 20_000),
    "one pixel over": png(40_000_001 // 4_000 + 1, 4_000),
    "300 frames": gif(640, 480, 300),
    "200 MB of text": png(10, 10, chunk(b"zTXt", b"k\0\0" + bomb(200))),
    "200 MB of colour profile": png(10, 10, chunk(b"iCCP", b"p\0\0" + bomb(200))),
    "200 MB of international text": png(10, 10, chunk(b"iTXt", b"k\0\x01\0\0\0" + bomb(200))),
    "many texts": png(10, 10, *[chunk(b"zTXt", b"k%d\0\0" % number + bomb(1)) for number in range(100)]),
}
MEASURE = """
import io, resource, sys
from core import images
raw = sys.stdin.buffer.read()
try:
    images.open_checked(io.BytesIO(raw))
    print("taken")
except images.Refused as refused:
    print("refused")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


def measured(raw: bytes, code: str = MEASURE) -> tuple[str, float, float]:
    """What became of `raw`, and the processor seconds and bytes that the decoding process took."""
    done = subprocess.run([sys.executable, "-c", code], input=raw, capture_output=True, timeout=120, check=True)
    outcome, numbers = done.stdout.decode().splitlines()
    seconds, size = map(float, numbers.split())
    return outcome, seconds, size


@pytest.fixture(scope="module")
def baseline() -> tuple[float, float]:
    outcome, seconds, size = measured(png(1, 1))
    assert outcome == "taken"
    return seconds, size


@pytest.mark.parametrize("name", HEAVY)
def test_r_up_03_bombs_are_refused_early_and_cheaply(name: str, baseline: tuple[float, float]) -> None:
    assert len(HEAVY[name]) < images.MAX_BYTES
    outcome, seconds, size = measured(HEAVY[name])
    assert outcome == "refused"
    assert seconds - baseline[0] < 0.5
    assert size - baseline[1] < 100 * 1024**2


@pytest.mark.slow
def test_r_up_03_control_the_same_file_is_expensive_under_default_limits() -> None:
    code = (
        "import io, resource, sys, warnings; from PIL import Image\n"
        "warnings.simplefilter('ignore'); Image.open(io.BytesIO(sys.stdin.buffer.read())).convert('RGB')\n"
        "used = resource.getrusage(resource.RUSAGE_SELF); print('taken')\n"
        "print(used.ru_utime, used.ru_maxrss * (1 if sys.platform == 'darwin' else 1024))"
    )
    outcome, _, size = measured(HEAVY["13,300 squared"], code)
    assert len(HEAVY["13,300 squared"]) < 30_000
    assert (outcome, size > 400 * 1024**2) == ("taken", True)


def test_r_up_03_the_sentence_says_what_is_too_much() -> None:
    assert "more than 40 megapixels" in refusal(HEAVY["13,300 squared"])
    assert "in all its frames" in refusal(HEAVY["300 frames"])
    assert "longer than 16,383 pixels" in refusal(HEAVY["a long side"])


def test_forty_megapixels_are_taken() -> None:
    assert images.open_checked(io.BytesIO(png(8_000, 5_000))).width == 1_600


def test_a_file_over_ten_megabytes_is_refused_without_reading_it_all() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"\xff" * size

    endless = Endless()
    with pytest.raises(images.Refused, match="larger than 10 MB"):
        images.open_checked(endless)
    assert endless.given <= images.MAX_BYTES + 1024**2


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"") == "This file is empty. Choose another and try again."


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_half_a_file_is_refused(kind: str) -> None:
    raw = saved(photo(300, 200), kind)
    assert refusal(raw[: len(raw) // 2]) in {NOT_AN_IMAGE, images._SENTENCES["broken"]}


@pytest.mark.slow
def test_r_up_04_damaged_files_are_read_or_refused_and_nothing_else() -> None:
    chance = random.Random(2)
    for kind in ("PNG", "JPEG", "GIF", "WEBP"):
        raw = saved(photo(120, 90).quantize() if kind == "GIF" else photo(120, 90), kind)
        for _ in range(12):
            broken = bytearray(raw)
            for _ in range(chance.randint(1, 30)):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            try:
                assert images.open_checked(io.BytesIO(bytes(broken))).renditions
            except images.Refused as refused:
                assert refused.message.endswith("try again.")


def test_a_decoder_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "CLOCK_SECONDS", 0.01)
    assert "takes too long" in refusal(saved(photo(), "PNG"))


LIE = '{"kind": "PNG", "renditions": [{"width": 1, "height": 1, "bytes": 8}]}'
DYING = ["import os; os.abort()", "import sys; sys.exit(3)", "pass", "print('?')", "print('[]')", "print('{}')",
         f"print({LIE!r}); print('<script>')"]  # fmt: skip


@pytest.mark.parametrize("code", DYING)
def test_a_decoder_that_dies_or_lies_is_a_refusal(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dying = tmp_path / "child.py"
    dying.write_text(code)
    monkeypatch.setattr(images, "_CHILD", dying)
    assert "damaged" in refusal(saved(corners(), "PNG"))


def test_the_decoder_has_little_memory_little_time_and_no_environment() -> None:
    code = (
        f"import sys, resource, os; sys.path.insert(0, {str(Path(image_child.__file__).parent)!r})\n"
        "import image_child; image_child.limit_resources(('RLIMIT_CPU', image_child.CPU_SECONDS))\n"
        "print(*[resource.getrlimit(getattr(resource, n))[0] for n in ('RLIMIT_CPU', 'RLIMIT_FSIZE', 'RLIMIT_AS')])"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, env={}, check=True)
    seconds, written, memory = map(int, done.stdout.split())
    assert (seconds, written) == (10, 0)
    assert memory == 1024**3 or sys.platform == "darwin"


def test_the_decoder_knows_nothing_of_ours() -> None:
    source = Path(image_child.__file__).read_text(encoding="utf-8")
    assert "import core" not in source
    assert "from core" not in source
    assert "django" not in source


def test_pillow_itself_is_left_as_it_was_in_the_server() -> None:
    """The limits are set in the child: importing the door changes nothing for others in this process."""
    assert Image.MAX_IMAGE_PIXELS != image_child.MAX_PIXELS
