"""Taking over a newer edition into one's own checklist: shown first, done after, undoable."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.errors import DomainError, StaleVersion
from core.htmx import redirect, render
from portfolio.actions import checklists as actions
from portfolio.queries import checklists as reading
from portfolio.views.studio import checklists


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, uuid: str) -> HttpResponse:
    """What the newer edition changes, with choices where both changed something; then it is taken over."""
    checklist = checklists.own(request, uuid)
    choices = {name: value for name, value in request.POST.items() if ":" in name}
    status, refusal = 200, ""
    if request.method == "POST":
        version = request.POST.get("version", "")
        try:
            actions.merge(checklist, version=version, choices=choices, by=request.user, at=timezone.now())
        except DomainError as error:
            status, refusal = 409 if isinstance(error, StaleVersion) else 422, error.message
        else:
            messages.success(request, f"Your checklist is on edition {version} now. It can be undone.")
            return redirect(request, checklist.get_absolute_url())
    preview = reading.preview(checklists.own(request, uuid), choices)
    context = {"preview": preview, "refusal": refusal, "here": "studio"}
    return render(request, "portfolio/merges/new.html", context, status=status)
