"""What a snapshot shows, as frozen values that go into one JSON column and come out the same. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from hiring.scrub import Identity

FORMAT = 1
"""Raised when the shape changes; what is stored says its own."""
PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of why the evidence is that strong; no reviewer is named in it."""

    holds: bool
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence, as it stood."""

    uuid: str
    skill_key: str
    skill: str
    rank: int
    """competence.strengths.Strength as a number."""
    strength: str
    """verified, evidenced or claimed"""
    said: str
    """The strength in words, as in: verified by two reviewers."""
    reasons: tuple[Reason, ...]
    statement: str
    project: str
    """Its title."""
    visibility: str
    """public, unlisted or private: how visitors found it, the profile included."""
    places: tuple[str, ...]
    """What it points to, in words."""
    proven_on: date
    fingerprint: str

    @property
    def is_public(self) -> bool:
        return self.visibility == PUBLIC


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that the brief asked for, with the pieces chosen for it."""

    label: str
    kind: str
    weight: str
    """must or useful"""
    note: str
    """What was special about it: of which skills how many, which strength."""
    pieces: tuple[str, ...]
    """uuids of those that stand here."""
    again: tuple[str, ...]
    """uuids of those that speak for it too, and stand at another point."""


@dataclass(frozen=True, slots=True)
class Content:
    """All that a snapshot shows."""

    name: str
    headline: str
    identity: Identity
    """What the person's profile said of who they are, to be hidden while the brief is blind."""
    message: str
    framework: str
    """By which edition it was read, as in: Three levels, edition 1.1.0."""
    points: tuple[Point, ...]
    pieces: tuple[Piece, ...]

    @property
    def by_uuid(self) -> Mapping[str, Piece]:
        return {piece.uuid: piece for piece in self.pieces}


def to_json(content: Content) -> dict[str, Any]:
    """Plain values. `from_json` gives back an equal `Content`."""
    kept: dict[str, Any] = json.loads(json.dumps(asdict(content), default=date.isoformat))
    return {"format": FORMAT, **kept}


def from_json(kept: Any) -> Content:
    """What `to_json` made."""
    return Content(
        name=kept["name"],
        headline=kept["headline"],
        identity=_identity(kept["identity"]),
        message=kept["message"],
        framework=kept["framework"],
        points=tuple(
            Point(**{**point, "pieces": tuple(point["pieces"]), "again": tuple(point["again"])})
            for point in kept["points"]
        ),
        pieces=tuple(_piece(piece) for piece in kept["pieces"]),
    )


def _identity(kept: Mapping[str, Any]) -> Identity:
    known = {field.name for field in fields(Identity)}
    read: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in kept.items() if n in known}
    return Identity(**read)


def _piece(kept: Mapping[str, Any]) -> Piece:
    read = {
        "reasons": tuple(Reason(**reason) for reason in kept["reasons"]),
        "places": tuple(kept["places"]),
        "proven_on": date.fromisoformat(kept["proven_on"]),
    }
    return Piece(**{**kept, **read})


def seal(content: Content) -> str:
    """The same for the same content: what was looked at before sending is what is sent."""
    return hashlib.sha256(json.dumps(to_json(content), sort_keys=True).encode()).hexdigest()
