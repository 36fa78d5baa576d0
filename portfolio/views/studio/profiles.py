"""One's own profile: the first visit, its fields, who may see it, and the proofs that stand first."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import render as render_page
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from core.htmx import redirect, render
from portfolio.actions import practitioners as actions
from portfolio.forms.profiles import BackgroundRow, FeaturedForm, LinkRow, NewProfileForm, ProfileForm, VisibilityForm
from portfolio.forms.rows import Rows, rows_of, with_another
from portfolio.models import BackgroundEntry, Practitioner
from portfolio.queries import practitioners, studio
from portfolio.views.studio import desk

LINK, BACKGROUND = "link", "background"
LINK_FIELDS, BACKGROUND_FIELDS = tuple(LinkRow.base_fields), tuple(BackgroundRow.base_fields)


def _own(request: HttpRequest) -> Practitioner:
    return get_object_or_404(Practitioner, user=request.user)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The first visit: name and address, nothing else."""
    if desk.own_practitioner(request) is not None:
        return redirect(request, reverse("portfolio:profiles-edit"))
    form = NewProfileForm(request.POST or None, initial=_suggested(request))
    status = 200
    if request.method == "POST":
        status = desk.save(form, lambda: actions.create(request.user, at=timezone.now(), **form.cleaned_data))
        if status == 200:
            messages.success(request, "Your place is ready, and private. Now your first project.")
            return redirect(request, reverse("portfolio:projects-new"))
    host = urlsplit(request.build_absolute_uri("/")).netloc
    return render_page(
        request, "portfolio/profiles/new.html", {"form": form, "host": host, "here": "studio"}, status=status
    )


def _suggested(request: HttpRequest) -> dict[str, str]:
    """The name of the account, and an address made from it that is free at the moment."""
    name = request.user.name
    stem = slugify(name or request.user.email.partition("@")[0])[:30].strip("-")
    if len(stem) < 2:
        return {"name": name}
    return {"name": name, "handle": practitioners.free_handle(stem)}


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    person = desk.own_practitioner(request)
    if person is None:
        return redirect(request, reverse("portfolio:profiles-new"))
    now = ProfileForm(instance=person)
    if request.method == "GET":
        return _show(request, person, form=now, **_rows(person))
    form = ProfileForm(request.POST, instance=_own(request))
    if "another" in request.POST:
        return _show(request, person, form=desk.unchecked(form), **_another(request))
    links = rows_of(LinkRow, prefix=LINK, data=request.POST)
    background = rows_of(BackgroundRow, prefix=BACKGROUND, data=request.POST)
    status = desk.save(form, lambda: _change(request, person, form, links, background), links, background)
    if status == 200:
        messages.success(request, "Profile saved.")
        return redirect(request, reverse("portfolio:profiles-edit"))
    saved = _rows(person)
    lines = ("Links", links, saved["links"]), ("Background", background, saved["background"])
    again = desk.again(form, now, status, *lines)
    return _show(request, person, status=status, links=links, background=background, **again)


def _change(request: HttpRequest, person: Practitioner, form: ProfileForm, links: Rows, background: Rows) -> None:
    given = desk.given(form)
    given["fields"]["links"] = links.given
    entries = [BackgroundEntry(**values) for values in background.given]
    actions.change(person, background=entries, by=request.user, at=timezone.now(), **given)


def _show(request: HttpRequest, person: Practitioner, *, status: int = 200, **extra: Any) -> HttpResponse:
    context = {**_context(person, "profiles-edit"), **extra}
    return render(request, "portfolio/profiles/edit.html", context, part="portfolio/profiles/_edit.html", status=status)


def _context(person: Practitioner, tab: str) -> dict[str, Any]:
    named = {
        "profiles-edit": "About you",
        "profiles-feature": "Proofs that stand first",
        "profiles-visibility": "Who can see it",
    }
    tabs = [(key, text, reverse(f"portfolio:{key}")) for key, text in named.items()]
    return {"practitioner": person, "tabs": tabs, "tab": tab, "here": "studio"}


def _rows(person: Practitioner) -> dict[str, Rows]:
    background = studio.background(person, BACKGROUND_FIELDS)
    return {
        "links": rows_of(LinkRow, prefix=LINK, initial=person.links),
        "background": rows_of(BackgroundRow, prefix=BACKGROUND, initial=background),
    }


def _another(request: HttpRequest) -> dict[str, Rows]:
    links = with_another(request.POST, prefix=LINK, names=LINK_FIELDS)
    background = with_another(request.POST, prefix=BACKGROUND, names=BACKGROUND_FIELDS)
    return {
        "links": rows_of(LinkRow, prefix=LINK, initial=links),
        "background": rows_of(BackgroundRow, prefix=BACKGROUND, initial=background),
    }


@require_http_methods(["GET", "POST"])
def feature(request: HttpRequest) -> HttpResponse:
    """Up to three proofs that a visitor sees first."""
    person = _own(request)
    proofs = studio.proofs(person)
    names = studio.skill_names()
    choices = [
        (str(p.evidence.uuid), f"{names.get(p.skill_key, p.skill_key)} ({p.project.title}, {p.strength.word})")
        for p in proofs
    ]
    initial = {f"proof{place}": uuid for place, uuid in studio.featured(person).items()}
    form = FeaturedForm(request.POST or None, proofs=choices, initial=initial)
    status = 200
    if request.method == "POST":
        pieces = {str(p.evidence.uuid): p.evidence for p in proofs}
        status = desk.save(
            form,
            lambda: actions.feature(
                person, evidence=[pieces[u] for u in form.chosen], by=request.user, at=timezone.now()
            ),
        )
        if status == 200:
            messages.success(request, "Saved. These proofs stand first on your profile.")
            return redirect(request, reverse("portfolio:profiles-feature"))
    context = {**_context(person, "profiles-feature"), "form": form, "proofs": proofs}
    return render_page(request, "portfolio/profiles/feature.html", context, status=status)


@require_http_methods(["GET", "POST"])
def visibility(request: HttpRequest) -> HttpResponse:
    """Who may see the profile, and with it the projects that are published; and who may write."""
    person = _own(request)
    initial = {"visibility": person.visibility, "accepts_messages": person.accepts_messages}
    form = VisibilityForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":

        def act() -> None:
            given, stamp = form.cleaned_data, {"by": request.user, "at": timezone.now()}
            actions.set_contact(person, accepts_messages=given["accepts_messages"], **stamp)
            actions.set_visibility(person, visibility=given["visibility"], **stamp)

        status = desk.save(form, act)
        if status == 200:
            messages.success(request, "Saved.")
            return redirect(request, reverse("portfolio:profiles-visibility"))
    context = {**_context(person, "profiles-visibility"), "form": form, "address": person.get_absolute_url()}
    return render_page(request, "portfolio/profiles/visibility.html", context, status=status)
