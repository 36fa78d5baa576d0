"""Taking evidence over to matching skills of other frameworks. Nothing is carried over without the person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from competence.models import Skill
from core.errors import StaleVersion
from portfolio.actions import evidence, portfolios
from portfolio.models import Evidence, Project

if TYPE_CHECKING:
    from accounts.models import User

Choice = tuple[str, str]
"""(UUID of the evidence, key of the skill that it is put forward for as well)"""


@transaction.atomic
def accept(project: Project, *, choices: Sequence[Choice], by: User | None, at: datetime) -> list[Evidence]:
    """Let new evidence for each chosen skill follow the chosen piece, all or none.

    `StaleVersion` when a piece is gone, `DomainError` as for `evidence.link`.
    """
    portfolios.lock(project.practitioner)
    pieces = {str(piece.uuid): piece for piece in project.evidence.select_related("project__practitioner", "follows")}
    skills = Skill.objects.in_bulk([key for _, key in choices], field_name="key")
    if any(uuid not in pieces or key not in skills for uuid, key in choices):
        raise StaleVersion("Some of it was removed in the meantime, in another tab or by another person.")
    with portfolios.batch(project.practitioner, at=at):
        return [evidence.follow(pieces[uuid], skill=skills[key], by=by, at=at) for uuid, key in choices]
