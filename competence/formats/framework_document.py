"""A framework as a document; `competence.formats.framework` reads it back."""

from __future__ import annotations

from typing import Any

from competence import skill_signals
from competence.formats.saying import filled, said
from competence.yardstick import Axis, Competence, Group, Level, Matrix, Rule, Skill, Tiers, Yardstick

Document = dict[str, Any]


def of(value: Yardstick) -> Document:
    """The blocks of a framework, in the order in which they are read best."""
    extra = dict(value.extra)
    return {
        "framework": {**_head(value), **extra.pop("framework", {})},
        "evaluation": {"counted_strength": value.counted_strength, **extra.pop("evaluation", {})},
        **filled(notes=extra.pop("notes", ())),
        "levels": [_level(level) for level in value.levels],
        **filled(
            competences=[_competence(competence) for competence in value.competences.values()],
            groups=[_group(group) for group in value.groups.values()],
        ),
        "skills": [_skill(skill) for skill in value.skills.values()],
        **filled(
            axes=[_axis(axis) for axis in value.axes],
            matrices=[_matrix(matrix) for matrix in value.matrices],
            rules=[_rule(rule) for rule in value.rules],
        ),
        **extra,
    }


def _head(value: Yardstick) -> Document:
    head = said(
        id=value.key,
        title=value.title,
        version=value.version,
        language=value.language,
        default=value.default,
        summary=value.summary,
        licence_note=value.licence_note,
    )
    if not value.ordered:
        head["ordered"] = False
    if value.tiers != Tiers():
        head["tiers"] = {name: getattr(value.tiers, name) for name in ("level", "competence", "group", "skill")}
    if value.source:
        head["source"] = value.source
    return head


def _group(group: Group) -> Document:
    return {**said(id=group.key, competence=group.competence, name=group.name, summary=group.summary), **group.extra}


def _level(level: Level) -> Document:
    fields = said(
        id=level.key,
        number=level.number,
        name=level.name,
        summary=level.summary,
        prerequisite=level.prerequisites,
        remark=level.remark,
        optional=level.optional,
        means=level.means,
        does_not_mean=level.does_not_mean,
    )
    return {**fields, "number": level.number, **level.extra}


def _competence(competence: Competence) -> Document:
    fields = said(
        id=competence.key,
        level=competence.level,
        name=competence.name,
        summary=competence.summary,
        does_not_mean=competence.does_not_mean,
    )
    return {**fields, **competence.extra}


def _skill(skill: Skill) -> Document:
    fields = said(
        id=skill.key,
        competence=skill.competence,
        group=skill.group,
        name=skill.name,
        can_do=skill.can_do,
        evidence=skill.evidence,
        pitfall=skill.pitfall,
        does_not_mean=skill.does_not_mean,
        proof=skill.proof,
        added=skill.added,
        comparison=skill.comparison,
        diagnosis=skill.diagnosis,
        optional=skill.optional,
        axis=skill.axis,
        axis_value=skill.axis_value,
        domain=skill.domain,
        aspect=skill.aspect,
        retired=skill.retired,
        successor=skill.successor,
        signals=[skill_signals.to_data(signal) for signal in skill.signals],
    )
    return {**fields, **skill.extra}


def _axis(axis: Axis) -> Document:
    fields = said(
        id=axis.key,
        name=axis.name,
        level=axis.level,
        kind=axis.kind,
        summary=axis.summary,
        parent_axis=axis.parent_axis,
    )
    usual = {} if axis.multiple else {"multiple": False}
    values = [
        {
            **said(
                id=value.key,
                name=value.name,
                hint=value.hint,
                skill=value.skill,
                group=value.group,
                parent=value.parent,
                levels=value.levels,
                no_evidence_for=value.no_evidence_for,
            ),
            **value.extra,
        }
        for value in axis.values
    ]
    return {**fields, **usual, **axis.extra, "values": values}


def _matrix(matrix: Matrix) -> Document:
    fields = said(
        id=matrix.key,
        name=matrix.name,
        level=matrix.level,
        rows=matrix.rows,
        columns=matrix.columns,
        kind=matrix.kind,
        reading=matrix.reading,
    )
    return {**fields, "cells": matrix.cells, **matrix.extra}


def _rule(rule: Rule) -> Document:
    head = said(id=rule.key, level=rule.level, kind=rule.kind)
    usual = {} if rule.required else {"required": False}
    fields = said(basis=rule.basis, alternative=rule.alternative)
    inner = [{"kind": entry.kind, **said(text=entry.text), **entry.params} for entry in rule.requires]
    return {**head, **usual, **fields, **rule.params, "text": rule.text, **filled(requires=inner)}
