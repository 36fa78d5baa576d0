"""Briefs of whoever is signed in and of their teams: the list, writing, publishing, putting away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from competence.yardstick import Yardstick
from core import markdown
from core.errors import DomainError
from core.htmx import redirect, render
from hiring import rules
from hiring.actions import briefs as actions
from hiring.forms.briefs import MINE, BriefForm, MoveForm, Needs, Turn, initial_of, lines, turn
from hiring.models import Brief
from hiring.queries import briefs, editing, teams
from portfolio.queries import profiles
from portfolio.views.studio import desk


def own(request: HttpRequest, uuid: str) -> Brief:
    """A brief that whoever is signed in holds, alone or in a team; 404 for every other."""
    brief: Brief = get_object_or_404(briefs.own(request.user), uuid=uuid)
    return brief


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    context = {"found": briefs.index(request.user), "here": "hiring"}
    return render(request, "hiring/briefs/index.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, uuid: str) -> HttpResponse:
    """One form for everything. Buttons that add, remove or look up save nothing and lose nothing."""
    brief = own(request, uuid)
    saved, yardsticks = briefs.sheet(brief), profiles.ground().yardsticks
    now = BriefForm(initial=initial_of(saved, brief.revision), yardsticks=yardsticks)
    if request.method == "GET":
        needs = Needs(saved.needs, _yardstick(yardsticks, saved.framework))
        return _page(request, brief, now, needs, Turn(saved.needs))
    form = BriefForm(request.POST, yardsticks=yardsticks)
    needs = Needs(lines(request.POST), _yardstick(yardsticks, request.POST.get("framework", ""), saved.framework))
    step = turn(request.POST, needs.lines)
    if step is not None:
        return _page(request, brief, desk.unchecked(form), Needs(step.lines, needs.yardstick), step)
    status = desk.save(form, lambda: _change(request, brief, form, needs), needs)  # type: ignore[arg-type]
    if status == 200:
        messages.success(request, "Brief saved.")
        return redirect(request, reverse("hiring:briefs-edit", args=[brief.uuid]))
    extra = desk.again(form, now, status)
    if status == 409:
        extra["conflict"] += _differ(needs, Needs(saved.needs, needs.yardstick))
    return _page(request, brief, step=Turn(needs.lines), needs=needs, status=status, **extra)


def _change(request: HttpRequest, brief: Brief, form: BriefForm, needs: Needs) -> None:
    sheet, revision = form.sheet(needs.lines), form.cleaned_data["revision"]
    actions.change(brief, sheet, revision=revision, by=request.user, at=timezone.now())


def _yardstick(yardsticks: tuple[Yardstick, ...], *keys: str) -> Yardstick:
    """The first of these frameworks that is there, else the default."""
    known = {one.key: one for one in yardsticks}
    return next((known[key] for key in keys if key in known), yardsticks[0])


def _page(
    request: HttpRequest, brief: Brief, form: Any, needs: Needs, step: Turn, *, status: int = 200, **extra: Any
) -> HttpResponse:
    errors = needs.errors if status == 422 else {}
    context = {
        "brief": brief,
        "form": form,
        "yardstick": needs.yardstick,
        "page": editing.page(needs.lines, needs.yardstick, words=step.words, errors=errors),
        "step": step,
        "unsaved": request.method == "POST",
        "said": {what: editing.name_of(id_, needs.yardstick) for what, id_ in step.said.items()},
        "here": "hiring",
        **extra,
    }
    part = "hiring/briefs/_edit.html"
    return render(request, "hiring/briefs/edit.html", context, part=part, status=status)


def _differ(yours: Needs, theirs: Needs) -> list[desk.Difference]:
    mine, saved = (editing.in_words(needs.lines, needs.yardstick) for needs in (yours, theirs))
    return [desk.Difference("What it asks for", mine, saved)] if mine != saved else []


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What the text of a brief looks like to a reader; nothing is saved."""
    try:
        html: str = markdown.render(request.POST.get("text", ""), heading_base=3)
        error = ""
    except DomainError as refusal:
        html, error = "", refusal.message
    context = {"html": html, "error": error, "here": "hiring"}
    page, part = "hiring/briefs/preview.html", "hiring/briefs/_preview.html"
    return render(request, page, context, part=part, status=422 if error else 200)


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, uuid: str) -> HttpResponse:
    """Says what everybody will read, and where."""
    brief, refusal = own(request, uuid), ""
    if request.method == "POST":
        try:
            actions.publish(brief, by=request.user, at=timezone.now())
        except DomainError as error:
            refusal = error.message
        else:
            messages.success(request, "Published. Everybody can read it at this address.")
            return redirect(request, reverse("hiring:briefs-open", args=[brief.uuid]))
    address = request.build_absolute_uri(reverse("hiring:briefs-open", args=[brief.uuid]))
    context = {"brief": brief, "refusal": refusal, "address": address, "here": "hiring"}
    return render(request, "hiring/briefs/publish.html", context, status=422 if refusal else 200)


@require_POST
def withdraw(request: HttpRequest, uuid: str) -> HttpResponse:
    said = "Withdrawn. Its public page is gone; the brief is as it was."
    return _done(request, own(request, uuid), actions.withdraw, said, goes_on=True)


@require_POST
def archive(request: HttpRequest, uuid: str) -> HttpResponse:
    brief = own(request, uuid)
    return _done(request, brief, actions.archive, f"“{brief.title}” is put away. You find it at the end of the list.")


@require_POST
def restore(request: HttpRequest, uuid: str) -> HttpResponse:
    brief = own(request, uuid)
    said = f"“{brief.title}” is in use again. It is not published."
    return _done(request, brief, actions.restore, said, goes_on=True)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, uuid: str) -> HttpResponse:
    brief, refusal = own(request, uuid), ""
    if request.method == "POST":
        try:
            actions.remove(brief, by=request.user, at=timezone.now())
        except DomainError as error:
            refusal = error.message
        else:
            messages.success(request, "Brief removed.")
            return redirect(request, reverse("hiring:briefs-index"))
    context = {"brief": brief, "refusal": refusal, "here": "hiring"}
    return render(request, "hiring/briefs/remove.html", context, status=422 if refusal else 200)


def _done(
    request: HttpRequest, brief: Brief, act: Callable[..., object], said: str, *, goes_on: bool = False
) -> HttpResponse:
    """Do it, say so, and go to the list, or on with the brief. What a teammate has removed meanwhile is said there."""
    index = reverse("hiring:briefs-index")
    try:
        act(brief, by=request.user, at=timezone.now())
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(request, index)
    messages.success(request, said)
    return redirect(request, reverse("hiring:briefs-edit", args=[brief.uuid]) if goes_on else index)


@require_POST
def copy(request: HttpRequest, uuid: str) -> HttpResponse:
    brief = own(request, uuid)
    try:
        made = actions.copy(brief, by=request.user, at=timezone.now())
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(request, reverse("hiring:briefs-edit", args=[brief.uuid]))
    messages.success(request, "This is the copy. The first brief is as it was.")
    return redirect(request, reverse("hiring:briefs-edit", args=[made.uuid]))


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, uuid: str) -> HttpResponse:
    """Give it to a team, or take it out of one, which is for the team's owners."""
    brief = own(request, uuid)
    if brief.team and not rules.can_lead(teams.own_membership(brief.team, request.user)):
        raise PermissionDenied("Only owners of the team may take a brief out of it. You can copy it.")
    held = str(brief.team.uuid) if brief.team else MINE
    posted = request.POST if request.method == "POST" else None
    form = MoveForm(posted, brief=brief, teams=teams.of(request.user), initial={"holder": held})
    status = 200
    if posted is not None:
        status = desk.save(
            form, lambda: actions.move(brief, to=form.team or request.user, by=request.user, at=timezone.now())
        )
        if status == 200:
            said = f"It belongs to {form.team.name} now." if form.team else "It is yours alone now."
            messages.success(request, said)
            return redirect(request, reverse("hiring:briefs-edit", args=[brief.uuid]))
    context = {"brief": brief, "form": form, "here": "hiring"}
    return render(request, "hiring/briefs/move.html", context, status=status)
