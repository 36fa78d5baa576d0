"""One listed person as a blind brief shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from competence import levelmap
from hiring.pages import doors
from hiring.pages.blind_people import BlindPerson, Writer
from hiring.pages.veils import anchor_of
from hiring.queries import interviews, veils
from portfolio import shape
from portfolio.models import Cell
from portfolio.pages import standing_words
from portfolio.queries import profiles, records, standings

if TYPE_CHECKING:
    from competence.yardstick import Yardstick
    from hiring.interview.values import Kit
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
    return BlindPerson(
        name=veil.name(person.pk),
        token=veil.token(person.pk),
        shape=shape.of_record(record, yardstick, standing),
        map=levelmap.build(yardstick, record.strengths, hrefs, asked=asked),
        levels=tuple(writer.level(line) for line in standing_words.read(standing, yardstick)),
        projects=tuple(writer.project(project) for project in record.projects),
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
