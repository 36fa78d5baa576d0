"""One uploaded file, whole, for its page; and what of it may be handed out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F, QuerySet
from django.template.defaultfilters import filesizeformat

from competence.queries import retirements
from core import markdown
from core.markdown import kept
from portfolio.inspection.logs.runs import Log
from portfolio.inspection.model_cards import Card, CardResult
from portfolio.models import Artefact, Cell, FileVersion, Project, Reading, Visibility
from portfolio.pages import curves, evidence_lines, files
from portfolio.pages.excerpts import Matter
from portfolio.pages.files import FilePage
from portfolio.pages.notes import Link, Note
from portfolio.queries import records
from portfolio.queries.places import Place

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from competence.yardstick import Yardstick
    from portfolio.queries.records import ProjectRecord

MOST_OF_A_CARD = markdown.MAX_BYTES - 4
"""Bytes of its text that are set."""
THE_REST = "The rest stands in the file."


def visible(user: User | AnonymousUser, handle: str, slug: str) -> QuerySet[FileVersion]:
    """Versions of the files of one project that `user` may open."""
    projects = Project.objects.visible_to(user).filter(practitioner__handle=handle, slug=slug)
    found = FileVersion.objects.filter(artefact__project__in=projects, artefact__kind__in=Artefact.FILES)
    return found.select_related("artefact__project__practitioner")


def newest(user: User | AnonymousUser, handle: str, slug: str, name: str) -> FileVersion | None:
    """What the file of this name consists of now, if `user` may open it."""
    found = visible(user, handle, slug).filter(artefact__name=name, sha256=F("artefact__content_hash"))
    return found.order_by("-number").first()


@dataclass(frozen=True, slots=True)
class Stored:
    """One picture of an output in the store; its key is the hash of its content."""

    path: str
    sha256: str


def picture(user: User | AnonymousUser, uuid: UUID, key: str) -> Stored | None:
    """A picture of an output, if its project may be seen by `user`; else None, whatever the reason. One query."""
    visible_projects = Project.objects.visible_to(user)
    version = FileVersion.objects.filter(uuid=uuid, artefact__project__in=visible_projects).only("pictures").first()
    found = next((row for row in version.pictures if row["key"] == key), None) if version else None
    return Stored(found["path"], key) if found else None


def page(version: FileVersion, yardsticks: tuple[Yardstick, ...]) -> FilePage:
    """The page of this version, as a visitor finds it; whether they may is decided before."""
    artefact, project = version.artefact, version.artefact.project
    record = records.read_project(project, "artefacts", "libraries", yardsticks=yardsticks)
    known = list(artefact.versions.order_by("-number"))
    retired = retirements.of((item.skill_key for item in record.evidence), yardsticks)
    evidence = _notes(record, version, evidence_lines.Skills(yardsticks, retired))
    shown = files.cells(
        list(version.cells.order_by("number")), files.addresses(version.uuid, version.pictures), evidence
    )
    reading = Reading.objects.filter(version=version).only("log", "card").first()
    card, text = _card(reading)
    person = project.practitioner
    return FilePage(
        path=files.address(project, artefact, version),
        title=artefact.title,
        kind=artefact.kind,
        kind_name=artefact.get_kind_display(),
        caption=artefact.caption,
        person=Link(person.name, person.get_absolute_url()),
        project=Link(project.title, project.get_absolute_url()),
        file_name=version.file_name,
        size=filesizeformat(version.size),
        sha256=version.sha256,
        uploaded_at=version.uploaded_at,
        number=version.number,
        versions=files.versions(project, artefact, known, version),
        notes=tuple(version.notes),
        download=files.download_address(project, artefact, version),
        is_listed=project.visibility == Visibility.PUBLIC and person.visibility == Visibility.PUBLIC,
        is_current=version.sha256 == artefact.content_hash,
        current=files.address(project, artefact),
        cells=shown,
        outline=tuple(entry for one in shown for entry in one.cell.headings),
        log=curves.page_of(Log.from_json(reading.log)) if reading and reading.log else None,
        card=card,
        text=text,
        evidence=evidence.get(0, ()),
    )


def _card(reading: Reading | None) -> tuple[tuple[tuple[str, str], ...], str]:
    """What a model card says, in lines, and its text."""
    if reading is None or not reading.card:
        return (), ""
    card = Card.from_json(reading.card)
    lines = (
        ("Licence", card.licence),
        ("Library", card.library),
        ("Languages", ", ".join(card.languages)),
        ("Data sets", ", ".join(card.datasets)),
        ("Metrics", ", ".join(card.metrics)),
        ("Based on", card.base_model),
        ("Tags", ", ".join(card.tags)),
        *((result.metric, _said(result)) for result in card.results),
    )
    raw = card.body.encode()
    text = kept.html(raw[:MOST_OF_A_CARD].decode(errors="ignore"), heading_base=3, prefix="card-")
    if len(raw) > MOST_OF_A_CARD:
        text += markdown.render(THE_REST)
    shown = tuple((label, words) for label, words in lines if words)
    return shown, text


def _said(result: CardResult) -> str:
    """As in: 93.2 % ± 0.4 % on CIFAR-10, test."""
    figures = [f"{value} {result.unit}".rstrip() for value in (result.value, result.spread) if value]
    where = ", ".join(filter(None, (result.dataset, result.split)))
    return " ± ".join(figures) + (f" on {where}" if where else "")


def _notes(record: ProjectRecord, version: FileVersion, skills: evidence_lines.Skills) -> dict[int, tuple[Note, ...]]:
    """The evidence that points into this version, by the number of the cell; 0 for the file as a whole."""
    found: dict[int, list[Note]] = {}
    for item in record.evidence:
        for place in item.places:
            if place.pointer.version_id == version.pk:
                number = place.pointer.cell.number if place.pointer.cell is not None else 0
                found.setdefault(number, []).append(evidence_lines.note_of_file(item, skills))
    return {number: tuple(notes) for number, notes in found.items()}


def matter(places: Iterable[Place]) -> Matter:
    """What the excerpts of these places are cut from. Three queries, fewer where no file is pointed to."""
    pointers = [place.pointer for place in places if place.pointer.version_id is not None]
    wanted = {pointer.cell_id for pointer in pointers if pointer.cell_id is not None}
    logs = {pointer.version_id for pointer in pointers if pointer.kind == Artefact.Kind.LOG}
    versions = {pointer.version_id or 0 for pointer in pointers if pointer.cell_id is not None}
    return Matter(
        cells={cell.pk: cell for cell in Cell.objects.filter(pk__in=wanted)} if wanted else {},
        logs=dict(Reading.objects.filter(version__in=logs).values_list("version_id", "log")) if logs else {},
        pictures=dict(FileVersion.objects.filter(pk__in=versions).values_list("pk", "pictures")) if versions else {},
    )


def readable(*, drawn_before: int | None) -> QuerySet[FileVersion]:
    """Versions of files whose content is read, in the order in which they came; with `drawn_before` only those that an
    older renderer than this has drawn."""
    kinds = [Artefact.Kind.NOTEBOOK, Artefact.Kind.CODE, Artefact.Kind.LOG, Artefact.Kind.CARD]
    found = FileVersion.objects.filter(artefact__kind__in=kinds).select_related("artefact__project__practitioner")
    return (found if drawn_before is None else found.filter(renderer__lt=drawn_before)).order_by("pk")
