"""Snapshots that were sent: for whoever sent them, and for those behind the brief."""

from __future__ import annotations

from datetime import UTC, date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from core.htmx import redirect, render
from core.paging import page_of
from hiring import rules
from hiring.actions import snapshots as actions
from hiring.models import Snapshot
from hiring.queries import briefs, veils
from hiring.queries import snapshots as reading
from portfolio.queries import profiles


def today() -> date:
    """The day by which last days are counted."""
    return timezone.now().astimezone(UTC).date()


def _known(request: HttpRequest, uuid: str) -> Snapshot:
    """One that whoever is signed in sent, or may read; 404 for everything else."""
    return get_object_or_404(reading.known(request.user, today()), uuid=uuid)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """One's own, the latest first."""
    page = page_of(reading.own(request.user), request.GET)
    context = {"page": page, "sent": reading.sent(page.rows, today()), "here": "explore"}
    return render(request, "hiring/snapshots/index.html", context)


@require_GET
def show(request: HttpRequest, uuid: str) -> HttpResponse:
    """What was sent, for who sent it; for those behind the brief also what has changed since."""
    snapshot = _known(request, uuid)
    context: dict[str, Any] = {"snapshot": snapshot, "brief": snapshot.brief}
    if rules.can_withdraw(request.user, snapshot):
        state = reading.sent([snapshot], today())[0]
        view = reading.as_sent(snapshot) if state.is_open else None
        context |= {"own": state, "view": view, "here": "explore"}
    else:
        assert snapshot.brief is not None  # without one it is nobody's to read
        found = reading.read(snapshot, snapshot.brief, profiles.ground())
        context |= {"reading": found, "view": found.view, "here": "hiring"}
    return render(request, "hiring/snapshots/show.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, uuid: str) -> HttpResponse:
    """After a question that says what happens."""
    snapshot = _known(request, uuid)
    if not rules.can_withdraw(request.user, snapshot):
        raise PermissionDenied("Only who sent it may withdraw it.")
    if request.method == "POST":
        actions.withdraw(snapshot, by=request.user, at=timezone.now())
        messages.success(request, "Withdrawn. Nobody can read it any more, and what it held is deleted.")
        return redirect(request, reverse("hiring:snapshots-index"))
    state = reading.sent([snapshot], today())[0]
    context = {"snapshot": snapshot, "own": state, "here": "explore"}
    return render(request, "hiring/snapshots/withdraw.html", context)


@require_GET
def received(request: HttpRequest, uuid: str) -> HttpResponse:
    """Those that were sent for a brief, for whoever holds it."""
    brief = get_object_or_404(briefs.own(request.user), uuid=uuid)
    page = page_of(reading.received(brief, today()), request.GET)
    veil = veils.of(brief)
    context = {
        "brief": brief,
        "page": page,
        "rows": reading.glances(page.rows, veil),
        "is_blind": veil is not None,
        "here": "hiring",
    }
    return render(request, "hiring/snapshots/received.html", context)


@require_POST
def take(request: HttpRequest, uuid: str) -> HttpResponse:
    """Whether the brief takes snapshots: yes with `takes=yes`, no without."""
    brief = get_object_or_404(briefs.own(request.user), uuid=uuid)
    takes = request.POST.get("takes") == "yes"
    try:
        actions.take(brief, takes=takes, by=request.user, at=timezone.now())
    except DomainError as error:  # gone in the meantime
        messages.warning(request, error.message)
        return redirect(request, reverse("hiring:briefs-index"))
    said = "This brief takes snapshots." if takes else "No more snapshots are taken. Those that were sent stay."
    messages.success(request, said)
    return redirect(request, reverse("hiring:snapshots-received", args=[brief.uuid]))
