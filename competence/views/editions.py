"""The public page of one edition, whether it is the current one or not."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from competence.models import Edition
from competence.queries import changes as changes_of
from competence.queries import frameworks
from competence.views.frameworks import branch_page, edition_page
from core import conditional, htmx


@require_safe
@login_not_required
def show(request: HttpRequest, key: str, version: str) -> HttpResponse:
    """One published edition, with a notice when another one is current."""
    return edition_page(request, key, version)


@require_safe
@login_not_required
def branch(request: HttpRequest, key: str, version: str, competence: str) -> HttpResponse:
    """The skills of one competence as that edition has them."""
    return branch_page(request, key, competence, version)


@require_safe
@login_not_required
def changes(request: HttpRequest, key: str, version: str) -> HttpResponse:
    """What an edition changed: against the one before it, or against the edition that `?since=` names."""
    since = request.GET.get("since", "")
    try:
        stamp = frameworks.stamp(key, version)
        page = changes_of.page(key, version, since)
    except Edition.DoesNotExist as error:
        raise Http404("There is no such edition.") from error

    def build() -> HttpResponse:
        crumbs = [
            ("Frameworks", reverse("competence:frameworks-index")),
            (page.head.title, reverse("competence:frameworks-show", args=[key])),
            (f"Edition {version}", reverse("competence:editions-show", args=[key, version])),
        ]
        context = {"page": page, "edition": page.head, "crumbs": crumbs, "here": "What changed"}
        return htmx.render(request, "competence/editions/changes.html", context)

    return conditional.answer(request, version=stamp.version, changed_at=stamp.changed_at, build=build)
