"""What lies in the store of uploaded files, and what of it a row names (R-UP-09)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from portfolio.models import Artefact, FileVersion

FOLDERS = ("images", "files", "outputs")
"""Where uploads are stored. What lies elsewhere in the store is not ours to judge."""


@dataclass
class Survey:
    """The store held against the rows."""

    files: int = 0
    young: int = 0
    """Files that no row names, and that may belong to an upload that is just being written."""
    unnamed: list[str] = field(default_factory=list)
    """Files that no row names, old enough."""


def survey(*, older_than: timedelta, at: datetime) -> Iterator[tuple[str, Survey]]:
    """Looks through the store folder by folder; after each it says which it was, and what was found so far.

    Rows are read before files: a file that comes in meanwhile is young.
    """
    known = named()
    found = Survey()
    for folder, paths in walk():
        for path in paths:
            found.files += 1
            if path not in known:
                _judge(path, found, at - older_than)
        yield folder, found


def _judge(path: str, found: Survey, before: datetime) -> None:
    try:
        changed_at = default_storage.get_modified_time(path)
    except FileNotFoundError:  # it went while we looked
        return
    if changed_at < before:
        found.unnamed.append(path)
    else:
        found.young += 1


def named() -> set[str]:
    """Every path that a row names: sizes of images, files as they came, pictures of their outputs. Two queries."""
    images = Artefact.objects.filter(kind=Artefact.Kind.IMAGE).values_list("renditions", flat=True)
    paths = {size["path"] for sizes in images.iterator() for size in sizes}
    for path, pictures in FileVersion.objects.values_list("path", "pictures").iterator():
        paths.add(path)
        paths.update(picture["path"] for picture in pictures)
    return paths


def walk() -> Iterator[tuple[str, list[str]]]:
    """Every folder below `FOLDERS` with the paths of its files, one listing each."""
    waiting = list(reversed(FOLDERS))
    while waiting:
        folder = waiting.pop()
        try:
            folders, files = default_storage.listdir(folder)
        except FileNotFoundError:  # nothing was uploaded yet
            continue
        waiting += [f"{folder}/{name}" for name in sorted(folders, reverse=True)]
        yield folder, [f"{folder}/{name}" for name in sorted(files)]
