"""What people are called while a brief is blind: "Person A7F3KQ", and the same six signs in addresses. Pure.

A keyed permutation (a Feistel network of eight rounds) turns the number of a practitioner into thirty bits and back: no
table, no search, no two people of one name. The key belongs to one brief, so two briefs call the same person
differently, and nobody without the key can tell who is meant. Decision 0084.
"""

from __future__ import annotations

import hashlib

HALF = 15
BITS = 2 * HALF
ROUNDS = 8
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's thirty-two signs: none of them is taken for another."""
LENGTH = BITS // 5
_MASK = (1 << HALF) - 1


def token(number: int, key: bytes) -> str:
    """The six signs for the practitioner with this number."""
    if not 0 <= number < 1 << BITS:
        raise ValueError("There are names for a billion people.")
    left, right = number >> HALF, number & _MASK
    for round_ in range(ROUNDS):
        left, right = right, left ^ _mixed(right, round_, key)
    mixed = left << HALF | right
    return "".join(ALPHABET[mixed >> shift & 31] for shift in range(BITS - 5, -1, -5))


def number(token: str, key: bytes) -> int | None:
    """Whose six signs these are; None for what cannot be any."""
    if len(token) != LENGTH or any(sign not in ALPHABET for sign in token):
        return None
    mixed = 0
    for sign in token:
        mixed = mixed << 5 | ALPHABET.index(sign)
    left, right = mixed >> HALF, mixed & _MASK
    for round_ in reversed(range(ROUNDS)):
        left, right = right ^ _mixed(left, round_, key), left
    return left << HALF | right


def name(token: str) -> str:
    """As a page says it."""
    return f"Person {token}"


def _mixed(half: int, round_: int, key: bytes) -> int:
    """Fifteen bits that nobody can foresee without the key."""
    digest = hashlib.blake2b(bytes((round_, half >> 8, half & 255)), digest_size=2, key=key).digest()
    return int.from_bytes(digest, "big") & _MASK
