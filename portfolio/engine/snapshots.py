"""An index as a file: written whole or not at all, checked before it is believed, mapped into memory where it is large.

magic · length of the head · checksum · head (JSON) · columns, matrix and sets, each from a multiple of 4,096 on
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from pyroaring import BitMap

from portfolio.engine.index import Index
from portfolio.engine.matrix import Matrix
from portfolio.engine.sets import Sets
from portfolio.engine.slots import Slots

MAGIC = b"threefold people\n"
FORMAT = 2
NAME = "people.index"
PAGE = 4096
LONG_AGO = 3600
"""Seconds after which nobody writes a file any more."""
_HEAD = len(MAGIC) + 8 + 32
COLUMNS = ("keys", "high", "low", "days")
Stamp = dict[str, Any]
"""What else has to fit: JSON that `fitting` makes and judges."""


class Unusable(Exception):
    """The file is damaged, or of another version."""


def save(index: Index, stamp: Stamp, folder: Path) -> None:
    """Write the index into `folder`, in place of what is there. `OSError` if it cannot be written."""
    _sweep(folder)
    draft = folder / f"{NAME}.{secrets.token_hex(8)}"
    matrix, rows = index.matrix.whole(index.slots.used)
    try:
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as file:
            _write(file, index, matrix, {"format": FORMAT, "stamp": stamp, "rows": rows, "labels": _labels(index)})
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / NAME)
    finally:
        draft.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Take away what a process left that was ended while it wrote."""
    for draft in folder.glob(f"{NAME}.*"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - draft.stat().st_mtime > LONG_AGO:
                draft.unlink()


def _write(file: Any, index: Index, matrix: Any, head: dict[str, Any]) -> None:
    sections = {name: getattr(index.slots, name)[: index.slots.used] for name in COLUMNS}
    sections["matrix"] = matrix
    names, sets = _named(index.sets)
    blobs = [found.serialize() for found in sets]
    head["sets"] = [[*name, len(blob)] for name, blob in zip(names, blobs, strict=True)]
    sections["sets"] = np.frombuffer(b"".join(blobs), dtype=np.uint8)
    head["sections"] = {name: [column.dtype.str, list(column.shape)] for name, column in sections.items()}
    text = json.dumps(head).encode()
    digest = hashlib.blake2b(text, digest_size=32)
    bodies = [np.ascontiguousarray(c).data.cast("B") if c.size else b"" for c in sections.values()]
    for body in bodies:
        digest.update(body)
    file.write(MAGIC + len(text).to_bytes(8, "big") + digest.digest() + text)
    for body in bodies:
        file.write(b"\0" * (-file.tell() % PAGE))
        file.write(body)


def _labels(index: Index) -> list[list[str]]:
    return [[*key, label] for key, label in index.sets.labels.items()]


def _named(sets: Sets) -> tuple[list[list[str]], list[BitMap]]:
    """All sets, with the words from which `_sets` puts them back in their place."""
    named: list[tuple[list[str], BitMap]] = [(["everybody", "", ""], sets.everybody)]
    named += [(["skill", key, str(place)], found) for key, own in sets.shown.items() for place, found in enumerate(own)]
    named += [(["facet", kind, value], own) for kind, values in sets.facets.items() for value, own in values.items()]
    return [name for name, _ in named], [found for _, found in named]


def load(folder: Path) -> tuple[Index, Stamp]:
    """The index that lies in `folder`. `FileNotFoundError` if there is none, `Unusable` for a damaged or foreign file,
    `OSError` if it cannot be read."""
    with (folder / NAME).open("rb") as file:
        start = file.read(_HEAD)
        length = int.from_bytes(start[len(MAGIC) : len(MAGIC) + 8], "big")
        if start[: len(MAGIC)] != MAGIC or length > os.fstat(file.fileno()).st_size:
            raise Unusable("not a snapshot")
        text = file.read(length)
        try:
            head = json.loads(text)
            if head["format"] != FORMAT:
                raise Unusable(f"format {head['format']}")
            return _index(file, head, hashlib.blake2b(text, digest_size=32), start[-32:]), head["stamp"]
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise Unusable(str(error)) from error


def _index(file: Any, head: dict[str, Any], digest: Any, wanted: bytes) -> Index:
    """Columns and sets are read; the matrix is mapped, so that all processes share it."""
    read: dict[str, Any] = {}
    for name, (kind, shape) in head["sections"].items():
        file.seek(-file.tell() % PAGE, os.SEEK_CUR)
        start, left = file.tell(), int(np.prod(shape)) * np.dtype(kind).itemsize
        parts = []
        while left:
            part = file.read(min(left, 1 << 20))
            if not part:
                raise Unusable("cut short")
            digest.update(part)
            left -= len(part)
            parts += [] if name == "matrix" else [part]
        read[name] = start if name == "matrix" else np.frombuffer(b"".join(parts), dtype=kind).reshape(shape)
    if digest.digest() != wanted:
        raise Unusable("the checksum is another")
    columns: list[Any] = [np.array(read[name]) for name in COLUMNS]
    shape = tuple(head["sections"]["matrix"][1])
    body = None if 0 in shape else np.memmap(file, dtype=np.uint8, mode="r", offset=read["matrix"], shape=shape)
    rows: dict[str, int] = head["rows"]
    matrix = Matrix(np.zeros(shape, dtype=np.uint8) if body is None else np.asarray(body), rows)
    slots = Slots(columns[0], columns[1], columns[2], columns[3], used=len(columns[0]))
    sets = _sets(head["sets"], memoryview(read["sets"]))
    sets.labels = {(kind, value): label for kind, value, label in head["labels"]}
    return Index(slots, sets, matrix)


def _sets(names: list[list[Any]], blob: memoryview) -> Sets:
    sets, place = Sets(), 0
    for what, name, detail, size in names:
        found = BitMap.deserialize(bytes(blob[place : place + size]))
        place += size
        if what == "everybody":
            sets.everybody = found
        elif what == "skill":
            sets.shown.setdefault(name, (BitMap(), BitMap(), BitMap()))[int(detail)].update(found)
        else:
            sets.facets.setdefault(name, {})[detail] = found
    return sets


def identity(folder: Path) -> tuple[int, int] | None:
    """Which file lies there; None if there is none."""
    try:
        status = (folder / NAME).stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One process at a time builds and writes, and the others wait. Where nothing can be written, nobody waits."""
    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = held.enter_context((folder / "lock").open("w"))
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
