"""The interview kit of one person for one brief."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hiring.interview.values import ANCHORS
from hiring.queries import interviews, matches, veils, wanted
from portfolio.queries import profiles


@require_safe
def show(request: HttpRequest, uuid: str, handle: str) -> HttpResponse:
    """Questions and scoring sheet, for whoever holds the brief; `?verified=yes` asks about verified work as well.

    While the brief is blind there is no such page: the kit stands under the name that hides the person.
    """
    brief = get_object_or_404(matches.briefs(request.user), uuid=uuid)
    if veils.of(brief) is not None:
        raise Http404("People of this brief have no names yet.")
    person = get_object_or_404(interviews.people(), handle=handle)
    on = profiles.ground()
    yardstick = on.of(brief.framework.key)
    if yardstick is None:
        raise Http404("The framework of this brief has no edition.")
    verified_too = request.GET.get("verified") == "yes"
    asked = wanted.of(brief, yardstick)
    kit = interviews.of(person, yardstick, on, asked, verified_too=verified_too)
    context = {
        "brief": brief,
        "name": person.name,
        "href": person.get_absolute_url(),
        "kit": kit,
        "anchors": ANCHORS,
        "here": "hiring",
    }
    return render(request, "hiring/interviews/show.html", context)
