"""What the page of one uploaded file shows, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from portfolio.inspection import kinds
from portfolio.models import Artefact, Cell, FileVersion, Project
from portfolio.pages.curves import LogPage
from portfolio.pages.notes import Link, Note
from portfolio.rendering.cells import OutlineEntry, RenderedCell


@dataclass(frozen=True, slots=True)
class Version:
    """One version in the list of them."""

    number: int
    uploaded_at: datetime
    size: str
    href: str
    is_shown: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell with the evidence that points at it."""

    cell: RenderedCell
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class FilePage:
    """Everything that the page shows."""

    path: str
    title: str
    kind: str
    kind_name: str
    caption: str
    person: Link
    project: Link
    file_name: str
    size: str
    sha256: str
    uploaded_at: datetime
    number: int
    versions: tuple[Version, ...]
    notes: tuple[str, ...]
    download: str
    is_listed: bool
    is_current: bool
    current: str
    """The address of the newest version."""
    cells: tuple[ShownCell, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    log: LogPage | None = None
    card: tuple[tuple[str, str], ...] = ()
    text: str = ""
    """Of a model card: its body, rendered."""
    evidence: tuple[Note, ...] = ()
    """What points at the file as a whole."""

    @property
    def is_script(self) -> bool:
        """Whether its one cell is the file itself."""
        return self.kind == Artefact.Kind.CODE


def address(project: Project, artefact: Artefact, version: FileVersion | None = None) -> str:
    """The page of a file: of its newest version, or of one that is named. `project` comes with its practitioner."""
    where = [project.practitioner.handle, project.slug, artefact.name]
    if version is None or version.sha256 == artefact.content_hash:
        return reverse("portfolio:files-show", args=where)
    return reverse("portfolio:files-version", args=[*where, version.number])


def download_address(project: Project, artefact: Artefact, version: FileVersion) -> str:
    """Where the file is downloaded."""
    where = [project.practitioner.handle, project.slug, artefact.name, version.number]
    return reverse("portfolio:files-download", args=where)


def download_name(artefact: Artefact, version: FileVersion) -> str:
    """The name under which it is saved: cleaned, with an ending that fits what it is."""
    return kinds.download_name(artefact.kind, version.file_name)


def addresses(version: UUID, pictures: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Where the pictures of the outputs of a version are served, by their keys."""
    return {picture["key"]: reverse("portfolio:files-picture", args=[version, picture["key"]]) for picture in pictures}


def versions(
    project: Project, artefact: Artefact, known: Sequence[FileVersion], shown: FileVersion
) -> tuple[Version, ...]:
    """The list of versions, the newest first."""
    return tuple(
        Version(
            number=version.number,
            uploaded_at=version.uploaded_at,
            size=filesizeformat(version.size),
            href=address(project, artefact, version),
            is_shown=version.pk == shown.pk,
            is_current=version.sha256 == artefact.content_hash,
        )
        for version in known
    )


def cells(
    rows: Sequence[Cell], addresses: Mapping[str, str], notes: Mapping[int, tuple[Note, ...]]
) -> tuple[ShownCell, ...]:
    """The cells of a version for its page. `notes` maps the number of a cell to the evidence that points there."""
    return tuple(
        ShownCell(RenderedCell.from_json(row.drawn).placed(addresses), notes.get(row.number, ())) for row in rows
    )
