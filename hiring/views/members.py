"""The people of a team: roles, handing over, removing. For owners."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from core.htmx import redirect, render
from hiring import rules
from hiring.actions import teams as actions
from hiring.forms.teams import RoleForm
from hiring.models import Membership
from hiring.queries import teams
from hiring.views.teams import own, page


def _member(request: HttpRequest, uuid: str, member: str) -> Membership:
    """Somebody of a team that whoever is signed in leads."""
    team = own(request, uuid, leads=True)
    found: Membership = get_object_or_404(teams.members(team), uuid=member)
    return found


@require_POST
def edit(request: HttpRequest, uuid: str, member: str) -> HttpResponse:
    """Give a role."""
    place = _member(request, uuid, member)
    form = RoleForm(request.POST)
    refusal = "" if form.is_valid() else "Choose owner or member."
    if not refusal:
        try:
            place = actions.set_role(place, role=form.cleaned_data["role"], by=request.user, at=timezone.now())
        except DomainError as error:
            refusal = error.message
    if refusal:
        return page(request, place.team, status=422, refusal=refusal)
    messages.success(request, f"{place.user.name or place.user.email} is {_as_what(place)} now.")
    return redirect(request, place.team.get_absolute_url())


def _as_what(place: Membership) -> str:
    return "an owner" if rules.can_lead(place) else "a member"


@require_http_methods(["GET", "POST"])
def lead(request: HttpRequest, uuid: str, member: str) -> HttpResponse:
    """Hand the team over to somebody, and go on as a member."""
    place = _other(request, uuid, member)
    if request.method == "POST":
        try:
            actions.hand_over(place, by=request.user, at=timezone.now())
        except DomainError as error:
            return page(request, place.team, status=422, refusal=error.message)
        messages.success(request, f"{place.user.name or place.user.email} leads the team now.")
        return redirect(request, place.team.get_absolute_url())
    return render(request, "hiring/members/lead.html", {"place": place, "team": place.team, "here": "hiring"})


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, uuid: str, member: str) -> HttpResponse:
    place = _other(request, uuid, member)
    if request.method == "POST":
        try:
            actions.remove(place, by=request.user, at=timezone.now())
        except DomainError as error:
            return page(request, place.team, status=422, refusal=error.message)
        messages.success(request, f"{place.user.name or place.user.email} is no longer in the team.")
        return redirect(request, place.team.get_absolute_url())
    return render(request, "hiring/members/remove.html", {"place": place, "team": place.team, "here": "hiring"})


def _other(request: HttpRequest, uuid: str, member: str) -> Membership:
    """Somebody else of that team; 403 for oneself."""
    place = _member(request, uuid, member)
    if not rules.can_remove(teams.own_membership(place.team, request.user), place):
        raise PermissionDenied("This is you. Leave the team instead.")
    return place
