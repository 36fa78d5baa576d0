"""The forms of the editor, each with its title, its address and what else can be done from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404

from competence.drafting.edits import PLACED_UNDER, short
from competence.drafting.items import TABLE, name_of
from competence.drafting.places import called
from competence.forms.fields import FIELDS, ROWS, Field, fields_of
from competence.forms.items import ItemForm
from competence.forms.rules import PARAMETERS, KindForm, fields_of_rule
from competence.models import Draft, DraftItem
from competence.queries import drafts, editor
from competence.views.manage import desk
from competence.views.manage.desk import Panel
from competence.vocabulary import RuleKind

PLACE_FIELDS = {"competences": "level", "groups": "competence", "rules": "level", "matrices": "level",
                "steps": "template", "rungs": "template"}  # fmt: skip
ROWS_CALLED = {"axes": "Values", "rules": "What has to come together", "ideas": "Reference scores"}
RETIRES = ("skills", "templates", "steps")


def adding(draft: Draft, kind: str, under: str, rule: str, data: Any) -> Panel:
    """The form of a new item. 404 for kinds of which none can be added here."""
    fields: tuple[Field, ...] = fields_of_rule(rule) if kind == "rules" else tuple(FIELDS.get(kind, ()))
    url = desk.url(draft, "items-new", kind)
    title = f"New {called(kind)}"
    if kind == "rules" and rule not in PARAMETERS:
        levels = editor.choices(draft, {"levels"}, {})["levels"]
        form: forms.Form = KindForm(initial={"seen": draft.revision, "under": under}, levels=levels)
        return Panel(kind, "", url, title, "Go on", form, parent=under, is_new=True, asks_first=True)
    if not fields:
        raise Http404("None of these can be added here.")
    block = {"kind": rule} if rule else {}
    form = ItemForm(fields, _choices(draft, fields, block), data, block=block, seen=draft.revision, is_new=True)
    if kind in PLACED_UNDER:
        form.fields["under"] = forms.ChoiceField(
            choices=_homes(draft, kind), initial=under, label="Under", widget=forms.Select(attrs={"class": "in"})
        )
        if under:
            form.fields["under"].widget = forms.HiddenInput()
    if rule:
        form.fields["rule"] = hidden(rule)
    return Panel(kind, "", url, title, f"Add {called(kind)}", form, parent=under, is_new=True)


def choosing(draft: Draft, row: DraftItem) -> Panel:
    """Which kind of rule a new part of a rule is."""
    form = KindForm(initial={"seen": draft.revision}, levels=None)
    url = desk.url(draft, "rows-new", row.kind, row.key)
    return Panel(row.kind, row.key, url, "New part", "Go on", form, asks_first=True)


def hidden(value: str) -> forms.Field:
    """A field that carries what was chosen before."""
    return forms.CharField(initial=value, widget=forms.HiddenInput)


def place(draft: Draft, kind: str, under: str) -> dict[str, Any]:
    """The fields that say where a new block stands."""
    if kind == "skills":
        return {"group" if drafts.has(draft, "groups", under) else "competence": under}
    return {PLACE_FIELDS[kind]: under} if kind in PLACE_FIELDS else {}


def editing(draft: Draft, row: DraftItem, data: Any) -> Panel:
    """The form of an item that is there."""
    is_rule = row.kind == "rules"
    fields = fields_of_rule(row.data.get("kind", "")) if is_rule else fields_of(row.kind, row.key, row.data)
    form = ItemForm(fields, _choices(draft, fields, row.data), data, block=row.data, seen=draft.revision)
    panel = _panel(draft, row, "items-edit", form, "Edit", "Save to draft")
    panel.links = _links(draft, row)
    panel.kept = form.kept
    panel.rows = inner_rows(draft, row)
    if field_of_rows(row):
        panel.rows_called = ROWS_CALLED[row.kind]
        panel.rows_url = desk.url(draft, "rows-new", row.kind, row.key)
    return panel


def asking(draft: Draft, row: DraftItem, verb: str, form: forms.Form, title: str, button: str, text: str = "") -> Panel:
    """A question about an item."""
    panel = _panel(draft, row, verb, form, title, button)
    panel.text, panel.warns = text, verb in ("items-retire", "items-remove")
    return panel


def _panel(draft: Draft, row: DraftItem, verb: str, form: forms.Form, title: str, button: str) -> Panel:
    url = desk.url(draft, verb, desk.spelled(row.kind), row.key)
    name = short(name_of(row.data) or row.key)
    return Panel(row.kind, row.key, url, f"{title} “{name}”", button, form, parent=row.parent)


def _choices(draft: Draft, fields: tuple[Field, ...], block: Any) -> dict[str, list[tuple[str, str]]]:
    return editor.choices(draft, {field.source for field in fields if field.source}, block)


def _links(draft: Draft, row: DraftItem) -> list[tuple[str, str]]:
    """What else can be done with an item, beside its form."""
    verbs = [("items-move", "Move")] if row.kind in PLACED_UNDER else []
    if row.kind == "skills" and not row.data.get("retired"):
        verbs += [("items-merge", "Merge into another"), ("items-split", "Split")]
    public = row.key in editor.published_keys(draft)
    if row.kind in RETIRES and not row.data.get("retired") and public:
        verbs.append(("items-retire", f"Retire {called(row.kind)}"))
    elif row.kind != TABLE and not (row.kind in RETIRES and public):
        verbs.append(("items-remove", "Remove"))
    return [(text, desk.url(draft, verb, row.kind, row.key)) for verb, text in verbs]


def inner_rows(draft: Draft, row: DraftItem) -> list[dict[str, Any]]:
    """The rows inside a block: values of an axis, parts of a rule, reference scores of an idea."""
    field = field_of_rows(row)
    if not field:
        return []
    found = []
    blocks = row.data.get(field, [])
    for number, block in enumerate(blocks):
        urls = {
            verb: desk.url(draft, f"rows-{verb}", row.kind, row.key, str(number)) for verb in ("edit", "move", "remove")
        }
        name = name_of(block) or str(block.get("metric") or _part(block))
        found.append({"name": name, "first": not number, "last": number == len(blocks) - 1, **urls})
    return found


def _part(block: Mapping[str, Any]) -> str:
    """A part of a rule that says nothing in words."""
    said = [
        str(block[field]).replace("-", " ") for field in ("competence", "aspect", "scope_level") if block.get(field)
    ]
    least = f", at least {block['at_least']}" if "at_least" in block else ""
    return f"{RuleKind(block['kind']).label.capitalize()}{': ' if said else ''}{', '.join(said)}{least}"


def field_of_rows(row: DraftItem) -> str:
    """The list inside a block that is edited row by row, or nothing."""
    if row.kind == "rules":
        return "requires" if row.data.get("kind") == RuleKind.ONE_VALUE else ""
    return ROWS[row.kind][0] if row.kind in ROWS else ""


def _homes(draft: Draft, kind: str) -> list[tuple[str, str]]:
    """Where an item of this kind may stand, from the outermost tier."""
    names = {tier: {r.key: r for r in drafts.rows(draft, tier)} for tier in ("levels", "competences")}
    found = []
    for above in PLACED_UNDER[kind]:
        for row in drafts.rows(draft, above):
            path = [name_of(row.data)]
            parent = row.parent
            for tier in ("competences", "levels"):
                if parent in names[tier]:
                    path.insert(0, name_of(names[tier][parent].data))
                    parent = names[tier][parent].parent
            found.append((row.key, ", ".join(path)))
    return found


def places(draft: Draft, row: DraftItem) -> list[tuple[str, str]]:
    """Where an item may be moved to."""
    return _homes(draft, row.kind) if row.kind in PLACED_UNDER else []


def heirs(draft: Draft, row: DraftItem) -> list[tuple[str, str]]:
    """The skills that may continue one: those in use, of its own competence first."""
    own = f"{row.data.get('competence', '')}."
    rows = [r for r in drafts.rows(draft, "skills") if r.key != row.key and not r.data.get("retired")]
    rows.sort(key=lambda r: r.data.get("competence") != own[:-1])
    homes = {r.key: name_of(r.data) for r in drafts.rows(draft, "competences")}
    return [(r.key, f"{name_of(r.data)} ({homes.get(str(r.data.get('competence')), '')})") for r in rows]
