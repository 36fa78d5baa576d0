"""The pages of failures. They work when hardly anything else does."""

import logging

from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist, loader
from django.views.decorators.csrf import requires_csrf_token

from core import logs

logger = logging.getLogger("core.security")
BARE = "<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title><h1>{title}</h1><p>{text}</p></html>"


def server_error(request: HttpRequest) -> HttpResponse:
    """500: says nothing of the cause, but the id under which the log has it. Touches neither user nor database."""
    context = {"request_id": logs.request_id.get()}
    try:
        html = loader.get_template("500.html").render(context)
    except TemplateDoesNotExist:
        html = BARE.format(title="Something broke here", text=f"Request {context['request_id']}")
    return HttpResponse(html, status=500)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token: usually a page that stood open for long, or no cookies."""
    logger.warning("form refused", extra={"event": "csrf", "reason": reason})
    try:
        html = loader.get_template("403_csrf.html").render({}, request)
    except TemplateDoesNotExist:
        text = "The form was open too long, or cookies are switched off. Go back, reload the page, send it again."
        html = BARE.format(title="This form cannot be accepted", text=text)
    return HttpResponse(html, status=403)
