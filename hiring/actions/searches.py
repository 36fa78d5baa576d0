"""Searches that somebody keeps: made, named, looked at, given another secret address, removed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from core.errors import DomainError, StaleVersion
from hiring import tokens
from hiring.actions import holders
from hiring.models import SavedSearch, Team

if TYPE_CHECKING:
    from accounts.models import User

MOST_SEARCHES = 50
"""Searches that one user or one team may keep."""
GONE = "This search was removed in the meantime."


@transaction.atomic
def create(holder: User | Team, *, kind: str, query: str, title: str, by: User, at: datetime) -> SavedSearch:
    """Keep what the explore page was asked for, seen at this moment. Its feed has an address that nobody knows yet.

    `DomainError` when `holder` keeps the very same already, or too many, or is gone.
    """
    held = holders.held(holder, by)
    kept = SavedSearch.objects.filter(**held)
    same = kept.filter(kind=kind, query=query).first()
    if same is not None:
        raise DomainError(f"This search is saved already, as “{same.title}”.")
    if kept.count() >= MOST_SEARCHES:
        raise DomainError(f"There are {MOST_SEARCHES} searches already. Remove one before you save another.")
    secret = tokens.hashed(tokens.new())
    return SavedSearch.objects.create(
        kind=kind, query=query, title=title, token_hash=secret, created_at=at, seen_at=at, **held
    )


@transaction.atomic
def rename(search: SavedSearch, *, title: str, revision: int, by: User, at: datetime) -> None:
    """Call it something else. `StaleVersion` if somebody did in the meantime."""
    current = _locked(search)
    if current.revision != revision:
        raise StaleVersion()
    current.title, current.revision = title, revision + 1
    current.save(update_fields=["title", "revision"])


@transaction.atomic
def look(search: SavedSearch, *, by: User, at: datetime) -> None:
    """From now on only what comes later is new; for a team, for all of it."""
    SavedSearch.objects.filter(pk=search.pk, seen_at__lt=at).update(seen_at=at)


@transaction.atomic
def renew(search: SavedSearch, *, by: User, at: datetime) -> str:
    """Another secret for the feed's address; the one before leads nowhere from now on. Says the secret, this once."""
    current, token = _locked(search), tokens.new()
    current.token_hash = tokens.hashed(token)
    current.save(update_fields=["token_hash"])
    return token


@transaction.atomic
def remove(search: SavedSearch, *, by: User, at: datetime) -> None:
    """Delete it; its feed ends."""
    SavedSearch.objects.filter(pk=search.pk).delete()


def _locked(search: SavedSearch) -> SavedSearch:
    current: SavedSearch | None = SavedSearch.objects.select_for_update().filter(pk=search.pk).first()
    if current is None:
        raise DomainError(GONE)
    return current
