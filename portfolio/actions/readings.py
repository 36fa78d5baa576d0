"""Drawing and reading stored files anew, after what draws or reads them has changed. Facts stay as they are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db import transaction

from portfolio.actions import artefacts, files, portfolios
from portfolio.models import Cell, FileVersion, Reading

if TYPE_CHECKING:
    from accounts.models import User


def again(version: FileVersion, *, by: User | None, at: datetime) -> None:
    """Read a stored version again and put what is found in the place of what was found before.

    Cells keep their rows and the hash that verdicts rest on: the file is the same. What is no cell any more goes,
    unless evidence points at it. `DomainError` when the file cannot be read any more; nothing is changed then.
    `version` is read with its artefact, project and practitioner.
    """
    with default_storage.open(version.path) as file:
        raw = file.read()
    incoming = files.inspect(version.artefact.kind, version.file_name, raw)
    try:
        _put(version, incoming, at=at)
    except BaseException:
        for picture in incoming.pictures:
            default_storage.delete(picture["path"])
        raise


@transaction.atomic
def _put(version: FileVersion, incoming: files.Incoming, *, at: datetime) -> None:
    practitioner = portfolios.lock(version.artefact.project.practitioner)
    artefacts.drop(picture["path"] for picture in version.pictures)
    version.pictures, version.notes, version.renderer = incoming.pictures, incoming.notes, files.RENDERER
    version.save(update_fields=["pictures", "notes", "renderer"])
    known = {cell.number: cell for cell in Cell.objects.filter(version=version)}
    fresh = list(files.cells_of(version, incoming))
    for cell in fresh:
        cell.pk = known[cell.number].pk if cell.number in known else None
    columns = ["kind", "first_line", "drawn"]
    Cell.objects.bulk_update([cell for cell in fresh if cell.pk], columns)
    Cell.objects.bulk_create([cell for cell in fresh if not cell.pk])
    last = max((cell.number for cell in fresh), default=0)
    Cell.objects.filter(version=version, number__gt=last, pointers__isnull=True).delete()
    Reading.objects.update_or_create(version=version, defaults=incoming.reading)
    portfolios.refresh(practitioner, at=at)
