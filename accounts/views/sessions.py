"""Where a person is signed in."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.actions import users
from core.htmx import redirect


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Signs out everywhere else; this browser stays signed in, under a new session key."""
    users.end_sessions(request.user, by=request.user, at=timezone.now())
    update_session_auth_hash(request, request.user)
    messages.success(request, "Signed out everywhere else. Only this browser is signed in now.")
    return redirect(request, reverse("accounts:settings-show"))
