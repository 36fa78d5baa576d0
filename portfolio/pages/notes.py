"""A piece of evidence in short, beside what it points to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A text with its address; the address may be empty."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One piece of evidence in the margin, for `components/evidence.html`."""

    name: str
    href: str
    state: str
    at: str
    statement: str
    pointers: tuple[Link, ...]
    verdict: str
