"""Files that come in: notebooks, scripts, logs, model cards, documents, data, and images among them.

What a file is, is decided by its content; it is read in a process of its own and stored before the transaction begins,
so that a row is never without its file, and nothing slow happens under the lock (R-UP-01, 08, 09).
"""

from __future__ import annotations

import hashlib
import io
import secrets
from dataclasses import asdict, dataclass, field
from datetime import datetime
from html import unescape
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils.html import strip_tags

from core import images, storage
from core.errors import DomainError
from core.filenames import display_name
from portfolio.actions import artefacts, parts, portfolios, room
from portfolio.inspection import kinds
from portfolio.inspection.errors import Unreadable
from portfolio.models import Artefact, Cell, FileVersion, Project, Reading
from portfolio.rendering import cells, process

if TYPE_CHECKING:
    from accounts.models import User


RENDERER = cells.VERSION
"""What draws the cells now; a version that was drawn by another is drawn anew by `read_files`."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file."""

    artefact: Artefact
    outcome: str
    """new, version (the next one of a file that is there) or same (this very content is there already)"""


@dataclass
class Incoming:
    """A file that was decided on and read, and what of it is stored already."""

    name: str
    kind: str
    raw: bytes
    sha256: str
    cells: tuple[cells.RenderedCell, ...] = ()
    reading: dict[str, Any] = field(default_factory=dict)
    pictures: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    path: str = ""

    @property
    def paths(self) -> list[str]:
        """Everything that lies in the store."""
        return [self.path, *(picture["path"] for picture in self.pictures)]


def take_in(
    project: Project, *, file: images.Upload, into: Artefact | None = None, by: User | None, at: datetime
) -> Taken:
    """One uploaded file becomes an artefact, or the next version of one: of `into`, else of the file of that name.

    `DomainError` with a sentence for what is not taken or when there is no room left; nothing is changed then.
    """
    room.check(project.practitioner, 0, 0)
    given = str(getattr(file, "name", "") or "")
    name = display_name(given)
    raw = _read(file, name)
    if kinds.is_image(raw):
        return _take_in_image(project, name, raw, into, by=by, at=at)
    same = _same(project, name, raw, into)
    if same is not None:
        return Taken(same, "same")
    incoming = inspect("", given, raw, into)
    known = into or _named(project, incoming.kind, name)
    return _stored(project, incoming, known, by=by, at=at)


def _take_in_image(
    project: Project, name: str, raw: bytes, into: Artefact | None, *, by: User | None, at: datetime
) -> Taken:
    """`core.images` decodes it in a process of its own; that it is one and not too large is seen at once."""
    try:
        _check_fits(into, kinds.decide(raw, name), name)
    except Unreadable as error:
        raise DomainError(error.message) from error
    image = io.BytesIO(raw)
    image.name = name
    return Taken(artefacts.add_image(project, file=image, alt=None, by=by, at=at), "new")


def _check_fits(into: Artefact | None, kind: str, name: str) -> None:
    """`DomainError` when a file of this kind is no next version of `into`."""
    if into is not None and kind != into.kind:
        raise DomainError(f"{into.title} is a {into.get_kind_display().lower()}; {name} is none. Add it as a new file.")


def _same(project: Project, name: str, raw: bytes, into: Artefact | None) -> Artefact | None:
    """The file that has this very content, so that nothing needs to be read: `into`, or one of this name."""
    sha256 = hashlib.sha256(raw).hexdigest()
    if into is not None:
        return into if into.content_hash == sha256 else None
    return _of_name(project, name).filter(content_hash=sha256).first()


def _read(file: images.Upload, name: str) -> bytes:
    """All of the file; `DomainError` once it is over the largest limit of all."""
    raw = file.read(kinds.LARGEST + 1)
    if len(raw) > kinds.LARGEST:
        size = getattr(file, "size", None) or len(raw)
        raise DomainError(kinds.too_large(size, name).message)
    return raw


def inspect(kind: str, name: str, raw: bytes, into: Artefact | None = None) -> Incoming:
    """A file read as what it is, in a process of its own; without a `kind`, that is decided there, and it fits `into`.

    `name` is as it was sent: a name that begins with a dot says something. `DomainError` when it cannot be read. The
    pictures of its outputs are stored already; whoever makes no rows of them deletes them again.
    """
    taken = process.take(raw, name, kind)
    name = display_name(name)
    _check_fits(into, taken.kind, name)
    incoming = Incoming(name, taken.kind, raw, hashlib.sha256(raw).hexdigest(), reading=taken.reading)
    for read in taken.reading.values():
        incoming.notes += read["notes"]
    if taken.processed is not None:
        _keep(incoming, taken.processed)
    return incoming


def _keep(incoming: Incoming, done: process.Processed) -> None:
    """What was drawn and found in a notebook or a script; its pictures are stored."""
    incoming.cells = done.rendering.cells
    incoming.notes = list(done.rendering.notes)
    incoming.reading = {"code": done.code, "facts": done.facts, "runs": asdict(done.runs)}
    for picture in done.pictures:
        path = default_storage.save(images.storage_name(picture.width, "outputs"), ContentFile(picture.content))
        size = {"width": picture.width, "height": picture.height, "bytes": len(picture.content)}
        incoming.pictures.append({"key": picture.key, "path": path, **size})


def _stored(project: Project, incoming: Incoming, known: Artefact | None, *, by: User | None, at: datetime) -> Taken:
    """The file in the store, then its rows; without rows nothing stays in the store."""
    try:
        incoming.path = default_storage.save(_path(incoming.sha256), ContentFile(incoming.raw))
        return _add(project, incoming, known, by=by, at=at)
    except BaseException:
        for path in filter(None, incoming.paths):
            storage.discard(path)
        raise


def _path(sha256: str) -> str:
    """By content hash, with a random end: no two rows share a file, so removing one never takes the other's."""
    return f"files/{sha256[:2]}/{sha256}-{secrets.token_hex(8)}"


@transaction.atomic
def _add(project: Project, incoming: Incoming, known: Artefact | None, *, by: User | None, at: datetime) -> Taken:
    practitioner = portfolios.lock(project.practitioner)
    more = len(incoming.raw) + sum(picture["bytes"] for picture in incoming.pictures)
    room.check(practitioner, more, len(incoming.paths))
    artefact = known and Artefact.objects.filter(pk=known.pk).select_related("project__practitioner").first()
    outcome = "version" if artefact else "new"
    if artefact is None:
        artefact = _new(project, incoming, by=by, at=at)
    version = _version(artefact, incoming, at=at)
    artefact.content_hash = incoming.sha256
    if outcome == "version":
        parts.save(artefact, ["content_hash"], at=at)
    _fill(version, incoming)
    artefacts.prune(artefact)
    parts.touch(artefact.project, at=at)
    return Taken(artefact, outcome)


def _new(project: Project, incoming: Incoming, *, by: User | None, at: datetime) -> Artefact:
    """A row for a file of a new name; its title is the name of the file."""
    stem = PurePath(incoming.name).stem or incoming.name
    return parts.add(
        Artefact(
            project=project,
            kind=incoming.kind,
            name=artefacts.free_name(project, stem),
            title=incoming.name[:160],
            content_hash=incoming.sha256,
        ),
        by=by,
        at=at,
    )


def _version(artefact: Artefact, incoming: Incoming, *, at: datetime) -> FileVersion:
    last = artefact.versions.aggregate(last=models.Max("number"))["last"] or 0
    return FileVersion.objects.create(
        artefact=artefact,
        number=last + 1,
        file_name=incoming.name,
        size=len(incoming.raw),
        sha256=incoming.sha256,
        path=incoming.path,
        pictures=incoming.pictures,
        notes=incoming.notes,
        renderer=RENDERER,
        uploaded_at=at,
    )


def _fill(version: FileVersion, incoming: Incoming) -> None:
    """What was drawn and found."""
    Cell.objects.bulk_create(cells_of(version, incoming))
    Reading.objects.create(version=version, **incoming.reading)


def cells_of(version: FileVersion, incoming: Incoming) -> list[Cell]:
    """The rows of the cells, not saved."""
    return [
        Cell(
            version=version,
            number=cell.number,
            kind=cell.kind,
            first_line=_first_line(cell),
            content_hash=cell.content_hash,
            drawn=cell.to_json(),
        )
        for cell in incoming.cells
    ]


def _first_line(cell: cells.RenderedCell) -> str:
    """What a cell begins with, in plain words."""
    html = cell.html if cell.kind == "markdown" else next((line for line in cell.lines if line.strip()), "")
    return " ".join(unescape(strip_tags(html)).split())[:120]


def _named(project: Project, kind: str, name: str) -> Artefact | None:
    """The file of this kind whose newest version has this name."""
    return _of_name(project, name).filter(kind=kind).first()


def _of_name(project: Project, name: str) -> models.QuerySet[Artefact]:
    """The files whose newest version has this name."""
    newest = FileVersion.objects.filter(artefact=models.OuterRef("pk")).order_by("-number")
    found = project.artefacts.annotate(now=models.Subquery(newest.values("file_name")[:1]))
    return found.filter(now=name).order_by("pk")
