"""The pages of failures. They work when hardly anything else does."""

import logging
import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import loader

from core import logs
from core.ended import Ended
from core.storage import Unavailable
from core.views import unsent

logger = logging.getLogger("core.security")
NEVER_KEPT = "private, no-store"
BARE = "<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title><h1>{title}</h1><p>{text}</p></html>"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; of what has ended with what became of it and the way on."""
    ended = exception if isinstance(exception, Ended) else None
    return HttpResponse(loader.render_to_string("404.html", {"ended": ended}, request), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: says nothing of the cause, but the id under which the log has it. Touches neither user nor database.

    503 with `Retry-After` when it was the database or the store of files that could not be reached, or was too busy.
    """
    context = {"request_id": logs.request_id.get()}
    bare = f"Request {context['request_id']}"
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError | Unavailable):
        response = HttpResponse(_page("503.html", context, "Back in a moment", bare), status=503)
        response["Retry-After"] = "10"
        return response
    return HttpResponse(_page("500.html", context, "Something broke here", bare), status=500)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: the body is refused unread."""
    most = settings.BODY_LIMIT // 2**20
    page = _page("413.html", {"most_mb": most}, "Too large", f"At most {most} MB can be sent at once.")
    return HttpResponse(page, status=413)


def _page(template: str, context: dict[str, object], title: str, text: str) -> str:
    """The template, or the bare words where it fails for whatever reason: this must not fail in its turn."""
    try:
        return loader.get_template(template).render(context)
    except Exception:
        logger.exception("page of a failure failed", extra={"template": template})
        return BARE.format(title=title, text=text)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token: usually a page that stood open for long, or no cookies."""
    logger.warning("form refused", extra={"event": "csrf", "reason": reason})
    sent = unsent.of(request) if unsent.is_from_here(request) else None
    context = {"unsent": sent, "csrf_token": get_token(request)} if sent else {}
    text = "The form was open too long, or cookies are switched off. Go back, reload the page, send it again."
    page = _page("403_csrf.html", context, "This form cannot be accepted", text)
    return HttpResponse(page, status=403, headers={"Cache-Control": NEVER_KEPT})


def signed_out(request: HttpRequest, sent: unsent.Unsent) -> HttpResponse:
    """401 for a form of somebody who is not signed in any more: what was typed, and the way to send it again."""
    page = loader.render_to_string("401.html", {"unsent": sent}, request)
    return HttpResponse(page, status=401, headers={"Cache-Control": NEVER_KEPT})
