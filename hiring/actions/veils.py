"""Choosing blind, or with names."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from core.errors import DomainError
from hiring.actions import holders
from hiring.models import Brief

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def put(brief: Brief, *, blind: bool, by: User, at: datetime) -> Brief:
    """Hides, or shows, who the people of a brief are. Nothing else of the brief changes, so no open form is behind.

    `DomainError` for a brief that was archived or is gone.
    """
    holders.account(by)
    current = holders.brief(brief)
    if current.archived_at is not None:
        raise DomainError("This brief is archived. Take it back into use first.")
    current.is_blind = blind
    current.save(update_fields=["is_blind"])
    return current
