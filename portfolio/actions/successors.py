"""Moving evidence from a retired skill to the one that continues it. Nothing moves without the person."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from competence.models import Skill
from core.errors import DomainError, StaleVersion
from portfolio.actions import parts, portfolios
from portfolio.models import Evidence

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def accept(evidence: Evidence, *, skill: Skill, by: User | None, at: datetime) -> Evidence:
    """Put the same statement and places forward for `skill`, which continues the retired skill of `evidence`.

    Verdicts stay with it. They were given for the retired skill, so they read "for an earlier version". Evidence of
    other frameworks that follows it goes on following. `StaleVersion` when it was removed, `DomainError` when its skill
    is in use, `skill` does not continue it or is retired itself, or the project shows `skill` already.
    """
    portfolios.lock(evidence.project.practitioner)
    current = Evidence.objects.select_related("project__practitioner", "skill").filter(pk=evidence.pk).first()
    if current is None:
        raise StaleVersion(parts.REMOVED)
    if not _continues(current.skill, skill):
        raise DomainError("This skill does not continue the one of the evidence. Look again at what is proposed.")
    if Evidence.objects.filter(project=current.project, skill=skill).exists():
        raise DomainError("This project shows that skill by other evidence already. Change that evidence instead.")
    current.skill = skill
    parts.save(current, ["skill"], at=at)
    parts.touch(current.project, at=at)
    return current


def _continues(retired: Skill, skill: Skill) -> bool:
    """Whether `skill`, in use, is the successor of `retired`, or the successor's own, and so on."""
    seen: set[int] = set()
    ahead: Skill | None = retired
    while ahead is not None and ahead.retired_at is not None and ahead.pk not in seen:
        seen.add(ahead.pk)
        ahead = ahead.successor
    return ahead is not None and ahead.pk == skill.pk and ahead.retired_at is None and ahead.pk != retired.pk
