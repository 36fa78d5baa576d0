"""Suggesting a change to a skill, and what became of one's suggestions."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from competence.actions import suggestions as actions
from competence.forms.suggestions import SuggestionForm
from competence.models import Edition, Skill
from competence.queries import suggestions
from core import ratelimit
from core.errors import DomainError
from core.htmx import redirect, render
from core.paging import page_of

A_DAY = 20
"""Suggestions that one person may make."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What one suggested, and the answers."""
    page = page_of(suggestions.of_person(request.user), request.GET, size=30)
    context = {"page": page, "rows": suggestions.named(page.rows), "here": "framework"}
    return render(request, "competence/suggestions/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, framework: str, key: str) -> HttpResponse:
    """Suggest a change to a skill of the current edition."""
    try:
        skill, value = suggestions.skill(framework, key)
    except (Edition.DoesNotExist, Skill.DoesNotExist) as error:
        raise Http404("There is no such skill.") from error
    form = SuggestionForm(request.POST or None, initial={"kind": "wording"})
    if request.method == "POST" and form.is_valid():
        ratelimit.spend("suggestion", str(request.user.pk), limit=A_DAY, seconds=24 * 3600)
        try:
            actions.make(skill, **form.cleaned_data, by=request.user, at=timezone.now())
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Thank you. Those who look after the framework read it, and you hear from them.")
            return redirect(request, reverse("competence:suggestions-index"))
    context = {"form": form, "skill": value, "framework": framework, "here": "framework"}
    return render(request, "competence/suggestions/new.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw(request: HttpRequest, uuid: str) -> HttpResponse:
    """Take one's own suggestion back."""
    suggestion = get_object_or_404(suggestions.of_person(request.user), uuid=uuid)
    try:
        actions.withdraw(suggestion, by=request.user, at=timezone.now())
        messages.success(request, "Withdrawn.")
    except DomainError as error:
        messages.error(request, error.message)
    return redirect(request, reverse("competence:suggestions-index"))
