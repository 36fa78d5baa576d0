"""People on shortlists: put on from wherever they are seen, judged, put in order, taken off and back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.htmx import redirect, render
from core.paging import page_of
from hiring.actions import entries as actions
from hiring.actions.entries import Added
from hiring.forms.notes import NoteForm
from hiring.forms.shortlists import AddForm
from hiring.models import Brief, Entry, Shortlist, Team
from hiring.pages.faces import NO_MASK
from hiring.pages.veils import Veil
from hiring.queries import entries as reading
from hiring.queries import shortlists as lists
from hiring.queries import veils
from hiring.views import shortlists
from portfolio.models import Practitioner
from portfolio.views.studio import desk

MOST_AT_ONCE = 25


def held(request: HttpRequest, uuid: str) -> Entry:
    """A person on a list of whoever is signed in; 404 for everything else."""
    return get_object_or_404(reading.visible(request.user), uuid=uuid)


def _people(request: HttpRequest, veil: Veil | None) -> list[Practitioner]:
    """Who is named by the form or the address: `people` once or several times, each may hold several, with commas
    between. They are handles or uuids; under a veil the signs by which the brief calls people."""
    given = request.POST.getlist("people") or request.GET.getlist("people")
    names = [name.strip() for each in given for name in each.split(",")][:MOST_AT_ONCE]
    if veil is not None:
        return [person for _, person in veils.named(veil, names)]
    return reading.people([name.lstrip("@").lower() for name in names if name and "\x00" not in name])


def _brief(request: HttpRequest) -> Brief | None:
    """The brief for which they were found, if there is one; 404 for one of somebody else."""
    uuid = request.POST.get("brief") or request.GET.get("brief")
    if not uuid:
        return None
    return get_object_or_404(lists.briefs_named(request.user, uuid))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Put people on a list that is there, or on a new one. Sent without either, it asks which."""
    brief = _brief(request)
    mask = veils.mask(brief) if brief else NO_MASK
    people = _people(request, mask.veil)
    choices = reading.choices(request.user, people, brief if mask.veil else None)
    decided = "shortlist" in request.POST or "title" in request.POST
    form = AddForm(
        request.POST if decided else None,
        choices=choices,
        people=len(people),
        teams=_teams(request, brief),
        initial=_suggested(request, brief, choices),
    )
    status = 200
    if decided:
        _refuse_unknown_list(request, form)
        done: list[tuple[Shortlist, Added]] = []
        status = desk.save(form, lambda: done.append(_add(request, form, [person.handle for person in people], brief)))
        if status == 200:
            shortlist, added = done[0]
            messages.success(request, _said(shortlist, added, is_blind=mask.veil is not None))
            return redirect(request, shortlist.get_absolute_url())
    faces = [mask.face(person) for person in people]
    context = {"form": form, "people": faces, "brief": brief, **shortlists.HERE}
    return render(request, "hiring/entries/new.html", context, status=status)


def _teams(request: HttpRequest, brief: Brief | None) -> list[Team]:
    """Those that a new list can be for: a brief of one team, or of one user, is no other team's."""
    if brief is None:
        return list(lists.teams_of(request.user))
    return [brief.team] if brief.team else []


def _suggested(request: HttpRequest, brief: Brief | None, choices: list[reading.Choice]) -> dict[str, str]:
    """The list that was named or that is for the brief, else a new one with the brief's title; without a brief none."""
    named = request.GET.get("shortlist", "")
    of_brief = next((str(c.shortlist.uuid) for c in choices if brief and c.shortlist.brief_id == brief.pk), "")
    first = AddForm.NEW if brief else ""
    team = str(brief.team.uuid) if brief and brief.team else ""
    return {"shortlist": named or of_brief or first, "title": brief.title if brief else "", "team": team}


def _refuse_unknown_list(request: HttpRequest, form: AddForm) -> None:
    """A list of somebody else is one that is not there."""
    uuid = request.POST.get("shortlist", "")
    if uuid and uuid != AddForm.NEW and uuid not in form.choices and not lists.is_held(request.user, uuid):
        raise Http404("There is no such list.")


def _add(request: HttpRequest, form: AddForm, handles: list[str], brief: Brief | None) -> tuple[Shortlist, Added]:
    shortlist = form.chosen
    now = timezone.now()
    if shortlist is not None:
        return shortlist, actions.add(shortlist, handles=handles, by=request.user, at=now)
    holder = form.chosen_team or request.user
    return actions.begin(
        holder, title=form.cleaned_data["title"], brief=brief, handles=handles, by=request.user, at=now
    )


def _said(shortlist: Shortlist, added: Added, *, is_blind: bool) -> str:
    if not added.names:
        return f"Already on “{shortlist.title}”."
    only = "One person" if is_blind else added.names[0]
    named = only if len(added.names) == 1 else f"{len(added.names)} people"
    more = f" {added.already} stood on it already." if added.already else ""
    return f"{named} added to “{shortlist.title}”.{more}"


@require_POST
def state(request: HttpRequest, uuid: str) -> HttpResponse:
    """To look at, talk, offer, no: by the button that was pressed."""
    entry = held(request, uuid)
    wanted, revision = request.POST.get("state", ""), request.POST.get("revision", "")
    if wanted not in Entry.State.values:
        return shortlists.show_page(request, entry.shortlist, status=422, refusal="Choose one of the four states.")
    number = int(revision) if revision.isdecimal() and len(revision) < 9 else entry.revision

    def act() -> None:
        actions.judge(entry, state=wanted, revision=number, by=request.user, at=timezone.now())

    return _attempt(request, entry, act, said=f"{reading.name(entry)}: {Entry.State(wanted).label}.")


@require_POST
def move(request: HttpRequest, uuid: str) -> HttpResponse:
    """One place up or down, in what the page shows."""
    entry = held(request, uuid)
    to, grouped = ("up" if request.POST.get("to") == "up" else "down"), shortlists.by_state(request)

    def act() -> None:
        actions.move(entry, to=to, within_state=grouped, by=request.user, at=timezone.now())

    return _attempt(request, entry, act, said="Moved.", moved=str(entry.uuid))


@require_POST
def remove(request: HttpRequest, uuid: str) -> HttpResponse:
    """Take a person off the list; it can be undone."""
    entry = held(request, uuid)

    def act() -> None:
        actions.remove(entry, by=request.user, at=timezone.now())

    said = f"{reading.name(entry)} is off the list, with the notes."
    return shortlists.attempt(request, entry.shortlist, act, said=said, anchor="off", undo=str(entry.uuid))


@require_POST
def restore(request: HttpRequest, uuid: str) -> HttpResponse:
    entry = held(request, uuid)

    def act() -> None:
        actions.restore(entry, by=request.user, at=timezone.now())

    return _attempt(request, entry, act, said=f"{reading.name(entry)} is back on the list.", restored=str(entry.uuid))


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, uuid: str) -> HttpResponse:
    """Delete whoever was taken off, and the notes about them, for good, after a question that says what goes."""
    entry = held(request, uuid)
    if request.method == "GET":
        notes = reading.notes(entry, request.user)
        context = {"entry": entry, "name": reading.name(entry), "notes": notes, **shortlists.HERE}
        return render(request, "hiring/entries/discard.html", context)

    def act() -> None:
        actions.discard(entry, by=request.user, at=timezone.now())

    return shortlists.attempt(request, entry.shortlist, act, said="Deleted from the list, with the notes.")


@require_GET
def history(request: HttpRequest, uuid: str) -> HttpResponse:
    return show_page(request, held(request, uuid))


def show_page(request: HttpRequest, entry: Entry, *, status: int = 200, **extra: Any) -> HttpResponse:
    """One person on a list: all notes, and what happened."""
    page = page_of(reading.changes(entry), request.GET, size=50)
    context = {
        "entry": entry,
        "name": reading.name(entry),
        "href": reading.href(entry),
        "notes": reading.notes(entry, request.user),
        "page": page,
        "events": lists.events(page.rows, request.user, entry.shortlist.brief),
        "form": NoteForm(),
        **shortlists.HERE,
        **extra,
    }
    return render(request, "hiring/entries/history.html", context, status=status)


def _attempt(request: HttpRequest, entry: Entry, act: Any, *, said: str, **extra: Any) -> HttpResponse:
    return shortlists.attempt(request, entry.shortlist, act, said=said, anchor=f"e-{entry.uuid}", **extra)
