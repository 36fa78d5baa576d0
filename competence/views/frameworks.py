"""The public pages of the yardsticks: all frameworks, one framework, a branch of a large one."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from competence.models import Edition
from competence.pages import frameworks as pages
from competence.pages import nesting
from competence.queries import frameworks, skills
from competence.queries.frameworks import FrameworkPage
from competence.wording import counted
from core import conditional, htmx
from core.paging import page_of

COMPETENCES = 150
"""On one page of a framework that is read by branch."""
SKILLS = 100
"""On one page of a branch."""
HITS = 50
LONGEST_WORDS = 100


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


@require_safe
@login_not_required
def branch(request: HttpRequest, key: str, competence: str) -> HttpResponse:
    """The skills of one competence of the current edition."""
    return branch_page(request, key, competence)


def edition_page(request: HttpRequest, key: str, version: str = "") -> HttpResponse:
    """The page of the edition `version`, or without it of the current one; 404 for drafts and for what is not there.

    A large one shows its competences, each to be opened, or the skills in which all words of `?q=` occur.
    """
    stamp = _stamp(key, version)

    def build() -> HttpResponse:
        page = frameworks.page(key, version)
        crumbs = [("Frameworks", reverse("competence:frameworks-index"))]
        if version:
            crumbs.append((page.head.title, reverse("competence:frameworks-show", args=[key])))
        here = f"Edition {version}" if version else page.head.title
        context = {"page": page, "edition": page.head, "crumbs": crumbs, "here": here, "version": version}
        context |= _content(request, page)
        part = "competence/frameworks/_content.html" if page.is_large else None
        return htmx.render(request, "competence/frameworks/show.html", context, part=part)

    return conditional.answer(request, version=_mark(request, stamp), changed_at=stamp.changed_at, build=build)


def branch_page(request: HttpRequest, key: str, competence: str, version: str = "") -> HttpResponse:
    """The skills of one competence, page by page; for htmx without anything around them."""
    stamp = _stamp(key, version)

    def build() -> HttpResponse:
        page = frameworks.page(key, version)
        found = page.yardstick.competences.get(competence)
        if found is None:
            raise Http404("There is no such part of the framework.")
        shown = pages.branch(found, page.yardstick)
        slice_ = page_of(range(shown.size), request.GET, size=SKILLS)
        home = _address("show", key, version)
        context = {
            "page": page,
            "edition": page.head,
            "version": version,
            "branch": shown,
            "slice": slice_,
            "sections": nesting.piece(shown.view.sections, slice_.first, slice_.last),
            "crumbs": [("Frameworks", reverse("competence:frameworks-index")), (page.head.title, home)],
            "here": found.name,
            "in_place": htmx.wants_part(request),
        }
        part = "competence/frameworks/_branch.html"
        return htmx.render(request, "competence/frameworks/branch.html", context, part=part)

    return conditional.answer(request, version=_mark(request, stamp), changed_at=stamp.changed_at, build=build)


def _content(request: HttpRequest, page: FrameworkPage) -> dict[str, Any]:
    """The levels, whole or by branch, or what was found in a large framework."""
    words = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST_WORDS]
    if not page.is_large:
        return {"levels": pages.levels(page.yardstick)}
    if words:
        found = page_of(skills.find(words, page.yardstick), request.GET, size=HITS)
        return {"words": words, "found": found, "size": counted(found.total, page.yardstick.tiers.skill)}
    some = page_of(pages.places(page.yardstick), request.GET, size=COMPETENCES)
    return {"slice": some, "levels": pages.outline(some.rows, page.yardstick)}


def _address(name: str, key: str, version: str) -> str:
    place = [key, version] if version else [key]
    return reverse(f"competence:{'editions' if version else 'frameworks'}-{name}", args=place)


def _stamp(key: str, version: str) -> frameworks.Stamp:
    try:
        return frameworks.stamp(key, version)
    except Edition.DoesNotExist as error:
        raise Http404("There is no such framework or edition.") from error


def _mark(request: HttpRequest, stamp: frameworks.Stamp) -> str:
    """Browsers ask by the mark of a page whether the part of the same address still holds: the two differ in it."""
    return f"{stamp.version}:part" if htmx.wants_part(request) else stamp.version
