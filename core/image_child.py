"""Decodes one image, alone in a process with little memory and little time, and writes it anew as WebP.

`core.images` starts this file by its path, in Python's isolated mode and with an empty environment: it imports nothing
of ours, knows no secret and opens no file. Bytes come in on stdin; out go one line of JSON and then the renditions, one
after the other. A refusal is `{"refused": "<word>"}`; `core.images` has the sentence for each word.

With the argument `many` it takes a line of JSON, `{"widest": 1200, "sizes": [812, …]}`, and then that many pictures,
and answers each in turn with a line and one rendition, so that the pictures of a notebook share one process.
"""

import io
import json
import resource
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

MEMORY = 1024**3
CPU_SECONDS = 10
MAX_PIXELS = 40_000_000
MAX_SIDE = 16_383  # of WebP
MAX_HEIGHT = 8_000
WIDTHS = (480, 960, 1600)
NEARLY = 0.85  # a width that comes this close to the full one is not made
QUALITY = 82
CRISP = 200_000  # bytes up to which a drawing of a batch is written without loss and no other way is tried
LOSSLESS_UP_TO = 1.5  # times the bytes of the lossy file: plots and screenshots stay crisp where it costs little
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
FLAT_FORMATS = ("PNG", "GIF")  # drawings, plots and screenshots come in these


class Refusal(Exception):
    """The word for why this is not taken."""


def limit_resources(*more: tuple[str, int]) -> None:
    """What the system allows to limit; macOS refuses some of it, and the clock of the parent remains."""
    for name, amount in (*more, ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0), ("RLIMIT_AS", MEMORY)):
        with suppress(AttributeError, ValueError, OSError):
            kind = getattr(resource, name)
            hard = resource.getrlimit(kind)[1]
            amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
            resource.setrlimit(kind, (amount, amount))


def allow_soft(name: str, amount: int) -> None:
    """Moves a limit that can still be moved, up to the hard one."""
    with suppress(AttributeError, ValueError, OSError):
        kind = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (amount if hard == resource.RLIM_INFINITY else min(amount, hard), hard))


def opened(raw: bytes) -> Any:
    """The image, its header read and its size allowed, not yet decoded."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        image = Image.open(io.BytesIO(raw), formats=FORMATS)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Refusal("pixels") from error
    except UnidentifiedImageError as error:
        raise Refusal("type") from error
    if max(image.size) > MAX_SIDE:
        raise Refusal("side")
    if image.width * image.height * int(getattr(image, "n_frames", 1)) > MAX_PIXELS:
        raise Refusal("frames")
    image.seek(0)
    return image


def upright(image: Any) -> Any:
    """The first frame, decoded, turned as its orientation says, in sRGB, in a fresh image that carries nothing else."""
    kind, profile = image.format, image.info.get("icc_profile")
    if kind == "JPEG":
        image.draft(image.mode, (2 * WIDTHS[-1], 2 * WIDTHS[-1]))
    image.load()
    image = ImageOps.exif_transpose(image)
    alpha = image.has_transparency_data
    image = in_srgb(image, profile, "RGBA" if alpha else "RGB")
    if alpha and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    fresh = Image.new(image.mode, image.size)
    fresh.paste(image)
    return fresh


def in_srgb(image: Any, profile: bytes | None, mode: str) -> Any:
    """The image in `mode`, its colours converted from its own profile where there is one that can be read."""
    if image.mode.startswith("I") or image.mode == "F":
        image = eight_bits(image)
    if image.mode in ("P", "PA", "LA", "1"):
        image = image.convert(mode)
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        with suppress(Exception):  # a profile that is broken or of another kind is dropped
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = "RGBA" if image.mode == "RGBA" else "RGB"
            image = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode=target)
    return image if image.mode == mode else image.convert(mode)


def eight_bits(image: Any) -> Any:
    """Greys of 16 bits and more as the 8 bits of a screen; Pillow's own conversion would cut off instead of scale."""
    _, high = image.getextrema()
    top = 65535 if image.mode.startswith("I") and high > 255 else max(high, 1)
    return image.convert("F").point(lambda value: value * (255 / top)).convert("L")


def sizes(width: int, height: int) -> list[tuple[int, int]]:
    """The sizes to make, smallest first; never larger than the original, never taller than MAX_HEIGHT."""
    full = max(1, min(width, WIDTHS[-1], width * MAX_HEIGHT // height))
    widths = [target for target in WIDTHS if target < full * NEARLY] + [full]
    return [(each, max(1, round(height * each / width))) for each in widths]


def as_webp(image: Any, flat: bool) -> bytes:
    """`image` as WebP without any metadata; drawings without loss where that is not much larger."""
    lossy = io.BytesIO()
    image.save(lossy, "WEBP", quality=QUALITY, method=4, exif=b"", icc_profile=b"", xmp=b"")
    if not flat:
        return lossy.getvalue()
    exact = io.BytesIO()
    image.save(exact, "WEBP", lossless=True, quality=50, method=2, exif=b"", icc_profile=b"", xmp=b"")
    small = len(exact.getvalue()) <= LOSSLESS_UP_TO * len(lossy.getvalue())
    return exact.getvalue() if small else lossy.getvalue()


def renditions(raw: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """What goes out: the head, and the bytes of each rendition, smallest first."""
    image = opened(raw)
    kind = image.format
    picture = upright(image)
    contents: list[bytes] = []
    described: list[dict[str, int]] = []
    for width, height in reversed(sizes(*picture.size)):
        if picture.size != (width, height):
            picture = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        contents.insert(0, as_webp(picture, flat=kind in FLAT_FORMATS))
        described.insert(0, {"width": width, "height": height, "bytes": len(contents[0])})
    return {"kind": kind, "renditions": described}, contents


def one_rendition(raw: bytes, widest: int) -> tuple[dict[str, Any], list[bytes]]:
    """As `renditions`, in one size of at most `widest`, written in the fastest way: a notebook has dozens of them."""
    image = opened(raw)
    kind = image.format
    picture = upright(image)
    width = max(1, min(picture.width, widest, picture.width * MAX_HEIGHT // picture.height))
    height = max(1, round(picture.height * width / picture.width))
    if picture.size != (width, height):
        picture = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    content = as_fast_webp(picture, flat=kind in FLAT_FORMATS)
    return {"kind": kind, "renditions": [{"width": width, "height": height, "bytes": len(content)}]}, [content]


def as_fast_webp(image: Any, flat: bool) -> bytes:
    """As `as_webp`, by the methods that cost a fifth of the time and half as many bytes again."""
    exact, lossy = io.BytesIO(), io.BytesIO()
    if flat:
        image.save(exact, "WEBP", lossless=True, quality=50, method=0, exif=b"", icc_profile=b"", xmp=b"")
        if exact.tell() <= CRISP:
            return exact.getvalue()
    image.save(lossy, "WEBP", quality=QUALITY, method=0, exif=b"", icc_profile=b"", xmp=b"")
    return exact.getvalue() if flat and exact.tell() <= LOSSLESS_UP_TO * lossy.tell() else lossy.getvalue()


def answer(make: Callable[[], tuple[dict[str, Any], list[bytes]]]) -> None:
    """Writes what `make` gives, or the word for why it gives nothing."""
    contents: list[bytes] = []
    try:
        head, contents = make()
    except Refusal as refusal:
        head = {"refused": str(refusal)}
    except MemoryError:
        head = {"refused": "memory"}
    except Exception:
        head = {"refused": "broken"}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + b"".join(contents))
    sys.stdout.buffer.flush()


def main() -> None:
    """Reads stdin, writes stdout. Whatever ends the process instead, the parent has a sentence for it."""
    limit_resources(("RLIMIT_CPU", CPU_SECONDS))
    raw = sys.stdin.buffer.read()
    answer(lambda: renditions(raw))


def main_many() -> None:
    """As `main`, for a batch. The time of a picture is limited as if it were alone; that of the batch by the parent."""
    limit_resources()
    asked = json.loads(sys.stdin.buffer.readline())
    for size in asked["sizes"]:
        raw = sys.stdin.buffer.read(size)
        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        allow_soft("RLIMIT_CPU", int(used) + CPU_SECONDS)
        answer(partial(one_rendition, raw, asked["widest"]))


if __name__ == "__main__":
    main_many() if sys.argv[1:] == ["many"] else main()
