"""Things of hiring for tests: teams, briefs with their needs. Keyword arguments replace what is sensible."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from accounts.models import User
from competence.models import Framework
from hiring.models import Brief, Membership, Need, Team

AT = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


def team(owner: User, *members: User, name: str = "Example hiring", at: datetime = AT) -> Team:
    """A team of an owner and members."""
    made = Team.objects.create(name=name, created_at=at)
    Membership.objects.create(team=made, user=owner, role=Membership.Role.OWNER, joined_at=at)
    for user in members:
        Membership.objects.create(team=made, user=user, joined_at=at)
    return made


def brief(
    holder: User | Team,
    *needs: tuple[Any, ...],
    title: str = "Tuning specialist",
    framework: str = "three-levels",
    at: datetime = AT,
    **fields: Any,
) -> Brief:
    """A brief of a user or team that asks for `needs`: (kind, key, weight), or (kind, key, weight, more fields)."""
    held = {"team": holder} if isinstance(holder, Team) else {"owner": holder}
    made = Brief.objects.create(
        framework=Framework.objects.get(key=framework), title=title, created_at=at, changed_at=at, **held, **fields
    )
    for position, (kind, key, weight, *more) in enumerate(needs):
        extra = more[0] if more else {}
        Need.objects.create(brief=made, kind=kind, key=key, weight=weight, position=position, **extra)
    return made
