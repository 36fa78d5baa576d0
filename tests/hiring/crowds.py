"""People with coverage and standings for tests of matches: many at once, without portfolios behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from uuid import UUID

from competence.models import Skill
from competence.standing import State
from competence.strengths import Strength
from portfolio.models import Coverage, Facet, Practitioner
from tests.factories import portfolio as made

_numbers = count(1)


@dataclass(frozen=True)
class Shows:
    """What one person shows: strengths by skill, standings by level, the day of the latest proof."""

    strengths: Mapping[str, Strength] = field(default_factory=dict)
    standings: Mapping[str, State] = field(default_factory=dict)
    last_proof_on: date | None = date(2026, 5, 1)
    visibility: str = "public"
    uuid: UUID | None = None
    hidden: Mapping[str, Strength] = field(default_factory=dict)
    """What only the person sees."""


def crowd(shows: Sequence[Shows], framework: str = "three-levels") -> list[Practitioner]:
    """One practitioner for each, named Person 1, Person 2, …; every proof leads to the same piece of evidence of
    somebody who is not listed."""
    numbers = [next(_numbers) for _ in shows]
    people = [_person(number, one) for number, one in zip(numbers, shows, strict=True)]
    Practitioner.objects.bulk_create(people)
    somebody = made.project(made.practitioner(handle=f"hidden-{numbers[0]}"), "Elsewhere")
    proof = made.evidence(somebody, "l1.library.fit-model")
    keys = {key for one in shows for key in (*one.strengths, *one.hidden)}
    skills = dict(Skill.objects.filter(key__in=keys).values_list("key", "pk"))
    rows = []
    for person, one in zip(people, shows, strict=True):
        for scope, strengths in (("public", one.strengths), ("all", {**one.hidden, **one.strengths})):
            rows += [
                Coverage(practitioner=person, skill_id=skills[key], scope=scope, strength=strength, best=proof,
                         proven_at=made.AT)
                for key, strength in strengths.items()
            ]  # fmt: skip
    Coverage.objects.bulk_create(rows)
    Facet.objects.bulk_create(
        Facet(practitioner=person, kind="standing", value=f"{framework}/{level}/{state.word}")
        for person, one in zip(people, shows, strict=True)
        for level, state in one.standings.items()
        if state > State.NOT_STARTED
    )
    return people


def _person(number: int, shows: Shows) -> Practitioner:
    own = {"uuid": shows.uuid} if shows.uuid else {}
    return Practitioner(
        handle=f"person-{number}-of-many",
        name=f"Person {number}",
        visibility=shows.visibility,
        last_proof_on=shows.last_proof_on,
        created_at=made.AT,
        changed_at=made.AT,
        **own,
    )
