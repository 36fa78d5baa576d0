"""Writing an edition from a frozen value. Nothing here changes a published edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from competence import fingerprint, skill_signals
from competence.models import (
    Axis,
    AxisValue,
    Competence,
    Edition,
    Framework,
    Group,
    Level,
    Matrix,
    Rule,
    Skill,
    SkillEntry,
)
from competence.yardstick import Yardstick


@transaction.atomic
def publish(
    framework: Framework, yardstick: Yardstick, *, at: datetime, note: str = "", by: User | None = None
) -> Edition:
    """Write `yardstick` as a new edition of `framework`, published at `at`, and make it the current one.

    Skills get their identity, or keep it; those that the edition retires are marked so. The version must be new:
    an `IntegrityError` (competence_edition_version_once) stops anything else.
    """
    Edition.objects.filter(framework=framework, is_current=True).update(is_current=False)
    edition = Edition.objects.create(
        framework=framework,
        tiers=asdict(yardstick.tiers),
        content_hash=fingerprint.of(yardstick),
        published_at=at,
        is_current=True,
        note=note,
        published_by=by,
        **_fields(yardstick, "title version language ordered summary licence_note source counted_strength extra"),
    )
    skills = _identities(framework, yardstick)
    levels = _write_tree(edition, yardstick, skills)
    _write_rules(edition, yardstick, levels)
    _write_axes(edition, yardstick)
    _retire(yardstick, skills, at)
    return edition


def _identities(framework: Framework, yardstick: Yardstick) -> dict[str, Skill]:
    known = {skill.key for skill in Skill.objects.filter(framework=framework)}
    Skill.objects.bulk_create(Skill(framework=framework, key=key) for key in yardstick.skills if key not in known)
    return {skill.key: skill for skill in Skill.objects.filter(framework=framework)}


def _write_tree(edition: Edition, yardstick: Yardstick, skills: Mapping[str, Skill]) -> dict[str, Level]:
    level_fields = "key number name summary means does_not_mean remark optional extra"
    levels = Level.objects.bulk_create(
        Level(edition=edition, position=n, prerequisites=list(level.prerequisites), **_fields(level, level_fields))
        for n, level in enumerate(yardstick.levels)
    )
    level_of = {level.key: level for level in levels}
    competences = Competence.objects.bulk_create(
        Competence(level=level_of[c.level], position=n, **_fields(c, "key name summary does_not_mean extra"))
        for n, c in enumerate(yardstick.competences.values())
    )
    competence_of = {competence.key: competence for competence in competences}
    groups = Group.objects.bulk_create(
        Group(competence=competence_of[group.competence], position=n, **_fields(group, "key name summary extra"))
        for n, group in enumerate(yardstick.groups.values())
    )
    group_of = {group.key: group for group in groups}
    texts = "name can_do evidence pitfall proof does_not_mean axis axis_value domain aspect"
    flags = "added comparison diagnosis optional retired extra"
    SkillEntry.objects.bulk_create(
        SkillEntry(
            edition=edition,
            skill=skills[skill.key],
            competence=competence_of[skill.competence],
            group=group_of[skill.group] if skill.group else None,
            position=n,
            successor_key=skill.successor,
            signals=[skill_signals.to_data(signal) for signal in skill.signals],
            **_fields(skill, f"{texts} {flags}"),
        )
        for n, skill in enumerate(yardstick.skills.values())
    )
    return level_of


def _write_rules(edition: Edition, yardstick: Yardstick, levels: Mapping[str, Level]) -> None:
    Rule.objects.bulk_create(
        Rule(
            edition=edition,
            level=levels[rule.level],
            position=n,
            requires=[_fields(entry, "kind text params") for entry in rule.requires],
            **_fields(rule, "key kind text required basis alternative params"),
        )
        for n, rule in enumerate(yardstick.rules)
    )


def _write_axes(edition: Edition, yardstick: Yardstick) -> None:
    axes = Axis.objects.bulk_create(
        Axis(edition=edition, position=n, **_fields(axis, "key name kind level summary multiple parent_axis extra"))
        for n, axis in enumerate(yardstick.axes)
    )
    AxisValue.objects.bulk_create(
        AxisValue(
            axis=row,
            position=n,
            levels=list(value.levels),
            no_evidence_for=list(value.no_evidence_for),
            **_fields(value, "key name hint skill group parent extra"),
        )
        for row, axis in zip(axes, yardstick.axes, strict=True)
        for n, value in enumerate(axis.values)
    )
    Matrix.objects.bulk_create(
        Matrix(edition=edition, position=n, **_fields(matrix, "key name level rows columns kind cells reading extra"))
        for n, matrix in enumerate(yardstick.matrices)
    )


def _retire(yardstick: Yardstick, skills: Mapping[str, Skill], at: datetime) -> None:
    changed = []
    for key, entry in yardstick.skills.items():
        skill = skills[key]
        retired_at = (skill.retired_at or at) if entry.retired else None
        successor = skills[entry.successor] if entry.successor else None
        if (skill.retired_at, skill.successor_id) != (retired_at, successor.pk if successor else None):
            skill.retired_at, skill.successor = retired_at, successor
            changed.append(skill)
    Skill.objects.bulk_update(changed, ["retired_at", "successor"])


def _fields(value: Any, names: str) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names.split()}
