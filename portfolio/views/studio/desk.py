"""What all pages of the studio have in common: whose project it is, and how an attempt to save is answered."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from django import forms
from django.contrib import messages
from django.db import OperationalError
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from core.errors import DomainError, StaleVersion
from core.htmx import redirect, wants_part
from portfolio import readiness
from portfolio.forms.rows import Rows
from portfolio.models import Practitioner, Project
from portfolio.queries import practitioners, studio

logger = logging.getLogger("portfolio.studio")

TABS = {
    "settings": "Overview",
    "sections": "Write-up",
    "datasets": "Data",
    "results": "Results",
    "comparisons": "Comparisons",
    "decisions": "Decisions",
    "artefacts": "Artefacts",
    "evidence": "Evidence",
    "contributors": "Team",
}
NO_DATABASE = "Not saved: the server cannot write at the moment. Your text is below; keep this page and try again."


class Show(Protocol):
    """The page of one noun: the list, with a form in it or without."""

    def __call__(self, request: HttpRequest, project: Project, *, status: int = 200, **extra: Any) -> HttpResponse: ...


def own_practitioner(request: HttpRequest) -> Practitioner | None:
    """The portfolio of whoever is signed in; None before their first visit to the studio."""
    return practitioners.of(request.user)


def own_project(request: HttpRequest, slug: str) -> Project:
    """A project of whoever is signed in; 404 for everything else."""
    return get_object_or_404(studio.own(request.user), slug=slug)


def context(project: Project, tab: str, **extra: Any) -> dict[str, Any]:
    """What `projects/_desk.html` needs, read anew after every change."""
    tabs = [(key, text, studio.url(project, key)) for key, text in TABS.items()]
    found = studio.desk(project)
    missing = [(item, studio.place(project, item)) for item in (*found.open, *readiness.faults(found.record))]
    return {
        "desk": found,
        "project": found.project,
        "tabs": tabs,
        "tab": tab,
        "missing": missing,
        "here": "studio",
        **extra,
    }


def save(form: forms.BaseForm, act: Callable[[], object], *others: forms.BaseFormSet) -> int:  # type: ignore[type-arg]
    """Run `act` if the forms are valid, and say with which status to answer.

    200 done; 422 refused, with the reason in the form; 409 saved by somebody else first; 503 nothing can be written.
    """
    if not all([form.is_valid(), *(other.is_valid() for other in others)]):
        _focus(form)
        return 422
    try:
        act()
    except StaleVersion:
        return 409
    except DomainError as error:
        form.add_error(None, error.message)
        return 422
    except OperationalError:
        logger.exception("a text could not be saved", extra={"event": "write-failed"})
        form.add_error(None, NO_DATABASE)
        return 503
    return 200


def _focus(form: forms.BaseForm) -> None:
    """The first field with an error gets the focus, with htmx and without."""
    wrong = next((name for name in form.fields if name in form.errors), None)
    if wrong is not None:
        form.fields[wrong].widget.attrs["autofocus"] = True


@dataclass(frozen=True)
class Difference:
    """One field that two tabs filled differently."""

    label: str
    yours: str
    theirs: str


def differences(yours: forms.BaseForm, theirs: forms.BaseForm) -> list[Difference]:
    """Field by field, what was typed here and what was saved in the meantime."""
    return [
        Difference(str(theirs[name].label), _text(yours[name]), _text(theirs[name]))
        for name in theirs.fields
        if name in yours.fields and name != "revision" and _text(yours[name]) != _text(theirs[name])
    ]


def _rows_differ(label: str, yours: Rows, theirs: Rows) -> list[Difference]:
    """The lines of one kind as a whole: they have no names of their own, and saving replaces them all."""
    mine, saved = _lines(yours), _lines(theirs)
    return [Difference(label, mine, saved)] if mine != saved else []


def _lines(rows: Rows) -> str:
    """All lines that are not empty, one under the other."""
    filled = [[(field.label, _text(field)) for field in row] for row in rows.forms if not row.is_blank]
    return "\n".join(", ".join(f"{label}: {text}" for label, text in line if text) for line in filled)


def _text(field: BoundField) -> str:
    """What a field holds, in words; several choices in the order in which they are offered."""
    value = field.value()
    if isinstance(value, list | tuple):
        known = _choices(field)
        places = {key: place for place, key in enumerate(known)}
        chosen = sorted(map(str, value), key=lambda one: places.get(one, len(places)))
        return ", ".join(known.get(one, one) for one in chosen)
    if value in (None, "", False):
        return ""
    if value is True or value == "on":
        return "yes"
    return _choices(field).get(str(value), str(value)).replace("\r\n", "\n")


def _choices(field: BoundField) -> dict[str, str]:
    """What a field offers, headings left out."""
    found: dict[str, str] = {}
    for key, label in getattr(field.field, "choices", None) or ():
        group = label if isinstance(label, list | tuple) else [(key, label)]
        found |= {str(value): str(text) for value, text in group}
    return found


def answer(request: HttpRequest, show: Show, project: Project, noun: str, text: str) -> HttpResponse:
    """After a change: the list again, read anew, for htmx; a redirect to it for everybody else."""
    if not wants_part(request):
        messages.success(request, text)
        return redirect(request, studio.url(project, noun))
    response = show(request, project, said=text)
    response["HX-Replace-Url"] = studio.url(project, noun)  # "back" leads to the list, never to a form that is done
    return response


def gone(request: HttpRequest, show: Show, project: Project, form: forms.BaseForm, **extra: Any) -> HttpResponse:
    """What was to be saved is not there any more: what was typed, in the form of a new one (409). 404 for whoever
    does not send the form of a part that was there."""
    if "revision" not in request.POST:
        raise Http404
    return show(request, project, status=409, adding=True, gone=True, form=unchecked(form), **extra)


def direction(request: HttpRequest) -> Literal["up", "down"]:
    """Where a part is to be moved."""
    return "up" if request.POST.get("to") == "up" else "down"


def given(form: Any) -> dict[str, Any]:
    """The revision that a form carries and the fields that it gives, as actions take them. Call once it is valid."""
    return {"revision": form.cleaned_data["revision"], "fields": form.fields_given}


def again(form: forms.BaseForm, now: forms.BaseForm, status: int, *rows: tuple[str, Rows, Rows]) -> dict[str, Any]:
    """The form once more, with everything typed. After 409 it carries the new revision, so that saving it again is a
    choice, and both texts stand side by side: of the fields, and of each kind of `rows` (label, typed, saved)."""
    if status != 409:
        return {"form": form}
    data = form.data.copy()
    data["revision"] = now["revision"].value()
    form.data = data
    conflict = differences(form, now)
    for label, typed, saved in rows:
        conflict += _rows_differ(label, typed, saved)
    return {"form": form, "conflict": conflict}


def unchecked(form: forms.BaseForm) -> forms.BaseForm:
    """A sent form that is shown once more without being judged: everything typed is in it, and no error."""
    form._errors = forms.utils.ErrorDict()
    form.cleaned_data = {}
    return form
