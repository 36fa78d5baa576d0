"""Uploaded files for tests that are not about reading them: rows and files of the store, made without the reader."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Max

from portfolio.actions import parts, portfolios
from portfolio.models import Artefact, Cell, Evidence, FileVersion, Pointer, Project, Reading
from tests.factories import portfolio as make

SIZE = {"width": 64, "height": 48}


def notebook(of: Project, name: str = "runs", *, at: datetime = make.AT, **fields: Any) -> FileVersion:
    """The first version of a notebook of three cells, with a picture of an output."""
    content = fields.pop("content", b'{"cells": [], "nbformat": 4}')
    words: dict[str, Any] = {"kind": "notebook", "title": f"{name}.ipynb", "content_hash": _hash(content)}
    made = Artefact(project=of, name=name, **{**words, **fields})
    parts.add(made, by=of.practitioner.user, at=at)
    return version(made, content, at=at)


def version(of: Artefact, content: bytes, *, at: datetime = make.AT, pictures: int = 1) -> FileVersion:
    """The next version of a file, whose content is `content`; the file names it as its newest."""
    last = of.versions.aggregate(last=Max("number"))["last"] or 0
    made = FileVersion.objects.create(
        artefact=of,
        number=last + 1,
        file_name=of.title,
        size=len(content),
        sha256=_hash(content),
        path=default_storage.save(f"files/{_hash(content)[:2]}/{_hash(content)}", ContentFile(content)),
        pictures=[_picture(content + bytes([number])) for number in range(pictures)],
        uploaded_at=at,
    )
    Artefact.objects.filter(pk=of.pk).update(content_hash=made.sha256)
    for number in (1, 2, 3):
        Cell.objects.create(version=made, number=number, kind="code", content_hash=_hash(content), drawn={})
    Reading.objects.create(version=made)
    return made


def point(evidence: Evidence, cell: Cell) -> Pointer:
    """One more place of `evidence`: this cell."""
    of = cell.version.artefact
    position = evidence.pointers.count()
    made = Pointer.objects.create(
        evidence=evidence, kind=of.kind, artefact=of, version=cell.version, cell=cell, position=position
    )
    portfolios.refresh(evidence.project.practitioner, at=make.AT)
    return made


def _picture(content: bytes) -> dict[str, Any]:
    path = default_storage.save(f"outputs/{_hash(content)[:2]}/{_hash(content)}-64.webp", ContentFile(content))
    return {"key": _hash(content), "path": path, "bytes": len(content), "sha256": _hash(content), **SIZE}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
