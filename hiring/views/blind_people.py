"""A person as a blind brief shows them: what they show, and what to ask, without who they are."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from competence.yardstick import Yardstick
from hiring.interview.values import ANCHORS
from hiring.models import Brief
from hiring.pages.veils import Veil
from hiring.queries import blind_people, matches, veils, wanted
from portfolio.models import Practitioner
from portfolio.queries import profiles
from portfolio.queries.profiles import Ground


def known(request: HttpRequest, uuid: str, token: str) -> tuple[Brief, Practitioner, Yardstick, Ground]:
    """The brief, whom it calls so, and its framework; 404 for everything else."""
    brief = get_object_or_404(matches.briefs(request.user), uuid=uuid)
    person = get_object_or_404(veils.people(brief, token))
    on = profiles.ground()
    yardstick = on.of(brief.framework.key)
    if yardstick is None:
        raise Http404("The framework of this brief has no edition.")
    return brief, person, yardstick, on


@require_safe
def show(request: HttpRequest, uuid: str, token: str) -> HttpResponse:
    """Map, shape, results, decisions and evidence; once the choice is made, the profile itself."""
    brief, person, yardstick, on = known(request, uuid, token)
    veil = veils.of(brief)
    if veil is None:
        return redirect(person.get_absolute_url())
    page = blind_people.page(person, veil, yardstick, on, wanted.of(brief, yardstick))
    context = {"page": page, "edition": yardstick, **_around(brief, veil, person)}
    return render(request, "hiring/blind_people/show.html", context)


@require_safe
def interview(request: HttpRequest, uuid: str, token: str) -> HttpResponse:
    """Their interview kit; once the choice is made, the one with their name."""
    brief, person, yardstick, on = known(request, uuid, token)
    veil = veils.of(brief)
    if veil is None:
        return redirect(reverse("hiring:interviews-show", args=[brief.uuid, person.handle]))
    verified_too = request.GET.get("verified") == "yes"
    asked = wanted.of(brief, yardstick)
    kit = blind_people.kit(person, veil, yardstick, on, asked, verified_too=verified_too)
    name, href = veil.name(person.pk), veil.href(person.pk)
    context = {"kit": kit, "name": name, "href": href, "anchors": ANCHORS, **_around(brief, veil, person)}
    return render(request, "hiring/interviews/show.html", context)


def _around(brief: Brief, veil: Veil, person: Practitioner) -> dict[str, Any]:
    return {"brief": brief, "is_blind": True, "kit_href": veil.kit(person.pk), "here": "hiring"}
