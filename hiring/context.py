"""What pages may ask of the request that only hiring knows. Whoever does not ask costs nothing."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest

from hiring.queries import conversations

if TYPE_CHECKING:
    from accounts.models import User


def messages(request: HttpRequest) -> dict[str, Any]:
    """`unread_messages`: in how many conversations there is something that the signed-in user has not read.
    `closed_to_viewer`: handles of practitioners who have blocked that user. One query each, the first time it is asked.
    """

    @cache
    def unread() -> int:
        user = _user(request)
        return conversations.unread(user) if user else 0

    @cache
    def closed() -> Collection[str]:
        user = _user(request)
        return frozenset(conversations.closed_handles(user)) if user else ()

    return {"unread_messages": unread, "closed_to_viewer": closed}


def _user(request: HttpRequest) -> User | None:
    """Who is signed in. Without our session cookie neither session nor user is touched."""
    user = getattr(request, "user", None) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    return user if user is not None and user.is_authenticated else None
