"""Beginning a brief: with a template, with a pasted job text, with nothing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core import ratelimit
from core.errors import DomainError
from core.htmx import redirect, render
from hiring import beginnings
from hiring.actions import briefs as actions
from hiring.forms.briefs import HolderForm, RoleForm, TextForm, beginning_text, taken, weights
from hiring.queries import proposals, teams
from hiring.sheets import Sheet
from portfolio.queries import profiles

TEXTS_AN_HOUR = 60
UNTITLED = "New brief"
ALONE = "text"
"""What the button says that takes none of the proposals."""
NOTHING_TICKED = "Tick what the work needs, or begin with the text alone."


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The three beginnings. A template or nothing makes the brief at once; a text goes on to `propose`."""
    holders = HolderForm(request.POST if request.method == "POST" else None, teams=teams.of(request.user))
    refusal = ""
    if request.method == "POST":
        beginning = beginnings.of(request.POST.get("template", ""))
        sheet = beginning.sheet if beginning else Sheet(UNTITLED, "", profiles.ground().default.key)
        if "template" in request.POST and beginning is None:
            refusal = "There is no such template. Choose one of these."
        elif holders.is_valid():
            answer = _make(request, sheet, holders)
            if isinstance(answer, HttpResponse):
                return answer
            refusal = answer
    context = {
        "beginnings": beginnings.every(),
        "form": TextForm(),
        "holders": holders,
        "refusal": refusal,
        "here": "hiring",
    }
    failed = bool(refusal or holders.errors)
    return render(request, "hiring/briefs/new.html", context, status=422 if failed else 200)


def _make(request: HttpRequest, sheet: Sheet, holders: HolderForm) -> HttpResponse | str:
    """The page of the new brief, or why there is none."""
    try:
        brief = actions.create(sheet, holder=holders.team or request.user, by=request.user, at=timezone.now())
    except DomainError as error:
        return error.message
    messages.success(request, "This is your brief. Change what does not fit; nobody else sees it yet.")
    return redirect(request, reverse("hiring:briefs-edit", args=[brief.uuid]))


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """What a pasted text seems to ask for, each with its sentence; nothing is taken without a tick."""
    form = TextForm(request.POST if request.method == "POST" else None)
    making = request.POST if "make" in request.POST else None
    holders, role = HolderForm(making, teams=teams.of(request.user)), RoleForm(making)
    refusal, found = "", None
    if form.is_valid():
        ratelimit.spend("brief-text", str(request.user.pk), limit=TEXTS_AN_HOUR, seconds=3600)
        text, yardstick = form.cleaned_data["text"], profiles.ground().default
        needs, given = taken(request.POST), weights(request.POST)
        found = proposals.of(text, yardstick, [need.id for need in needs], given, tick_all="all" in request.POST)
        if all([holders.is_valid(), role.is_valid()]):
            title, is_alone = role.cleaned_data["title"] or UNTITLED, request.POST["make"] == ALONE
            sheet = Sheet(title, beginning_text(text, title), yardstick.key, needs=() if is_alone else needs)
            idle = found.rows and not needs and not is_alone
            answer = NOTHING_TICKED if idle else _make(request, sheet, holders)
            if isinstance(answer, HttpResponse):
                return answer
            refusal = answer
        role.initial = {"title": request.POST.get("title") or found.title}
    context = {"form": form, "holders": holders, "role": role, "found": found, "refusal": refusal, "here": "hiring"}
    failed = bool(refusal or form.errors or holders.errors or role.errors)
    return render(request, "hiring/briefs/propose.html", context, status=422 if failed else 200)
