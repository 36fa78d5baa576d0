"""People against a brief as the working page shows them: rank, figures, marks, what is beyond, why not higher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from competence import levelmap
from competence.levelmap import LevelMap
from competence.yardstick import Yardstick
from hiring import matching
from hiring.matching import Figures, Match, Scored, Scoring, words
from hiring.pages.faces import Face
from hiring.pages.lines import Line, Names, Proof, Shown, line, names_of, proofs
from hiring.wanted import Wanted

STEPS_AT_MOST = 5
"""Steps up that are named of one person."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person held against the brief."""

    face: Face
    rank: int
    """0 for whoever meets nothing: they have none."""
    sharing: int
    """How many others have the same rank."""
    figures: Figures
    summary: str
    still_open: str
    musts: tuple[Line, ...]
    useful: tuple[Line, ...]
    map: LevelMap
    more: tuple[Proof, ...]
    not_needed: tuple[Proof, ...]
    why: tuple[str, ...]

    @property
    def last_proof_on(self) -> date | None:
        return self.figures.last_proof_on


@dataclass(frozen=True)
class Board:
    """What all people of a page are held against."""

    wanted: Wanted
    yardstick: Yardstick
    scoring: Scoring
    faces: Mapping[int, Face]
    shown: Mapping[int, Shown]
    """By primary key: of the people of the page, and of those who stand above them."""

    @property
    def names(self) -> Names:
        return names_of(self.yardstick)

    def match(self, practitioner: int) -> Match:
        """The brief held against one person."""
        return matching.read(self.wanted, self.shown[practitioner].facts)

    def people(self, practitioners: Sequence[int]) -> tuple[Person, ...]:
        """Their matches, in the order given, without whoever was deleted since they were put in order."""
        return tuple(self._person(pk) for pk in practitioners if pk in self.shown)

    def _person(self, practitioner: int) -> Person:
        shown, match = self.shown[practitioner], self.match(practitioner)
        figures, beyond = match.figures, matching.surplus(self.wanted, shown.facts, self.yardstick)
        return Person(
            face=self.faces[practitioner],
            rank=0 if figures.is_nothing else self.scoring.rank(figures),
            sharing=max(self.scoring.sharing(figures) - 1, 0),
            figures=figures,
            summary=words.summary(match),
            still_open=words.still_open(match),
            musts=tuple(line(reading, shown, self.names) for reading in match.musts),
            useful=tuple(line(reading, shown, self.names) for reading in match.useful),
            map=levelmap.build(self.yardstick, shown.facts.strengths, asked=ringed(match)),
            more=proofs(beyond.more, shown, self.names),
            not_needed=proofs(beyond.not_needed, shown, self.names),
            why=() if figures.is_nothing else tuple(self._why(match)),
        )

    def _why(self, match: Match) -> list[str]:
        """Who stands above and by what, and which single steps would move this person up."""
        above, now = self.scoring.above(match.figures), self.scoring.rank(match.figures)
        if above is None or above.pk not in self.shown:
            return []
        decides = matching.deciding(match, self.match(above.pk))
        told = [words.why(decides, self.faces[above.pk].name)] if decides else []
        steps = matching.moves(match, self.scoring.rank)
        told += [words.move(step, now, self.names) for step in steps[:STEPS_AT_MOST]]
        return told if steps else [*told, words.no_step(decides)]


def above(scoring: Scoring, rows: Sequence[Scored]) -> list[int]:
    """Primary keys of the people with whom those of a page are compared."""
    found = (scoring.above(row.figures) for row in rows)
    return [row.pk for row in found if row is not None]


def ringed(match: Match) -> set[str]:
    """Skills that are musts and not met: they have a ring on the small map."""
    return {reading.ask.key for reading in match.musts if reading.ask.kind == "skill" and not reading.is_met}
