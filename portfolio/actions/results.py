"""Results with their reference values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from portfolio.actions import parts, portfolios
from portfolio.models import Reference, Result

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def add(result: Result, *, references: Sequence[Reference] = (), by: User | None, at: datetime) -> Result:
    """Save a new result with its references. The first result of a project is its headline."""
    portfolios.lock(result.project.practitioner)
    others = Result.objects.filter(project=result.project)
    if not others.filter(is_headline=True).exists():
        result.is_headline = True
    elif result.is_headline:
        others.update(is_headline=False)
    last = others.order_by("-position").first()
    result.position = last.position + 1 if last else 0
    result.created_at = result.changed_at = at
    result.save()
    _replace(result, references)
    parts.touch(result.project, at=at)
    return result


@transaction.atomic
def change(
    result: Result,
    *,
    revision: int,
    fields: Mapping[str, Any],
    references: Sequence[Reference] | None = None,
    by: User | None,
    at: datetime,
) -> Result:
    """Change a result and, when given, replace its references. As `parts.change` otherwise."""
    portfolios.lock(result.project.practitioner)
    current = parts.fresh(result, revision=revision)
    parts.assign(current, fields)
    if fields.get("is_headline"):
        Result.objects.filter(project=current.project, is_headline=True).exclude(pk=current.pk).update(
            is_headline=False
        )
    parts.save(current, list(fields), at=at)
    if references is not None:
        _replace(current, references)
    parts.touch(current.project, at=at)
    return current


def _replace(result: Result, references: Sequence[Reference]) -> None:
    result.references.all().delete()
    for position, reference in enumerate(references):
        reference.pk, reference.result, reference.position = None, result, position
    Reference.objects.bulk_create(references)
