"""Images and links of a project. Image files come in through `core.images` only, and go when their row goes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.text import slugify

from core import images
from core.errors import DomainError
from portfolio.actions import parts, portfolios
from portfolio.models import Artefact, Practitioner, Project

if TYPE_CHECKING:
    from accounts.models import User

MOST_BYTES = 500 * 1024 * 1024
MOST_FILES = 2000
"""What the images of one practitioner may take in all, every size counted."""


def add_image(
    project: Project,
    *,
    file: images.Upload,
    alt: str,
    title: str = "",
    caption: str = "",
    name: str = "",
    by: User | None,
    at: datetime,
) -> Artefact:
    """An image, written anew in the sizes that pages need. `name` is for use in texts; without one the title gives it.

    `images.Refused` for what is no image, `DomainError` without words for what it shows or when there is no room left.
    The file is read and stored before the transaction begins: never a row without its files.
    """
    if not alt.strip():
        raise DomainError("Say what the image shows, for people who cannot see it.")
    _check_room(project.practitioner, 0, 0)
    checked = images.open_checked(file)
    file_name = images.display_name(str(getattr(file, "name", "") or ""))
    title = title.strip() or PurePath(file_name).stem[:160]
    renditions = [_store(rendition) for rendition in checked.renditions]
    image = Artefact(
        project=project,
        kind=Artefact.Kind.IMAGE,
        title=title,
        alt=alt,
        caption=caption,
        renditions=renditions,
        content_hash=checked.sha256,
    )
    try:
        return _add(image, name=name or title, by=by, at=at)
    except BaseException:
        for rendition in renditions:
            default_storage.delete(rendition["path"])
        raise


@transaction.atomic
def _add(image: Artefact, *, name: str, by: User | None, at: datetime) -> Artefact:
    """The row of an image whose files are stored, if there is room for them."""
    practitioner = portfolios.lock(image.project.practitioner)
    _check_room(practitioner, sum(row["bytes"] for row in image.renditions), len(image.renditions))
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


def _check_room(practitioner: Practitioner, more_bytes: int, more_files: int) -> None:
    """`DomainError` when the images of one person take more than their share."""
    rows = Artefact.objects.filter(project__practitioner=practitioner, kind=Artefact.Kind.IMAGE)
    stored = [rendition for row in rows.values_list("renditions", flat=True) for rendition in row]
    used = sum(rendition["bytes"] for rendition in stored)
    if used + more_bytes > MOST_BYTES or (not more_bytes and used >= MOST_BYTES):
        raise DomainError(f"Your images take {MOST_BYTES // 1024**2} MB in all, which is the most. Remove some first.")
    if len(stored) + more_files > MOST_FILES or (not more_files and len(stored) >= MOST_FILES):
        raise DomainError(f"Your images are stored in {MOST_FILES} files, which is the most. Remove some first.")


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
    """Delete the image files of these projects once the transaction has ended well."""
    for artefact in Artefact.objects.filter(project__in=list(projects), kind=Artefact.Kind.IMAGE):
        _drop_files(artefact)


def _drop_files(artefact: Artefact) -> None:
    for rendition in artefact.renditions:
        transaction.on_commit(partial(default_storage.delete, rendition["path"]))
