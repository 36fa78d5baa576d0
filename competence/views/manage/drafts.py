"""The editor as a whole: all drafts, a new framework, the tree of one, undo and redo, history, difference, discard."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from competence.actions import drafts as actions
from competence.forms.drafts import DiscardForm, NewForm
from competence.models import Draft, Edition
from competence.pages.differences import sections
from competence.queries import drafts, editor, frameworks
from competence.views.manage import desk
from core.errors import DomainError
from core.htmx import redirect, render
from core.paging import page_of

HISTORY = 50
SHOWN = 100
"""Lines of each kind in the difference."""


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All frameworks and catalogues, each with its draft or the way to begin one."""
    desk.allowed(request)
    found = {(draft.kind, draft.key): draft for draft in drafts.all_open()}
    cards = [(card, found.pop((Draft.Kind.FRAMEWORK, card.head.key), None)) for card in frameworks.index()]
    catalogues = [(key, text, found.pop((key, key), None)) for key, text in desk.CATALOGUES.items()]
    context = {"cards": cards, "catalogues": catalogues, "new": list(found.values()), "here": "framework"}
    return render(request, "competence/drafts/index.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A framework from scratch, or from a copy of another one."""
    desk.allowed(request)
    form = NewForm(request.POST or None, frameworks=[(card.head.key, card.head.title) for card in frameworks.index()])
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                document = drafts.beginning(**form.cleaned_data)
                draft = actions.open_new(document, by=request.user, at=timezone.now())
                return redirect(request, desk.url(draft, "drafts-show"))
            except DomainError as error:
                form.add_error(None, error.message)
    return render(request, "competence/drafts/new.html", {"form": form, "here": "framework"}, status=status)


@require_POST
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a draft of what is published, or go on with the one that is open."""
    desk.allowed(request)
    kind, at = desk.kind_of(key), timezone.now()
    try:
        if kind == Draft.Kind.FRAMEWORK:
            actions.open_current(key, by=request.user, at=at)
        else:
            actions.open_catalogue(kind, by=request.user, at=at)
    except (Edition.DoesNotExist, DomainError) as error:
        raise Http404("There is nothing to begin with.") from error
    return redirect(request, reverse("competence:drafts-show", args=[key]))


@require_GET
def show(request: HttpRequest, key: str) -> HttpResponse:
    """The tree of the draft; without one, the way to begin it."""
    desk.allowed(request)
    kind = desk.kind_of(key)
    try:
        draft = drafts.open_of(kind, key)
    except Draft.DoesNotExist:
        head = frameworks.current_head(key) if kind == Draft.Kind.FRAMEWORK else None
        if head is None and key not in desk.CATALOGUES:
            raise Http404("There is no such framework.") from None
        title = head.title if head else desk.CATALOGUES[key]
        before = drafts.published_before(kind, key)
        context = {"key": key, "title": title, "head": head, "here": "framework", "before": before}
        return render(request, "competence/drafts/closed.html", context)
    first = desk.TABS[Draft.Kind(kind)][0]
    return desk.show(request, draft, first, opened=request.GET.get("open", ""))


@require_POST
def undo(request: HttpRequest, key: str) -> HttpResponse:
    """Take back the last edit."""
    return _turn(request, key, actions.undo, "Undone")


@require_POST
def redo(request: HttpRequest, key: str) -> HttpResponse:
    """Do the last edit that was undone once more."""
    return _turn(request, key, actions.redo, "Done again")


def _turn(request: HttpRequest, key: str, act, said: str) -> HttpResponse:
    draft = desk.draft_of(request, key)
    tab = desk.meant(request.POST.get("tab", "levels"))
    kind = tab if tab in (*editor.TREE, *editor.kinds(draft)) else desk.TABS[Draft.Kind(draft.kind)][0]
    try:
        change = act(draft, seen=desk.seen(request) or 0, by=request.user, at=timezone.now())
    except DomainError as error:
        return desk.show(request, draft, kind, status=desk.status_of(error), refused=error.message)
    return desk.done(request, draft, kind, f"{said}: {change.what}.", opened=request.POST.get("open", ""), stays=True)


@require_GET
def others(request: HttpRequest, key: str) -> HttpResponse:
    """What others changed since the page was opened; asked for every half minute."""
    draft = desk.draft_of(request, key)
    found = {"draft": draft, "title": draft.key, "others": desk.others(request, draft), "here": "framework"}
    page, part = "competence/drafts/others.html", "competence/drafts/_others.html"
    return render(request, page, {**found, "seen": request.GET.get("seen") or draft.revision}, part=part)


@require_GET
def history(request: HttpRequest, key: str) -> HttpResponse:
    """Every edit with who and when, the latest first."""
    draft = desk.draft_of(request, key)
    page = page_of(drafts.history(draft), request.GET, size=HISTORY)
    found = desk.context(request, draft, "history", page=page, before=drafts.published_before(draft.kind, draft.key))
    return render(request, "competence/drafts/history.html", found)


@require_GET
def difference(request: HttpRequest, key: str) -> HttpResponse:
    """The draft against what is published, with the version that would come and what stands in the way."""
    draft = desk.draft_of(request, key)
    review = drafts.review(draft)
    found = desk.context(request, draft, "difference", review=review, sections=sections(review.difference, SHOWN))
    page, part = "competence/drafts/difference.html", "competence/drafts/_difference.html"
    return render(request, page, found, part=part)


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, key: str) -> HttpResponse:
    """Give the draft up, after a question."""
    draft = desk.draft_of(request, key)
    form, status = DiscardForm(request.POST or None, initial={"seen": draft.revision}), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.discard(draft, seen=form.cleaned_data["seen"], by=request.user, at=timezone.now())
                return redirect(request, reverse("competence:drafts-index"))
            except DomainError as error:
                form.add_error(None, error.message)
                status = desk.status_of(error)
    return render(
        request, "competence/drafts/discard.html", desk.context(request, draft, "discard", form=form), status=status
    )
