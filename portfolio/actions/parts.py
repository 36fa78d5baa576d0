"""Adding, changing, ordering and removing the parts of a project: sections, data sets, results, comparisons,
decisions, contributors, artefacts, evidence. What is special to one of them stands in its own module."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from django.db import models, transaction

from core.errors import StaleVersion
from portfolio.actions import portfolios
from portfolio.models import Artefact, Project
from portfolio.models.parts import Part

if TYPE_CHECKING:
    from accounts.models import User

P = TypeVar("P", bound=Part)
REMOVED = "This was removed in the meantime, in another tab or by another person."


def siblings(part: P) -> models.QuerySet[P]:
    """The parts of the same kind in the same project, in their order. Images, links and files have each their own."""
    kinds = {}
    if isinstance(part, Artefact):
        kinds = {"kind__in": Artefact.FILES if part.is_file else [part.kind]}
    return type(part)._default_manager.filter(project_id=part.project_id, **kinds).order_by("position", "pk")


@transaction.atomic
def add(part: P, *, by: User | None, at: datetime) -> P:
    """Save a new part at the end of its kind. `part.project` is set; its other fields are checked by the form."""
    portfolios.lock(part.project.practitioner)
    last = siblings(part).aggregate(last=models.Max("position"))["last"]
    part.position = 0 if last is None else last + 1
    part.created_at = part.changed_at = at
    part.save()
    touch(part.project, at=at)
    return part


@transaction.atomic
def change(part: P, *, revision: int, fields: Mapping[str, Any], by: User | None, at: datetime) -> P:
    """Change fields of a part. `StaleVersion` if it was saved or removed since the form showed `revision`;
    `ValueError` for a field that is not for changing (`Part.FIELDS`)."""
    portfolios.lock(part.project.practitioner)
    current = fresh(part, revision=revision)
    assign(current, fields)
    save(current, list(fields), at=at)
    touch(part.project, at=at)
    return current


def assign(part: Part, fields: Mapping[str, Any]) -> None:
    """Set these fields of a part. `ValueError`, and nothing is set, if one of them is not among its `FIELDS`."""
    unknown = set(fields) - set(part.FIELDS)
    if unknown:
        raise ValueError(f"Not fields of a {part._meta.verbose_name}: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(part, name, value)


def fresh(part: P, *, revision: int) -> P:
    """The part as it stands now, if it still has this revision; else `StaleVersion`. Call under the lock."""
    current = type(part)._default_manager.select_related("project__practitioner").filter(pk=part.pk).first()
    if current is None:
        raise StaleVersion(REMOVED)
    if current.revision != revision:
        raise StaleVersion()
    return current


def save(part: P, fields: list[str], *, at: datetime) -> None:
    """Save these fields of a part and raise its revision."""
    part.revision += 1
    part.changed_at = at
    part.save(update_fields=[*fields, "revision", "changed_at"])


@transaction.atomic
def move(part: Part, *, to: Literal["up", "down"], by: User | None, at: datetime) -> None:
    """Swap a part with its neighbour; at either end, or when it was removed meanwhile, nothing happens."""
    portfolios.lock(part.project.practitioner)
    order = list(siblings(part))
    index = next((i for i, other in enumerate(order) if other.pk == part.pk), None)
    if index is None:
        return
    target = index - 1 if to == "up" else index + 1
    if not 0 <= target < len(order):
        return
    order[index], order[target] = order[target], order[index]
    for position, other in enumerate(order):
        other.position = position
    type(part)._default_manager.bulk_update(order, ["position"])
    touch(part.project, at=at)


@transaction.atomic
def remove(part: Part, *, by: User | None, at: datetime) -> None:
    """Delete a part; pointers to it go with it, and evidence that pointed only there becomes a claim again."""
    portfolios.lock(part.project.practitioner)
    part.delete()
    touch(part.project, at=at)


def touch(project: Project, *, at: datetime) -> None:
    """Date the project's change and bring the portfolio in step. Last line of every action on a part."""
    Project.objects.filter(pk=project.pk).update(changed_at=at)
    portfolios.refresh(project.practitioner, at=at)
