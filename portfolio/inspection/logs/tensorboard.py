"""TensorBoard's event files: records framed with checksums, each a protocol buffer; only scalars are read. Pure.

Record: length (8 bytes), masked CRC-32C of the length, data, masked CRC-32C of the data; all little-endian.
Source: tensorflow/core/lib/io/record_writer.h, tensorflow/core/util/event.proto, framework/summary.proto, tensor.proto.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from portfolio.inspection.errors import Unreadable
from portfolio.inspection.logs.build import MOST_ROWS, TOO_LONG, Draft, finish
from portfolio.inspection.logs.crc32c import masked
from portfolio.inspection.logs.protobuf import BYTES, FLOAT, VARINT, Broken, Fields, fields
from portfolio.inspection.logs.runs import Log, visible
from portfolio.inspection.logs.tensors import scalar

HEAD = 12
TAIL = 4
SCALARS = "scalars"
"""The plugin whose tensors are numbers by step."""


def is_events(raw: bytes) -> bool:
    """Whether the file begins with the head of a record."""
    return len(raw) >= HEAD and masked(raw[:8]) == struct.unpack_from("<I", raw, 8)[0]


def read(raw: bytes, name: str) -> Log:
    """The scalars of an event file, called by their tags. Raises `Unreadable`.

    A record that is broken or breaks off ends the reading; what stands before it is kept, with a note.
    """
    work = _Work(Draft(_run(name), "step"))
    notes = []
    place = 0
    try:
        while place < len(raw):
            data, after = _record(raw, place)
            work.event(data)
            place = after
    except Broken:
        notes.append(f"The file is broken at byte {place:,}; what stands before it was read.")
    if not work.draft.columns:
        broken = f" {notes[0]}" if notes else ""
        raise Unreadable(f"This TensorBoard file has no scalars; images, graphs and histograms are not read.{broken}")
    return finish("tensorboard", [work.draft], notes)


def _run(name: str) -> str:
    """The folder in which the file lies is the run, as TensorBoard itself has it."""
    folder = name.replace("\\", "/").rpartition("/")[0].rpartition("/")[2]
    return visible(folder) or "run"


def _record(raw: bytes, place: int) -> tuple[bytes, int]:
    """The data of the record at `place`, and where the next begins. Raises `Broken` when a checksum does not hold."""
    if len(raw) - place < HEAD:
        raise Broken
    length, check = struct.unpack_from("<QI", raw, place)
    end = place + HEAD + length
    if masked(raw[place : place + 8]) != check or end + TAIL > len(raw):
        raise Broken
    data = raw[place + HEAD : end]
    if masked(data) != struct.unpack_from("<I", raw, end)[0]:
        raise Broken
    return data, end + TAIL


@dataclass(slots=True)
class _Work:
    """One file while it is being read."""

    draft: Draft
    plugins: dict[str, str] = field(default_factory=dict)
    """Tag → plugin; written with the first value of a tag only."""
    count: int = 0

    def event(self, data: bytes) -> None:
        """Event: 2 step, 5 summary."""
        event = fields(data)
        step = _signed(event.last(2, VARINT, 0))
        for summary in event.all(5, BYTES):
            for value in fields(summary).all(1, BYTES):
                self.value(step, fields(value))

    def value(self, step: int, value: Fields) -> None:
        """Summary.Value: 1 tag, 2 simple_value, 8 tensor, 9 metadata."""
        tag = value.last(1, BYTES, b"").decode("utf-8", errors="replace")
        for metadata in value.all(9, BYTES):
            for plugin in fields(metadata).all(1, BYTES):
                self.plugins.setdefault(tag, fields(plugin).last(1, BYTES, b"").decode("utf-8", errors="replace"))
        number: float | None = value.last(2, FLOAT, None)
        if number is None and self.plugins.get(tag) == SCALARS:
            number = scalar(value.last(8, BYTES, b""))
        if number is None or not tag:
            return
        self.count += 1
        if self.count > MOST_ROWS:
            raise Unreadable(TOO_LONG)
        self.draft.add(tag, float(step), number)


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value
