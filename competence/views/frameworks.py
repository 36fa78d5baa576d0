"""The public pages of the yardsticks: all frameworks, one framework."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from competence.models import Edition
from competence.queries import frameworks
from core import conditional, htmx


@require_safe
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """All frameworks, each as a card."""
    stamp = frameworks.index_stamp()

    def build() -> HttpResponse:
        return htmx.render(request, "competence/frameworks/index.html", {"cards": frameworks.index()})

    return conditional.answer(request, version=stamp.version, changed_at=stamp.changed_at, build=build)


@require_safe
@login_not_required
def show(request: HttpRequest, key: str) -> HttpResponse:
    """The current edition of one framework. 404 when there is none."""
    return edition_page(request, key)


def edition_page(request: HttpRequest, key: str, version: str = "") -> HttpResponse:
    """The page of the edition `version`, or without it of the current one; 404 for drafts and for what is not there."""
    try:
        stamp = frameworks.stamp(key, version)
    except Edition.DoesNotExist as error:
        raise Http404("There is no such framework or edition.") from error

    def build() -> HttpResponse:
        page = frameworks.page(key, version)
        crumbs = [("Frameworks", reverse("competence:frameworks-index"))]
        if version:
            crumbs.append((page.head.title, reverse("competence:frameworks-show", args=[key])))
        here = f"Edition {version}" if version else page.head.title
        context = {"page": page, "edition": page.head, "crumbs": crumbs, "here": here}
        return htmx.render(request, "competence/frameworks/show.html", context)

    return conditional.answer(request, version=stamp.version, changed_at=stamp.changed_at, build=build)
