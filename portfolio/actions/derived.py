"""What people are found by, written beside what it follows from: facets, and the day of the latest proof."""

from __future__ import annotations

from collections.abc import Sequence

from competence.yardstick import Processes, Yardstick
from portfolio import facets
from portfolio.actions import listings
from portfolio.facets import Value
from portfolio.models import Facet, Practitioner, Visibility
from portfolio.queries import standings
from portfolio.queries.records import PortfolioRecord
from portfolio.shelf import traits
from portfolio.shelf.entries import Entry

Values = dict[tuple[str, str], Value]


def write(records: Sequence[PortfolioRecord], yardsticks: Sequence[Yardstick], processes: Processes) -> None:
    """Make facets, latest proof and listings of these people equal to their records, touching only what differs.

    `records` are whole, their projects read with libraries. Four queries when nothing differs from the tables, for
    however many people; more are asked by `listings.write` when they have much.
    """
    seen = {record.practitioner.pk: record.on_profile() for record in records}
    hidden = {r.practitioner.pk for r in records if r.practitioner.visibility == Visibility.PRIVATE}
    wanted = {pk: {} if pk in hidden else values(record, yardsticks, processes) for pk, record in seen.items()}
    _write_facets(wanted)
    listings.write({pk: entries(record, wanted[pk], yardsticks) for pk, record in seen.items()})
    changed = []
    for pk, record in seen.items():
        day = None if pk in hidden else facets.last_proof_on(record)
        if record.practitioner.last_proof_on != day:
            record.practitioner.last_proof_on = day
            changed.append(record.practitioner)
    Practitioner.objects.bulk_update(changed, ["last_proof_on"])


def values(record: PortfolioRecord, yardsticks: Sequence[Yardstick], processes: Processes) -> Values:
    """What a visitor's view of a portfolio can be found by; `record` is cut to it."""
    stands = [
        value
        for yardstick in facets.frameworks_of(record, yardsticks)
        for value in facets.of_standing(
            yardstick.key,
            [(each.level.key, each.state) for each in standings.standing(record, yardstick, processes).levels],
        )
    ]
    return facets.of_record(record, stands, yardsticks)


def entries(record: PortfolioRecord, own: Values, yardsticks: Sequence[Yardstick]) -> dict[int, Entry]:
    """By primary key, what each project is listed by; `record` is cut to what a visitor sees, and `own` are its
    values. Nothing of whoever is not listed."""
    if record.practitioner.visibility != Visibility.PUBLIC:
        return {}
    of_person = {key for key in own if key[0] in facets.OF_PERSON}
    return {
        item.project.pk: Entry(
            published_at=item.project.published_at,
            uuid=item.project.uuid,
            proof_on=facets.last_proof_on(item),
            traits=frozenset(
                {traits.skill(each.skill_key, each.strength) for each in item.evidence}
                | {(value.kind, value.value) for value in facets.of_project(item, yardsticks)}
                | of_person
            ),
        )
        for item in record.projects
        if item.project.published_at is not None
    }


def _write_facets(wanted: dict[int, Values]) -> None:
    left = {(pk, *key): value for pk, own in wanted.items() for key, value in own.items()}
    gone, changed = [], []
    for row in Facet.objects.filter(practitioner__in=wanted):
        value = left.pop((row.practitioner_id, row.kind, row.value), None)
        if value is None:
            gone.append(row.pk)
        elif row.label != value.label:
            row.label = value.label
            changed.append(row)
    if gone:
        Facet.objects.filter(pk__in=gone).delete()
    Facet.objects.bulk_update(changed, ["label"])
    Facet.objects.bulk_create(
        Facet(practitioner_id=pk, kind=kind, value=value, label=each.label) for (pk, kind, value), each in left.items()
    )
