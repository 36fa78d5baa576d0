"""Taking frameworks in: a file, a preview of what would change, and the change itself, into drafts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from competence import rules
from competence import waiting as waiting_files
from competence.actions import imports as actions
from competence.formats.problems import LISTED_AT_MOST, BadFile
from competence.forms.imports import ImportForm
from competence.queries import imports
from core import ratelimit
from core.errors import DomainError, StaleVersion
from core.htmx import redirect, render

SALT = "competence.imports"
KEPT_SECONDS = 20 * 60 * 60
"""How long a preview can be confirmed; after that the next sweep may have taken the file."""
AN_HOUR = 60
GONE = "The file is not kept any more. Choose it again."


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose a file (GET); read it, and lead to the preview, or list everything that is wrong with it (POST)."""
    _only_editors(request)
    if request.method != "POST":
        initial = {"into": request.GET.get("into", "")}
        return _form(request, ImportForm(initial=initial, frameworks=imports.titles()))
    form = ImportForm(request.POST, request.FILES, frameworks=imports.titles())
    if not form.is_valid():
        return _form(request, form, status=422)
    ratelimit.spend("import", str(request.user.pk), limit=AN_HOUR, seconds=3600)
    file, into = form.cleaned_data["file"], form.cleaned_data["into"]
    content = file.read()
    try:
        imports.plan(content, file.name, into)
    except BadFile as error:
        return _form(request, form, error, status=422)
    waiting = {"path": waiting_files.keep(content), "name": file.name, "into": into, "user": request.user.pk}
    return redirect(request, reverse("competence:imports-show", args=[signing.dumps(waiting, salt=SALT)]))


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, token: str) -> HttpResponse:
    """The preview (GET), and taking the file in just as it shows (POST)."""
    _only_editors(request)
    waiting = _waiting(request, token)
    try:
        content = waiting_files.kept(waiting["path"])
        if request.method == "POST":
            return _taken(request, waiting, content)
        return _preview(request, waiting, content)
    except FileNotFoundError:
        messages.error(request, GONE)
        return redirect(request, reverse("competence:imports-new"))
    except BadFile as error:
        form = ImportForm(frameworks=imports.titles())
        return _form(request, form, error, status=422)


def _taken(request: HttpRequest, waiting: dict[str, Any], content: bytes) -> HttpResponse:
    name, into, digest = waiting["name"], waiting["into"], request.POST.get("digest", "")
    try:
        found = actions.take_in(content, name, into=into, digest=digest or "none", by=request.user, at=timezone.now())
    except StaleVersion as error:
        return _preview(request, waiting, content, error.message, status=409)
    except DomainError as error:
        return _preview(request, waiting, content, error.message, status=422)
    waiting_files.forget(waiting["path"])
    messages.success(request, f"{name} is taken in. Nothing is public before you publish.")
    if len(found) == 1:
        return redirect(request, reverse("competence:drafts-show", args=[found[0].key]))
    return redirect(request, reverse("competence:drafts-index"))


def _only_editors(request: HttpRequest) -> None:
    if not rules.can_edit_frameworks(request.user):
        raise PermissionDenied


def _waiting(request: HttpRequest, token: str) -> dict[str, Any]:
    """What the address says of the file that waits; 404 when it says nothing, or is another person's."""
    try:
        waiting: dict[str, Any] = signing.loads(token, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature as error:
        raise Http404("There is no such preview.") from error
    if waiting["user"] != request.user.pk:
        raise Http404("This preview is somebody else's.")
    return waiting


def _form(request: HttpRequest, form: ImportForm, refused: BadFile | None = None, *, status: int = 200) -> HttpResponse:
    problems = refused.problems if refused else ()
    context = {
        "form": form,
        "refused": refused,
        "problems": problems[:LISTED_AT_MOST],
        "rest": max(0, len(problems) - LISTED_AT_MOST),
        "crumbs": [("Frameworks to edit", reverse("competence:drafts-index"))],
        "here": "Import",
    }
    return render(request, "competence/imports/new.html", context, status=status)


def _preview(
    request: HttpRequest, waiting: dict[str, Any], content: bytes, refusal: str = "", *, status: int = 200
) -> HttpResponse:
    plan = imports.plan(content, waiting["name"], waiting["into"])
    editor = ("Frameworks to edit", reverse("competence:drafts-index"))
    crumbs = [editor, ("Import", reverse("competence:imports-new"))]
    context = {"plan": plan, "refusal": refusal, "crumbs": crumbs, "here": waiting["name"]}
    return render(request, "competence/imports/show.html", context, status=status)
