"""Public pages by version: answered 304 before anything is built, and free of the visitor.

An anonymous visitor is recognised by the absence of our session cookie, so neither session nor user is read, no cookie
is set and a shared cache may stand in front. Whoever is signed in gets a fresh page that nobody keeps
(`core.middleware.personal_pages`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from core import release

KEEP = "public, no-cache"
"""Anybody may keep the page, and asks each time whether it still holds."""


def viewer(request: HttpRequest) -> AbstractBaseUser | AnonymousUser:
    """Who looks: the signed-in user, or an anonymous one without the session having been touched."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return AnonymousUser()
    return request.user


def answer(
    request: HttpRequest,
    *,
    version: str,
    changed_at: datetime | None,
    build: Callable[[], HttpResponse],
    keep: str = KEEP,
) -> HttpResponse:
    """304 if the visitor has this version already, else what `build` makes, with `ETag` and `Last-Modified`.

    `version` names everything that the page is made of; the code and the style of the site are added to it. A signed-in
    viewer always gets a page of their own. `keep` says who may keep the page; whoever does asks again.
    """
    if viewer(request).is_authenticated:
        return build()
    etag = f'W/"{_digest(version, release.mark(), request.get_full_path())}"'
    stamp = int(changed_at.timestamp()) if changed_at else None
    kept = get_conditional_response(request, etag=etag, last_modified=None)
    response = kept if kept is not None else build()
    if response.status_code in {200, 304}:
        response["ETag"] = etag
        response["Cache-Control"] = keep
        if stamp is not None:
            response["Last-Modified"] = http_date(stamp)
    return response


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
