"""The wire format of protocol buffers, as far as event files need it: a message as its fields. Pure.

Source: protobuf.dev, "Encoding": a field is a varint of number and wire type, then a varint (0), 8 bytes (1), a length
and as many bytes (2), or 4 bytes (5). Groups (3, 4) are no longer written and count as broken.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Any

VARINT, DOUBLE, BYTES, FLOAT = 0, 1, 2, 5
LONGEST_VARINT = 10


class Broken(Exception):
    """These bytes are no such message."""


@dataclass(slots=True)
class Fields:
    """Values by number and wire type, in the order of the message."""

    values: dict[tuple[int, int], list[Any]] = field(default_factory=dict)

    def all(self, number: int, kind: int) -> list[Any]:
        """Every value of a field."""
        return self.values.get((number, kind), [])

    def last(self, number: int, kind: int, default: Any) -> Any:
        """The value of a field that is not repeated: the last one counts."""
        values = self.all(number, kind)
        return values[-1] if values else default


def fields(data: bytes) -> Fields:
    """The fields of one message. Raises `Broken`."""
    found = Fields()
    place = 0
    while place < len(data):
        key, place = varint(data, place)
        number, kind = key >> 3, key & 7
        value: Any
        if kind == VARINT:
            value, place = varint(data, place)
        elif kind == BYTES:
            length, place = varint(data, place)
            value, place = _slice(data, place, length), place + length
        elif kind in {DOUBLE, FLOAT}:
            size = 8 if kind == DOUBLE else 4
            value = struct.unpack("<d" if kind == DOUBLE else "<f", _slice(data, place, size))[0]
            place += size
        else:
            raise Broken
        found.values.setdefault((number, kind), []).append(value)
    return found


def varint(data: bytes, place: int) -> tuple[int, int]:
    """A number of seven bits a byte, lowest first, and the place behind it. Raises `Broken`."""
    value = 0
    for count in range(LONGEST_VARINT):
        if place >= len(data):
            raise Broken
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << (7 * count)
        if byte < 0x80:
            return value & 0xFFFFFFFFFFFFFFFF, place
    raise Broken


def _slice(data: bytes, place: int, length: int) -> bytes:
    if place + length > len(data):
        raise Broken
    return data[place : place + length]
