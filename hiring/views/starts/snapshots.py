"""Sending a snapshot: choose, look at it as its readers will, send. Nothing is saved before that."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.htmx import redirect, render
from hiring.actions import snapshots as actions
from hiring.forms.snapshots import SnapshotForm
from hiring.models import Brief, Snapshot
from hiring.queries import briefs, sending
from hiring.queries import snapshots as reading
from hiring.queries.sending import Desk, Door
from hiring.snapshots import choosing, values
from hiring.views.snapshots import today
from portfolio.queries import profiles
from portfolio.views.studio import desk

EDIT, SEND = "edit", "send"
"""What the button says; anything else is to look first."""


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, uuid: str) -> HttpResponse:
    """For practitioners who are not behind the brief themselves; everybody else is led back to it."""
    brief = get_object_or_404(briefs.published(), uuid=uuid)
    door = sending.door(brief, request.user, today())
    if door is None:
        return redirect(request, reverse("hiring:briefs-open", args=[brief.uuid]))
    found = sending.desk(brief, door.practitioner, profiles.ground())
    if found is None:
        raise Http404("There is no such brief.")
    form = _form(request, found)
    step = request.POST.get("step", "")
    if request.method == "GET" or step == EDIT:
        return _choose(request, brief, door, found, form if request.method == "GET" else desk.unchecked(form))
    done: list[Snapshot] = []

    def act() -> None:
        actions.refuse_closed(door)
        if step == SEND:
            done.append(_send(request, brief, door, form))

    status = desk.save(form, act)
    if done:
        messages.success(request, "Sent. You can withdraw it here at any time.")
        return redirect(request, done[0].get_absolute_url())
    if status in (200, 409):
        return _look(request, brief, found, form, status=status)
    return _choose(request, brief, door, found, form, status=status)


def _form(request: HttpRequest, found: Desk) -> SnapshotForm:
    data = request.POST if request.method == "POST" else None
    ticked = choosing.beforehand(found.offers)
    return SnapshotForm(data, pieces=found.pieces, ticked=ticked, today=today())


def _send(request: HttpRequest, brief: Brief, door: Door, form: Any) -> Snapshot:
    seal = request.POST.get("seal", "")
    return actions.send(door.practitioner, brief, seal=seal, by=request.user, at=timezone.now(), **form.cleaned_data)


def _choose(
    request: HttpRequest, brief: Brief, door: Door, found: Desk, form: Any, *, status: int = 200
) -> HttpResponse:
    context = {"brief": brief, "door": door, "offers": found.offers, "form": form, "here": "explore"}
    context |= {"most": choosing.PIECES_AT_MOST, "has_evidence": bool(found.pieces)}
    return render(request, "hiring/snapshots/new.html", context, status=status)


def _look(request: HttpRequest, brief: Brief, found: Desk, form: Any, *, status: int) -> HttpResponse:
    """The very part that its readers will see, and the form once more, unseen. 409: it is not what was looked at."""
    content = found.freeze(form.cleaned_data["pieces"], form.cleaned_data["message"])
    context = {
        "brief": brief,
        "view": reading.preview(content),
        "seal": values.seal(content),
        "form": form,
        "ends_on": form.cleaned_data["ends_on"],
        "is_changed": status == 409,
        "here": "explore",
    }
    return render(request, "hiring/snapshots/preview.html", context, status=status)
