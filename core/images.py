"""Images: the one door through which a person's picture comes in. Nothing that was uploaded is ever served as it came.

`open_checked` decides the type by decoding, in a process of its own (`core.image_child`), and gives back the picture
written anew as WebP in the widths that pages need. See docs/decisions/0011-images.md; R-UP-01, 03, 05, 06.
"""

import hashlib
import json
import secrets
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

from core.errors import DomainError

MAX_BYTES = 10 * 1024 * 1024
MAX_BATCH = 300
MAX_BATCH_BYTES = 40 * 1024 * 1024
BATCH_SECONDS = 30
"""How long a batch may take by the clock; what is not done by then is refused."""
CLOCK_SECONDS = 30
"""How long the child may take by the clock, waiting for a processor included; its processor time is limited to 10 s."""

_CHILD = Path(__file__).with_name("image_child.py")
_CHUNK = 64 * 1024
_PROCESSES = 2
_RESTARTS = 3
_ENDED_BY_LIMIT = frozenset({-9, -24})
_KINDS = frozenset({"PNG", "JPEG", "GIF", "WEBP"})
_WEBP_SIDE = 16_384

_TYPE = "This is not a PNG, JPEG, GIF or WebP image. Export it as PNG and try again."
_SENTENCES = {
    "type": _TYPE,
    "pixels": "This image has more than 40 megapixels. Make it smaller, 1600 pixels wide is enough, and try again.",
    "side": "One side of this image is longer than 16,383 pixels. Crop it or make it smaller and try again.",
    "frames": "This animation has more than 40 megapixels in all its frames. Save one frame as PNG and try again.",
    "memory": "This image takes too much memory to read. Save it anew as PNG, 1600 pixels wide, and try again.",
    "broken": "This image is damaged and could not be read. Export it anew as PNG and try again.",
    "batch": "This file has more pictures than are shown.",
    "time": "This image takes too long to read. Save it anew as PNG, 1600 pixels wide, and try again.",
}


class Refused(DomainError):
    """This file does not become an image here; the text says what to do."""


class Upload(Protocol):
    """What comes in: Django's UploadedFile, or any file opened for reading bytes."""

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Rendition:
    """One size of a picture, as WebP that we wrote. `sha256` is the hash of `content` (an ETag)."""

    width: int
    height: int
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class CheckedImage:
    """A picture that was let in: its renditions, smallest first, never none.

    `kind` is what the upload really was (PNG, JPEG, GIF or WEBP). `width` and `height` are those of the largest
    rendition; `sha256` is the hash of its content, which stands for the picture in fingerprints.
    """

    kind: str
    width: int
    height: int
    sha256: str
    renditions: tuple[Rendition, ...]


def open_checked(file: Upload) -> CheckedImage:
    """The picture in `file`, checked and written anew. Raises Refused with a sentence for the person.

    Takes a second of processor time for a large photograph: never call it inside a transaction.
    """
    raw = _read(file)
    if not raw:
        raise Refused("This file is empty. Choose another and try again.")
    if _looks_like_svg(raw):
        raise Refused("SVG images are not taken, because they can carry scripts. Export it as PNG and try again.")
    head, body = _decoded(raw)
    if "refused" in head:
        raise Refused(_SENTENCES.get(str(head["refused"]), _SENTENCES["broken"]))
    try:
        return _checked(head, body)
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(_SENTENCES["broken"]) from error


def open_many(raws: Sequence[bytes], *, widest: int = 1200) -> list[CheckedImage | Refused]:
    """Each picture checked and written anew in one size, or why not, in the order of `raws`.

    As safe as `open_checked`, with the same limits for each, and much faster: they share two processes, which are
    started again after a picture that ends one of them. At most MAX_BATCH pictures with MAX_BATCH_BYTES in all.
    """
    answers: list[CheckedImage | Refused | None] = [_refused_unread(raw) for raw in raws]
    room = MAX_BATCH_BYTES
    for at, raw in enumerate(raws):
        room -= len(raw)
        if answers[at] is None and (at >= MAX_BATCH or room < 0):
            answers[at] = Refused(_SENTENCES["batch"])
    open_ = [at for at, answer in enumerate(answers) if answer is None]
    until = monotonic() + BATCH_SECONDS
    with ThreadPoolExecutor(_PROCESSES) as pool:
        shares = [open_[first::_PROCESSES] for first in range(_PROCESSES)]
        for share, found in zip(
            shares, pool.map(lambda share: _share(raws, share, widest, until), shares), strict=True
        ):
            for at, answer in zip(share, found, strict=True):
                answers[at] = answer
    return [answer or Refused(_SENTENCES["broken"]) for answer in answers]


def _refused_unread(raw: bytes) -> Refused | None:
    """Why `raw` is not even given to a child; None when it may be."""
    if not raw:
        return Refused("This picture is empty.")
    if len(raw) > MAX_BYTES:
        return Refused(f"This picture is larger than {MAX_BYTES // 1024**2} MB.")
    return Refused(_SENTENCES["type"]) if _looks_like_svg(raw) else None


def _share(raws: Sequence[bytes], share: Sequence[int], widest: int, until: float) -> list[CheckedImage | Refused]:
    """The answers of one process, and of its successors where it ends early: the picture that ended it is refused."""
    found: list[CheckedImage | Refused] = []
    restarts = 0
    while len(found) < len(share) and restarts <= _RESTARTS and monotonic() < until:
        left = [raws[at] for at in share[len(found) :]]
        answered, code = _batch(left, widest, until - monotonic())
        found += answered
        if len(answered) < len(left):
            restarts += 1
            found.append(Refused(_SENTENCES["time" if code in _ENDED_BY_LIMIT else "broken"]))
    return found + [Refused(_SENTENCES["time"]) for _ in share[len(found) :]]


def _batch(raws: Sequence[bytes], widest: int, seconds: float) -> tuple[list[CheckedImage | Refused], int]:
    """What one child answers before it ends, and how it ends."""
    asked = json.dumps({"widest": widest, "sizes": [len(raw) for raw in raws]}).encode()
    child = subprocess.Popen(  # noqa: S603  (our own file, no shell, no argument of a person)
        [sys.executable, "-I", str(_CHILD), "many"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
    )
    with child:
        try:
            out, _ = child.communicate(b"".join([asked, b"\n", *raws]), timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            out, _ = child.communicate()
    return _answers(out, len(raws)), child.returncode


def _answers(out: bytes, wanted: int) -> list[CheckedImage | Refused]:
    """Every answer that is whole. What is half written, or wrong, ends the list: the rest is asked for again."""
    found: list[CheckedImage | Refused] = []
    at = 0
    with suppress(KeyError, TypeError, ValueError):
        while len(found) < wanted and (end := out.find(b"\n", at)) >= 0:
            head = json.loads(out[at:end])
            at = end + 1
            if "refused" in head:
                found.append(Refused(_SENTENCES.get(str(head["refused"]), _SENTENCES["broken"])))
                continue
            size = sum(int(each["bytes"]) for each in head["renditions"])
            found.append(_checked(head, out[at : at + size]))
            at += size
    return found


def _read(file: Upload) -> bytes:
    """All of `file`, never more than a chunk over the limit."""
    parts: list[bytes] = []
    size = 0
    while chunk := file.read(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > MAX_BYTES:
            raise Refused(f"This image is larger than {MAX_BYTES // 1024**2} MB. Make it smaller and try again.")
    return b"".join(parts)


def _looks_like_svg(raw: bytes) -> bool:
    start = raw[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return start.startswith(b"<") and b"<svg" in start


def _decoded(raw: bytes) -> tuple[dict[str, Any], bytes]:
    """What the child answers: its head, and the bytes after it."""
    try:
        done = subprocess.run(  # noqa: S603  (our own file, no shell, no argument of a person)
            [sys.executable, "-I", str(_CHILD)],
            input=raw,
            capture_output=True,
            timeout=CLOCK_SECONDS,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(_SENTENCES["time"]) from error
    line, _, body = done.stdout.partition(b"\n")
    if done.returncode:
        raise Refused(_SENTENCES["time" if done.returncode in _ENDED_BY_LIMIT else "broken"])
    try:
        head = json.loads(line)
    except ValueError as error:
        raise Refused(_SENTENCES["broken"]) from error
    return (head if isinstance(head, dict) else {}), body


def _checked(head: dict[str, Any], body: bytes) -> CheckedImage:
    """What the child says, believed only as far as it shows: it has read a stranger's bytes. Raises ValueError."""
    found: list[Rendition] = []
    for each in head["renditions"]:
        width, height, size = int(each["width"]), int(each["height"]), int(each["bytes"])
        content, body = body[:size], body[size:]
        if content[:4] + content[8:12] != b"RIFFWEBP" or not (0 < width < _WEBP_SIDE and 0 < height < _WEBP_SIDE):
            raise ValueError("Not a rendition.")
        found.append(Rendition(width, height, content, hashlib.sha256(content).hexdigest()))
    if not found or body or head["kind"] not in _KINDS:
        raise ValueError("Not a picture.")
    largest = found[-1]
    return CheckedImage(head["kind"], largest.width, largest.height, largest.sha256, tuple(found))


def storage_name(width: int, folder: str = "images") -> str:
    """A random name under which a rendition is stored: nothing of the person's file name is in it (R-UP-06)."""
    token = secrets.token_hex(16)
    return f"{folder}/{token[:2]}/{token}-{int(width)}.webp"
