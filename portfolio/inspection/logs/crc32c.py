"""CRC-32C (Castagnoli), as record files of TensorFlow mask it. Pure.

Two bytes at a time: 8 MB take about half a second.
"""

from __future__ import annotations

import struct
from functools import cache

POLYNOMIAL = 0x82F63B78
MASK = 0xA282EAD8


def crc32c(data: bytes) -> int:
    """The checksum of the bytes; 0xE3069283 for b"123456789"."""
    table = _pairs()
    crc = 0xFFFFFFFF
    even = len(data) & ~1
    for pair in struct.unpack(f"<{even // 2}H", data[:even]):
        crc = table[(crc ^ pair) & 0xFFFF] ^ (crc >> 16)
    if len(data) & 1:
        crc = _shifted((crc ^ data[-1]) & 0xFF, 8) ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


def masked(data: bytes) -> int:
    """The checksum, turned and moved: data that holds checksums itself has an unsuspicious one."""
    crc = crc32c(data)
    return (((crc >> 15) | (crc << 17)) + MASK) & 0xFFFFFFFF


def _shifted(crc: int, bits: int) -> int:
    for _ in range(bits):
        crc = (crc >> 1) ^ (POLYNOMIAL if crc & 1 else 0)
    return crc


@cache
def _pairs() -> tuple[int, ...]:
    """The table of `crc32c`: what two bytes do to a checksum of zero."""
    single = [_shifted(byte, 8) for byte in range(256)]
    first = [single[pair & 0xFF] for pair in range(65536)]
    return tuple(single[(crc ^ (pair >> 8)) & 0xFF] ^ (crc >> 8) for pair, crc in enumerate(first))
