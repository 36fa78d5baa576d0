"""What every request and every answer passes through, failures included."""

import logging
import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render

from core import logs, ratelimit
from core.htmx import redirect, wants_part
from core.views import errors, unsent

Next = Callable[[HttpRequest], HttpResponseBase]

logger = logging.getLogger("core.requests")
REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
METHODS = ["GET", "HEAD", "POST"]
QUIET = {"/healthz", "/readyz"}
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
# Addresses that are a secret themselves: nothing of them may travel on in a Referer.
SECRET_PATHS = re.compile(
    r"^/(accounts/(password/reset/key|confirm-email|email/undo)|teams/join|searches/[0-9a-f-]{36}/feed)/"
)


def request_log(get_response: Next) -> Next:
    """Gives the request an id (`X-Request-ID`, taken over from the proxy if it is well-formed), and logs it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        identity = given if settings.TRUSTED_PROXIES and REQUEST_ID.fullmatch(given) else uuid4().hex
        token = logs.request_id.set(identity)
        started = time.perf_counter()
        try:
            response = get_response(request)
            response["X-Request-ID"] = identity
            if request.path not in QUIET:
                _log(request, response, time.perf_counter() - started)
            return response
        finally:
            logs.request_id.reset(token)

    return middleware


def _log(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    known = request.__dict__.get("_cached_user")  # only a user who was looked at anyway
    path = SECRET_PATHS.match(request.path)
    logger.info(
        "request",
        extra={
            "method": request.method,
            "path": f"{path.group(0)}[redacted]" if path else request.path,
            "status": response.status_code,
            "ms": round(seconds * 1000, 1),
            "ip": ratelimit.client_ip(request),
            "user": getattr(known, "pk", None),
        },
    )


def policy_headers(get_response: Next) -> Next:
    """Headers that Django does not set. What a view has said already is kept, but no cookie lies in a shared cache."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        if response.cookies:  # also on a public page: a session that has ended, a token that cannot be read
            response["Cache-Control"] = "private, no-store"
        # Nothing is kept unasked: without a word of the view it may be stored, and is asked for again each time.
        response.headers.setdefault("Cache-Control", "no-cache")
        if SECRET_PATHS.match(request.path):
            response["Referrer-Policy"] = "no-referrer"
        return response

    return middleware


def door(get_response: Next) -> Next:
    """Turns away what no address takes: 405 for any method but GET, HEAD and POST, 404 for a NUL in the address, of
    which PostgreSQL makes an error, and 413 for a body that says it is larger than `BODY_LIMIT`, before a byte of it
    is read."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if "\x00" in request.path:
            return HttpResponse("There is no such address.\n", "text/plain", 404)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not (length.isascii() and length.isdecimal() and len(length) < 16):
            return HttpResponse("The length of the request cannot be read.\n", "text/plain", 400)
        if int(length) > settings.BODY_LIMIT:
            return errors.too_large(request)
        return get_response(request)

    return middleware


def personal_pages(get_response: Next) -> Next:
    """Whatever is made for a person who is signed in stays with that person: `private, no-store`."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.session.accessed and request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware


class Compress(GZipMiddleware):
    """Text, made smaller for the way. Django's own pads at random, so that the length tells nothing of a secret in it
    (BREACH); pictures are compressed already, and static files beforehand."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, compressed where that helps and the browser takes it."""
        kind = response.get("Content-Type", "").partition(";")[0]
        if not (kind.startswith("text/") or kind.endswith(("+xml", "/xml", "/json", "+json"))):
            return response
        return super().process_response(request, response)


class LoginRequired(LoginRequiredMiddleware):
    """Private by default. Public views (`@login_not_required`) are answered without touching the session; htmx, which
    would swap the sign-in page into the part, is told to go there (`HX-Redirect`) and to come back to the page."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """None for whoever may go on, else the way to the sign-in page."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(  # type: ignore[override]  # HX-Redirect is no 302
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        """The sign-in page, which leads back to the page that was open; what a form carried comes back."""
        response = super().handle_no_permission(request, view_func)
        if not wants_part(request):
            sent = unsent.of(request)
            return errors.signed_out(request, sent) if sent else response
        page = request.htmx.current_url_abs_path  # type: ignore[attr-defined]  # set by HtmxMiddleware
        login = urlsplit(response["Location"]).path
        query = f"?{urlencode({self.redirect_field_name: page})}" if page else ""
        return redirect(request, f"{login}{query}")


class TooManyRequests:
    """Turns `ratelimit.TooMany`, raised anywhere in a view, into 429 with `Retry-After`."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for `TooMany`; any other exception goes on."""
        if not isinstance(exception, ratelimit.TooMany):
            return None
        logger.warning("too many requests", extra={"event": "throttled", "limit": exception.name})
        response = render(request, "429.html", {"seconds": exception.seconds}, status=429)
        response["Retry-After"] = str(exception.seconds)
        return response
