"""The items of one's own checklist: ticks, notes, names, own items, what is put aside, and the order."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.htmx import redirect, wants_part
from portfolio.actions import items as actions
from portfolio.checklists.sheets import Line
from portfolio.forms.checklists import ItemForm, OwnItemForm
from portfolio.models import Checklist
from portfolio.queries import checklists as reading
from portfolio.views.studio import checklists, desk


def _line(checklist: Checklist, key: str) -> tuple[Line, int]:
    found = reading.line(checklist, key)
    if found is None:
        raise Http404("There is no such item.")
    return found


def _form(checklist: Checklist, key: str, data: Any = None) -> ItemForm:
    line, revision = _line(checklist, key)
    return ItemForm(data, line=line, revision=revision, today=timezone.localdate())


@require_POST
def tick(request: HttpRequest, uuid: str) -> HttpResponse:
    """Tick the item of the button `tick` today, or untick that of `untick`."""
    checklist = checklists.own(request, uuid)
    on = timezone.localdate() if "tick" in request.POST else None
    key = request.POST.get("tick") or request.POST.get("untick", "")

    def act() -> None:
        actions.tick(checklist, key=key, on=on, by=request.user, at=timezone.now())

    return checklists.attempt(request, checklist, act, said="Ticked." if on else "Unticked.", anchor=f"i-{key}")


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, uuid: str) -> HttpResponse:
    """An own item, in the category that is open or in none."""
    checklist = checklists.own(request, uuid)
    branch = checklists.opened(request)
    if request.method == "GET":
        form = OwnItemForm(initial={"branch": branch})
        return checklists.show_page(request, checklist, adding=form, adding_to=branch)
    form = OwnItemForm(request.POST)
    status = desk.save(form, lambda: actions.add(checklist, by=request.user, at=timezone.now(), **form.cleaned_data))
    if status == 200:
        return _done(request, checklist, "Item added.")
    return checklists.show_page(request, checklist, status=status, adding=form, adding_to=branch)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, uuid: str, key: str) -> HttpResponse:
    checklist = checklists.own(request, uuid)
    now = _form(checklist, key)
    if request.method == "GET":
        return checklists.show_page(request, checklist, editing=key, form=now)
    form = _form(checklist, key, request.POST)
    status = desk.save(form, lambda: actions.edit(checklist, key=key, by=request.user, at=timezone.now(), **form.given))
    if status == 200:
        return _done(request, checklist, "Item saved.", f"i-{key}")
    again = desk.again(form, _form(checklist, key), status)
    return checklists.show_page(request, checklist, status=status, editing=key, **again)


@require_POST
def put(request: HttpRequest, uuid: str, key: str) -> HttpResponse:
    """Show, skip or hide an item."""
    checklist = checklists.own(request, uuid)
    state = request.POST.get("state", "")
    said = {"shown": "It is on your list again.", "skipped": "Skipped.", "hidden": "Hidden."}.get(state, "")

    def act() -> None:
        actions.put(checklist, key=key, state=state, by=request.user, at=timezone.now())

    return checklists.attempt(request, checklist, act, said=said, anchor=f"i-{key}")


@require_POST
def move(request: HttpRequest, uuid: str, key: str) -> HttpResponse:
    """One place up or down; the item stays open, so that it can go further."""
    checklist = checklists.own(request, uuid)

    def act() -> None:
        actions.move(checklist, key=key, to=desk.direction(request), by=request.user, at=timezone.now())

    still = {"editing": key, "form": _form(checklist, key), "moving": True} if wants_part(request) else {}
    return checklists.attempt(request, checklist, act, said="Moved.", anchor=f"i-{key}", **still)


@require_POST
def remove(request: HttpRequest, uuid: str, key: str) -> HttpResponse:
    """Take an own or a retired item off the list; it can be undone."""
    checklist = checklists.own(request, uuid)

    def act() -> None:
        actions.remove(checklist, key=key, by=request.user, at=timezone.now())

    return checklists.attempt(request, checklist, act, said="Item removed.")


def _done(request: HttpRequest, checklist: Checklist, said: str, anchor: str = "") -> HttpResponse:
    """After a form was saved; "back" leads to the list, never to a form that is done."""
    back = checklists.address(checklist, checklists.opened(request), anchor)
    if not wants_part(request):
        return redirect(request, back)
    response = checklists.show_page(request, checklists.own(request, str(checklist.uuid)), said=said)
    response["HX-Replace-Url"] = checklists.address(checklist, checklists.opened(request))
    return response
