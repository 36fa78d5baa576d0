"""The places in a project that evidence points to, in words and as addresses."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from portfolio.models import Artefact, Pointer, Project
from portfolio.models.parts import Part

TARGETS = ("section", "decision", "result", "comparison", "artefact", "version", "cell")


@dataclass(frozen=True)
class Place:
    """Where a pointer leads, ready to be shown."""

    kind: str
    label: str
    anchor: str
    lines: str
    pointer: Pointer
    page: str = ""
    """Of a file: the address of the file on this site, at the very cell or line, in the version that is meant."""

    @property
    def url(self) -> str:
        """For links: the outside address, with the lines where the host understands them."""
        artefact = self.pointer.artefact
        if artefact is None or artefact.kind != Artefact.Kind.LINK:
            return ""
        return artefact.url_at(self.lines)

    @property
    def is_changed(self) -> bool:
        """Whether the file has a newer version than the one that is meant."""
        version, artefact = self.pointer.version, self.pointer.artefact
        return version is not None and artefact is not None and version.sha256 != artefact.content_hash


def pointers() -> QuerySet[Pointer]:
    """Pointers in their order with all that a place is made of, but not what their cells look like."""
    found = Pointer.objects.select_related(*TARGETS, "comparison__before_log", "comparison__after_log").defer(
        "cell__drawn", "version__pictures", "version__notes"
    )
    return found.order_by("position", "pk")


def value_of(part: Part) -> str:
    """How a form writes a place: `section:<uuid>`."""
    kind = part.kind if isinstance(part, Artefact) else part._meta.model_name
    return f"{kind}:{part.uuid}"


def place_of(pointer: Pointer, project: Project) -> Place:
    """A pointer into `project` (read with its practitioner), saved or not, ready to be shown."""
    target = pointer.target
    anchor = target.anchor if target else ""
    return Place(pointer.kind, label_of(pointer), anchor, pointer.lines, pointer, page=page_of(pointer, project))


def page_of(pointer: Pointer, project: Project) -> str:
    """The address of the file that is pointed to; empty for everything else."""
    artefact, version = pointer.artefact, pointer.version
    if artefact is None or version is None:
        return ""
    where = [project.practitioner.handle, project.slug, artefact.name]
    if version.sha256 == artefact.content_hash:
        address = reverse("portfolio:files-show", args=where)
    else:
        address = reverse("portfolio:files-version", args=[*where, version.number])
    return f"{address}{fragment_of(pointer)}"


def fragment_of(pointer: Pointer) -> str:
    """As in #cell-7, or #cell-7-L3 where lines are named."""
    if pointer.cell is None:
        return ""
    first = pointer.lines.partition("-")[0]
    return f"#{pointer.cell.anchor}-L{first}" if first else f"#{pointer.cell.anchor}"


def label_of(pointer: Pointer) -> str:
    """The place in words, for example Section “Preparing the data” or train.py, lines 40-88."""
    if pointer.kind == Pointer.Kind.LINK and pointer.artefact is not None:
        return f"{pointer.artefact.title}, lines {pointer.lines}" if pointer.lines else pointer.artefact.title
    if pointer.version is not None and pointer.artefact is not None:
        return _file_label(pointer)
    if pointer.result is not None:
        return f"Result {pointer.result}"
    if pointer.comparison is not None:
        return f"Comparison “{pointer.comparison.technique}”"
    return f"{pointer.get_kind_display()} “{pointer.target}”"


def _file_label(pointer: Pointer) -> str:
    """A file with the cell or lines, as in: train.ipynb, cell 7, line 3."""
    parts = [str(pointer.artefact)]
    if pointer.cell is not None and pointer.kind == Pointer.Kind.NOTEBOOK:
        parts.append(f"cell {pointer.cell.number}")
    if pointer.lines:
        parts.append(f"line{'s' if '-' in pointer.lines else ''} {pointer.lines}")
    return ", ".join(parts)
