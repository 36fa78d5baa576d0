"""Which skills of other frameworks the evidence of a project may be put forward for as well. Pure.

By the crosswalk: the same and close skills stand apart from wider and narrower ones. Evidence is carried over one link
only, so what follows other evidence is not carried on. Source: the crosswalk file, `carry_policy`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from competence.yardstick import Skill, Yardstick

if TYPE_CHECKING:
    from competence.queries.crosswalk import Link

ORDER = ("exact", "close", "broader", "narrower")
"""Kinds of match, the nearest first."""
NEAR = frozenset({"exact", "close"})
SAYS: Mapping[str, str] = {
    "exact": "Asks for the same.",
    "close": "Asks for nearly the same. Look whether your places show it.",
    "broader": "Is wider, and holds what you showed.",
    "narrower": "Is narrower. Take it up only if your places show this very thing.",
}
"""What a kind of match means for the person, as seen from the skill that they showed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence of the project."""

    uuid: str
    skill: str
    strength: int = 0
    follows: bool = False
    """Whether it was carried over itself."""


@dataclass(frozen=True, slots=True)
class Match:
    """A skill of another framework that a piece of evidence may be put forward for."""

    piece: Piece
    kind: str
    """exact, close, broader or narrower: what the other skill is in relation to the one that was shown"""
    framework: Yardstick
    skill: Skill

    @property
    def value(self) -> str:
        """How a form writes it."""
        return f"{self.piece.uuid}:{self.skill.key}"

    @property
    def is_near(self) -> bool:
        return self.kind in NEAR

    @property
    def says(self) -> str:
        """What the kind of match means, as a sentence."""
        return SAYS[self.kind]


@dataclass(frozen=True, slots=True)
class Matches:
    """What is proposed, every skill once: with the piece that it is nearest to."""

    offered: tuple[Match, ...]
    """By piece in the order of the pieces; of one piece by framework, the nearest first."""
    dismissed: tuple[Match, ...]
    """Put aside before."""


def propose(
    pieces: Sequence[Piece],
    links: Mapping[str, Sequence[Link]],
    yardsticks: Sequence[Yardstick],
    *,
    dismissed: Collection[str] = (),
    retired: Collection[str] = (),
) -> Matches:
    """The matches of these pieces that are not linked yet. `dismissed` and `retired` are keys of skills."""
    linked = {piece.skill for piece in pieces}
    possible = [
        match
        for piece in pieces
        if not piece.follows
        for match in _of_piece(piece, links.get(piece.skill, ()), yardsticks)
        if match.skill.key not in linked and match.skill.key not in retired
    ]
    places = {piece.uuid: place for place, piece in enumerate(pieces)}
    best: dict[str, Match] = {}
    for match in sorted(possible, key=lambda m: (ORDER.index(m.kind), -m.piece.strength, places[m.piece.uuid])):
        best.setdefault(match.skill.key, match)
    chosen = [match for match in possible if best[match.skill.key] == match]
    return Matches(
        tuple(match for match in chosen if match.skill.key not in dismissed),
        tuple(match for match in chosen if match.skill.key in dismissed),
    )


def _of_piece(piece: Piece, links: Iterable[Link], yardsticks: Sequence[Yardstick]) -> Iterator[Match]:
    """All skills of other frameworks that correspond, in the order in which they are shown."""
    ranked = sorted(links, key=lambda link: (ORDER.index(link.kind), link.position))
    for yardstick in yardsticks:
        if piece.skill in yardstick.skills:
            continue
        for link in ranked:
            skill = yardstick.skills.get(link.other)
            if skill is not None and not skill.retired:
                yield Match(piece, str(link.kind.value), yardstick, skill)


def words(source: str, yardsticks: Iterable[Yardstick]) -> str:
    """What is said of evidence that follows the evidence for the skill `source`, as a sentence."""
    found = next(((y.skills[source].name, y.title) for y in yardsticks if source in y.skills), None)
    if found is None:
        return "Carried over from a skill that is no longer in its framework."
    return f"Carried over from “{found[0]}” ({found[1]})."
