"""One person whole, for taking along: in as many queries for ten projects as for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db.models import Prefetch, QuerySet

from accounts.models import EmailChange
from competence.models import Edition, Suggestion
from portfolio.archive import Whole
from portfolio.models import (
    Artefact,
    AxisChoice,
    BackgroundEntry,
    Checklist,
    ChecklistChange,
    ChecklistItem,
    Comparison,
    Contributor,
    DataSet,
    Decision,
    Dismissal,
    Evidence,
    FeaturedProof,
    FileVersion,
    Library,
    Practitioner,
    Project,
    Reference,
    Result,
    Section,
    Verdict,
)
from portfolio.queries import places

if TYPE_CHECKING:
    from accounts.models import User


def whole(user: User) -> Whole:
    """Everything of `user`, published or not; `practitioner` is None for a person without a portfolio."""
    practitioner = _practitioner(user)
    projects = _projects(practitioner) if practitioner else ()
    given = tuple(
        Verdict.objects.filter(reviewer=user)
        .select_related("evidence__project__practitioner")
        .order_by("given_at", "pk")
    )
    named = {verdict.evidence.project_id for verdict in given}
    named |= {project.built_on_id for project in projects if project.built_on_id is not None}
    return Whole(
        user=user,
        addresses=tuple(EmailAddress.objects.filter(user=user).order_by("pk")),
        address_changes=tuple(EmailChange.objects.filter(user=user).order_by("changed_at", "pk")),
        practitioner=practitioner,
        projects=projects,
        given=given,
        suggestions=tuple(Suggestion.objects.filter(made_by=user).select_related("skill").order_by("made_at", "pk")),
        listed=frozenset(Project.objects.listed().filter(pk__in=named).values_list("pk", flat=True)),
        editions=dict(Edition.objects.current().values_list("framework__key", "version")),
    )


def _practitioner(user: User) -> Practitioner | None:
    background = BackgroundEntry.objects.order_by("position", "pk")
    featured = FeaturedProof.objects.select_related("evidence").order_by("position")
    return (
        Practitioner.objects.filter(user=user)
        .prefetch_related(
            Prefetch("background", background), Prefetch("featured", featured), Prefetch("checklists", _checklists())
        )
        .first()
    )


def _checklists() -> QuerySet[Checklist]:
    return (
        Checklist.objects.select_related("framework", "edition")
        .prefetch_related(
            Prefetch("items", ChecklistItem.objects.order_by("pk")),
            Prefetch("changes", ChecklistChange.objects.order_by("number")),
        )
        .order_by("created_at", "pk")
    )


def _projects(practitioner: Practitioner) -> tuple[Project, ...]:
    found = (
        Project.objects.filter(practitioner=practitioner)
        .select_related("template", "built_on__practitioner")
        .prefetch_related(*_parts(), _evidence())
        .order_by("position", "pk")
    )
    return tuple(found)


def _parts() -> tuple[Prefetch[str], ...]:
    results = Result.objects.select_related("dataset").prefetch_related(
        Prefetch("references", Reference.objects.order_by("position", "pk"))
    )
    comparisons = Comparison.objects.select_related("dataset", "before_log", "after_log")
    return (
        Prefetch("axis_choices", AxisChoice.objects.order_by("axis", "value")),
        Prefetch("libraries", Library.objects.order_by("pk")),
        Prefetch("sections", Section.objects.select_related("step").order_by("position", "pk")),
        Prefetch("datasets", DataSet.objects.order_by("position", "pk")),
        Prefetch("results", results.order_by("position", "pk")),
        Prefetch("comparisons", comparisons.order_by("position", "pk")),
        Prefetch("decisions", Decision.objects.order_by("position", "pk")),
        Prefetch("contributors", Contributor.objects.order_by("position", "pk")),
        Prefetch("artefacts", _artefacts()),
        Prefetch("dismissals", Dismissal.objects.select_related("skill__framework").order_by("dismissed_at", "pk")),
    )


def _artefacts() -> QuerySet[Artefact]:
    versions = FileVersion.objects.defer("pictures", "notes").order_by("number")
    return Artefact.objects.prefetch_related(Prefetch("versions", versions)).order_by("position", "pk")


def _evidence() -> Prefetch[str]:
    return Prefetch(
        "evidence",
        Evidence.objects.select_related("skill__framework", "follows")
        .order_by("position", "pk")
        .prefetch_related(
            Prefetch("pointers", places.pointers()),
            Prefetch("verdicts", Verdict.objects.order_by("given_at", "pk")),
        ),
    )
