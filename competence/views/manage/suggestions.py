"""The suggestions of readers, for those who may edit frameworks."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from competence import rules
from competence.actions import suggestions as actions
from competence.forms.suggestions import DecisionForm
from competence.models import Suggestion
from competence.queries import suggestions
from competence.queries.suggestions import Matter
from core.errors import DomainError, StaleVersion
from core.htmx import redirect, render
from core.paging import page_of

SAID = {
    Suggestion.State.ACCEPTED: "Accepted, and the person is told. What it asks for is done here, in the draft.",
    Suggestion.State.ANSWERED: "Answered. It stays open.",
    Suggestion.State.DECLINED: "Declined, and the person is told why.",
}


def _allowed(request: HttpRequest) -> None:
    if not rules.can_edit_frameworks(request.user):
        raise PermissionDenied


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first; `?all=1` shows what is decided as well."""
    _allowed(request)
    everything = bool(request.GET.get("all"))
    page = page_of(suggestions.inbox(everything=everything), request.GET, size=30)
    rows = suggestions.named(page.rows)
    context = {"page": page, "everything": everything, "rows": rows, "here": "framework"}
    return render(request, "competence/suggestions/inbox.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, uuid: str) -> HttpResponse:
    """One suggestion beside the skill as it stands; accept, answer or decline it (POST)."""
    _allowed(request)
    matter = suggestions.matter(get_object_or_404(suggestions.inbox(everything=True), uuid=uuid))
    has_field = bool(matter.suggestion.field)
    initial = {"wording": matter.suggestion.wording, "seen": matter.seen}
    form = DecisionForm(request.POST or None, initial=initial, with_wording=has_field)
    status = 200
    if request.method == "POST":
        status = _decide(request, matter, form) if form.is_valid() else 422
        if status == 200:
            messages.success(request, SAID[Suggestion.State(request.POST["verdict"])])
            accepted = request.POST["verdict"] == Suggestion.State.ACCEPTED
            done = suggestions.matter(matter.suggestion)
            return redirect(request, _draft(done) if accepted else reverse("competence:suggestions-inbox"))
        matter = suggestions.matter(matter.suggestion)
    context = {
        "matter": matter,
        "suggestion": matter.suggestion,
        "form": form,
        "draft": _draft(matter),
        "here": "framework",
    }
    return render(request, "competence/suggestions/show.html", context, status=status)


def _draft(matter: Matter) -> str:
    """Where the suggestion can be acted on: the skill in the open draft, or else where a draft is begun."""
    skill = matter.suggestion.skill
    if matter.seen is None:
        return reverse("competence:drafts-show", args=[skill.framework.key])
    return reverse("competence:items-edit", args=[skill.framework.key, "skills", skill.key])


def _decide(request: HttpRequest, matter: Matter, form: DecisionForm) -> int:
    """Do what the button says; the status of the answer, with the reason in the form where it is not 200."""
    assert isinstance(request.user, User), "only people who may edit frameworks come here"
    given, by, at = form.cleaned_data, request.user, timezone.now()
    verdict = request.POST.get("verdict", "")
    try:
        if verdict == Suggestion.State.ACCEPTED:
            seen = given["seen"] if matter.seen is not None else None
            words = given.get("wording", "")
            actions.accept(matter.suggestion, wording=words, answer=given["answer"], seen=seen, by=by, at=at)
        elif verdict == Suggestion.State.DECLINED:
            actions.decline(matter.suggestion, answer=given["answer"], by=by, at=at)
        elif verdict == Suggestion.State.ANSWERED:
            actions.respond(matter.suggestion, answer=given["answer"], by=by, at=at)
        else:
            form.add_error(None, "Choose what becomes of it: accept, answer or decline.")
            return 422
    except DomainError as error:
        form.add_error(None, error.message)
        if isinstance(error, StaleVersion):
            form.data = {**form.data.dict(), "seen": suggestions.matter(matter.suggestion).seen or ""}
            return 409
        return 422
    return 200
