"""Saved searches: kept from the explore pages, with what is new and a feed at a secret address."""

from __future__ import annotations

import hashlib
from datetime import UTC, date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from core import atom, conditional
from core.errors import DomainError
from core.htmx import redirect, render
from core.paging import page_of
from hiring.actions import searches as actions
from hiring.forms.searches import NewSearchForm, RenameForm
from hiring.models import SavedSearch
from hiring.queries import searches as reading
from hiring.queries import shortlists
from portfolio.queries import profiles
from portfolio.views.studio import desk

HERE = {"here": "hiring", "section": "searches"}
NOT_KEPT = "private, no-store"


def _today() -> date:
    """The day that the explore pages read by."""
    return timezone.now().astimezone(UTC).date()


def _held(request: HttpRequest, uuid: str) -> SavedSearch:
    return get_object_or_404(SavedSearch.objects.visible_to(request.user), uuid=uuid)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    page = page_of(reading.held(request.user), request.GET)
    context = {"page": page, "rows": reading.rows(page.rows, profiles.ground(), _today()), **HERE}
    return render(request, "hiring/searches/index.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Keep what stands in the address of an explore page."""
    asked = request.POST if request.method == "POST" else request.GET
    kind = asked.get("kind") if asked.get("kind") in SavedSearch.Kind.values else SavedSearch.Kind.PEOPLE
    query = reading.tidy(asked.get("query", "").replace("\x00", " "))
    words = reading.words(query, profiles.ground(), _today())
    initial = {"title": ", ".join(words)[:120] or f"All {kind}", "kind": kind, "query": query}
    form = NewSearchForm(request.POST or None, teams=list(shortlists.teams_of(request.user)), initial=initial)
    status = 200
    if request.method == "POST":
        status = desk.save(form, lambda: _create(request, form, kind, query))
        if status == 200:
            messages.success(request, "Search saved. From now on this page says what is new in it.")
            return redirect(request, reverse("hiring:searches-index"))
    context = {"form": form, "words": words, "kind": kind, "address": reading.address(kind, query), **HERE}
    return render(request, "hiring/searches/new.html", context, status=status)


def _create(request: HttpRequest, form: NewSearchForm, kind: str, query: str) -> None:
    holder = form.chosen_team or request.user
    title = form.cleaned_data["title"]
    actions.create(holder, kind=kind, query=query, title=title, by=request.user, at=timezone.now())


@require_GET
def show(request: HttpRequest, uuid: str) -> HttpResponse:
    """The explore page with this search, for an address that was kept. A GET says nothing about having looked: that
    is `look`, by which the index opens it."""
    search = _held(request, uuid)
    return redirect(request, reading.address(search.kind, search.query))


@require_POST
def look(request: HttpRequest, uuid: str) -> HttpResponse:
    """The same, and what is new now is seen: the page that opens shows all of it."""
    search = _held(request, uuid)
    actions.look(search, by=request.user, at=timezone.now())
    return redirect(request, reading.address(search.kind, search.query))


def _saved(search: SavedSearch) -> RenameForm:
    return RenameForm(initial={"title": search.title, "revision": search.revision})


def _edit_page(request: HttpRequest, search: SavedSearch, *, status: int = 200, **extra: Any) -> HttpResponse:
    context = {
        "search": search,
        "form": _saved(search),
        "words": reading.words(search.query, profiles.ground(), _today()),
        "address": reading.address(search.kind, search.query),
        **HERE,
        **extra,
    }
    return render(request, "hiring/searches/edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, uuid: str) -> HttpResponse:
    """Its title, its feed, and the way to remove it."""
    search = _held(request, uuid)
    if request.method == "GET":
        return _edit_page(request, search)
    form = RenameForm(request.POST)
    status = desk.save(form, lambda: actions.rename(search, **form.cleaned_data, by=request.user, at=timezone.now()))
    if status != 200:
        return _edit_page(request, search, status=status, **desk.again(form, _saved(search), status))
    messages.success(request, "Title saved.")
    return redirect(request, reverse("hiring:searches-index"))


@require_POST
def renew(request: HttpRequest, uuid: str) -> HttpResponse:
    """Another address for the feed, shown this once; the one before leads nowhere from now on."""
    search = _held(request, uuid)
    try:
        token = actions.renew(search, by=request.user, at=timezone.now())
    except DomainError as error:
        return _edit_page(request, search, status=422, refusal=error.message)
    return _edit_page(request, search, feed=f"{settings.SITE_URL.rstrip('/')}{_feed_path(search, token)}")


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, uuid: str) -> HttpResponse:
    search = _held(request, uuid)
    if request.method == "POST":
        actions.remove(search, by=request.user, at=timezone.now())
        messages.success(request, f"“{search.title}” is removed.")
        return redirect(request, reverse("hiring:searches-index"))
    return render(request, "hiring/searches/remove.html", {"search": search, **HERE})


def _feed_path(search: SavedSearch, token: str) -> str:
    return reverse("hiring:searches-feed", args=[search.uuid, token])


@require_safe
@login_not_required
def feed(request: HttpRequest, uuid: str, token: str) -> HttpResponse:
    """The Atom feed for whoever has its secret address: what is found, the latest first. Nobody keeps a copy."""
    search = get_object_or_404(reading.by_token(token), uuid=uuid)
    entries = reading.entries(search, profiles.ground(), _today())
    site = settings.SITE_URL.rstrip("/")

    def build() -> HttpResponse:
        told = atom.Feed(
            title=search.title,
            link=f"{site}{reading.address(search.kind, search.query)}",
            description="",
            feed_url=f"{site}{_feed_path(search, token)}",
            feed_guid=f"urn:uuid:{search.uuid}",
        )
        for entry in entries:
            told.add_item(
                title=entry.title,
                link=f"{site}{entry.path}",
                description=entry.summary,
                unique_id=entry.id,
                pubdate=entry.updated_at,
                updateddate=entry.updated_at,
            )
        return told.answer()

    version = hashlib.sha256(repr((search.title, entries)).encode()).hexdigest()
    changed_at = max((entry.updated_at for entry in entries), default=search.created_at)
    response = conditional.answer(request, version=version, changed_at=changed_at, build=build, keep=NOT_KEPT)
    response["Cache-Control"] = NOT_KEPT  # for whoever is signed in as well
    return response
