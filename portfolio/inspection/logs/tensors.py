"""A TensorProto of one number as that number. Pure.

Source: tensorflow/core/framework/tensor.proto and types.proto: 1 type, 4 content as bytes, else the values of the type
in a repeated field of its own (5 float, 6 double, 7 integers up to 32 bits, 10 int64, 13 half and bfloat16 by bits).
"""

from __future__ import annotations

import struct

from portfolio.inspection.logs.protobuf import BYTES, DOUBLE, FLOAT, VARINT, Fields, fields, varint

FORMATS = {1: "<f", 2: "<d", 3: "<i", 4: "<B", 5: "<h", 6: "<b", 9: "<q", 17: "<H", 19: "<e", 22: "<I", 23: "<Q"}
"""Number of a type → how its bytes are read. bfloat16 (14) is the upper half of a float."""
BFLOAT16 = 14
HALVES = {BFLOAT16, 19}
FLOAT_VALUES, DOUBLE_VALUES, INT_VALUES, INT64_VALUES, HALF_VALUES = 5, 6, 7, 10, 13


def scalar(data: bytes) -> float | None:
    """The one number of a tensor, None when it has none or many, or is of another type. Raises `Broken`."""
    tensor = fields(data)
    kind = tensor.last(1, VARINT, 0)
    content: bytes = tensor.last(4, BYTES, b"")
    if content:
        return _from_bytes(kind, content)
    if kind in HALVES:
        bits = _integers(tensor, HALF_VALUES)
        return _from_bytes(kind, struct.pack("<H", bits[0] & 0xFFFF)) if len(bits) == 1 else None
    values = _values(tensor, kind)
    return float(values[0]) if len(values) == 1 else None


def _from_bytes(kind: int, content: bytes) -> float | None:
    if kind == BFLOAT16:
        return float(struct.unpack("<f", b"\0\0" + content)[0]) if len(content) == 2 else None
    form = FORMATS.get(kind)
    if form is None or len(content) != struct.calcsize(form):
        return None
    return float(struct.unpack(form, content)[0])


def _values(tensor: Fields, kind: int) -> list[float] | list[int]:
    if kind == 1:
        return _floats(tensor, FLOAT_VALUES, FLOAT, "<f")
    if kind == 2:
        return _floats(tensor, DOUBLE_VALUES, DOUBLE, "<d")
    if kind in FORMATS:
        whole = _integers(tensor, INT64_VALUES) or _integers(tensor, INT_VALUES)
        return [value - (1 << 64) if value >= 1 << 63 else value for value in whole]
    return []


def _floats(tensor: Fields, number: int, kind: int, form: str) -> list[float]:
    """Repeated values, packed into bytes or one by one."""
    size = struct.calcsize(form)
    packed = [value for part in tensor.all(number, BYTES) for (value,) in struct.iter_unpack(form, _whole(part, size))]
    return [*packed, *tensor.all(number, kind)]


def _integers(tensor: Fields, number: int) -> list[int]:
    values: list[int] = list(tensor.all(number, VARINT))
    for part in tensor.all(number, BYTES):
        place = 0
        while place < len(part):
            value, place = varint(part, place)
            values.append(value)
    return values


def _whole(part: bytes, size: int) -> bytes:
    return part[: len(part) // size * size]
