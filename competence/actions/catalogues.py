"""Writing what stands beside the frameworks: process templates, crosswalk, project ideas. Updated in place by key."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from competence import fingerprint
from competence.catalogues import Crosswalk, Ideas
from competence.models import (
    Collection,
    CrosswalkMatch,
    ProcessStep,
    ProcessTemplate,
    ProjectIdea,
    ReferenceRole,
    Rung,
    Skill,
    StepLink,
)
from competence.yardstick import Processes, Template


def is_loaded(kind: Collection.Kind, content: Processes | Crosswalk | Ideas) -> bool:
    """Whether exactly this content is in the tables already."""
    return Collection.objects.filter(kind=kind, content_hash=fingerprint.of(content)).exists()


@transaction.atomic
def write_processes(processes: Processes, *, at: datetime) -> None:
    """Bring the process templates to this state. Templates, steps and roles are only added or reworded, never removed
    (projects are written under them); links between steps are replaced."""
    ProcessTemplate.objects.filter(is_default=True).update(is_default=False)
    for position, template in enumerate(processes.templates):
        fields = _fields(template, "title kind summary use_when is_default retired extra")
        row, _ = ProcessTemplate.objects.update_or_create(key=template.key, defaults={"position": position, **fields})
        _write_steps(row, template)
    for position, role in enumerate(processes.roles):
        ReferenceRole.objects.update_or_create(
            key=role.key, defaults={"position": position, **_fields(role, "name shown_as meaning extra")}
        )
    steps = {step.key: step for step in ProcessStep.objects.all()}
    StepLink.objects.all().delete()
    pairs = [(link, target) for link in processes.links for target in link.targets]
    StepLink.objects.bulk_create(
        StepLink(source=steps[link.source], target=steps[target], relation=link.relation, position=n)
        for n, (link, target) in enumerate(pairs)
    )
    _write_head(Collection.Kind.PROCESSES, processes, processes.extra, at)


def _write_steps(row: ProcessTemplate, template: Template) -> None:
    plain = "name purpose required covers skill_scope dataset_source retired extra"
    for step in template.steps:
        lists = {
            name: list(getattr(step, name)) for name in ("questions", "artefacts", "skills", "required_for_levels")
        }
        ProcessStep.objects.update_or_create(
            key=step.key, defaults={"template": row, "position": step.order, **lists, **_fields(step, plain)}
        )
    row.rungs.exclude(key__in=[rung.key for rung in template.rungs]).delete()
    for position, rung in enumerate(template.rungs):
        lists = {name: list(getattr(rung, name)) for name in ("needs", "reference_roles")}
        fields = _fields(rung, "name meaning progress_above progress_at_least repeats_at_least extra")
        Rung.objects.update_or_create(key=rung.key, defaults={"template": row, "position": position, **lists, **fields})


@transaction.atomic
def write_crosswalk(crosswalk: Crosswalk, *, at: datetime) -> None:
    """Bring the matches to this state: add, change, and remove those that the file does not name any more."""
    named = {key for pair in crosswalk.pairs for key in (pair.source, pair.target)}
    skills = {skill.key: skill for skill in Skill.objects.filter(key__in=named)}
    CrosswalkMatch.objects.all().delete()
    CrosswalkMatch.objects.bulk_create(
        CrosswalkMatch(source=skills[pair.source], target=skills[pair.target], kind=pair.kind, position=n)
        for n, pair in enumerate(crosswalk.pairs)
    )
    kinds = [asdict(kind) for kind in crosswalk.kinds]
    _write_head(Collection.Kind.CROSSWALK, crosswalk, {"match_types": kinds, **crosswalk.extra}, at)


@transaction.atomic
def write_ideas(ideas: Ideas, *, at: datetime) -> None:
    """Bring the project ideas to this state, by key."""
    ProjectIdea.objects.exclude(key__in=[idea.key for idea in ideas.ideas]).delete()
    for position, idea in enumerate(ideas.ideas):
        ProjectIdea.objects.update_or_create(
            key=idea.key, defaults={"position": position, "title": idea.title, "document": dict(idea.document)}
        )
    _write_head(Collection.Kind.IDEAS, ideas, ideas.extra, at)


def _write_head(kind: Collection.Kind, content: Processes | Crosswalk | Ideas, extra: Any, at: datetime) -> None:
    Collection.objects.update_or_create(
        kind=kind,
        defaults={
            **_fields(content, "key title version"),
            "extra": extra,
            "content_hash": fingerprint.of(content),
            "changed_at": at,
        },
    )


def _fields(value: Any, names: str) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names.split()}
