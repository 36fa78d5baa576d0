"""What every page may ask of the request: who looks at it, and what there is to tell them.

An anonymous visitor costs nothing: without our session cookie neither session nor user is touched, so public pages set
no cookie and may be kept by a shared cache.
"""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """For `base.html`: `viewer` (the signed-in user, or None), `flashes` (messages of the last action), `site_name`,
    `site_url` (without a slash at its end, for canonical addresses), `demo` (whether this is a demo world) and
    `signup_open` (whether anybody may make an account).
    """
    known = settings.SESSION_COOKIE_NAME in request.COOKIES
    user = getattr(request, "user", None) if known else None
    return {
        "viewer": user if user is not None and user.is_authenticated else None,
        "flashes": get_messages(request) if known else (),
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL.rstrip("/"),
        "demo": settings.DEMO,
        "signup_open": settings.SIGNUP_OPEN,
    }
