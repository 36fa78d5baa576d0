"""Whether the people of a brief are shown without who they are."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.htmx import redirect
from hiring.actions import veils as actions
from hiring.queries import matches, veils


@require_POST
def put(request: HttpRequest, uuid: str) -> HttpResponse:
    """On with `blind=yes`, off without."""
    brief = get_object_or_404(matches.briefs(request.user), uuid=uuid)
    blind = request.POST.get("blind") == "yes"
    try:
        brief = actions.put(brief, blind=blind, by=request.user, at=timezone.now())
    except DomainError as error:
        messages.warning(request, error.message)
        return redirect(request, brief.get_absolute_url())
    if not blind:
        messages.success(request, "People are shown by their names.")
    elif veils.of(brief) is None:
        messages.success(request, "The next choice is blind. A list of this brief is settled, so names still show.")
    else:
        messages.success(request, "Names, pictures, places, employers and schools are hidden until a list is settled.")
    return redirect(request, brief.get_absolute_url())
