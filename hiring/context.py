"""What pages of hiring may ask of the request: how much is unread. Whoever does not ask costs nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from hiring.queries import conversations


def unread(request: HttpRequest) -> dict[str, Any]:
    """`unread_messages`: conversations with something that the signed-in user has not read. One query, when asked."""

    def count() -> int:
        user = getattr(request, "user", None) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        return conversations.unread(user) if user is not None and user.is_authenticated else 0

    return {"unread_messages": count}
