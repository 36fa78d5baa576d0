"""Images for tests, friendly and hostile, made on the spot."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw

SECRET = b"SECRET-IN-METADATA"


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """`image` in the format `kind`."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def photo(width: int = 1200, height: int = 800, mode: str = "RGB") -> Image.Image:
    """Something with as much detail as a photograph."""
    return Image.effect_noise((width, height), 40).convert(mode)


def corners(width: int = 300, height: int = 200) -> Image.Image:
    """White, with a red upper left corner: one can see whether it stands upright."""
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).rectangle((0, 0, width // 4, height // 4), fill="red")
    return image


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file with a right checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *extra: bytes, bits: int = 1, colour: int = 0) -> bytes:
    """A PNG of one grey, made without ever holding its pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + (width * bits + 7) // 8)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def bomb(megabytes: int) -> bytes:
    """Zeros, compressed."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b"\0" * 1024**2) for _ in range(megabytes)) + packer.flush()


def gif(width: int, height: int, frames: int) -> bytes:
    """An animation whose frames are large when decoded and small in the file."""
    images = [Image.new("P", (width, height), number % 2) for number in range(frames)]
    for image in images:
        image.putpalette([0, 0, 0, 255, 255, 255])
    return saved(images[0], "GIF", save_all=True, append_images=images[1:], duration=50)


def located_exif(orientation: int = 1) -> Image.Exif:
    """EXIF with a place, an author, a comment, and an orientation."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = SECRET.decode()
    exif[0x9286] = SECRET
    place = exif.get_ifd(0x8825)
    place.update({1: "N", 2: (48.0, 51.0, 30.0), 3: "E", 4: (2.0, 17.0, 40.0), 29: SECRET.decode()})
    return exif


def with_metadata(kind: str, orientation: int = 1) -> bytes:
    """A picture with SECRET everywhere that its format allows: EXIF, GPS, XMP, IPTC, comments, after the end."""
    exif = located_exif(orientation).tobytes()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"
    if kind == "JPEG":
        raw = saved(corners(), "JPEG", exif=exif, comment=SECRET, xmp=xmp, quality=95)
        iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(SECRET)) + SECRET
        return raw[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + raw[2:] + SECRET
    if kind == "PNG":
        raw = saved(corners(), "PNG", exif=exif)
        texts = chunk(b"tEXt", b"Comment\0" + SECRET) + chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp)
        return raw[:33] + texts + chunk(b"prVt", SECRET) + raw[33:] + SECRET
    if kind == "WEBP":
        return saved(corners(), "WEBP", exif=exif, xmp=xmp, lossless=True) + SECRET
    return saved(corners().quantize(), "GIF", comment=SECRET) + SECRET
