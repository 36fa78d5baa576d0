"""Whoever changes something, and what it is held with or made for, locked before the thing itself.

One order everywhere: accounts, people, teams, briefs, then lists and conversations with what is in them. Whoever
deletes an account or a team goes the same way, so two at once stand in line, and the second is told what is gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from accounts.models import User
from core.errors import DomainError
from hiring.models import Brief, Team
from portfolio.models import Practitioner

LEFT = "This account was deleted in the meantime."
TEAM_GONE = "This team was deleted in the meantime."
BRIEF_GONE = "This brief was removed in the meantime."


def account(user: User) -> User:
    """The account as it stands now. Every action that writes takes it first."""
    found = User.objects.select_for_update(no_key=True).filter(pk=user.pk).first()
    if found is None:
        raise DomainError(LEFT)
    return found


def people(handles: Iterable[str]) -> dict[str, Practitioner]:
    """Those of them who are listed, by handle; none of them can be deleted before the transaction ends."""
    found = Practitioner.objects.listed().filter(handle__in=handles).order_by("pk")
    return {person.handle: person for person in found.select_for_update(of=("self",), no_key=True)}


def team(wanted: Team) -> Team:
    """The team as it stands now: who counts its owners counts alone."""
    found = Team.objects.select_for_update().filter(pk=wanted.pk).first()
    if found is None:
        raise DomainError(TEAM_GONE)
    return found


def brief(wanted: Brief) -> Brief:
    """The brief as it stands now, with its framework, team and owner."""
    rows = Brief.objects.select_for_update(of=("self",)).select_related("framework", "team", "owner")
    found = rows.filter(pk=wanted.pk).first()
    if found is None:
        raise DomainError(BRIEF_GONE)
    return found


def held(holder: User | Team, by: User) -> dict[str, Any]:
    """Columns of something new that `by` makes for themselves or for a team of theirs."""
    account(by)
    return {"team": team(holder)} if isinstance(holder, Team) else {"owner": holder}
