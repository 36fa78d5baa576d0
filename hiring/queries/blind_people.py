"""One listed person as a blind brief shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from competence import levelmap
from hiring import matching
from hiring.matching import Facts, words
from hiring.pages import doors
from hiring.pages.blind_people import Asked, BlindPerson, Writer
from hiring.pages.lines import Shown, line, names_of
from hiring.pages.veils import anchor_of
from hiring.queries import interviews, veils
from hiring.queries.facts import STANDING_AT
from portfolio import shape
from portfolio.models import Cell
from portfolio.pages import standing_words
from portfolio.queries import profiles, records, standings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from competence.yardstick import Yardstick
    from hiring.interview.values import Kit
    from hiring.matching import Reading
    from hiring.pages.blind_people import Piece
    from hiring.pages.veils import Veil
    from hiring.wanted import Wanted
    from portfolio.models import Practitioner
    from portfolio.queries.profiles import Ground
    from portfolio.queries.records import PortfolioRecord


DATA = ("results__dataset", "comparisons__dataset")
"""Relations that tables and comparisons name."""


def page(person: Practitioner, veil: Veil, yardstick: Yardstick, on: Ground, wanted: Wanted) -> BlindPerson:
    """The whole page, in a fixed number of queries. Rings on the map are what the brief asks for."""
    record = read(person, on, *DATA)
    marks, say = doors.marks(record), veils.scrub(record)
    hrefs = {key: f"#{anchor_of(key)}" for key in record.best}
    asked = [key for ask in (*wanted.musts, *wanted.useful) if ask.at_least >= len(ask.skills) for key in ask.skills]
    best = frozenset(each.evidence.pk for each in record.best.values())
    writer = Writer(say, marks, _cells(record), profiles.names(on.yardsticks), best)
    standing = standings.standing(record, yardstick, on.processes)
    states = {reading.level.key: reading.state for reading in standing.levels}
    match = matching.read(wanted, Facts(record.strengths, states, person.last_proof_on))
    projects = tuple(writer.project(project) for project in record.projects)
    asks = _asks(match.readings, Shown(match.facts, hrefs, f"#{STANDING_AT}"), yardstick, projects)
    return BlindPerson(
        name=veil.name(person.pk),
        token=veil.token(person.pk),
        shape=shape.of_record(record, yardstick, standing),
        map=levelmap.build(yardstick, record.strengths, hrefs, asked=asked),
        levels=tuple(writer.level(line) for line in standing_words.read(standing, yardstick)),
        projects=projects,
        summary=words.summary(match),
        still_open=words.still_open(match),
        musts=asks[: len(match.musts)],
        useful=asks[len(match.musts) :],
    )


def _asks(
    readings: Iterable[Reading], shown: Shown, yardstick: Yardstick, projects: Iterable[Piece]
) -> tuple[Asked, ...]:
    """What the brief asks for, with the evidence as the projects of the page have it."""
    best = {proof.best: proof for project in projects for proof in project.proofs if proof.best}
    return tuple(
        Asked(
            line(reading, shown, names_of(yardstick)),
            tuple(best[anchor_of(key)] for key in (*reading.counts, *reading.weaker) if anchor_of(key) in best),
        )
        for reading in readings
    )


def kit(
    person: Practitioner, veil: Veil, yardstick: Yardstick, on: Ground, wanted: Wanted, *, verified_too: bool = False
) -> Kit:
    """Their interview kit without who they are."""
    record = read(person, on)
    door = doors.blind(veil, veils.scrub(record), record)
    return interviews.of_record(record, yardstick, on, wanted, verified_too=verified_too, door=door)


def read(person: Practitioner, on: Ground, *also: str) -> PortfolioRecord:
    """Their portfolio as visitors find it, with all that a kit needs, and relations beyond."""
    return records.read(person, *interviews.READ_ALONG, *also, yardsticks=on.yardsticks).on_profile()


def _cells(record: PortfolioRecord) -> dict[int, Cell]:
    """The cells that evidence points at. One query."""
    wanted = {place.pointer.cell_id for item in record.evidence for place in item.places if place.pointer.cell_id}
    return {cell.pk: cell for cell in Cell.objects.filter(pk__in=wanted)} if wanted else {}
