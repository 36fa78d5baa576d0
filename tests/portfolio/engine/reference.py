"""The index's answers, worked out slowly and obviously, from rows read through the models one by one."""

from dataclasses import dataclass, field
from uuid import UUID

from portfolio.engine import Either, Figures, Has, Is, Placed, Point, Shows, Since, Term
from portfolio.models import Coverage, Practitioner


@dataclass
class Known:
    """One listed person."""

    pk: int
    uuid: UUID
    day: int
    strengths: dict[str, int] = field(default_factory=dict)
    facets: set[tuple[str, str]] = field(default_factory=set)
    tokens: tuple[str, ...] = ()

    def has(self, term: Term) -> bool:
        if isinstance(term, Shows):
            return any(self.strengths.get(key, 0) >= term.strength for key in term.skills)
        if isinstance(term, Is):
            return any((term.kind, value) in self.facets for value in term.values)
        if isinstance(term, Has):
            return any(all(token in self.tokens for token in way) for way in term.ways)
        if isinstance(term, Since):
            return self.day >= term.day.toordinal()
        assert isinstance(term, Either)
        return any(self.has(one) for one in term.terms)

    def holds(self, point: Point, strength: int) -> bool:
        if point.standing:
            states = ["verified"] if strength == 3 else ["verified", "demonstrated"]
            return any(("standing", f"{point.standing}/{state}") in self.facets for state in states)
        return sum(self.strengths.get(key, 0) >= strength for key in point.skills) >= point.at_least

    def figures(self, points: list[Point]) -> Figures:
        musts = [point for point in points if point.is_must]
        return Figures(
            sum(self.holds(point, 3) for point in musts),
            sum(self.holds(point, point.strength) for point in musts),
            sum(self.holds(point, point.strength) for point in points if not point.is_must),
            self.day,
        )


def everybody() -> list[Known]:
    """Everybody who is listed, by uuid."""
    found = []
    for person in Practitioner.objects.listed().order_by("pk"):
        day = person.last_proof_on.toordinal() if person.last_proof_on else 0
        rows = Coverage.objects.filter(practitioner=person, scope="public").select_related("skill")
        strengths = {row.skill.key: row.strength for row in rows}
        facets = {(facet.kind, facet.value) for facet in person.facets.all()}
        tokens = tuple(" ".join(row.tokens for row in person.documents.filter(kind="person")).split())
        found.append(Known(person.pk, person.uuid, day, strengths, facets, tokens))
    return sorted(found, key=lambda known: known.uuid.int)


def found(people: list[Known], terms: list[Term]) -> list[Known]:
    return [known for known in people if all(known.has(term) for term in terms)]


def counted(people: list[Known], kind: str) -> dict[str, int]:
    values = [value for known in people for own, value in known.facets if own == kind]
    return {value: values.count(value) for value in values}


def scored(people: list[Known], points: list[Point]) -> list[Placed]:
    rows = [Placed(known.pk, known.figures(points)) for known in people]
    some = [row for row in rows if row.figures.musts_met or row.figures.useful_met]
    return sorted(some, key=lambda row: tuple(-number for number in row.figures))
