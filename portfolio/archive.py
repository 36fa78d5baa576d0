"""A person's own data as one document that leaves the site. Pure: what was read goes in, plain values come out.

The keys are the names of the columns; docs/using/your-data.md explains them. What is derived (strength, coverage,
facets, documents for search; of a file its drawn cells, their pictures and what reading it has found) and what only
guards open tabs (revision) stays behind: it follows from the rest. Of other people there is only what they said of this
person's work, under the name they gave (PRODUCT.md, "What must always hold" 11; R-AZ-08).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from core.fields import figure_text
from portfolio import packing
from portfolio.packing import Document, Stored

if TYPE_CHECKING:
    from allauth.account.models import EmailAddress
    from django.db.models import Model

    from accounts.models import EmailChange, User
    from competence.models import Skill, Suggestion
    from portfolio.models import (
        Artefact,
        Checklist,
        Comparison,
        Evidence,
        Pointer,
        Practitioner,
        Project,
        Result,
        Verdict,
    )

FORMAT = "threefold-portfolio"
VERSION = 4

_PART = "uuid position created_at changed_at"
_ACCOUNT = "email name affiliation joined_at last_login"
_PRACTITIONER = (
    "uuid handle name headline location open_to seeking workplaces links about order_reason visibility "
    "accepts_messages created_at changed_at published_at"
)
_PROJECT = (
    "uuid slug title summary question harness lessons limits dependencies commands seeds hardware run_time "
    "originality originality_source text_licence code_licence visibility position created_at changed_at published_at"
)
_DATASET = f"{_PART} name origin url licence size split note"
_RESULT = f"{_PART} label metric better unit value spread spread_kind repeats split note is_headline"
_REFERENCE = "role value source url stated_on split position"
_COMPARISON = (
    f"{_PART} technique problem problem_shown metric better unit split before before_spread before_repeats "
    "after after_spread after_repeats spread_kind conclusion"
)
_DECISION = f"{_PART} choice context options reason revisit"
_CONTRIBUTOR = f"{_PART} name did is_self"
_ARTEFACT = f"{_PART} kind name title caption alt content_hash url link_kind answer asked_at"
_FILE = "uuid number file_name size sha256 uploaded_at"
_EVIDENCE = f"{_PART} statement fingerprint"
_RECEIVED = "uuid reviewer_name reviewer_affiliation outcome grounds fingerprint given_at"
_CHECKLIST = "uuid orders is_shared created_at changed_at archived_at"
_ITEM = "key is_own name note done_on state branch is_habit position retired_in words"
_CHANGE = "number what patches changed_at undone_at"
_SUGGESTION = "uuid kind text field wording made_at state answer decided_at"
_GIVEN = "uuid reviewer_name reviewer_affiliation outcome grounds given_at"


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything of one person, read with all that belongs to it (`portfolio.queries.archives`).

    `given` are the verdicts that the person gave to others; `listed` the keys of those projects of others, named by a
    verdict or built on, that everybody may know of. `editions` says which version of each framework is current.
    """

    user: User
    addresses: tuple[EmailAddress, ...]
    address_changes: tuple[EmailChange, ...]
    practitioner: Practitioner | None
    projects: tuple[Project, ...]
    given: tuple[Verdict, ...]
    suggestions: tuple[Suggestion, ...]
    listed: frozenset[int]
    editions: Mapping[str, str]


def document(whole: Whole, *, site_url: str, at: datetime) -> Document:
    """All of it as plain values that JSON can hold. Addresses begin with `site_url`; `at` is when it was asked for."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "site": site_url,
        "made_at": _plain(at),
        "account": _account(whole),
        "practitioner": _practitioner(whole, site_url) if whole.practitioner else None,
        "verdicts_given": [_given(verdict, whole, site_url) for verdict in whole.given],
        "suggestions": [{"skill": s.skill.key, **_fields(s, _SUGGESTION)} for s in whole.suggestions],
    }


def stored(whole: Whole) -> list[Stored]:
    """The files that belong into the archive: every size of each image, every version of each other file."""
    found = []
    for project in whole.projects:
        for artefact in project.artefacts.all():
            found += [Stored(packing.image_name(project, artefact, size), size["path"]) for size in artefact.renditions]
            found += [
                Stored(packing.version_name(project, artefact, each), each.path) for each in artefact.versions.all()
            ]
    return found


def file_name(whole: Whole, *, at: datetime) -> str:
    """As in threefold-ada-2026-06-01.zip; `account` for a person without a portfolio."""
    return f"threefold-{whole.practitioner.handle if whole.practitioner else 'account'}-{at:%Y-%m-%d}.zip"


def _plain(value: Any) -> Any:
    """A value as JSON holds it: figures as they were typed, dates by ISO 8601."""
    if isinstance(value, Decimal):
        return figure_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _fields(row: Model, names: str) -> Document:
    return {name: _plain(getattr(row, name)) for name in names.split()}


def _rows(rows: Iterable[Model], names: str) -> list[Document]:
    return [_fields(row, names) for row in rows]


def _uuid(row: Any) -> str | None:
    return str(row.uuid) if row is not None else None


def _account(whole: Whole) -> Document:
    return {
        **_fields(whole.user, _ACCOUNT),
        "addresses": _rows(whole.addresses, "email verified primary"),
        "address_changes": _rows(whole.address_changes, "old_email new_email changed_at undone_at"),
    }


def _practitioner(whole: Whole, site_url: str) -> Document:
    practitioner = whole.practitioner
    assert practitioner is not None
    return {
        **_fields(practitioner, _PRACTITIONER),
        "background": _rows(practitioner.background.all(), "kind period text position"),
        "featured": [
            {"position": proof.position, "evidence": _uuid(proof.evidence)} for proof in practitioner.featured.all()
        ],
        "projects": [_project(project, whole, site_url) for project in whole.projects],
        "checklists": [_checklist(checklist) for checklist in practitioner.checklists.all()],
    }


def _checklist(checklist: Checklist) -> Document:
    """What the person did to their copy of a framework; what they did not touch reads as the edition says."""
    return {
        **_fields(checklist, _CHECKLIST),
        "framework": checklist.framework.key,
        "edition": checklist.edition.version,
        "items": _rows(checklist.items.all(), _ITEM),
        "changes": _rows(checklist.changes.all(), _CHANGE),
    }


def _project(project: Project, whole: Whole, site_url: str) -> Document:
    return {
        **_fields(project, _PROJECT),
        "template": project.template.key if project.template else None,
        "built_on": _built_on(project, whole, site_url),
        "axis_choices": _rows(project.axis_choices.all(), "axis value"),
        "libraries": _rows(project.libraries.all(), "name key"),
        "sections": [
            {**_fields(section, f"{_PART} title body"), "step": section.step.key if section.step else None}
            for section in project.sections.all()
        ],
        "datasets": _rows(project.datasets.all(), _DATASET),
        "results": [_result(result) for result in project.results.all()],
        "comparisons": [_comparison(comparison) for comparison in project.comparisons.all()],
        "decisions": _rows(project.decisions.all(), _DECISION),
        "contributors": _rows(project.contributors.all(), _CONTRIBUTOR),
        "artefacts": [_artefact(project, artefact) for artefact in project.artefacts.all()],
        "evidence": [_evidence(evidence, whole) for evidence in project.evidence.all()],
        "dismissals": [
            {**_fields(dismissal, "dismissed_at"), "skill": _skill(dismissal.skill, whole)}
            for dismissal in project.dismissals.all()
        ],
    }


def _built_on(project: Project, whole: Whole, site_url: str) -> Document | None:
    """The project that this one goes on from: one's own, or another person's while everybody may know of it."""
    earlier = project.built_on
    if earlier is None:
        return None
    if earlier.practitioner_id != project.practitioner_id and earlier.pk not in whole.listed:
        return None
    return {"uuid": _uuid(earlier), "address": f"{site_url}{earlier.get_absolute_url()}"}


def _result(result: Result) -> Document:
    return {
        **_fields(result, _RESULT),
        "dataset": _uuid(result.dataset),
        "references": _rows(result.references.all(), _REFERENCE),
    }


def _comparison(comparison: Comparison) -> Document:
    named = {name: _uuid(getattr(comparison, name)) for name in ("dataset", "before_log", "after_log")}
    return {**_fields(comparison, _COMPARISON), **named}


def _artefact(project: Project, artefact: Artefact) -> Document:
    sizes = [
        {
            "file": packing.image_name(project, artefact, size),
            "width": size["width"],
            "height": size["height"],
            "bytes": size["bytes"],
            "sha256": size.get("sha256"),
        }
        for size in artefact.renditions
    ]
    versions = [
        {**_fields(version, _FILE), "file": packing.version_name(project, artefact, version)}
        for version in artefact.versions.all()
    ]
    return {**_fields(artefact, _ARTEFACT), "renditions": sizes, "versions": versions}


def _evidence(evidence: Evidence, whole: Whole) -> Document:
    return {
        **_fields(evidence, _EVIDENCE),
        "skill": _skill(evidence.skill, whole),
        "follows": _uuid(evidence.follows),
        "pointers": [_pointer(pointer) for pointer in evidence.pointers.all()],
        "verdicts": _rows(evidence.verdicts.all(), _RECEIVED),
    }


def _skill(skill: Skill, whole: Whole) -> Document:
    framework = skill.framework.key
    return {"key": skill.key, "framework": framework, "edition": whole.editions.get(framework)}


def _pointer(pointer: Pointer) -> Document:
    """Where it leads; of a file in which version, by its number, and to which cell, as cells are counted there."""
    version, cell = pointer.version, pointer.cell
    return {
        **_fields(pointer, "uuid kind lines position"),
        "target": _uuid(pointer.target),
        "version": version.number if version else None,
        "cell": cell.number if cell else None,
    }


def _given(verdict: Verdict, whole: Whole, site_url: str) -> Document:
    """One's own words, and where the evidence stands while it is public; nothing else of the person judged."""
    project = verdict.evidence.project
    address = f"{site_url}{project.get_absolute_url()}#{verdict.evidence.anchor}"
    return {**_fields(verdict, _GIVEN), "address": address if project.pk in whole.listed else None}
