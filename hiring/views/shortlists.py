"""Shortlists: the index, a list, its title and brief, settling, its history, taking it along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import tables
from core.errors import DomainError
from core.htmx import redirect, render, wants_part
from core.paging import page_of
from hiring import exports
from hiring.actions import shortlists as actions
from hiring.forms.shortlists import ListForm, NewListForm
from hiring.models import Shortlist
from hiring.queries import shortlists as reading
from portfolio.views.studio import desk

HERE = {"here": "hiring", "section": "shortlists"}


def held(request: HttpRequest, uuid: str) -> Shortlist:
    """A list of whoever is signed in or of their teams; 404 for everything else."""
    return get_object_or_404(Shortlist.objects.visible_to(request.user), uuid=uuid)


def by_state(request: HttpRequest) -> bool:
    """Whether the page stands in groups, by the address or the form."""
    return (request.POST.get("group") or request.GET.get("group")) == "state"


def address(request: HttpRequest, shortlist: Shortlist, anchor: str = "", opened: str = "") -> str:
    """The page as it stood, scrolled to a person; `opened` is the part that is unfolded, if any."""
    query = {"group": "state" if by_state(request) else "", "opened": opened}
    told = urlencode({name: value for name, value in query.items() if value})
    return f"{shortlist.get_absolute_url()}{told and f'?{told}'}{anchor and f'#{anchor}'}"


def show_page(request: HttpRequest, shortlist: Shortlist, *, status: int = 200, **extra: Any) -> HttpResponse:
    """The list, read anew, as a page or part."""
    grouped = by_state(request)
    sheet = reading.sheet(shortlist, request.user, by_state=grouped)
    page, part = "hiring/shortlists/show.html", "hiring/shortlists/_show.html"
    context = {"sheet": sheet, "grouped": grouped, "opened": request.GET.get("opened"), **HERE, **extra}
    return render(request, page, context, part=part, status=status)


def attempt(
    request: HttpRequest, shortlist: Shortlist, act: Callable[[], object], *, said: str, anchor: str = "", **extra: Any
) -> HttpResponse:
    """Do it and show the list anew: 422 with the reason where it may not happen now, for htmx as a part, for everybody
    else by a redirect."""
    try:
        act()
    except DomainError as error:
        return show_page(request, held(request, str(shortlist.uuid)), status=422, refusal=error.message)
    if not wants_part(request):
        messages.success(request, said)
        return redirect(request, address(request, shortlist, anchor, extra.get("opened", "")))
    return show_page(request, held(request, str(shortlist.uuid)), said=said, **extra)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All lists that one holds, alone or with a team."""
    page = page_of(reading.held(request.user), request.GET)
    context = {"page": page, "glances": reading.glances(page.rows, request.user), **HERE}
    return render(request, "hiring/shortlists/index.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = NewListForm(request.POST or None, teams=list(reading.teams_of(request.user)))
    status = 200
    if request.method == "POST":
        made: list[Shortlist] = []
        status = desk.save(form, lambda: made.append(create(request, form)))
        if status == 200:
            messages.success(request, "Your list is ready. Only whoever holds it sees it.")
            return redirect(request, made[0].get_absolute_url())
    return render(request, "hiring/shortlists/new.html", {"form": form, **HERE}, status=status)


def create(request: HttpRequest, form: NewListForm, **more: Any) -> Shortlist:
    """A list of the team that was chosen, or of whoever is signed in."""
    holder = form.chosen_team or request.user
    return actions.create(holder, title=form.cleaned_data["title"], by=request.user, at=timezone.now(), **more)


@require_GET
def show(request: HttpRequest, uuid: str) -> HttpResponse:
    return show_page(request, held(request, uuid))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, uuid: str) -> HttpResponse:
    """Title, brief and, of a list of one's own, the team that is to hold it. A brief that this user may not know of any
    more stays as it is."""
    shortlist = held(request, uuid)
    brief = reading.brief_of(shortlist, request.user)
    is_kept = brief is None and shortlist.brief_id is not None
    initial = {"title": shortlist.title, "brief": brief.uuid if brief else None, "revision": shortlist.revision}
    briefs = None if is_kept else reading.briefs_for(shortlist, request.user)
    teams = list(reading.teams_for(shortlist, request.user))
    now = form = ListForm(initial=initial, briefs=briefs, teams=teams)
    status = 200
    if request.method == "POST":
        form = ListForm(request.POST, briefs=briefs, teams=teams)
        status = desk.save(form, lambda: _change(request, shortlist, form))
        if status == 200:
            messages.success(request, "List saved.")
            return redirect(request, shortlist.get_absolute_url())
    context = {"shortlist": shortlist, **desk.again(form, now, status), **HERE}
    return render(request, "hiring/shortlists/edit.html", context, status=status)


def _change(request: HttpRequest, shortlist: Shortlist, form: ListForm) -> None:
    given = {"brief": shortlist.brief, **form.chosen}
    actions.change(shortlist, by=request.user, at=timezone.now(), **given)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, uuid: str) -> HttpResponse:
    """Delete a list for good, after a question that says what goes."""
    shortlist = held(request, uuid)
    if request.method == "POST":
        try:
            actions.remove(shortlist, by=request.user, at=timezone.now())
        except DomainError as error:
            messages.warning(request, error.message)
        else:
            messages.success(request, f"“{shortlist.title}” is removed.")
        return redirect(request, reverse("hiring:shortlists-index"))
    context = {"shortlist": shortlist, "goes": reading.goes(shortlist, request.user), **HERE}
    return render(request, "hiring/shortlists/remove.html", context)


@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, uuid: str) -> HttpResponse:
    """The choice is made. Where that shows names, only after a question that says so."""
    shortlist = held(request, uuid)
    if shortlist.is_settled:
        return redirect(request, address(request, shortlist))
    means = reading.settling(shortlist)
    if request.method == "GET":
        return render(request, "hiring/shortlists/settle.html", {"shortlist": shortlist, "means": means, **HERE})
    if means.shows_names and "names" not in request.POST:
        return redirect(request, reverse("hiring:shortlists-settle", args=[shortlist.uuid]))

    def act() -> None:
        actions.settle(shortlist, by=request.user, at=timezone.now())

    shown = " Names are shown now." if means.shows_names else ""
    return attempt(request, shortlist, act, said=f"Settled.{shown} Notes can still be written.")


@require_POST
def reopen(request: HttpRequest, uuid: str) -> HttpResponse:
    shortlist = held(request, uuid)

    def act() -> None:
        actions.reopen(shortlist, by=request.user, at=timezone.now())

    return attempt(request, shortlist, act, said="The list is open again.")


@require_GET
def history(request: HttpRequest, uuid: str) -> HttpResponse:
    """What happened to the list and its people, the latest first."""
    shortlist = held(request, uuid)
    page = page_of(reading.changes(shortlist), request.GET, size=50)
    context = {
        "shortlist": shortlist,
        "page": page,
        "events": reading.events(page.rows, request.user, shortlist.brief),
        **HERE,
    }
    return render(request, "hiring/shortlists/history.html", context)


@require_GET
def export(request: HttpRequest, uuid: str) -> HttpResponse:
    """The list as CSV, in its own order."""
    shortlist = held(request, uuid)
    text = tables.write(exports.table(reading.sheet(shortlist, request.user), site_url=settings.SITE_URL.rstrip("/")))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(shortlist.title)[:60] or "shortlist"}.csv"'
    return response
