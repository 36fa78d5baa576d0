"""Teams: the list, a new one, one with its people, joining and leaving."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import ratelimit
from core.ended import Ended
from core.errors import DomainError
from core.htmx import redirect, render
from hiring import rules
from hiring.actions import teams as actions
from hiring.forms.teams import InvitationForm, JoinForm, LeaveForm, NewTeamForm, RenameForm
from hiring.models import Team
from hiring.queries import teams
from hiring.queries.teams import Desk
from portfolio.views.studio import desk

OUT = "You are no longer in this team, or it was deleted."
INVITATIONS_A_DAY = 30
A_DAY = 24 * 3600


def own(request: HttpRequest, uuid: str, *, leads: bool = False) -> Team:
    """A team of whoever is signed in; 404 for every other. With `leads`, 403 unless they are an owner of it."""
    team: Team = get_object_or_404(Team.objects.visible_to(request.user), uuid=uuid)
    if leads and not rules.can_lead(teams.own_membership(team, request.user)):
        raise PermissionDenied("Only owners of the team may do this.")
    return team


def page(request: HttpRequest, team: Team, *, status: int = 200, **extra: Any) -> HttpResponse:
    """The page of a team, read anew; 404 with a sentence when it was left or deleted meanwhile."""
    context = {
        "desk": _desk(request, team),
        "team": team,
        "invitation_form": InvitationForm(),
        "name_form": _saved(team),
        "now": timezone.now(),
        "here": "hiring",
        **extra,
    }
    return render(request, "hiring/teams/show.html", context, status=status)


def _saved(team: Team) -> RenameForm:
    return RenameForm(initial={"name": team.name, "revision": team.revision})


def _desk(request: HttpRequest, team: Team) -> Desk:
    found = teams.desk(team, request.user)
    if found is None:
        raise Ended(OUT, reverse("hiring:teams-index"), "Your teams")
    return found


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    context = {"rows": teams.index(request.user), "here": "hiring"}
    return render(request, "hiring/teams/index.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = NewTeamForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        try:
            team = actions.create(**form.cleaned_data, by=request.user, at=timezone.now())
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Team made. Invite those who hire with you.")
            return redirect(request, team.get_absolute_url())
    context = {"form": form, "here": "hiring"}
    return render(request, "hiring/teams/new.html", context, status=422 if form.errors else 200)


@require_GET
def show(request: HttpRequest, uuid: str) -> HttpResponse:
    return page(request, own(request, uuid))


@require_POST
def rename(request: HttpRequest, uuid: str) -> HttpResponse:
    team = own(request, uuid, leads=True)
    form = RenameForm(request.POST)
    status = desk.save(form, lambda: actions.rename(team, **form.cleaned_data, by=request.user, at=timezone.now()))
    if status != 200:
        again = desk.again(form, _saved(team), status)
        return page(request, team, status=status, name_form=again.pop("form"), **again)
    messages.success(request, "Renamed.")
    return redirect(request, team.get_absolute_url())


@require_POST
def invite(request: HttpRequest, uuid: str) -> HttpResponse:
    """Offer a place by mail; the same address once more gets a new link."""
    team = own(request, uuid, leads=True)
    form = InvitationForm(request.POST)
    if form.is_valid():
        ratelimit.spend("team-invitation", str(request.user.pk), limit=INVITATIONS_A_DAY, seconds=A_DAY)
        try:
            made = actions.invite(team, **form.cleaned_data, by=request.user, at=timezone.now())
        except DomainError as error:
            form.add_error("email", error.message)
        else:
            days = actions.INVITATION_DAYS
            messages.success(request, f"Invited. The link in the mail to {made.email} works for {days} days.")
            return redirect(request, team.get_absolute_url())
    return page(request, team, status=422, invitation_form=form)


@require_POST
def withdraw(request: HttpRequest, uuid: str, invitation: str) -> HttpResponse:
    """Take an invitation back."""
    team = own(request, uuid, leads=True)
    place = get_object_or_404(teams.waiting(team), uuid=invitation)
    try:
        actions.withdraw(place, by=request.user, at=timezone.now())
    except DomainError as error:
        return page(request, team, status=422, refusal=error.message)
    messages.success(request, f"Withdrawn. The link that went to {place.email} leads nowhere now.")
    return redirect(request, team.get_absolute_url())


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """GET says what is offered, POST takes it. Only for the account of the invited address; to whoever is not signed
    in it says no more than that there is an invitation."""
    ratelimit.spend("team-join", str(request.user.pk or ratelimit.client_ip(request)), limit=60, seconds=3600)
    place = teams.invitation(token, at=timezone.now())
    if place is None:
        raise Http404("There is no such invitation.")
    if not request.user.is_authenticated:
        return render(request, "hiring/teams/invited.html", {"here": "hiring"})
    if not teams.is_for(place, request.user):
        return render(request, "hiring/teams/join.html", {"here": "hiring"}, status=403)
    form = JoinForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        try:
            actions.accept(place, **form.cleaned_data, by=request.user, at=timezone.now())
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"You are in the team {place.team.name}.")
            return redirect(request, place.team.get_absolute_url())
    context = {"place": place, "form": form, "token": token, "here": "hiring"}
    return render(request, "hiring/teams/join.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, uuid: str) -> HttpResponse:
    """Says what happens to the team; the last one takes everything along."""
    team = own(request, uuid)
    form = LeaveForm(request.POST or None)
    refusal = ""
    if request.method == "POST":
        everything = form.is_valid() and form.cleaned_data["with_everything"]
        try:
            gone = actions.leave(team, by=request.user, with_everything=everything, at=timezone.now())
        except DomainError as error:
            refusal = error.message
        else:
            said = f"{team.name} is deleted, with what it held." if gone else f"You left {team.name}."
            messages.success(request, said)
            return redirect(request, reverse("hiring:teams-index"))
    context = {"desk": _desk(request, team), "team": team, "refusal": refusal, "here": "hiring"}
    return render(request, "hiring/teams/leave.html", context, status=422 if refusal else 200)
