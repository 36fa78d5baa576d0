"""Images and links of a project. Image files come in through `core.images` only, and go when their row goes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from portfolio.models import Artefact, Project


def drop_files_of(projects: Iterable[Project]) -> None:
    """Delete the image files of these projects once the transaction has ended well."""
    for artefact in Artefact.objects.filter(project__in=list(projects), kind=Artefact.Kind.IMAGE):
        _drop_files(artefact)


def _drop_files(artefact: Artefact) -> None:
    for rendition in artefact.renditions:
        transaction.on_commit(partial(default_storage.delete, rendition["path"]))
