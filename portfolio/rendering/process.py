"""The door to reading and rendering: in a process of its own, so that no file can hurt the one that serves pages.

R-XSS-05, R-XSS-06, R-XSS-08; docs/decisions/0061-notebooks.md.
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from core.errors import DomainError
from portfolio.inspection import kinds, notebooks, scripts
from portfolio.rendering.cells import Rendering

CLOCK_SECONDS = 40
"""How long the child may take by the clock; its processor time is limited to 20 s."""

AT_ONCE = 2
"""Files that one web process has read at the same time; each child may take a gigabyte, so further ones wait."""
WAITING_SECONDS = 20

_places = threading.BoundedSemaphore(AT_ONCE)

Kind = Literal["notebook", "code"]
_LARGEST = {"notebook": notebooks.MAX_BYTES, "code": scripts.MAX_BYTES}
_KEPT_ONLY = {kinds.IMAGE, kinds.DOCUMENT, kinds.FILE}
"""Of these nothing is read here."""
_ROOT = Path(__file__).resolve().parents[2]
_ENDED_BY_LIMIT = frozenset({-signal.SIGKILL, -signal.SIGXCPU})

_SIZE = "This file has {:,.1f} MB; at most {} MB are read. Clear large outputs and save it again."
_TIME = "This file takes too long to read. Clear large outputs or split it, and upload it anew."
_BUSY = "Many files are being read just now. Wait a minute and upload this one again."
_BROKEN = "This file could not be read. Save it again with the program that wrote it, and upload it anew."


class Refused(DomainError):
    """This file is not read; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture of the notebook as WebP that we wrote; `key` is the SHA-256 of `content`."""

    key: str
    width: int
    height: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Runs:
    """How the notebook was run."""

    counts: tuple[tuple[int, int | None], ...]
    """Number of each code cell that has a source, and the number of its last run."""
    errors: tuple[tuple[int, str], ...]
    """Number of each cell that failed, and the name of the exception."""

    @property
    def in_order(self) -> bool:
        """Whether every cell was run, from top to bottom, with none run in between and deleted since."""
        return bool(self.counts) and [count for _, count in self.counts] == list(range(1, len(self.counts) + 1))


@dataclass(frozen=True, slots=True)
class Processed:
    """What the child found."""

    rendering: Rendering
    pictures: tuple[PictureFile, ...]
    code: dict[str, Any]
    """`portfolio.inspection.code.Code` as JSON."""
    facts: dict[str, Any]
    """`portfolio.inspection.facts.Facts` as JSON."""
    runs: Runs


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file is, and what was read of it."""

    kind: str
    """One of `portfolio.inspection.kinds.KINDS`."""
    processed: Processed | None = None
    """For a notebook and for code."""
    reading: dict[str, Any] = field(default_factory=dict)
    """`{"log": …}` or `{"card": …}` as JSON, with the notes in it; empty for any other kind."""


def take(raw: bytes, name: str, kind: str = "") -> Taken:
    """`raw` decided on, unless its `kind` is known, and read. Raises Refused with a sentence for the person.

    What a file is can be as hard to say as what is in it, so one child does both. Never call it inside a transaction.
    """
    if len(raw) > kinds.LARGEST:
        raise Refused(kinds.too_large(len(raw), name).message)
    if kind in _KEPT_ONLY:
        return Taken(kind)
    head, body = _answer(raw, kind, name)
    try:
        found = str(head["kind"])
        if found in _LARGEST:
            return Taken(found, _processed(head, body))
        return Taken(found, None, {part: dict(head[part]) for part in ("log", "card") if part in head})
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(_BROKEN) from error


def process(raw: bytes, kind: Kind, name: str) -> Processed:
    """`raw` read, rendered and inspected. Raises Refused with a sentence for the person.

    Takes a second of processor time for a large notebook: never call it inside a transaction.
    """
    most = _LARGEST[kind]
    if len(raw) > most:
        raise Refused(_SIZE.format(len(raw) / 1024**2, most // 1024**2))
    head, body = _answer(raw, kind, name)
    try:
        return _processed(head, body)
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(_BROKEN) from error


def started() -> "subprocess.Popen[bytes]":
    """The child, waiting for its question: with an empty environment, in a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-E", "-s", "-m", "portfolio.rendering.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env={},
        start_new_session=True,
    )


@contextmanager
def _place() -> Iterator[None]:
    """One of the places for reading. Raises Refused when none gets free in time."""
    if not _places.acquire(timeout=WAITING_SECONDS):
        raise Refused(_BUSY)
    try:
        yield
    finally:
        _places.release()


def _answer(raw: bytes, kind: str, name: str) -> tuple[dict[str, Any], bytes]:
    """What the child answers: its head, and the bytes after it. Raises Refused when it refuses or ends without."""
    asked = json.dumps({"kind": kind, "name": name}).encode() + b"\n" + raw
    with _place(), started() as child:
        try:
            out, _ = child.communicate(asked, timeout=CLOCK_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise Refused(_TIME) from error
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)  # and the children that it may have left
    line, _, body = out.partition(b"\n")
    if child.returncode:
        raise Refused(_TIME if child.returncode in _ENDED_BY_LIMIT else _BROKEN)
    try:
        head = json.loads(line)
    except ValueError as error:
        raise Refused(_BROKEN) from error
    if not isinstance(head, dict):
        raise Refused(_BROKEN)
    if "refused" in head:
        raise Refused(str(head["refused"]))
    return head, body


def _processed(head: dict[str, Any], body: bytes) -> Processed:
    """The child's answer as values. Raises KeyError, TypeError or ValueError for one that is not whole."""
    rendering = Rendering.from_json(head["rendering"])
    files: list[PictureFile] = []
    for picture, size in zip(rendering.pictures, head["bytes"], strict=True):
        content, body = body[:size], body[size:]
        if hashlib.sha256(content).hexdigest() != picture.key or content[:4] + content[8:12] != b"RIFFWEBP":
            raise ValueError("Not the picture that was named.")
        files.append(PictureFile(picture.key, picture.width, picture.height, content))
    runs = Runs(
        tuple((int(number), count) for number, count in head["runs"]["counts"]),
        tuple((int(number), str(name)) for number, name in head["runs"]["errors"]),
    )
    return Processed(rendering, tuple(files), dict(head["code"]), dict(head["facts"]), runs)
