"""One skill of a framework, with the people who show it best."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from competence.queries.skills import About
from portfolio.queries import skill_pages


@require_safe
@login_not_required
def show(request: HttpRequest, framework: str, key: str) -> HttpResponse:
    """What showing the skill means and does not mean, what a reviewer looks for, and who shows it."""
    page = skill_pages.skill_page(framework, key)
    if page is None:
        raise Http404("There is no such skill.")
    about = page.about
    context = {
        "page": page,
        "here": "framework",
        "site_url": settings.SITE_URL,
        "crumbs": [
            ("Framework", reverse("competence:frameworks-index")),
            (about.framework.title, reverse("competence:frameworks-show", args=[framework])),
            *_branches(about),
        ],
    }
    return render(request, "portfolio/skills/show.html", context)


def _branches(about: About) -> Iterator[tuple[str, str]]:
    """What the skill stands in, from its level down to the skill right above it, without a level that is made up."""
    key = about.framework.key
    if not about.level.extra.get("made_up"):
        yield about.level.name, f"{reverse('competence:frameworks-show', args=[key])}#{about.level.key}"
    branch = reverse("competence:frameworks-branch", args=[key, about.competence.key])
    yield about.competence.name, branch
    if about.group:
        yield about.group.name, f"{branch}#{about.group.key}"
    for upper in about.above:
        yield upper.name, reverse("portfolio:skills-show", args=[key, upper.key])
