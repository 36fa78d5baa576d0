"""A whole portfolio read in a fixed number of queries, as frozen records.

Everything that explains, draws or counts a portfolio starts from here: coverage, standing, shape, profile,
dashboard. So they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects

from competence.queries import editions
from competence.strengths import Strength
from competence.yardstick import Skill, Yardstick
from portfolio import strength
from portfolio.models import (
    Artefact,
    Comparison,
    Evidence,
    Pointer,
    Practitioner,
    Project,
    Result,
    Section,
    Verdict,
    Visibility,
)
from portfolio.queries import places, versions
from portfolio.queries.places import Place, place_of

ORIGIN_AXIS = "dataset-source"


@dataclass(frozen=True)
class EvidenceRecord:
    """One piece of evidence with its derived strength."""

    evidence: Evidence
    skill_key: str
    project: Project
    places: tuple[Place, ...]
    verdicts: tuple[Verdict, ...]
    reading: strength.Reading
    fingerprint: str

    @property
    def strength(self) -> Strength:
        return self.reading.strength

    @property
    def proven_at(self) -> datetime:
        """When the piece last changed or was last judged on this version."""
        return max([self.evidence.changed_at, *(v.given_at for v in self.reading.verified_by)])

    @property
    def is_behind(self) -> bool:
        """Whether a file that it points at has a newer version."""
        return any(place.is_changed for place in self.places)

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        return tuple(p.pointer.comparison for p in self.places if p.pointer.comparison is not None)


@dataclass(frozen=True)
class ProjectRecord:
    """One project with what standing and shape need of it."""

    project: Project
    evidence: tuple[EvidenceRecord, ...]
    steps: frozenset[str]
    """Keys of the template steps whose section has content."""
    axis_values: Mapping[str, frozenset[str]]
    datasets: frozenset[str]
    origins: frozenset[str]

    @property
    def is_on_profile(self) -> bool:
        return self.project.visibility == Visibility.PUBLIC

    @cached_property
    def headline(self) -> Result | None:
        """The result that stands for the project: the one marked so, else the first."""
        results = sorted(self.project.results.all(), key=lambda r: (not r.is_headline, r.position, r.pk))
        return results[0] if results else None


@dataclass(frozen=True)
class PortfolioRecord:
    """All projects of one practitioner, or those that a visitor finds on the profile."""

    practitioner: Practitioner
    projects: tuple[ProjectRecord, ...]

    @cached_property
    def evidence(self) -> tuple[EvidenceRecord, ...]:
        return tuple(e for project in self.projects for e in project.evidence)

    @cached_property
    def best(self) -> Mapping[str, EvidenceRecord]:
        """The strongest, then latest, piece of evidence for every skill."""
        chosen: dict[str, EvidenceRecord] = {}
        for record in self.evidence:
            other = chosen.get(record.skill_key)
            if other is None or (record.strength, record.proven_at) > (other.strength, other.proven_at):
                chosen[record.skill_key] = record
        return chosen

    @cached_property
    def strengths(self) -> Mapping[str, Strength]:
        """Coverage: the best strength for every skill key."""
        return {key: record.strength for key, record in self.best.items()}

    def showing(self, yardstick: Yardstick) -> int:
        """How many of the projects show a skill of `yardstick`. One without evidence counts for nothing."""
        known = (item for item in self.evidence if item.skill_key in yardstick.skills)
        return len({item.project.pk for item in known if item.reading.is_shown})

    def on_profile(self) -> PortfolioRecord:
        """The same portfolio as a visitor of the profile finds it."""
        return PortfolioRecord(self.practitioner, tuple(p for p in self.projects if p.is_on_profile))


def read(practitioner: Practitioner, *also: str, yardsticks: Iterable[Yardstick] | None = None) -> PortfolioRecord:
    """The whole portfolio, private projects included, in nine queries whatever its size, and one for the yardsticks.

    One more if a text shows an image: the artefacts.

    `also`: further relations of a project to read along, one query each; `yardsticks`: the current ones, if at hand.
    """
    return read_all([practitioner], *also, yardsticks=yardsticks)[0]


def read_all(
    people: Iterable[Practitioner], *also: str, yardsticks: Iterable[Yardstick] | None = None
) -> list[PortfolioRecord]:
    """`read` for several people, in as many queries as for one."""
    yardsticks = editions.all_current() if yardsticks is None else yardsticks
    found: dict[int, tuple[Practitioner, list[ProjectRecord]]] = {person.pk: (person, []) for person in people}
    projects = Project.objects.filter(practitioner__in=found).order_by("position", "-published_at", "-pk")
    for project in _with_images(projects.prefetch_related(*_everything(), *also)):
        person, own = found[project.practitioner_id]
        own.append(_project(project, person, yardsticks))
    return [PortfolioRecord(person, tuple(own)) for person, own in found.values()]


def at_hand(person: Practitioner, projects: Iterable[Project], yardsticks: Iterable[Yardstick]) -> PortfolioRecord:
    """The portfolio of projects that hold all that `read` would read along, in their order. No query."""
    return PortfolioRecord(person, tuple(_project(project, person, yardsticks) for project in projects))


def read_project(project: Project, *also: str, yardsticks: Iterable[Yardstick] | None = None) -> ProjectRecord:
    """One project in the same shape. `also` and `yardsticks` as for `read`."""
    return read_projects([project], *also, yardsticks=yardsticks)[0]


def read_projects(
    projects: Iterable[Project], *also: str, yardsticks: Iterable[Yardstick] | None = None
) -> list[ProjectRecord]:
    """Several projects, of whomever, in the order given and in as many queries as for one."""
    yardsticks = editions.all_current() if yardsticks is None else yardsticks
    order = {project.pk: place for place, project in enumerate(projects)}
    found = Project.objects.filter(pk__in=order).select_related("practitioner").prefetch_related(*_everything(), *also)
    return [_project(p, p.practitioner, yardsticks) for p in sorted(_with_images(found), key=lambda p: order[p.pk])]


def _everything() -> tuple[str | Prefetch[str], ...]:
    sections = Section.objects.select_related("step").order_by("position", "pk")
    results = Result.objects.order_by("position", "pk")
    return (
        Prefetch("sections", sections),
        "axis_choices",
        "datasets",
        Prefetch("results", results),
        "results__references",
        _evidence(),
    )


def _with_images(found: Iterable[Project]) -> list[Project]:
    """`found`, with the artefacts of those whose texts show images: the version of evidence holds for these too."""
    projects = list(found)
    showing = [p for p in projects if any(versions.IMAGE.search(section.body) for section in p.sections.all())]
    prefetch_related_objects(showing, "artefacts")
    return projects


def _evidence() -> Prefetch[str]:
    return Prefetch(
        "evidence",
        Evidence.objects.select_related("skill", "featured", "follows__skill")
        .order_by("position", "pk")
        .prefetch_related(
            Prefetch("pointers", places.pointers()),
            Prefetch("verdicts", Verdict.objects.order_by("given_at", "pk")),
        ),
    )


def _project(project: Project, practitioner: Practitioner, yardsticks: Iterable[Yardstick]) -> ProjectRecord:
    project.practitioner = practitioner
    axis_values: dict[str, set[str]] = {}
    for choice in project.axis_choices.all():
        axis_values.setdefault(choice.axis, set()).add(choice.value)
    datasets = list(project.datasets.all())
    origins = frozenset(d.origin for d in datasets)
    if origins:
        axis_values.setdefault(ORIGIN_AXIS, set()).update(origins)
    return ProjectRecord(
        project=project,
        evidence=tuple(_record(e, project, origins, yardsticks) for e in project.evidence.all()),
        steps=frozenset(s.step.key for s in project.sections.all() if s.step is not None and s.has_content),
        axis_values={axis: frozenset(values) for axis, values in axis_values.items()},
        datasets=frozenset(d.identity for d in datasets),
        origins=origins,
    )


def _record(
    evidence: Evidence, project: Project, origins: frozenset[str], yardsticks: Iterable[Yardstick]
) -> EvidenceRecord:
    found = tuple(place_of(pointer, project) for pointer in evidence.pointers.all())
    version = versions.of(evidence.skill.key, evidence.statement, evidence.pointers.all(), project)
    verdicts = tuple(evidence.verdicts.all())
    facts = facts_of(evidence.skill.key, project, found, verdicts, version, origins, yardsticks)
    return EvidenceRecord(evidence, evidence.skill.key, project, found, verdicts, strength.read(facts), version)


def facts_of(
    key: str,
    project: Project,
    found: tuple[Place, ...],
    verdicts: tuple[Verdict, ...],
    version: str,
    origins: frozenset[str],
    yardsticks: Iterable[Yardstick],
) -> strength.EvidenceFacts:
    """What the strength of evidence for the skill `key` depends on; the evidence itself may not be saved yet."""
    known = _find(key, yardsticks)
    owner = project.practitioner.user_id
    return strength.EvidenceFacts(
        proof=known[1].proof if known else "project",
        fingerprint=version,
        asks_comparison=bool(known and known[1].comparison),
        is_diagnosis=bool(known and known[1].diagnosis),
        pointers=tuple(_pointer_facts(place) for place in found),
        verdicts=tuple(
            strength.VerdictFacts(
                outcome=v.outcome,
                reviewer=v.reviewer_name or "A reviewer who has left",
                given_at=v.given_at,
                fingerprint=v.fingerprint,
                is_own=v.reviewer_id is not None and v.reviewer_id == owner,
            )
            for v in verdicts
        ),
        barred_by=barred_by(known[0], known[1], origins) if known else "",
    )


def _find(key: str, yardsticks: Iterable[Yardstick]) -> tuple[Yardstick, Skill] | None:
    return next(((yardstick, yardstick.skills[key]) for yardstick in yardsticks if key in yardstick.skills), None)


def barred_by(yardstick: Yardstick, skill: Skill, origins: frozenset[str]) -> str:
    """Why data of these origins proves nothing for the skill; empty if it does or if no origin is stated.

    PRODUCT.md, "What must always hold" 9: contrived or generated data is no evidence for Level 3 data handling.
    """
    axis = yardstick.axes_by_key.get(ORIGIN_AXIS)
    if axis is None or not origins:
        return ""
    barred = {v.key: v.name for v in axis.values if skill.competence in v.no_evidence_for}
    if not origins <= barred.keys():
        return ""
    names = " and ".join(sorted(barred[o].lower() for o in origins))
    return f"{names} is no evidence for {yardstick.competences[skill.competence].name.lower()}"


def _pointer_facts(place: Place) -> strength.PointerFacts:
    artefact = place.pointer.artefact
    is_code = artefact is not None and artefact.link_kind == Artefact.LinkKind.CODE
    section = place.pointer.section
    return strength.PointerFacts(
        kind=place.kind,
        label=place.label,
        has_content=section is None or section.has_content,
        is_code=is_code or place.kind == Pointer.Kind.CODE,
        lines=place.lines,
        cell=place.pointer.cell.anchor if place.pointer.cell is not None else "",
        is_pinned=artefact is None or not is_code or artefact.is_pinned,
    )
