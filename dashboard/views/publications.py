"""Publishing a draft: everything there is to know beforehand on one page, then a note and one button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from competence import rules
from competence.drafting.items import TABLE, VALUE
from competence.models import Draft
from competence.queries.drafts import ItemProblem
from competence.views.manage import desk
from core.errors import DomainError, StaleVersion
from core.htmx import redirect, render
from dashboard.actions import publishing
from dashboard.actions.publishing import Published
from dashboard.forms.publications import PublicationForm
from dashboard.queries import publications

HEAD = "head"
"""How the editor's addresses call the tables of the head."""


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, key: str) -> HttpResponse:
    """What differs, whom it touches and what stands in the way; with a note (POST), the draft is published."""
    draft = _draft(request, key)
    form = PublicationForm(request.POST or None, initial={"seen": draft.revision})
    if request.method != "POST":
        return _show(request, draft, form)
    if not form.is_valid():
        return _show(request, draft, form, status=422)
    try:
        published = publishing.publish(draft, by=request.user, at=timezone.now(), **form.cleaned_data)
    except StaleVersion as error:
        form.add_error(None, error.message)
        return _show(request, draft, form, status=409)
    except DomainError as error:
        form.add_error(None, error.message)
        return _show(request, draft, form, status=422)
    messages.success(request, _said(published))
    return redirect(request, _address(published))


def _draft(request: HttpRequest, key: str) -> Draft:
    """The open draft; 403 without the permission, 404 when there is none."""
    if not rules.can_edit_frameworks(request.user):
        raise PermissionDenied
    try:
        return publications.draft_of(key)
    except Draft.DoesNotExist as error:
        raise desk.ended(key) from error


def _show(request: HttpRequest, draft: Draft, form: PublicationForm, *, status: int = 200) -> HttpResponse:
    """The page as things stand now. After 409 the form carries the new revision, so that publishing is a choice."""
    draft.refresh_from_db()
    if not draft.is_open:
        raise desk.ended(draft.key)
    if status == 409:
        form.data = {**form.data.dict(), "seen": draft.revision}
    page = publications.page(draft)
    editor = reverse("competence:drafts-show", args=[draft.key])
    context: dict[str, Any] = {
        "page": page,
        "form": form,
        "editor": editor,
        "here": "framework",
        "problems": [(problem.text, problem.item, _item(draft, editor, problem)) for problem in page.review.problems],
        "crumbs": [("Frameworks to edit", reverse("competence:drafts-index")), (page.title, editor)],
    }
    return render(request, "dashboard/publications/new.html", context, status=status)


def _item(draft: Draft, editor: str, problem: ItemProblem) -> str:
    """Where the item of a problem is changed; the draft itself where it is about no single item."""
    item = problem.item
    if item is None or item.kind == VALUE:
        return editor
    return reverse("competence:items-edit", args=[draft.key, HEAD if item.kind == TABLE else item.kind, item.key])


def _said(published: Published) -> str:
    """What happened, in a sentence or two."""
    if published.edition is None:
        return "Published."
    people = published.people
    again = f" Evidence of {people:,} {'person' if people == 1 else 'people'} was read again by it." if people else ""
    return f"Edition {published.edition.version} is published.{again}"


def _address(published: Published) -> str:
    """The page of the new edition; of what has none, the list of frameworks."""
    if published.edition is None:
        return reverse("competence:drafts-index")
    edition = published.edition
    return reverse("competence:editions-show", args=[edition.framework.key, edition.version])
