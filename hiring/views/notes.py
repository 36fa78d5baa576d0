"""Notes about people on shortlists: everybody who holds the list reads them, who wrote one changes it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.htmx import redirect, render, wants_part
from hiring import rules
from hiring.actions import notes as actions
from hiring.forms.notes import NoteForm
from hiring.models import Entry, Note
from hiring.queries import entries as names
from hiring.queries import notes as reading
from hiring.views import entries, shortlists
from portfolio.views.studio import desk


def _held(request: HttpRequest, uuid: str) -> Note:
    return get_object_or_404(reading.visible(request.user), uuid=uuid)


@require_POST
def new(request: HttpRequest, uuid: str) -> HttpResponse:
    """One more note about the person of this entry."""
    entry = entries.held(request, uuid)
    form, made = NoteForm(request.POST), list[Note]()

    def write() -> None:
        made.append(actions.write(entry, text=form.cleaned_data["text"], by=request.user, at=timezone.now()))

    status = desk.save(form, write)
    if status != 200:
        if wants_part(request):
            extra = {"noting": str(entry.uuid), "form": form}
            return shortlists.show_page(request, entry.shortlist, status=status, **extra)
        return entries.show_page(request, entry, status=status, form=form)
    if made[0].entry.removed_at is None:
        return _show(request, entry, _nothing, said="Note kept.")
    said = f"{names.name(entry)} was taken off meanwhile; your note is under “Taken off”."
    return _show(request, entry, _nothing, said=said, opened="off")


def _show(
    request: HttpRequest, entry: Entry, act: Callable[[], object], *, said: str, opened: str = ""
) -> HttpResponse:
    """The list again, at the person whom the note is about."""
    uuid = str(entry.uuid)
    return shortlists.attempt(request, entry.shortlist, act, said=said, anchor=f"e-{uuid}", noted=uuid, opened=opened)


def _nothing() -> None:
    """It is done already."""


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, uuid: str) -> HttpResponse:
    note = _held(request, uuid)
    if not rules.can_edit_note(request.user, note):
        raise PermissionDenied("Only who wrote a note changes it.")
    form = NoteForm(request.POST or None, note=note)
    status = 200
    if request.method == "POST":

        def act() -> None:
            text, seen_at = form.cleaned_data["text"], form.seen_at
            actions.change(note, text=text, seen_at=seen_at, by=request.user, at=timezone.now())

        status = desk.save(form, act)
        if status == 200:
            messages.success(request, "Note kept.")
            return redirect(request, f"{note.entry.shortlist.get_absolute_url()}#e-{note.entry.uuid}")
        if status == 409:  # what was typed is sent again on the version that is there now
            form.data = {**form.data.dict(), "seen": note.changed_at.isoformat()}
    theirs = note.text if status == 409 else ""
    context = {"form": form, "note": note, "theirs": theirs, **shortlists.HERE}
    return render(request, "hiring/notes/edit.html", context, status=status)


@require_POST
def remove(request: HttpRequest, uuid: str) -> HttpResponse:
    note = _held(request, uuid)
    entry = note.entry
    reader = reading.reader(entry.shortlist, request.user)
    if not rules.can_remove_note(request.user, note, reader.own, reader.members):
        raise PermissionDenied("Only who wrote a note deletes it.")

    def act() -> None:
        actions.remove(note, by=request.user, at=timezone.now())

    return _show(request, entry, act, said="Note deleted.")
