"""One's own projects: the list, a new one, its settings, preview, publishing, withdrawing, removing."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_page
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods

from competence.catalogues import Idea
from competence.queries import editions, ideas
from core.htmx import redirect, render
from portfolio import readiness
from portfolio.actions import ideas as from_ideas
from portfolio.actions import practitioners
from portfolio.actions import projects as actions
from portfolio.forms.projects import NewProjectForm, ProjectForm, PublishForm, outlines, split_libraries
from portfolio.models import Practitioner, Project, Visibility
from portfolio.queries import outlooks, profiles, project_pages, studio
from portfolio.views.studio import desk

NO_LETTERS = "Its title has no Latin letters to make an address from. Choose one below; you can until you publish."
MOST_OF_A_TITLE = 140
FROM_AN_IDEA = "Project started. Only you see it. Question, data set and kind are filled in: change what does not fit."


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """`/studio/`: the list of projects or, on the first visit, name and address."""
    known = desk.own_practitioner(request)
    return redirect(request, reverse("portfolio:projects-list" if known else "portfolio:profiles-new"))


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All projects with what is still missing in each."""
    practitioner = desk.own_practitioner(request)
    if practitioner is None:
        return redirect(request, reverse("portfolio:profiles-new"))
    rows = [
        (found, studio.place(found.project, found.next) if found.next else "") for found in studio.desks(practitioner)
    ]
    titles = Counter(found.project.title for found, _ in rows)
    same = {title for title, number in titles.items() if number > 1}
    context = {"practitioner": practitioner, "rows": rows, "same": same, "here": "studio"}
    return render_page(request, "portfolio/projects/list.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    practitioner = desk.own_practitioner(request)
    if practitioner is None:
        return redirect(request, reverse("portfolio:profiles-new"))
    key = request.POST.get("idea") or request.GET.get("idea", "")
    idea = ideas.named(key) if key else None
    initial = {"template": request.GET.get("template"), "title": idea.title[:MOST_OF_A_TITLE] if idea else ""}
    form = NewProjectForm(request.POST or None, initial=initial)
    made: list[Project] = []
    status = 200
    if request.method == "POST":
        status = desk.save(form, lambda: made.append(_start(form, practitioner, idea, request)))
    if made:
        messages.success(request, _started(made[0], idea))
        return redirect(request, studio.url(made[0], "settings"))
    context = {"form": form, "outlines": outlines(), "idea": idea, "here": "studio"}
    return render_page(request, "portfolio/projects/new.html", context, status=status)


def _started(project: Project, idea: Idea | None) -> str:
    said = FROM_AN_IDEA if idea else "Project started. Only you see it."
    return said if slugify(project.title) else f"{said} {NO_LETTERS}"


def _start(form: NewProjectForm, practitioner: Practitioner, idea: Idea | None, request: HttpRequest) -> Project:
    given: dict[str, Any] = {name: form.cleaned_data[name] for name in ("title", "template")}
    given |= {"by": request.user, "at": timezone.now()}
    if idea is not None:
        return from_ideas.start(practitioner, idea=idea, yardstick=editions.current(), **given)
    return actions.start(practitioner, **given)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """The overview: everything that the project says of itself."""
    project = desk.own_project(request, slug)
    now = _form(project)
    if request.method == "GET":
        return _settings(request, project, form=now)
    form = _form(desk.own_project(request, slug), request.POST)
    saved: list[Project] = []
    status = desk.save(form, lambda: saved.append(_change(form, project, request)))
    if saved:
        return desk.answer(request, _saved, saved[0], "settings", "Overview saved.")
    return _settings(request, project, status=status, **desk.again(form, now, status))


def _change(form: ProjectForm, project: Project, request: HttpRequest) -> Project:
    libraries = split_libraries(form.cleaned_data["libraries"])
    given = {"axes": form.axes_given, "libraries": libraries, "slug": form.address_given, **desk.given(form)}
    return actions.change(project, by=request.user, at=timezone.now(), **given)


def _form(project: Project, data: Any = None) -> ProjectForm:
    """The form over what the project says now."""
    chosen = studio.axes(project)
    axes = editions.current().axes
    multiple = {axis.key: axis.multiple for axis in axes}
    initial: dict[str, Any] = {
        f"axis-{key}": values if multiple.get(key) else values[0] for key, values in chosen.items()
    }
    initial["libraries"] = ", ".join(studio.libraries(project))
    return ProjectForm(data, instance=project, initial=initial, axes=axes)


def _settings(request: HttpRequest, project: Project, *, status: int = 200, **extra: Any) -> HttpResponse:
    context = desk.context(project, "settings", **extra)
    page, part = "portfolio/projects/edit.html", "portfolio/projects/_edit.html"
    return render(request, page, context, part=part, status=status)


def _saved(request: HttpRequest, project: Project, *, status: int = 200, **extra: Any) -> HttpResponse:
    again = desk.own_project(request, project.slug)
    return _settings(request, again, status=status, form=_form(again), **extra)


@require_GET
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """What a visitor finds at the project's address: as it is or, before it is published, as it will be."""
    project = desk.own_project(request, slug)
    on = profiles.ground()
    page = project_pages.project_page(project, on, as_published=True)
    context = {
        "page": page,
        "edition": on.default,
        "here": "studio",
        "project": project,
        "is_preview": True,
        "outlook": outlooks.of(project, on),
        "faults": [(item, studio.place(project, item)) for item in readiness.faults(studio.desk(project).record)],
    }
    return render_page(request, "portfolio/projects/preview.html", context)


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    private = project.practitioner.visibility == Visibility.PRIVATE
    initial = {
        "visibility": project.visibility if project.is_published else Visibility.PUBLIC,
        "accepts_messages": project.practitioner.accepts_messages,
    }
    form = PublishForm(request.POST or None, profile_is_private=private, initial=initial)
    status = 200
    if request.method == "POST":
        status = desk.save(form, lambda: _publish(form, project, request))
        if status == 200:
            messages.success(request, "Saved." if project.is_published else f"Published. {_where(form)}")
            return redirect(request, project.get_absolute_url())
    extra = {"profile_is_private": private, "outlook": outlooks.of(project, profiles.ground())}
    context = desk.context(project, "", form=form, address=_address(request, project), **extra)
    return render_page(request, "portfolio/projects/publish.html", context, status=status)


def _where(form: PublishForm) -> str:
    """Where what was published is found."""
    if form.cleaned_data["visibility"] == Visibility.PUBLIC:
        return "It stands at the address below, on your profile and where the profile is listed."
    return "Whoever has the address below can read it; it stands on no list and not on your profile."


def _publish(form: PublishForm, project: Project, request: HttpRequest) -> Project:
    given = form.cleaned_data
    stamp = {"by": request.user, "at": timezone.now()}
    show = bool(given.get("show_profile"))
    published = actions.publish(project, visibility=given["visibility"], show_profile=show, **stamp)
    if show:
        practitioners.set_contact(project.practitioner, accepts_messages=given["accepts_messages"], **stamp)
    return published


def _address(request: HttpRequest, project: Project) -> str:
    return request.build_absolute_uri(project.get_absolute_url())


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    if request.method == "POST":
        actions.withdraw(project, by=request.user, at=timezone.now())
        messages.success(request, "Withdrawn. Only you see it now; everything in it is kept.")
        return redirect(request, studio.url(project, "sections"))
    context = desk.context(project, "", address=_address(request, project))
    return render_page(request, "portfolio/projects/withdraw.html", context)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    project = desk.own_project(request, slug)
    if request.method == "POST":
        actions.remove(project, by=request.user, at=timezone.now())
        messages.success(request, "Project removed.")
        return redirect(request, reverse("portfolio:projects-list"))
    context = desk.context(project, "settings", images=studio.images(project))
    return render_page(request, "portfolio/projects/remove.html", context)
