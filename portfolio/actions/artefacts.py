"""Images and links of a project. Image files come in through `core.images` only, and go when their row goes.

What else is uploaded comes in by `actions.files`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils.text import slugify

from core import images, storage
from core.errors import DomainError
from core.filenames import display_name
from portfolio.actions import parts, portfolios, room
from portfolio.models import Artefact, FileVersion, Pointer, Project

if TYPE_CHECKING:
    from accounts.models import User


def add_image(
    project: Project,
    *,
    file: images.Upload,
    alt: str | None,
    title: str = "",
    caption: str = "",
    name: str = "",
    by: User | None,
    at: datetime,
) -> Artefact:
    """An image, written anew in the sizes that pages need. `name` is for use in texts; without one the title gives it.

    `images.Refused` for what is no image, `DomainError` without words for what it shows or when there is no room left.
    The file is read and stored before the transaction begins: never a row without its files. `alt=None` for an image
    that was dropped in with others: what it shows is said afterwards.
    """
    if alt is not None and not alt.strip():
        raise DomainError("Say what the image shows, for people who cannot see it.")
    room.check(project.practitioner, 0, 0)
    checked = images.open_checked(file)
    file_name = display_name(str(getattr(file, "name", "") or ""))
    title = title.strip() or PurePath(file_name).stem[:160]
    renditions = [_store(rendition) for rendition in checked.renditions]
    image = Artefact(
        project=project,
        kind=Artefact.Kind.IMAGE,
        title=title,
        alt=alt or "",
        caption=caption,
        renditions=renditions,
        content_hash=checked.sha256,
    )
    try:
        return _add(image, name=name or title, by=by, at=at)
    except BaseException:
        for rendition in renditions:
            storage.discard(rendition["path"])
        raise


@transaction.atomic
def _add(image: Artefact, *, name: str, by: User | None, at: datetime) -> Artefact:
    """The row of an image whose files are stored, if there is room for them."""
    practitioner = portfolios.lock(image.project.practitioner)
    room.check(practitioner, sum(row["bytes"] for row in image.renditions), len(image.renditions))
    image.name = free_name(image.project, name)
    return parts.add(image, by=by, at=at)


@transaction.atomic
def add_link(link: Artefact, *, by: User | None, at: datetime) -> Artefact:
    """A link that is not saved yet; it gets a short name from its title."""
    with transaction.atomic():
        portfolios.lock(link.project.practitioner)
        link.kind, link.name = Artefact.Kind.LINK, free_name(link.project, link.title)
        return parts.add(link, by=by, at=at)


@transaction.atomic
def remove(artefact: Artefact, *, by: User | None, at: datetime) -> None:
    """Delete an artefact with its pointers; its files go once the transaction has ended well."""
    _drop_files(artefact)
    parts.remove(artefact, by=by, at=at)


def free_name(project: Project, text: str) -> str:
    """A short name made from `text` that no other artefact of the project has."""
    stem = slugify(text)[:50].strip("-_") or "artefact"
    taken = set(project.artefacts.filter(name__startswith=stem).values_list("name", flat=True))
    if stem not in taken:
        return stem
    return next(name for n in range(2, len(taken) + 3) if (name := f"{stem}-{n}") not in taken)


def _store(rendition: images.Rendition) -> dict[str, Any]:
    path = default_storage.save(images.storage_name(rendition.width), ContentFile(rendition.content))
    return {
        "width": rendition.width,
        "height": rendition.height,
        "path": path,
        "bytes": len(rendition.content),
        "sha256": rendition.sha256,
    }


def drop_files_of(projects: Iterable[Project]) -> None:
    """Delete all that was uploaded into these projects from the store, once the transaction has ended well."""
    for artefact in Artefact.objects.filter(project__in=list(projects)).exclude(kind=Artefact.Kind.LINK):
        _drop_files(artefact)


def _drop_files(artefact: Artefact) -> None:
    drop(rendition["path"] for rendition in artefact.renditions)
    for version in FileVersion.objects.filter(artefact=artefact):
        drop(paths_of(version))


def paths_of(version: FileVersion) -> list[str]:
    """Where the store keeps a version: the file as it came, and the pictures of its outputs."""
    return [version.path, *(picture["path"] for picture in version.pictures)]


def drop(paths: Iterable[str]) -> None:
    """Delete files from the store once the transaction has ended well, or leave them to the sweep if it is away."""
    for path in paths:
        transaction.on_commit(partial(storage.discard, path))


def prune(artefact: Artefact) -> None:
    """Delete earlier versions of a file that no evidence points at. Call under the lock, inside a transaction."""
    if not artefact.is_file:
        return
    pointed = models.Exists(Pointer.objects.filter(version=models.OuterRef("pk")))
    last = artefact.versions.aggregate(last=models.Max("number"))["last"]
    for version in artefact.versions.filter(~pointed).exclude(number=last):
        drop(paths_of(version))
        version.delete()
