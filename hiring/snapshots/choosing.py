"""Which pieces of evidence speak for which point of a brief, which are ticked beforehand, and what is frozen. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from competence.strengths import Strength
from core.errors import DomainError
from hiring.scrub import Identity
from hiring.sheets import DOMAIN, GROUP, LEVEL, SKILL
from hiring.snapshots.values import Content, Piece, Point

PIECES_AT_MOST = 30
MESSAGE_AT_MOST = 1000
CLOSENESS = {SKILL: 0, GROUP: 1, DOMAIN: 2, LEVEL: 3}
"""A piece stands at the point that names its skill most closely, and is only mentioned at others."""
NOTHING = "Choose at least one piece of evidence."
TOO_MANY = f"Choose at most {PIECES_AT_MOST} pieces of evidence: those that say most."


@dataclass(frozen=True, slots=True)
class Asked:
    """One point of a brief, with the skills whose evidence speaks for it."""

    label: str
    kind: str
    weight: str
    note: str
    skills: tuple[str, ...]
    enough: int
    """Of how many skills evidence is ticked beforehand."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One point with the person's evidence for it, the strongest first."""

    asked: Asked
    pieces: tuple[Piece, ...]
    again: tuple[Piece, ...]
    """Those that stand at another point."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends it."""

    name: str
    headline: str
    identity: Identity


def offer(asks: Sequence[Asked], pieces: Iterable[Piece]) -> tuple[Offer, ...]:
    """Every point of the brief, in its order; each piece stands at one of them, pieces for nothing at none."""
    ordered = sorted(pieces, key=_order)
    homes = {key: home for key in {piece.skill_key for piece in ordered} if (home := _home(key, asks)) is not None}
    return tuple(
        Offer(
            asked,
            pieces=tuple(piece for piece in ordered if homes.get(piece.skill_key) == place),
            again=tuple(
                piece for piece in ordered if piece.skill_key in asked.skills and homes[piece.skill_key] != place
            ),
        )
        for place, asked in enumerate(asks)
    )


def _order(piece: Piece) -> tuple[int, bool, int, str, str]:
    """The strongest first; of equals what everybody sees, then the latest."""
    return (-piece.rank, not piece.is_public, -piece.proven_on.toordinal(), piece.skill, piece.uuid)


def _home(key: str, asks: Sequence[Asked]) -> int | None:
    places = [place for place, asked in enumerate(asks) if key in asked.skills]
    return min(places, key=lambda place: (CLOSENESS[asks[place].kind], place), default=None)


def beforehand(offers: Sequence[Offer]) -> tuple[str, ...]:
    """What is ticked for the person: for each point the best piece of as many skills as it asks for, of those that
    everybody sees anyway and that show something. Nothing private is ever ticked for anybody."""
    ticked: dict[str, None] = {}
    for each in offers:
        best: dict[str, str] = {}
        for piece in sorted((*each.pieces, *each.again), key=_order):
            if piece.is_public and piece.rank >= Strength.EVIDENCED:
                best.setdefault(piece.skill_key, piece.uuid)
        ticked |= dict.fromkeys(list(best.values())[: each.asked.enough])
    return tuple(ticked)[:PIECES_AT_MOST]


def freeze(
    offers: Sequence[Offer], chosen: Collection[str], *, sender: Sender, message: str, framework: str
) -> Content:
    """What is kept: every point with what was chosen for it. `DomainError` for nothing, too much, or what is gone."""
    known = {piece.uuid: piece for each in offers for piece in each.pieces}
    if not chosen:
        raise DomainError(NOTHING)
    if len(chosen) > PIECES_AT_MOST:
        raise DomainError(TOO_MANY)
    if not known.keys() >= set(chosen):
        raise DomainError("Some of what you chose is gone in the meantime. Look through the list again.")
    return Content(
        name=sender.name,
        headline=sender.headline,
        identity=sender.identity,
        message=message,
        framework=framework,
        points=tuple(_point(each, chosen) for each in offers),
        pieces=tuple(piece for uuid, piece in known.items() if uuid in chosen),
    )


def _point(each: Offer, chosen: Collection[str]) -> Point:
    asked = each.asked
    return Point(
        label=asked.label,
        kind=asked.kind,
        weight=asked.weight,
        note=asked.note,
        pieces=tuple(piece.uuid for piece in each.pieces if piece.uuid in chosen),
        again=tuple(piece.uuid for piece in each.again if piece.uuid in chosen),
    )


def nameless(text: str, reviewers: Iterable[str]) -> str:
    """A reason without the reviewer whose name it begins with: a copy must not outlive a name that is taken off."""
    for name in reviewers:
        if name and text.startswith((f"{name} gave ", f"{name} judged ")):
            return f"A reviewer{text.removeprefix(name)}"
    return text
