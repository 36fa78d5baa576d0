"""What standings of many people are worked out from, read in a fixed number of queries and without their texts.

Gives the same facts as `portfolio.queries.standings` does of a whole portfolio. Strengths are those that
`portfolio.actions.portfolios` keeps; for skills that a yardstick asks other proof for, they are read anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from competence.standing import ComparisonFacts, PortfolioFacts, ProjectFacts, Proof
from competence.strengths import Strength
from competence.yardstick import Yardstick
from portfolio.models import AxisChoice, DataSet, Evidence, Pointer, Practitioner, Project, Section, Visibility
from portfolio.queries import records, standings

Grouped = Mapping[int, list[Any]]


@dataclass(frozen=True)
class Member:
    """One of many: who they are, and what they show."""

    handle: str
    name: str
    is_listed: bool
    """Whether their profile is public, so that they may be named."""
    facts: PortfolioFacts
    """Of everything that they made."""
    public: frozenset[str]
    """Ids of the projects that the profile shows."""

    def on_profile(self) -> PortfolioFacts:
        """What a visitor of the profile finds."""
        return PortfolioFacts(
            projects=tuple(project for project in self.facts.projects if project.id in self.public),
            proofs=tuple(proof for proof in self.facts.proofs if proof.project in self.public),
        )


def members(people: Iterable[Practitioner]) -> list[Member]:
    """The facts of these people (read with their users), in the order given. Six queries for up to a few hundred."""
    people = list(people)
    projects: dict[int, list[Project]] = {person.pk: [] for person in people}
    order = Project.objects.filter(practitioner__in=projects).order_by("position", "-published_at", "-pk")
    for project in order.only("pk", "practitioner_id", "slug", "title", "visibility"):
        projects[project.practitioner_id].append(project)
    facts, proofs = _projects(projects), _proofs(projects)
    return [_member(person, projects[person.pk], facts, proofs) for person in people]


def under(people: Iterable[Member], strengths: Mapping[str, Strength]) -> list[Member]:
    """The same people, where `strengths` says by uuid how strong pieces of evidence are by another yardstick."""
    return [
        replace(
            member,
            facts=replace(
                member.facts,
                proofs=tuple(replace(p, strength=strengths.get(p.id, p.strength)) for p in member.facts.proofs),
            ),
        )
        for member in people
    ]


def strengths_by(
    yardsticks: Iterable[Yardstick], keys: Collection[str], people: Iterable[Practitioner]
) -> dict[str, Strength]:
    """How strong the evidence of `people` for the skills `keys` is by these yardsticks, by its uuid.

    No query without keys; else those of `records.read_projects`.
    """
    if not keys:
        return {}
    found = Project.objects.filter(practitioner__in=list(people), evidence__skill__key__in=keys).distinct()
    return {
        str(item.evidence.uuid): item.strength
        for project in records.read_projects(found, yardsticks=yardsticks)
        for item in project.evidence
        if item.skill_key in keys
    }


def _member(
    person: Practitioner, own: list[Project], facts: Mapping[int, ProjectFacts], proofs: Mapping[int, list[Proof]]
) -> Member:
    return Member(
        handle=person.handle,
        name=person.name,
        is_listed=person.is_public and (person.user is None or person.user.is_active),
        facts=PortfolioFacts(
            projects=tuple(facts[project.pk] for project in own),
            proofs=tuple(proof for project in own for proof in proofs.get(project.pk, ())),
        ),
        public=frozenset(project.slug for project in own if project.visibility == Visibility.PUBLIC),
    )


def _projects(of: Mapping[int, list[Project]]) -> dict[int, ProjectFacts]:
    mine: dict[str, Any] = {"project__practitioner__in": of}
    written = Section.objects.filter(**mine, step__isnull=False, body__regex=r"\S")
    steps = _grouped(written.values_list("project_id", "step__key"))
    chosen = _grouped(AxisChoice.objects.filter(**mine).values_list("project_id", "axis", "value"))
    datasets = _grouped((d.project_id, d) for d in DataSet.objects.filter(**mine).only("project_id", "name", "origin"))
    return {
        project.pk: _project(project, steps, chosen, datasets.get(project.pk, []))
        for own in of.values()
        for project in own
    }


def _project(project: Project, steps: Grouped, chosen: Grouped, datasets: list[DataSet]) -> ProjectFacts:
    origins = frozenset(dataset.origin for dataset in datasets)
    values: dict[str, set[str]] = {}
    for axis, value in chosen.get(project.pk, ()):
        values.setdefault(axis, set()).add(value)
    if origins:
        values.setdefault(records.ORIGIN_AXIS, set()).update(origins)
    return ProjectFacts(
        id=project.slug,
        title=project.title,
        steps=frozenset(steps.get(project.pk, ())),
        axis_values={axis: frozenset(found) for axis, found in values.items()},
        datasets=frozenset(dataset.identity for dataset in datasets),
        dataset_sources=origins,
    )


def _proofs(of: Mapping[int, list[Project]]) -> dict[int, list[Proof]]:
    mine: dict[str, Any] = {"practitioner__in": of}
    compared = _comparisons(of)
    rows = Evidence.objects.filter(project__in=Project.objects.filter(**mine)).order_by("position", "pk")
    fields = ("pk", "project_id", "project__slug", "project__title", "skill__key", "uuid", "proof__strength")
    proofs: dict[int, list[Proof]] = {}
    for pk, project, slug, title, key, uuid, strength in rows.values_list(*fields):
        kept = Strength(strength or Strength.CLAIMED)
        proof = Proof(key, slug, kept, tuple(compared.get(pk, ())), id=str(uuid), label=title)
        proofs.setdefault(project, []).append(proof)
    return proofs


def _comparisons(of: Mapping[int, list[Project]]) -> Mapping[int, list[ComparisonFacts]]:
    pointers = Pointer.objects.filter(
        evidence__project__practitioner__in=of, kind=Pointer.Kind.COMPARISON
    ).select_related("comparison")
    found: dict[int, list[ComparisonFacts]] = {}
    for pointer in pointers.order_by("evidence", "position", "pk"):
        if pointer.comparison is not None:
            found.setdefault(pointer.evidence_id, []).append(standings.comparison_facts(pointer.comparison))
    return found


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[Any]]:
    """First column → the rest of the row: the one value, or several as a tuple."""
    found: dict[int, list[Any]] = {}
    for key, *rest in rows:
        found.setdefault(key, []).append(rest[0] if len(rest) == 1 else tuple(rest))
    return found
