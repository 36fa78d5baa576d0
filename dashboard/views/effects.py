"""The effect of a rule on people while its form is open; nothing is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from competence.drafting import edits
from competence.models import Draft, DraftItem
from competence.queries import drafts, sheets
from competence.views.manage import desk, panels
from competence.yardstick import Yardstick
from core.errors import DomainError
from core.htmx import render
from dashboard.queries import rule_effects
from dashboard.queries.rule_effects import RuleEffect

KIND = "rules"


@require_POST
def new(request: HttpRequest, key: str) -> HttpResponse:
    """Whom the rule in the form would touch, by itself, against the published edition."""
    draft = desk.draft_of(request, key)
    item = request.GET.get("item", "")
    effect = _effect(draft, item, request)
    back = reverse("competence:items-edit", args=[key, KIND, item]) if item else desk.home(draft, KIND)
    context = {"effect": effect, "back": back, "here": "framework", "title": "Whom this rule touches"}
    page, part = "dashboard/effects/new.html", "dashboard/effects/_new.html"
    return render(request, page, context, part=part, status=422 if effect.problem else 200)


def _effect(draft: Draft, item: str, request: HttpRequest) -> RuleEffect:
    """The effect of what the form says, or why it cannot be told."""
    published = drafts.published(draft)
    if not isinstance(published, Yardstick):
        return RuleEffect(None, problem="Nothing is published yet, so nobody stands anywhere by it.")
    try:
        block = _block(draft, item, request)
    except DraftItem.DoesNotExist:
        return RuleEffect(None, problem="This rule is no longer in the draft.")
    except DomainError as error:
        return RuleEffect(None, problem=error.message)
    return rule_effects.of_block(published, block)


def _block(draft: Draft, item: str, request: HttpRequest) -> Mapping[str, Any]:
    """The rule as the form says it, worked out as saving would do it."""
    sheet = sheets.DraftSheet(draft)
    if item:
        row = drafts.row(draft, KIND, item)
        panel = panels.editing(draft, row, request.POST)
        _check(panel)
        data = {**row.data, **panel.form.fields_given}
        return {name: value for name, value in data.items() if value not in edits.NOTHING}
    under, kind = request.POST.get("under", ""), request.POST.get("rule", "")
    panel = panels.adding(draft, KIND, under, kind, request.POST)
    _check(panel)
    block = {**panels.place(draft, KIND, under), "kind": kind, **panel.form.fields_given}
    made = edits.add(sheet, KIND, block)
    return next(patch.after.data for patch in made.patches if patch.before is None and patch.after is not None)


def _check(panel: desk.Panel) -> None:
    """`DomainError` while the form is not complete."""
    if not panel.form.is_valid():
        wrong = ", ".join(str(panel.form[name].label) for name in panel.form.errors if name in panel.form.fields)
        raise DomainError(f"The form is not complete yet: {wrong or 'look at what it says above'}.")
