"""The places in a project that evidence points to, in words and as addresses."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.models import Artefact, Pointer
from portfolio.models.parts import Part


@dataclass(frozen=True)
class Place:
    """Where a pointer leads, ready to be shown."""

    kind: str
    label: str
    anchor: str
    lines: str
    pointer: Pointer

    @property
    def url(self) -> str:
        """For links: the outside address, with the lines where the host understands them."""
        artefact = self.pointer.artefact
        if artefact is None or artefact.kind != Artefact.Kind.LINK:
            return ""
        return artefact.url_at(self.lines)


def value_of(part: Part) -> str:
    """How a form writes a place: `section:<uuid>`."""
    kind = part.kind if isinstance(part, Artefact) else part._meta.model_name
    return f"{kind}:{part.uuid}"


def place_of(pointer: Pointer) -> Place:
    """A pointer, saved or not, ready to be shown."""
    target = pointer.target
    return Place(pointer.kind, label_of(pointer), target.anchor if target else "", pointer.lines, pointer)


def label_of(pointer: Pointer) -> str:
    """The place in words, for example Section “Preparing the data” or train.py, lines 40-88."""
    if pointer.kind == Pointer.Kind.LINK and pointer.artefact is not None:
        return f"{pointer.artefact.title}, lines {pointer.lines}" if pointer.lines else pointer.artefact.title
    if pointer.result is not None:
        return f"Result {pointer.result}"
    if pointer.comparison is not None:
        return f"Comparison “{pointer.comparison.technique}”"
    return f"{pointer.get_kind_display()} “{pointer.target}”"
