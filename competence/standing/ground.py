"""The ground that rules stand on: the evidence of one portfolio from one strength upwards, and what it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from competence.standing.facts import PortfolioFacts, ProjectFacts, Proof
from competence.strengths import Strength
from competence.yardstick import Axis, AxisValue, Processes, Skill, Yardstick

DATASET_SOURCE = "dataset-source"
"""The axis whose values are the origins of a project's data sets."""
DOMAIN = "domain"
"""The axis whose values skills name in their own field `domain`."""


@dataclass(frozen=True)
class Ground:
    """What one rule may look at. `proofs` are of this yardstick's skills and at least as strong as `floor`."""

    yardstick: Yardstick
    processes: Processes
    floor: Strength
    projects: tuple[ProjectFacts, ...]
    proofs: tuple[Proof, ...]
    value: str = ""
    """The axis value that a one-value rule is looking at; `match` compares skills with it."""

    @classmethod
    def of(cls, yardstick: Yardstick, processes: Processes, portfolio: PortfolioFacts, floor: Strength) -> Ground:
        """The ground that `portfolio` offers from `floor` upwards. Evidence for other frameworks is passed over."""
        places = {key: place for place, key in enumerate(yardstick.skills)}
        counted = [p for p in portfolio.proofs if p.skill in places and p.strength >= floor]
        counted.sort(key=lambda proof: (places[proof.skill], -proof.strength))
        known = {project.id for project in portfolio.projects}
        unknown = dict.fromkeys(proof.project for proof in counted if proof.project not in known)
        projects = portfolio.projects + tuple(ProjectFacts(id=key) for key in unknown)
        return cls(yardstick, processes, floor, projects, tuple(counted))

    @cached_property
    def by_skill(self) -> dict[str, tuple[Proof, ...]]:
        """Evidence for each shown skill, the strongest first."""
        return _grouped((proof.skill, proof) for proof in self.proofs)

    @cached_property
    def by_project(self) -> dict[str, tuple[Proof, ...]]:
        """Evidence drawn from each project, in framework order."""
        return _grouped((proof.project, proof) for proof in self.proofs)

    @cached_property
    def titles(self) -> dict[str, str]:
        """What to call each project."""
        return {project.id: project.name for project in self.projects}

    def of_skills(self, keys: Iterable[str]) -> tuple[Proof, ...]:
        """All evidence for these skills."""
        return tuple(proof for key in keys for proof in self.by_skill.get(key, ()))

    def in_level(self, project: str, level: str) -> tuple[Proof, ...]:
        """Evidence from `project` for skills of `level`; of any level when `level` is empty."""
        proofs = self.by_project.get(project, ())
        return tuple(p for p in proofs if not level or self.yardstick.skills[p.skill].level == level)

    def only(self, projects: Collection[str], value: str = "") -> Ground:
        """The same ground with nothing but these projects on it."""
        return replace(
            self,
            projects=tuple(project for project in self.projects if project.id in projects),
            proofs=tuple(proof for proof in self.proofs if proof.project in projects),
            value=value,
        )

    def without_sources(self, excluded: Collection[str]) -> Ground:
        """Leave out projects whose data all come from `excluded` sources, and those that state no origin.

        Strict on purpose: where the origin of data decides, silence is no proof of it (PRODUCT.md, point 9).
        """
        if not excluded:
            return self
        kept = {project.id for project in self.projects if _stated(project, DATASET_SOURCE) - set(excluded)}
        return self.only(kept, self.value)

    def support(self, project: ProjectFacts, axis: Axis, value: AxisValue, level: str = "") -> Support:
        """How strongly `project` carries `value`, and by which evidence.

        A value that stands for a skill is carried as strongly as the project shows the skill; stated alone, it is a
        claim. A value that stands for none is carried, once stated, as strongly as the project's best evidence in
        `level`. A domain also follows from shown skills of that domain.
        """
        proofs = tuple(p for p in self.by_project.get(project.id, ()) if self._stands_for(p, axis, value))
        if value.key in _stated(project, axis.key):
            if value.skill:
                return Support(max((p.strength for p in proofs), default=Strength.CLAIMED), proofs)
            proofs = tuple(dict.fromkeys(proofs + self.in_level(project.id, level)))
        return Support(max((p.strength for p in proofs), default=None), proofs)

    def carries(self, project: ProjectFacts, axis: Axis, value: AxisValue, level: str = "") -> tuple[bool, Support]:
        """Whether the support for `value` reaches the floor, and the support itself."""
        support = self.support(project, axis, value, level)
        return support.strength is not None and support.strength >= self.floor, support

    def _stands_for(self, proof: Proof, axis: Axis, value: AxisValue) -> bool:
        if value.skill:
            return proof.skill == value.skill
        return axis.key == DOMAIN and self.yardstick.skills[proof.skill].domain == value.key


@dataclass(frozen=True, slots=True)
class Support:
    """The strength with which something is carried (None: not at all) and the evidence for it."""

    strength: Strength | None
    proofs: tuple[Proof, ...]


def live(skills: Iterable[Skill]) -> Iterator[Skill]:
    """The skills that are in use. Retired ones keep their evidence and are never asked for."""
    return (skill for skill in skills if not skill.retired)


def _stated(project: ProjectFacts, axis: str) -> frozenset[str]:
    stated = project.axis_values.get(axis, frozenset())
    return stated | project.dataset_sources if axis == DATASET_SOURCE else stated


def _grouped(pairs: Iterable[tuple[str, Proof]]) -> dict[str, tuple[Proof, ...]]:
    groups: dict[str, list[Proof]] = {}
    for key, proof in pairs:
        groups.setdefault(key, []).append(proof)
    return {key: tuple(proofs) for key, proofs in groups.items()}
