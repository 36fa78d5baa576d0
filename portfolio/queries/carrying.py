"""What of a project's evidence may be carried over to other frameworks, with what it would be worth there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from competence.models import Skill
from competence.queries import crosswalk, editions
from competence.yardstick import Yardstick
from portfolio import carrying, strength
from portfolio.carrying import Match, Matches, Piece
from portfolio.models import Dismissal
from portfolio.queries import records
from portfolio.queries.records import EvidenceRecord, ProjectRecord


@dataclass(frozen=True)
class Offer:
    """One match, with the strength that the evidence would have there."""

    match: Match
    level: str
    """As in: Stage 2, Tuning"""
    reading: strength.Reading

    @property
    def needs(self) -> str:
        """What is needed before it is more than a claim; empty when it is."""
        return "" if self.reading.is_shown else " ".join(line.text for line in self.reading.lines if not line.holds)


@dataclass(frozen=True)
class OfPiece:
    """One piece of evidence with the skills that it may be put forward for as well."""

    record: EvidenceRecord
    name: str
    framework: str
    near: tuple[Offer, ...]
    """The same, and close"""
    other: tuple[Offer, ...]
    """Wider and narrower"""


@dataclass(frozen=True)
class Offers:
    """All that is proposed for one project, by piece of evidence."""

    pieces: tuple[OfPiece, ...]
    dismissed: tuple[Offer, ...]

    @property
    def all(self) -> tuple[Offer, ...]:
        """Everything that is proposed, what was put aside left out."""
        return tuple(offer for piece in self.pieces for offer in (*piece.near, *piece.other))

    def chosen(self, values: Iterable[str]) -> list[Match] | None:
        """The matches that a form names, what was put aside among them; None if one of them is not there any more."""
        known = {offer.match.value: offer.match for offer in (*self.all, *self.dismissed)}
        wanted = list(dict.fromkeys(values))
        return [known[value] for value in wanted] if all(value in known for value in wanted) else None


def of_project(record: ProjectRecord, yardsticks: Sequence[Yardstick] | None = None) -> Offers:
    """What may be carried over of a project that was read with `records.read_project`. Three queries, and one for the
    yardsticks where they are not at hand."""
    yardsticks = editions.all_current() if yardsticks is None else yardsticks
    found = _matches(record, yardsticks)
    pieces = [_of_piece(record, item, found.offered, yardsticks) for item in record.evidence]
    return Offers(
        tuple(piece for piece in pieces if piece.near or piece.other),
        tuple(_offer(record, match) for match in found.dismissed),
    )


def count(record: ProjectRecord, yardsticks: Sequence[Yardstick] | None = None) -> int:
    """How many skills of other frameworks are proposed. Queries as for `of_project`."""
    return len(_matches(record, editions.all_current() if yardsticks is None else yardsticks).offered)


def _matches(record: ProjectRecord, yardsticks: Sequence[Yardstick]) -> Matches:
    return carrying.propose(
        [_piece(item) for item in record.evidence],
        crosswalk.links(),
        yardsticks,
        dismissed=set(Dismissal.objects.filter(project=record.project).values_list("skill__key", flat=True)),
        retired=set(Skill.objects.filter(retired_at__isnull=False).values_list("key", flat=True)),
    )


def _piece(item: EvidenceRecord) -> Piece:
    follows = item.evidence.follows_id is not None
    return Piece(str(item.evidence.uuid), item.skill_key, int(item.strength), follows)


def _of_piece(
    record: ProjectRecord, item: EvidenceRecord, found: Iterable[Match], yardsticks: Sequence[Yardstick]
) -> OfPiece:
    own = [_offer(record, match) for match in found if match.piece.uuid == str(item.evidence.uuid)]
    home = next((yardstick for yardstick in yardsticks if item.skill_key in yardstick.skills), None)
    return OfPiece(
        record=item,
        name=home.skills[item.skill_key].name if home else item.skill_key,
        framework=home.title if home else "",
        near=tuple(offer for offer in own if offer.match.is_near),
        other=tuple(offer for offer in own if not offer.match.is_near),
    )


def _offer(record: ProjectRecord, match: Match) -> Offer:
    """What the places of the piece are worth for the other skill; verdicts are not carried over."""
    item = next(item for item in record.evidence if str(item.evidence.uuid) == match.piece.uuid)
    yardstick, skill = match.framework, match.skill
    facts = records.facts_of(skill.key, record.project, item.places, (), "", record.origins, (yardstick,))
    level = yardstick.levels_by_key[skill.level]
    label = f"{yardstick.tiers.level} {level.number}, {level.name}" if yardstick.ordered else level.name
    return Offer(match, label, strength.read(facts))
