"""The public pages of the yardsticks: all frameworks, one framework."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import condition, require_safe

from competence.models import Edition
from competence.queries import frameworks
from core import htmx, release


def edition_tag(request: HttpRequest, key: str = "", version: str = "") -> str | None:
    """The ETag of a page made for nobody in particular: the edition it shows and the release that shows it."""
    if settings.DEBUG or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return None
    try:
        return f'W/"{frameworks.stamp(key, version)}-{release.mark()}"'
    except Edition.DoesNotExist:
        return None


@require_safe
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """All frameworks, each as a card."""
    return htmx.render(request, "competence/frameworks/index.html", {"cards": frameworks.index()})


@require_safe
@login_not_required
@condition(etag_func=edition_tag)
def show(request: HttpRequest, key: str) -> HttpResponse:
    """The current edition of one framework. 404 when there is none."""
    return page(request, key)


def page(request: HttpRequest, key: str, version: str = "") -> HttpResponse:
    """The page of an edition; the address without a version is the current one."""
    try:
        shown = frameworks.page(key, version)
    except Edition.DoesNotExist as error:
        raise Http404("There is no such framework or edition.") from error
    crumbs = [("Frameworks", reverse("competence:frameworks-index"))]
    if version:
        crumbs.append((shown.head.title, reverse("competence:frameworks-show", args=[key])))
    context = {"page": shown, "crumbs": crumbs, "here": f"Edition {version}" if version else shown.head.title}
    return htmx.render(request, "competence/frameworks/show.html", {**context, "edition": shown.head})
