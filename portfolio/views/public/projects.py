"""One public project, and the list of all of them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core import conditional, paging
from portfolio.pages import linked_data
from portfolio.queries import profiles, project_lists, project_pages
from portfolio.views.public import exploring


@require_safe
@login_not_required
def show(request: HttpRequest, handle: str, slug: str) -> HttpResponse:
    """Question, process, results, decisions, and in the margin what each of them proves."""
    viewer = conditional.viewer(request)
    project = get_object_or_404(project_pages.visible(viewer, handle), slug=slug)
    on = profiles.ground()

    def build() -> HttpResponse:
        page = project_pages.project_page(project, on)
        context = {
            "page": page,
            "edition": on.default,
            "here": "explore",
            "site_url": settings.SITE_URL,
            "own": project if viewer.is_authenticated and project.practitioner.user_id == viewer.pk else None,
            "linked_data": linked_data.project(page, settings.SITE_URL),
        }
        return render(request, "portfolio/projects/show.html", context)

    version = project_pages.version_of(project, on)
    return conditional.answer(request, version=version, changed_at=project.practitioner.changed_at, build=build)


@require_safe
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """All listed projects, searched and filtered; the whole state stands in the address."""
    on = profiles.ground()
    asked = exploring.read(request, on)
    ranked = project_lists.search(asked)
    page = paging.page_of(ranked, request.GET, size=project_lists.PAGE_SIZE)
    found = project_lists.show(ranked, page.rows, on)
    return render(request, "portfolio/projects/index.html", exploring.context(found, page, on, kind="projects"))
