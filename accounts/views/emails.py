"""The link that went to the old address when the address of an account was changed."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import tokens
from accounts.actions import emails as actions
from accounts.forms.entrance import ResetForm
from accounts.queries import emails
from core.errors import DomainError
from core.htmx import render

PAGE = "accounts/emails/undo.html"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, token: str) -> HttpResponse:
    """GET says what will happen, POST does it: the old address again, all sessions ended, a link for a new password."""
    identity = tokens.read_undo_token(token, days=actions.UNDO_DAYS)
    change = emails.change(identity) if identity else None
    if change is None or change.undone_at is not None:
        return render(request, PAGE, {"change": None, "undone": change}, status=404)
    if request.method != "POST":
        return render(request, PAGE, {"change": change})
    try:
        user = actions.undo(change, at=timezone.now())
    except DomainError as error:
        return render(request, PAGE, {"change": change, "refusal": error.message}, status=422)
    logout(request)
    reset = ResetForm({"email": user.email})
    if reset.is_valid():
        reset.save(request)
    return render(request, PAGE, {"change": change, "done": True})
