"""Rows inside an item: the values of an axis, the parts of a rule about one value, the reference scores of an idea."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from competence.drafting import edits
from competence.drafting.items import name_of
from competence.drafting.patches import Edit
from competence.drafting.places import slug
from competence.drafting.sheets import Sheet
from competence.forms.fates import SeenForm
from competence.forms.fields import ROWS, Field
from competence.forms.items import ItemForm
from competence.forms.rules import PARAMETERS, fields_of_rule
from competence.models import Draft, DraftItem
from competence.queries import drafts, editor
from competence.views.manage import desk, panels
from competence.views.manage.desk import Panel

Rows = list[dict[str, Any]]


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, key: str, kind: str, item: str) -> HttpResponse:
    """One more row at the end."""
    draft, row, field = _home(request, key, kind, item)
    rule = (request.POST or request.GET).get("rule", "")
    if row.kind == "rules" and rule not in PARAMETERS:
        panel = panels.choosing(draft, row)
        return desk.show(request, draft, row.kind, panel=panel)
    block = {"kind": rule} if row.kind == "rules" else {}
    form = _form(draft, row, block, request.POST or None)
    panel = _panel(draft, row, "rows-new", (), form, "New part" if block else "New row", "Add")
    if block:
        form.fields["rule"] = panels.hidden(rule)
    if request.method == "GET":
        return desk.show(request, draft, row.kind, panel=panel)

    def change(rows: Rows) -> Rows:
        given = _said(form.fields_given)
        return [*rows, {**_own_id(row, rows, given), **block, **given}]

    return desk.attempt(request, draft, panel, _changing(row, field, change))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str, kind: str, item: str, place: int) -> HttpResponse:
    """The fields of one row."""
    draft, row, field = _home(request, key, kind, item)
    block = _block(row, field, place)
    form = _form(draft, row, block, request.POST or None)
    panel = _panel(draft, row, "rows-edit", (place,), form, f"Edit “{name_of(block) or 'part'}”", "Save to draft")
    if request.method == "GET":
        return desk.show(request, draft, row.kind, panel=panel)

    def change(rows: Rows) -> Rows:
        told = _said({**_at(rows, place), **form.fields_given})
        return [*rows[:place], told, *rows[place + 1 :]]

    return desk.attempt(request, draft, panel, _changing(row, field, change))


@require_POST
def move(request: HttpRequest, key: str, kind: str, item: str, place: int) -> HttpResponse:
    """One row up or down."""
    draft, row, field = _home(request, key, kind, item)
    by = -1 if request.POST.get("way") == "up" else 1
    panel = _panel(draft, row, "rows-move", (place,), SeenForm(request.POST, seen=draft.revision), "Move", "Move")

    def change(rows: Rows) -> Rows:
        rest = [*rows[:place], *rows[place + 1 :]]
        return [*rest[: max(place + by, 0)], _at(rows, place), *rest[max(place + by, 0) :]]

    return desk.attempt(request, draft, panel, _changing(row, field, change))


@require_POST
def remove(request: HttpRequest, key: str, kind: str, item: str, place: int) -> HttpResponse:
    """Take out one row; undo brings it back."""
    draft, row, field = _home(request, key, kind, item)
    panel = _panel(draft, row, "rows-remove", (place,), SeenForm(request.POST, seen=draft.revision), "Remove", "Remove")

    def change(rows: Rows) -> Rows:
        return [each for each in rows if each is not _at(rows, place)]

    return desk.attempt(request, draft, panel, _changing(row, field, change))


def _said(block: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in block.items() if not edits.says_nothing("", name, value)}


def _changing(row: DraftItem, field: str, change: Callable[[Rows], Rows]) -> Callable[[Sheet, Any], Edit]:
    def make(sheet: Sheet, given: Any) -> Edit:
        rows = list(edits.found(sheet, row.kind, row.key).data.get(field, []))
        return edits.reword(sheet, row.kind, row.key, {field: change(rows)})

    return make


def _home(request: HttpRequest, key: str, kind: str, item: str) -> tuple[Draft, DraftItem, str]:
    draft = desk.draft_of(request, key)
    try:
        row = drafts.row(draft, kind, item)
    except DraftItem.DoesNotExist as error:
        raise Http404("There is no such item in the draft.") from error
    field = panels.field_of_rows(row)
    if not field:
        raise Http404("It has no rows.")
    return draft, row, field


def _block(row: DraftItem, field: str, place: int) -> dict[str, Any]:
    rows = row.data.get(field, [])
    if place >= len(rows):
        raise Http404("There is no such row.")
    return dict(rows[place])


def _at(rows: Rows, place: int) -> dict[str, Any]:
    if place >= len(rows):
        raise edits.StaleVersion("This row is no longer there. Load the page again to see what changed.")
    return rows[place]


def _form(draft: Draft, row: DraftItem, block: dict[str, Any], data: Any) -> ItemForm:
    fields: tuple[Field, ...]
    fields = fields_of_rule(block.get("kind", ""), inner=True) if row.kind == "rules" else tuple(ROWS[row.kind][1])
    context = {**row.data, **block} if row.kind == "axes" else {"axis": row.data.get("axis", ""), **block}
    choices = editor.choices(draft, {field.source for field in fields if field.source}, context)
    return ItemForm(fields, choices, data, block=block, seen=draft.revision, is_new=True)


def _own_id(row: DraftItem, rows: Rows, given: dict[str, Any]) -> dict[str, Any]:
    """An id among the values of its axis; other rows have none."""
    if row.kind != "axes":
        return {}
    taken, stem = {each.get("id") for each in rows}, slug(str(given.get("name", ""))) or "value"
    return {"id": next(key for n in range(1, len(rows) + 2) if (key := stem if n == 1 else f"{stem}-{n}") not in taken)}


def _panel(
    draft: Draft, row: DraftItem, verb: str, place: tuple[int, ...], form: Any, title: str, button: str
) -> Panel:
    url = desk.url(draft, verb, row.kind, row.key, *map(str, place))
    return Panel(row.kind, row.key, url, title, button, form, text=f"In “{name_of(row.data) or row.key}”.")
