"""What the pages of the editor have in common: whose it is, what they show around, how an attempt is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from competence import rules
from competence.actions import drafts as actions
from competence.drafting.items import TABLE, VALUE
from competence.drafting.patches import Edit
from competence.drafting.places import called
from competence.drafting.sheets import Sheet
from competence.models import Draft, DraftChange
from competence.queries import drafts, editor, listings
from core.ended import Ended
from core.errors import DomainError, StaleVersion
from core.htmx import redirect, render, wants_part
from core.paging import Page, page_of

CATALOGUES: dict[str, str] = {
    Draft.Kind.PROCESSES: "Process templates",
    Draft.Kind.CROSSWALK: "Crosswalk",
    Draft.Kind.IDEAS: "Project ideas",
}
ENDED = "No draft is open here. It may have been published or discarded since you opened the page."
HEAD = "head"
"""How the tables of the head are called in addresses."""
TABS = {
    Draft.Kind.FRAMEWORK: ("levels", "rules", "axes", "matrices", "notes", HEAD),
    Draft.Kind.PROCESSES: ("templates", "steps", "rungs", "reference_roles", "step_map", HEAD),
    Draft.Kind.CROSSWALK: ("mappings", "match_types", HEAD),
    Draft.Kind.IDEAS: ("ideas", "skill_sets", "conditions", "domains", HEAD),
}
LABELS = {
    "levels": "Levels, competences, skills",
    "rules": "Rules",
    "axes": "Axes",
    "matrices": "Matrices",
    "notes": "Notes",
    HEAD: "Head and tiers",
    "templates": "Templates",
    "steps": "Steps",
    "rungs": "Result ladder",
    "reference_roles": "Reference scores",
    "step_map": "Steps that correspond",
    "mappings": "Matches",
    "match_types": "Kinds of match",
    "ideas": "Ideas",
    "skill_sets": "Sets of skills",
    "conditions": "Conditions",
    "domains": "Domains",
}


@dataclass
class Panel:
    """A form that stands in the place of one item, or where a new one will stand."""

    kind: str
    key: str
    url: str
    title: str
    button: str
    form: forms.Form
    text: str = ""
    parent: str = ""
    is_new: bool = False
    links: list[tuple[str, str]] = field(default_factory=list)
    conflict: list[tuple[str, str, str]] | None = None
    rows: list[Any] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)
    rows_url: str = ""
    rows_called: str = ""
    warns: bool = False
    stays: bool = False
    """After it the focus stays on the button, to be pressed again."""
    asks_first: bool = False
    """Sent by GET: a choice on the way to the form."""


def allowed(request: HttpRequest) -> None:
    """403 for whoever may not edit frameworks."""
    if not rules.can_edit_frameworks(request.user):
        raise PermissionDenied


def kind_of(key: str) -> str:
    """The kind of draft that an address means: catalogues go by their own names."""
    return key if key in CATALOGUES else Draft.Kind.FRAMEWORK


def draft_of(request: HttpRequest, key: str) -> Draft:
    """The open draft of an address; 403 without the permission, 404 when there is none."""
    allowed(request)
    try:
        return drafts.open_of(kind_of(key), key)
    except Draft.DoesNotExist as error:
        raise ended(key) from error


def ended(key: str) -> Http404:
    """404 where no draft is open: with the way back for a page that stood open while the draft was published."""
    if key not in CATALOGUES and not drafts.is_framework(key):
        return Http404("There is no such framework.")
    return Ended(ENDED, reverse("competence:drafts-show", args=[key]), "To the editor")


def url(draft: Draft, verb: str, *args: str) -> str:
    """An address of the editor of this draft."""
    return reverse(f"competence:{verb}", args=[draft.key, *args])


def spelled(kind: str) -> str:
    """A kind as it stands in addresses."""
    return HEAD if kind == TABLE else kind


def meant(kind: str) -> str:
    """The kind that an address means."""
    return TABLE if kind == HEAD else kind


def home(draft: Draft, kind: str, opened: str = "") -> str:
    """The page on which items of a kind are listed, with the branch or the item `opened` on it."""
    if kind in editor.TREE:
        query = f"?{urlencode({'open': opened})}" if opened else ""
        return f"{url(draft, 'drafts-show')}{query}"
    query = f"?{urlencode({'at': opened})}" if opened else ""
    return f"{url(draft, 'items-index', spelled(kind))}{query}"


def context(request: HttpRequest, draft: Draft, tab: str, **extra: Any) -> dict[str, Any]:
    """What `drafts/_desk.html` needs, read anew after every change."""
    counts = editor.kinds(draft)
    always = (HEAD, "levels", *START)
    listed = [name for name in TABS[Draft.Kind(draft.kind)] if name in always or counts.get(name)]
    further = [kind for kind in counts if kind not in (*listed, *editor.TREE, TABLE, VALUE) and "/" not in kind]
    return {
        "draft": draft,
        "title": drafts.row(draft, TABLE, drafts.HEADS[Draft.Kind(draft.kind)]).data.get("title", draft.key),
        "tabs": [(name, LABELS.get(name, name.replace("_", " ").capitalize()), home(draft, meant(name)))
                 for name in (*listed, *further)],
        "tab": tab,
        "undo": drafts.undoable(draft),
        "redo": drafts.redoable(draft),
        "others": others(request, draft),
        "seen": draft.revision,
        "here": "framework",
        **extra,
    }  # fmt: skip


ROWS = 100
"""Of a list on one page."""
START = ("rules", "axes", "matrices", "notes", "templates", "steps")


def others(request: HttpRequest, draft: Draft) -> list[DraftChange]:
    """The latest of what others changed since the page was opened from which this request comes."""
    return drafts.changes_since(draft, _opened_at(request, draft), but_by=request.user)[:5]


def lists(draft: Draft, kind: str) -> bool:
    """Whether there is a page for items of this kind."""
    return kind in TABS[Draft.Kind(draft.kind)] or kind in editor.kinds(draft)


def _opened_at(request: HttpRequest, draft: Draft) -> int:
    """The revision that the page showed from which this request comes."""
    given = seen(request)
    return draft.revision if given is None else given


def seen(request: HttpRequest) -> int | None:
    """The revision that a request names; None where it names none."""
    given = request.POST.get("seen") or request.GET.get("seen") or ""
    return int(given) if given.isdecimal() and len(given) < 10 else None


def show(
    request: HttpRequest, draft: Draft, kind: str, *, panel: Panel | None = None, status: int = 200, **extra: Any
) -> HttpResponse:
    """The page on which items of `kind` are listed, with a form in it or without."""
    draft.refresh_from_db(fields=["revision"])
    if kind in editor.TREE:
        opened = str(extra.pop("opened", "") or (panel.parent if panel else ""))
        tree = editor.tree(draft, opened)
        back = home(draft, kind, opened)
        found = context(request, draft, "levels", tree=tree, panel=panel, opened=opened, back=back, **extra)
        return render(request, "competence/drafts/show.html", found, part="competence/drafts/_show.html", status=status)
    at = str(extra.pop("opened", "") or (panel.key if panel else ""))
    page = _page_with(listings.listing(draft, kind), at, request.GET)
    found = context(
        request, draft, spelled(kind), page=page, kind=kind, spelled=spelled(kind), panel=panel, one=called(kind),
        is_ordered=kind != TABLE, opened=at, back=home(draft, kind, at), **extra,
    )  # fmt: skip
    return render(request, "competence/items/index.html", found, part="competence/items/_index.html", status=status)


def _page_with(rows: list[listings.Listed], at: str, params: QueryDict) -> Page[listings.Listed]:
    """The page of a list on which an item stands, or the one that the address asks for."""
    place = next((number for number, row in enumerate(rows) if row.key == at), None)
    wanted = params.copy()
    if place is not None:
        wanted["page"] = str(place // ROWS + 1)
        wanted.pop("at", None)
    return page_of(rows, wanted, size=ROWS)


def attempt(
    request: HttpRequest, draft: Draft, panel: Panel, make: Callable[[Sheet, Mapping[str, Any]], Edit]
) -> HttpResponse:
    """Make an edit of what a form says: the list again, or the form with what was wrong (422), or both texts (409)."""
    form = panel.form
    if not form.is_valid():
        return show(request, draft, panel.kind, panel=panel, status=422)
    given = form.cleaned_data
    try:
        change = actions.edit(
            draft, lambda sheet: make(sheet, given), seen=given["seen"], by=request.user, at=timezone.now()
        )
    except StaleVersion as stale:
        panel.conflict = _both(stale, form)
        if not panel.conflict:
            form.add_error(None, stale.message)
        form.data = _renewed(form.data, draft)
        return show(request, draft, panel.kind, panel=panel, status=409)
    except DomainError as error:
        form.add_error(None, error.message)
        return show(request, draft, panel.kind, panel=panel, status=422)
    opened = panel.parent if panel.kind in editor.TREE else panel.key
    return done(request, draft, panel.kind, f"{change.what}.", opened=opened, stays=panel.stays)


def status_of(error: DomainError) -> int:
    """409 when somebody else was first, 422 for every other refusal."""
    return 409 if isinstance(error, StaleVersion) else 422


def _renewed(data: Any, draft: Draft) -> QueryDict:
    """The same form with the revision of now: sending it again is a choice."""
    draft.refresh_from_db(fields=["revision"])
    copy: QueryDict = data.copy()
    copy["seen"] = str(draft.revision)
    return copy


def _both(stale: StaleVersion, form: forms.Form) -> list[tuple[str, str, str]]:
    """Field by field what was saved meanwhile and what was about to be: (name as in the form, theirs, yours)."""
    labels = {name: field.label for name, field in form.fields.items() if field.label}
    texts = stale.texts if isinstance(stale, actions.Conflict) else ()
    states = [(patch.item.name, patch.before.data, patch.after.data if patch.after else {}) for patch in texts]
    return [
        (f"{item}: {labels.get(name) or name.replace('_', ' ')}", now.get(name, ""), mine.get(name, ""))
        for item, now, mine in states
        for name in dict.fromkeys([*now, *mine])
        if now.get(name) != mine.get(name)
    ]


def done(
    request: HttpRequest, draft: Draft, kind: str, text: str, opened: str = "", *, stays: bool = False
) -> HttpResponse:
    """After a change: the list read anew for htmx, a redirect to it for everybody else."""
    back = home(draft, kind, opened)
    if not wants_part(request):
        messages.success(request, text)
        return redirect(request, back)
    response = show(request, draft, kind, said=text, opened=opened, stays=stays)
    response["HX-Replace-Url"] = back  # "back" leads to the list, never to a form that is done
    return response
