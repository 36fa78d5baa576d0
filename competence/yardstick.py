"""One edition of a framework as frozen values: what the pure rules, the pages and the formats work on. No database.

Built from a file by `competence.formats.toml` and from the tables by `competence.queries.editions`; both give equal
values. "key" is the stable identifier of the data files (`l2.learning.dropout`), to which evidence refers for good.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from competence.skill_signals import Signal


def unknown() -> Any:
    """The field of a block for what its file says beyond the known fields: kept, and ignored."""
    return field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Tiers:
    """What this framework calls its four tiers."""

    level: str = "Level"
    competence: str = "Competence"
    group: str = "Group"
    skill: str = "Skill"


@dataclass(frozen=True)
class Skill:
    key: str
    name: str
    can_do: str
    """One sentence that begins with "Can": what showing the skill means."""
    evidence: str
    """What a reviewer looks for."""
    pitfall: str
    """Typical weak evidence."""
    proof: str
    """Where the proof usually lies: project, artefact, note or activity."""
    level: str
    competence: str
    group: str = ""
    does_not_mean: str = ""
    """Own text only; a skill without one takes over that of its competence."""
    added: bool = False
    comparison: bool = False
    """Calls for a measured before and after."""
    diagnosis: bool = False  # is about showing a problem
    optional: bool = False
    axis: str = ""
    axis_value: str = ""
    domain: str = ""
    aspect: str = ""
    retired: bool = False
    successor: str = ""
    signals: tuple[Signal, ...] = ()
    extra: Mapping[str, Any] = unknown()


@dataclass(frozen=True)
class Group:
    key: str
    name: str
    summary: str
    competence: str
    extra: Mapping[str, Any] = unknown()


@dataclass(frozen=True)
class Competence:
    key: str
    name: str
    summary: str
    does_not_mean: str
    level: str
    groups: tuple[Group, ...] = ()
    skills: tuple[Skill, ...] = ()
    extra: Mapping[str, Any] = unknown()


@dataclass(frozen=True)
class Level:
    key: str
    number: int
    name: str
    summary: str
    means: str = ""
    does_not_mean: str = ""
    remark: str = ""
    optional: bool = False
    prerequisites: tuple[str, ...] = ()
    competences: tuple[Competence, ...] = ()
    extra: Mapping[str, Any] = unknown()

    @property
    def skills(self) -> Iterator[Skill]:
        """All skills of the level, in framework order."""
        for competence in self.competences:
            yield from competence.skills


@dataclass(frozen=True)
class Rule:
    """What counts towards a level. `kind` and `params` are those of the framework files (their README)."""

    key: str
    level: str
    kind: str
    text: str = ""
    required: bool = True
    basis: str = ""
    alternative: str = ""
    params: Mapping[str, Any] = unknown()
    """Everything else that the rule says: skills, group, competence, at_least, must_include, …"""
    requires: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class AxisValue:
    key: str
    name: str
    hint: str = ""
    skill: str = ""
    group: str = ""
    parent: str = ""
    levels: tuple[str, ...] = ()
    no_evidence_for: tuple[str, ...] = ()
    """Competences for which data of this source proves nothing."""
    extra: Mapping[str, Any] = unknown()


@dataclass(frozen=True)
class Axis:
    key: str
    name: str
    kind: str
    """flat or nested"""
    level: str
    summary: str = ""
    multiple: bool = True
    parent_axis: str = ""
    values: tuple[AxisValue, ...] = ()
    extra: Mapping[str, Any] = unknown()


@dataclass(frozen=True)
class Matrix:
    key: str
    name: str
    level: str
    rows: str
    columns: str
    kind: str
    """product or nested"""
    cells: int
    reading: str = ""
    extra: Mapping[str, Any] = unknown()


@dataclass(frozen=True)
class Step:
    key: str
    template: str
    order: int
    name: str
    purpose: str = ""
    questions: tuple[str, ...] = ()
    artefacts: tuple[str, ...] = ()
    required: bool = False
    skills: tuple[str, ...] = ()
    covers: str = ""
    """"any-listed-skill": one of `skills` is enough."""
    skill_scope: str = ""
    """A level of which any skill is meant."""
    required_for_levels: tuple[str, ...] = ()
    dataset_source: str = ""
    retired: bool = False
    extra: Mapping[str, Any] = unknown()


@dataclass(frozen=True)
class StepLink:
    """`source` completes (`same`, `covers`) or helps with (`part-of`) each of `targets`."""

    source: str
    targets: tuple[str, ...]
    relation: str


@dataclass(frozen=True)
class Rung:
    """A rung of the result ladder, by the share of the way from a naive baseline to a reference score."""

    key: str
    name: str
    meaning: str = ""
    needs: tuple[str, ...] = ()
    progress_above: float | None = None
    progress_at_least: float | None = None
    repeats_at_least: int = 1
    reference_roles: tuple[str, ...] = ()
    extra: Mapping[str, Any] = unknown()


@dataclass(frozen=True)
class ReferenceRole:
    """What a reference score stands for; `shown_as` is the label on a result."""

    key: str
    name: str
    shown_as: str
    meaning: str = ""
    extra: Mapping[str, Any] = unknown()


@dataclass(frozen=True)
class Template:
    key: str
    title: str
    kind: str
    """process, plan, pathway, method or ladder"""
    summary: str = ""
    use_when: str = ""
    is_default: bool = False
    steps: tuple[Step, ...] = ()
    rungs: tuple[Rung, ...] = ()
    retired: bool = False
    extra: Mapping[str, Any] = unknown()


@dataclass(frozen=True)
class Processes:
    """All process templates and the map between their steps; shared by all frameworks."""

    templates: tuple[Template, ...] = ()
    links: tuple[StepLink, ...] = ()
    roles: tuple[ReferenceRole, ...] = ()
    key: str = ""
    title: str = ""
    version: str = ""
    extra: Mapping[str, Any] = unknown()
    """The rest of the file: its head, notes and the meaning of the relations."""
    fingerprint: str = field(default="", compare=False)  # of the content in the tables, which changes under one version

    @cached_property
    def by_key(self) -> Mapping[str, Template]:
        return {template.key: template for template in self.templates}


@dataclass(frozen=True)
class Yardstick:
    """One edition of a framework, whole."""

    key: str
    title: str
    version: str
    language: str = "en"
    default: bool = False
    ordered: bool = True
    """Whether the levels form a ladder; False means areas side by side."""
    summary: str = ""
    licence_note: str = ""
    tiers: Tiers = Tiers()
    source: Mapping[str, Any] = unknown()
    counted_strength: str = "evidenced"
    levels: tuple[Level, ...] = ()
    rules: tuple[Rule, ...] = ()
    axes: tuple[Axis, ...] = ()
    matrices: tuple[Matrix, ...] = ()
    extra: Mapping[str, Any] = unknown()
    """Blocks that are kept and shown but decide nothing: notes, problems, comparison, evidence_facets, hints, …"""

    @cached_property
    def skills(self) -> Mapping[str, Skill]:
        """Every skill by key, in framework order."""
        return {skill.key: skill for level in self.levels for skill in level.skills}

    @cached_property
    def levels_by_key(self) -> Mapping[str, Level]:
        return {level.key: level for level in self.levels}

    @cached_property
    def competences(self) -> Mapping[str, Competence]:
        return {c.key: c for level in self.levels for c in level.competences}

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        return {g.key: g for c in self.competences.values() for g in c.groups}

    @cached_property
    def axes_by_key(self) -> Mapping[str, Axis]:
        return {axis.key: axis for axis in self.axes}

    def rules_of(self, level: str) -> tuple[Rule, ...]:
        """The rules of one level, in file order."""
        return tuple(rule for rule in self.rules if rule.level == level)
