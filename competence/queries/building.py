"""Tables → frozen values. What `competence.formats` read from a file comes out equal to what was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from competence import models, skill_signals
from competence.yardstick import (
    Axis,
    AxisValue,
    Competence,
    Group,
    Level,
    Matrix,
    Processes,
    ReferenceRole,
    Rule,
    Rung,
    Skill,
    Step,
    StepLink,
    Template,
    Tiers,
    Yardstick,
)


def build(edition: models.Edition, framework_key: str, *, default: bool) -> Yardstick:
    """One edition, whole. Eight queries."""
    return Yardstick(
        key=framework_key,
        default=default,
        tiers=Tiers(**edition.tiers),
        levels=_levels(edition),
        rules=tuple(_rule(row) for row in edition.rules.select_related("level").order_by("position")),
        axes=_axes(edition),
        matrices=tuple(_matrix(row) for row in edition.matrices.order_by("position")),
        **_fields(edition, "title version language ordered summary licence_note source counted_strength extra"),
    )


def _levels(edition: models.Edition) -> tuple[Level, ...]:
    levels = list(edition.levels.order_by("position"))
    level_keys = {level.pk: level.key for level in levels}
    competences = list(models.Competence.objects.filter(level__edition=edition).order_by("position"))
    competence_keys = {competence.pk: competence.key for competence in competences}
    groups = list(models.Group.objects.filter(competence__level__edition=edition).order_by("position"))
    group_keys = {group.pk: group.key for group in groups}
    groups_of: dict[int, list[Group]] = defaultdict(list)
    for group in groups:
        home = competence_keys[group.competence_id]
        groups_of[group.competence_id].append(Group(competence=home, **_fields(group, "key name summary extra")))
    level_of = {competence.pk: level_keys[competence.level_id] for competence in competences}
    skills_of: dict[int, list[Skill]] = defaultdict(list)
    for entry in edition.entries.select_related("skill").order_by("position"):
        place: dict[str, Any] = {
            "level": level_of[entry.competence_id],
            "competence": competence_keys[entry.competence_id],
            "group": group_keys[entry.group_id] if entry.group_id else "",
        }
        skills_of[entry.competence_id].append(_skill(entry, place))
    competences_of: dict[int, list[Competence]] = defaultdict(list)
    for competence in competences:
        competences_of[competence.level_id].append(
            Competence(
                level=level_of[competence.pk],
                groups=tuple(groups_of[competence.pk]),
                skills=tuple(skills_of[competence.pk]),
                **_fields(competence, "key name summary does_not_mean extra"),
            )
        )
    return tuple(_level(level, competences_of[level.pk]) for level in levels)


def _level(row: models.Level, competences: Iterable[Competence]) -> Level:
    return Level(
        prerequisites=tuple(row.prerequisites),
        competences=tuple(competences),
        **_fields(row, "key number name summary means does_not_mean remark optional extra"),
    )


def _skill(row: models.SkillEntry, place: Mapping[str, Any]) -> Skill:
    texts = "name can_do evidence pitfall proof does_not_mean axis axis_value domain aspect"
    flags = "added comparison diagnosis optional retired extra"
    signals = tuple(skill_signals.from_data(data) for data in row.signals)
    fields = _fields(row, f"{texts} {flags}")
    return Skill(key=row.skill.key, successor=row.successor_key, signals=signals, **place, **fields)


def _rule(row: models.Rule) -> Rule:
    requires = tuple(Rule(key="", level=row.level.key, **entry) for entry in row.requires)
    fields = _fields(row, "key kind text required basis alternative params")
    return Rule(level=row.level.key, requires=requires, **fields)


def _axes(edition: models.Edition) -> tuple[Axis, ...]:
    values_of: dict[int, list[AxisValue]] = defaultdict(list)
    for value in models.AxisValue.objects.filter(axis__edition=edition).order_by("position"):
        values_of[value.axis_id].append(
            AxisValue(
                levels=tuple(value.levels),
                no_evidence_for=tuple(value.no_evidence_for),
                **_fields(value, "key name hint skill group parent extra"),
            )
        )
    fields = "key name kind level summary multiple parent_axis extra"
    rows = edition.axes.order_by("position")
    return tuple(Axis(values=tuple(values_of[row.pk]), **_fields(row, fields)) for row in rows)


def _matrix(row: models.Matrix) -> Matrix:
    return Matrix(**_fields(row, "key name level rows columns kind cells reading extra"))


def build_processes() -> Processes:
    """All process templates with steps, rungs, roles and links. Six queries."""
    head = models.Collection.objects.get(kind=models.Collection.Kind.PROCESSES)
    steps_of: dict[int, list[Step]] = defaultdict(list)
    for step in models.ProcessStep.objects.select_related("template").order_by("position"):
        steps_of[step.template_id].append(_step(step))
    rungs_of: dict[int, list[Rung]] = defaultdict(list)
    for rung in models.Rung.objects.order_by("position"):
        lists: dict[str, Any] = {"needs": tuple(rung.needs), "reference_roles": tuple(rung.reference_roles)}
        fields = _fields(rung, "key name meaning progress_above progress_at_least repeats_at_least extra")
        rungs_of[rung.template_id].append(Rung(**lists, **fields))
    templates = tuple(
        Template(
            steps=tuple(steps_of[row.pk]),
            rungs=tuple(rungs_of[row.pk]),
            **_fields(row, "key title kind summary use_when is_default retired extra"),
        )
        for row in models.ProcessTemplate.objects.order_by("position")
    )
    roles = models.ReferenceRole.objects.order_by("position")
    return Processes(
        templates=templates,
        links=_links(),
        roles=tuple(ReferenceRole(**_fields(role, "key name shown_as meaning extra")) for role in roles),
        **_fields(head, "key title version extra"),
    )


def _step(row: models.ProcessStep) -> Step:
    lists: dict[str, Any] = {
        name: tuple(getattr(row, name)) for name in ("questions", "artefacts", "skills", "required_for_levels")
    }
    fields = _fields(row, "key name purpose required covers skill_scope dataset_source retired extra")
    return Step(template=row.template.key, order=row.position, **lists, **fields)


def _links() -> tuple[StepLink, ...]:
    targets: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in models.StepLink.objects.select_related("source", "target").order_by("position"):
        targets[row.source.key, row.relation].append(row.target.key)
    return tuple(StepLink(source, tuple(keys), relation) for (source, relation), keys in targets.items())


def _fields(row: Any, names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names.split()}
