"""Taking up what files speak for, or putting it aside. Nothing becomes evidence without the person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from competence.models import Skill
from portfolio.actions import evidence, parts, portfolios
from portfolio.models import Dismissal, Evidence, Pointer, Project

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Choice:
    """One skill that was chosen, with its place and what is said of it."""

    key: str
    pointer: Pointer
    statement: str


@transaction.atomic
def accept(project: Project, *, choices: Sequence[Choice], by: User | None, at: datetime) -> list[Evidence]:
    """Link each chosen skill to its place, all or none. `DomainError` as for `evidence.link`."""
    skills = Skill.objects.in_bulk([choice.key for choice in choices], field_name="key")
    with portfolios.batch(project.practitioner, at=at):
        return [
            evidence.link(
                project,
                skill=skills[choice.key],
                statement=choice.statement,
                pointers=[choice.pointer],
                by=by,
                at=at,
            )
            for choice in choices
        ]


@transaction.atomic
def dismiss(project: Project, *, keys: Iterable[str], by: User | None, at: datetime) -> int:
    """Put these skills aside: they are not proposed for this project again. Says how many were new."""
    portfolios.lock(project.practitioner)
    known = set(Dismissal.objects.filter(project=project).values_list("skill__key", flat=True))
    fresh = Skill.objects.filter(key__in=set(keys) - known)
    made = Dismissal.objects.bulk_create(Dismissal(project=project, skill=skill, dismissed_at=at) for skill in fresh)
    parts.touch(project, at=at)
    return len(made)


@transaction.atomic
def restore(project: Project, *, keys: Iterable[str], by: User | None, at: datetime) -> None:
    """Propose these skills again."""
    portfolios.lock(project.practitioner)
    Dismissal.objects.filter(project=project, skill__key__in=set(keys)).delete()
    parts.touch(project, at=at)
