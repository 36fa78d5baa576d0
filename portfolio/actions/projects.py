"""Starting, changing, publishing, withdrawing and removing projects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.text import slugify

from competence.models import ProcessTemplate
from core.errors import DomainError, StaleVersion
from portfolio import readiness
from portfolio.actions import artefacts, portfolios
from portfolio.models import AxisChoice, Library, Practitioner, Project, Section, Visibility
from portfolio.queries import records

if TYPE_CHECKING:
    from accounts.models import User

FIELDS = (
    "title summary question harness lessons limits dependencies commands seeds hardware run_time originality "
    "originality_source built_on text_licence code_licence"
).split()


@transaction.atomic
def start(
    practitioner: Practitioner,
    *,
    title: str,
    template: ProcessTemplate | None = None,
    by: User | None,
    at: datetime,
    **fields: Any,
) -> Project:
    """A new private project with one empty section for every step of the template."""
    current = portfolios.lock(practitioner)
    last = current.projects.aggregate(last=models.Max("position"))["last"]
    project = Project.objects.create(
        practitioner=current,
        slug=free_slug(current, title),
        title=title,
        template=template,
        position=0 if last is None else last + 1,
        created_at=at,
        changed_at=at,
        **fields,
    )
    if template is not None:
        _add_sections(project, template, at=at)
    portfolios.refresh(current, at=at)
    return project


def _add_sections(project: Project, template: ProcessTemplate, *, at: datetime) -> None:
    steps = template.steps.order_by("position")
    Section.objects.bulk_create(
        Section(project=project, step=step, title=step.name, position=place, created_at=at, changed_at=at)
        for place, step in enumerate(steps)
    )


def free_slug(practitioner: Practitioner, title: str) -> str:
    """A short name for the address, made from the title, that no other project of the person has."""
    stem = slugify(title)[:50].strip("-") or "project"
    taken = set(practitioner.projects.filter(slug__startswith=stem).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(name for n in range(2, len(taken) + 3) if (name := f"{stem}-{n}") not in taken)


@transaction.atomic
def change(
    project: Project,
    *,
    revision: int,
    fields: Mapping[str, Any],
    axes: Mapping[str, Sequence[str]] | None = None,
    libraries: Sequence[str] | None = None,
    slug: str | None = None,
    by: User | None,
    at: datetime,
) -> Project:
    """Change the project's own fields (`FIELDS`) and, when given, what kind of project it is and its address (`slug`).

    `StaleVersion` if it was saved in the meantime; `ValueError` for a field that is not the project's; `DomainError`
    for an address that is taken, or that stays because the project was published once.
    """
    current = _locked(project, revision=revision)
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise ValueError(f"Not fields of a project: {', '.join(sorted(unknown))}")
    if slug is not None and slug != current.slug:
        _check_address(current, slug)
        fields = {**fields, "slug": slug}
    for name, value in fields.items():
        setattr(current, name, value)
    if axes is not None:
        _replace_axes(current, axes)
    if libraries is not None:
        _replace_libraries(current, libraries)
    _save(current, list(fields), at=at)
    return current


def _check_address(project: Project, slug: str) -> None:
    if project.published_at is not None:
        raise DomainError("The address stays as it is once a project was published, so that links keep working.")
    if project.practitioner.projects.filter(slug=slug).exists():
        raise DomainError(f"You have another project at “{slug}”. Choose another address.")


@transaction.atomic
def classify(
    project: Project,
    *,
    axes: Mapping[str, Sequence[str]],
    libraries: Sequence[str],
    by: User | None,
    at: datetime,
) -> Project:
    """Say what kind of project it is: its values on each axis that `axes` names, and the libraries it uses."""
    portfolios.lock(project.practitioner)
    _replace_axes(project, axes)
    _replace_libraries(project, libraries)
    Project.objects.filter(pk=project.pk).update(changed_at=at)
    portfolios.refresh(project.practitioner, at=at)
    return project


def _replace_axes(project: Project, axes: Mapping[str, Sequence[str]]) -> None:
    project.axis_choices.filter(axis__in=list(axes)).delete()
    AxisChoice.objects.bulk_create(
        AxisChoice(project=project, axis=axis, value=value)
        for axis, values in axes.items()
        for value in dict.fromkeys(values)
    )


def _replace_libraries(project: Project, libraries: Sequence[str]) -> None:
    project.libraries.all().delete()
    named = {slugify(name): name.strip() for name in libraries if slugify(name)}
    Library.objects.bulk_create(Library(project=project, name=name, key=key) for key, name in named.items())


@transaction.atomic
def publish(project: Project, *, visibility: str, show_profile: bool = False, by: User | None, at: datetime) -> Project:
    """Show the project and, with `show_profile`, a profile that nobody sees yet along with it.

    `DomainError` while something is missing without which it says nothing, or while the profile stays private.
    """
    if visibility == Visibility.PRIVATE:
        return withdraw(project, by=by, at=at)
    practitioner = portfolios.lock(project.practitioner)
    missing = [item.text for item in readiness.read(records.read_project(project)) if item.stops and not item.done]
    if missing:
        raise DomainError("Before it can be published: " + " ".join(missing))
    if practitioner.visibility == Visibility.PRIVATE:
        if not show_profile:
            raise DomainError("Your profile is private, so nobody could open the project. Show your profile too.")
        portfolios.show(practitioner, visibility=visibility, at=at)
    current = Project.objects.select_related("practitioner").get(pk=project.pk)
    current.visibility = Visibility(visibility)
    current.published_at = current.published_at or at
    _save(current, ["visibility", "published_at"], at=at)
    return current


@transaction.atomic
def withdraw(project: Project, *, by: User | None, at: datetime) -> Project:
    """Make the project private again. Everything in it is kept."""
    portfolios.lock(project.practitioner)
    current = Project.objects.select_related("practitioner").get(pk=project.pk)
    current.visibility = Visibility.PRIVATE
    _save(current, ["visibility"], at=at)
    return current


@transaction.atomic
def remove(project: Project, *, by: User | None, at: datetime) -> None:
    """Delete a project with everything in it, image files included."""
    practitioner = portfolios.lock(project.practitioner)
    artefacts.drop_files_of([project])
    project.delete()
    portfolios.refresh(practitioner, at=at)


def _locked(project: Project, *, revision: int) -> Project:
    portfolios.lock(project.practitioner)
    current = Project.objects.select_related("practitioner").get(pk=project.pk)
    if current.revision != revision:
        raise StaleVersion()
    return current


def _save(project: Project, fields: list[str], *, at: datetime) -> None:
    project.revision += 1
    project.changed_at = at
    project.save(update_fields=[*fields, "revision", "changed_at"])
    portfolios.refresh(project.practitioner, at=at)
