"""Items of a draft: listed, added, edited, moved, retired, brought back, merged, split, removed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from competence.drafting import edits, fates, moves
from competence.forms.fates import MergeForm, MoveForm, RetireForm, SeenForm, SplitForm
from competence.forms.fields import FIRST
from competence.models import Draft, DraftItem
from competence.queries import drafts, editor
from competence.views.manage import desk, panels


@require_GET
def index(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """All items of one kind."""
    draft = desk.draft_of(request, key)
    if kind in editor.TREE or not desk.lists(draft, kind):
        raise Http404("There is no list of these.")
    return desk.show(request, draft, desk.meant(kind), opened=request.GET.get("at", ""))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """A new item under the one that `under` names; of a rule, its kind is chosen first."""
    draft = desk.draft_of(request, key)
    sent = request.POST or request.GET
    under, rule = sent.get("under", ""), sent.get("rule", "")
    panel = panels.adding(draft, kind, under, rule, request.POST or None)
    if request.method == "GET" or (kind == "rules" and not rule):
        return desk.show(request, draft, kind, panel=panel, adding=kind, opened=under)
    block = {**FIRST.get(kind, {}), **panels.place(draft, kind, under), **({"kind": rule} if rule else {})}
    prefix = draft.key if kind == "levels" else ""

    def make(sheet, given):
        return edits.add(sheet, kind, {**block, **panel.form.fields_given}, prefix=prefix)

    return desk.attempt(request, draft, panel, make)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str, kind: str, item: str) -> HttpResponse:
    """The fields of one item."""
    draft, row = _row(request, key, kind, item)
    panel = panels.editing(draft, row, request.POST or None)
    if request.method == "GET":
        return desk.show(request, draft, row.kind, panel=panel)
    return desk.attempt(
        request, draft, panel, lambda sheet, given: edits.reword(sheet, row.kind, row.key, panel.form.fields_given)
    )


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, key: str, kind: str, item: str) -> HttpResponse:
    """Up or down with `way`, else to the parent `to` and before the sibling `before`."""
    draft, row = _row(request, key, kind, item)
    way = {"up": -1, "down": 1}.get(request.POST.get("way", ""))
    form_class = SeenForm if way else MoveForm
    form = form_class(
        request.POST or None, seen=draft.revision, **({} if way else {"places": panels.places(draft, row)})
    )
    panel = panels.asking(draft, row, "items-move", form, "Move", "Move")
    panel.stays = bool(way)
    if request.method == "GET":
        return desk.show(request, draft, row.kind, panel=panel)

    def make(sheet, given):
        if way:
            return moves.shift(sheet, row.kind, row.key, by=way)
        return moves.move(sheet, row.kind, row.key, to=given["to"], before=given["before"])

    return desk.attempt(request, draft, panel, make)


@require_http_methods(["GET", "POST"])
def retire(request: HttpRequest, key: str, kind: str, item: str) -> HttpResponse:
    """Out of use, with a successor or none."""
    draft, row = _row(request, key, kind, item)
    heirs = panels.heirs(draft, row) if kind == "skills" else []
    form = RetireForm(request.POST or None, seen=draft.revision, heirs=heirs, asks=kind == "skills")
    panel = panels.asking(draft, row, "items-retire", form, "Retire", "Retire", RETIRED)
    if request.method == "GET":
        return desk.show(request, draft, row.kind, panel=panel)
    return desk.attempt(
        request, draft, panel,
        lambda sheet, given: fates.retire(sheet, row.kind, row.key, successor=given.get("successor", "")),
    )  # fmt: skip


RETIRED = "It stays at its address with everything that people have shown for it, and is no longer asked for."


@require_POST
def restore(request: HttpRequest, key: str, kind: str, item: str) -> HttpResponse:
    """Back in use."""
    draft, row = _row(request, key, kind, item)
    panel = panels.asking(
        draft, row, "items-restore", SeenForm(request.POST, seen=draft.revision), "Bring back", "Bring back"
    )
    return desk.attempt(request, draft, panel, lambda sheet, given: fates.restore(sheet, row.kind, row.key))


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, key: str, kind: str, item: str) -> HttpResponse:
    """One skill goes on as another one."""
    draft, row = _skill(request, key, kind, item)
    form = MergeForm(request.POST or None, seen=draft.revision, heirs=panels.heirs(draft, row))
    panel = panels.asking(draft, row, "items-merge", form, "Merge", "Merge", MERGED)
    if request.method == "GET":
        return desk.show(request, draft, row.kind, panel=panel)
    return desk.attempt(
        request, draft, panel, lambda sheet, given: fates.merge(sheet, row.key, into=given["into"], join=given["join"])
    )


MERGED = "It is retired and goes on as the other one; rules that name it name the other one from then on."


@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, key: str, kind: str, item: str) -> HttpResponse:
    """Several skills come out of one."""
    draft, row = _skill(request, key, kind, item)
    form = SplitForm(request.POST or None, seen=draft.revision)
    panel = panels.asking(draft, row, "items-split", form, "Split", "Split", SPLIT)
    if request.method == "GET":
        return desk.show(request, draft, row.kind, panel=panel)
    return desk.attempt(
        request,
        draft,
        panel,
        lambda sheet, given: fates.split(sheet, row.key, names=given["names"], keep=given["keep"]),
    )


SPLIT = "The new skills begin with its texts; change them afterwards. Evidence stays with the old one."


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, key: str, kind: str, item: str) -> HttpResponse:
    """Take out what nobody else has seen yet, or what nothing depends on."""
    draft, row = _row(request, key, kind, item)
    form = SeenForm(request.POST or None, seen=draft.revision)
    panel = panels.asking(draft, row, "items-remove", form, "Remove", "Remove")
    if request.method == "GET":
        return desk.show(request, draft, row.kind, panel=panel)
    public = row.key in editor.published_keys(draft)
    return desk.attempt(
        request, draft, panel, lambda sheet, given: edits.remove(sheet, row.kind, row.key, published=public)
    )


def _row(request: HttpRequest, key: str, kind: str, item: str) -> tuple[Draft, DraftItem]:
    draft = desk.draft_of(request, key)
    try:
        return draft, drafts.row(draft, desk.meant(kind), item)
    except DraftItem.DoesNotExist as error:
        raise Http404("There is no such item in the draft.") from error


def _skill(request: HttpRequest, key: str, kind: str, item: str) -> tuple[Draft, DraftItem]:
    if kind != "skills":
        desk.allowed(request)
        raise Http404("Only skills are merged and split.")
    return _row(request, key, kind, item)
