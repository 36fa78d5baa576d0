"""What pages may ask of the request that only portfolios know. Whoever does not ask costs nothing."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from portfolio.queries import practitioners


def own_profile(request: HttpRequest) -> dict[str, Any]:
    """`profile_name`: the name on the profile of the signed-in user, empty without one. One query when it is asked."""

    @cache
    def name() -> str:
        user = getattr(request, "user", None) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        known = practitioners.of(user) if user is not None and user.is_authenticated else None
        return known.name if known else ""

    return {"profile_name": name}
