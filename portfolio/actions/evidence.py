"""Linking skills to the places that show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from competence.models import Skill
from core.errors import DomainError
from portfolio.actions import parts, portfolios
from portfolio.models import Evidence, Pointer, Project

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def link(
    project: Project, *, skill: Skill, statement: str, pointers: Sequence[Pointer] = (), by: User | None, at: datetime
) -> Evidence:
    """Put `project` forward for `skill`. Without pointers it is a claim.

    `DomainError` if the skill is retired, is linked already, or a pointer leads out of the project.
    """
    portfolios.lock(project.practitioner)
    if skill.retired_at is not None:
        raise DomainError("This skill is retired. Choose the one that continues it.")
    if Evidence.objects.filter(project=project, skill=skill).exists():
        raise DomainError("This project is linked to that skill already. Change the link below instead.")
    evidence = Evidence(project=project, skill=skill, statement=statement)
    last = parts.siblings(evidence).last()
    evidence.position = last.position + 1 if last else 0
    evidence.created_at = evidence.changed_at = at
    evidence.save()
    _point(evidence, pointers)
    parts.touch(project, at=at)
    return evidence


@transaction.atomic
def change(
    evidence: Evidence,
    *,
    revision: int,
    statement: str,
    pointers: Sequence[Pointer],
    by: User | None,
    at: datetime,
) -> Evidence:
    """Change the statement and where it points. Verdicts stay, and then read "for an earlier version"."""
    portfolios.lock(evidence.project.practitioner)
    current = parts.fresh(evidence, revision=revision)
    current.statement = statement
    parts.save(current, ["statement"], at=at)
    current.pointers.all().delete()
    _point(current, pointers)
    parts.touch(current.project, at=at)
    return current


def _point(evidence: Evidence, pointers: Sequence[Pointer]) -> None:
    for position, pointer in enumerate(pointers):
        target = pointer.target
        if target is None or target.project_id != evidence.project_id:
            raise DomainError("A pointer can only lead to a place in the same project.")
        pointer.pk, pointer.evidence, pointer.position = None, evidence, position
    Pointer.objects.bulk_create(pointers)
