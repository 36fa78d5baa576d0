"""What a file of one's own project can fill in, for the person to confirm."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.htmx import render
from portfolio.actions import fills as actions
from portfolio.forms.fills import FillForm
from portfolio.models import Artefact, Project
from portfolio.queries import fills, studio
from portfolio.views.studio import artefacts, desk


def _show(
    request: HttpRequest, project: Project, artefact: Artefact, form: FillForm, *, status: int = 200, **extra: Any
) -> HttpResponse:
    context = desk.context(project, "artefacts", artefact=artefact, form=form, **extra)
    page, part = "portfolio/fills/new.html", "portfolio/fills/_new.html"
    return render(request, page, context, part=part, status=status)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str, uuid: str) -> HttpResponse:
    """What was found in the newest version, to be ticked."""
    project = desk.own_project(request, slug)
    artefact = get_object_or_404(studio.uploaded(project, artefacts.READABLE), uuid=uuid)
    found = fills.of_file(artefact)
    if request.method == "GET":
        return _show(request, project, artefact, FillForm(found=found))
    form = FillForm(request.POST, found=found)
    at = timezone.now()
    status = desk.save(
        form, lambda: actions.fill(project, chosen=form.chosen, origins=form.origins, by=request.user, at=at)
    )
    if status == 200:
        count = len(form.chosen)
        text = "Filled in." if count == 1 else f"{count} things filled in."
        return desk.answer(request, artefacts.show, project, "artefacts", text)
    return _show(request, project, artefact, form, status=status)
