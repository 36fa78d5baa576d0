"""One's own checklists: the shelf, a copy, its page, sharing, archiving, undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from core.htmx import redirect, render, wants_part
from core.paging import page_of
from portfolio.actions import checklists as actions
from portfolio.models import Checklist
from portfolio.queries import checklist_rows, checklists
from portfolio.views.studio import desk


def own(request: HttpRequest, uuid: str) -> Checklist:
    """A checklist of whoever is signed in; 404 for everything else."""
    return get_object_or_404(checklist_rows.own(request.user), uuid=uuid)


def opened(request: HttpRequest) -> str:
    """The category or level that stands open, from the address or the form."""
    return request.POST.get("branch", "") or request.GET.get("branch", "")


def show_page(request: HttpRequest, checklist: Checklist, *, status: int = 200, **extra: Any) -> HttpResponse:
    """The checklist, read anew, as a page or part."""
    branch = extra.pop("branch", None) or opened(request)
    context = {"page": checklists.page(checklist, branch, timezone.localdate()), "here": "studio", **extra}
    page, part = "portfolio/checklists/show.html", "portfolio/checklists/_show.html"
    return render(request, page, context, part=part, status=status)


def address(checklist: Checklist, branch: str = "", anchor: str = "") -> str:
    """The page with a category open, scrolled to an item."""
    query = f"?{urlencode({'branch': branch})}" if branch else ""
    return f"{checklist.get_absolute_url()}{query}{f'#{anchor}' if anchor else ''}"


def attempt(
    request: HttpRequest, checklist: Checklist, act: Callable[[], object], *, said: str, anchor: str = "", **extra: Any
) -> HttpResponse:
    """Do it and show the checklist anew: 422 with the reason where it may not happen now, for htmx as a part, for
    everybody else by a redirect."""
    try:
        act()
    except DomainError as error:
        return show_page(request, own(request, str(checklist.uuid)), status=422, refusal=error.message)
    if not wants_part(request):
        messages.success(request, said)
        return redirect(request, address(checklist, opened(request), anchor))
    response = show_page(request, own(request, str(checklist.uuid)), said=said, **extra)
    if "editing" not in extra:  # "back" leads to the list, never to a form that is closed
        response["HX-Replace-Url"] = address(checklist, opened(request))
    return response


def _index(request: HttpRequest, *, status: int = 200, refusal: str = "") -> HttpResponse:
    context = {"shelf": checklists.shelf(request.user), "refusal": refusal, "here": "studio"}
    return render(request, "portfolio/checklists/index.html", context, status=status)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    if desk.own_practitioner(request) is None:
        return redirect(request, reverse("portfolio:profiles-new"))
    return _index(request)


@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """A copy of the framework that is named."""
    person = desk.own_practitioner(request)
    if person is None:
        return redirect(request, reverse("portfolio:profiles-new"))
    try:
        made = actions.take(person, framework=request.POST.get("framework", ""), by=request.user, at=timezone.now())
    except DomainError as error:
        return _index(request, status=422, refusal=error.message)
    messages.success(request, "Your copy is ready. Only you see it.")
    return redirect(request, made.get_absolute_url())


@require_GET
def show(request: HttpRequest, uuid: str) -> HttpResponse:
    return show_page(request, own(request, uuid))


@require_GET
def history(request: HttpRequest, uuid: str) -> HttpResponse:
    """What was done, the latest first, each to be undone."""
    checklist = own(request, uuid)
    context = {
        "checklist": checklist,
        "page": page_of(checklists.changes(checklist), request.GET, size=50),
        "here": "studio",
    }
    return render(request, "portfolio/checklists/history.html", context)


@require_POST
def undo(request: HttpRequest, uuid: str) -> HttpResponse:
    """Take back the change that is named by its number."""
    checklist = own(request, uuid)
    given = request.POST.get("number", "")
    number = int(given) if given.isdecimal() and len(given) < 9 else 0

    def act() -> None:
        actions.undo(checklist, number=number, by=request.user, at=timezone.now())

    return attempt(request, checklist, act, said="Undone.")


@require_POST
def share(request: HttpRequest, uuid: str) -> HttpResponse:
    """Show its counts on the profile, or not any more."""
    checklist = own(request, uuid)
    on = request.POST.get("on_profile") == "yes"

    def act() -> None:
        actions.share(checklist, on_profile=on, by=request.user, at=timezone.now())

    said = "Your profile shows its counts now, marked as claimed." if on else "Your profile does not show it any more."
    return attempt(request, checklist, act, said=said)


@require_POST
def archive(request: HttpRequest, uuid: str) -> HttpResponse:
    checklist = own(request, uuid)

    def act() -> None:
        actions.archive(checklist, by=request.user, at=timezone.now())

    return attempt(request, checklist, act, said="Archived, with everything in it.")


@require_POST
def restore(request: HttpRequest, uuid: str) -> HttpResponse:
    checklist = own(request, uuid)

    def act() -> None:
        actions.restore(checklist, by=request.user, at=timezone.now())

    return attempt(request, checklist, act, said="It is in use again.")


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, uuid: str) -> HttpResponse:
    """Delete an archived checklist for good, after a question."""
    checklist = own(request, uuid)
    refusal = ""
    if request.method == "POST":
        try:
            actions.remove(checklist, by=request.user, at=timezone.now())
        except DomainError as error:
            refusal = error.message
        else:
            messages.success(request, "Checklist deleted.")
            return redirect(request, reverse("portfolio:checklists-index"))
    context = {"page": checklists.page(checklist, "", timezone.localdate()), "refusal": refusal, "here": "studio"}
    return render(request, "portfolio/checklists/remove.html", context, status=422 if refusal else 200)
