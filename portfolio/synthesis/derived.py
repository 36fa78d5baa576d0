"""What follows from made-up portfolios, by the functions with which `refresh` brings a portfolio in step."""

from __future__ import annotations

from collections.abc import Sequence

from competence.yardstick import Processes, Yardstick
from portfolio import facets
from portfolio.actions import derived, indexing, portfolios
from portfolio.actions.listings import Entries
from portfolio.models import Facet, Practitioner, Project, Proof
from portfolio.queries import profiles, records
from portfolio.queries.records import PortfolioRecord
from portfolio.synthesis.people import NextId, Rows


class Deriver:
    """Adds to `rows` what follows from people, one after the other."""

    def __init__(self, yardsticks: Sequence[Yardstick], processes: Processes, rows: Rows, next_id: NextId) -> None:
        self.yardsticks = yardsticks
        self.processes = processes
        self.rows = rows
        self.next_id = next_id
        self.names = profiles.names(yardsticks)
        self.listings: Entries = {}
        """What projects are listed by, which is packed where the numbers of traits are known."""

    def add(self, person: Practitioner, projects: Sequence[Project]) -> None:
        """Proofs, coverage, facets, latest proof and documents of one person."""
        record = records.at_hand(person, projects, self.yardsticks)
        self._proofs(record)
        for row in portfolios.coverage_of(record).values():
            row.pk = self.next_id(type(row))
            self.rows.add(row)
        if person.visibility != "private":
            self._found_by(record.on_profile())

    def _proofs(self, record: PortfolioRecord) -> None:
        for item in record.evidence:
            piece = item.evidence
            keys = {"evidence_id": piece.pk, "project_id": item.project.pk, "skill_id": piece.skill_id}
            self.rows.put(Proof, id=self.next_id(Proof), strength=item.strength, proven_at=item.proven_at, **keys)

    def _found_by(self, seen: PortfolioRecord) -> None:
        person = seen.practitioner
        person.last_proof_on = facets.last_proof_on(seen)
        values = derived.values(seen, self.yardsticks, self.processes)
        for kind, value, label in values.values():
            names = {"kind": kind, "value": value, "label": label}
            self.rows.put(Facet, id=self.next_id(Facet), practitioner_id=person.pk, **names)
        if person.is_public:
            self.listings[person.pk] = derived.entries(seen, values, self.yardsticks)
            for document in indexing.documents_of(seen, self.names):
                document.pk = self.next_id(type(document))
                self.rows.add(document)
