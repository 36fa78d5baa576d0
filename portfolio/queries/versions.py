"""The version of a piece of evidence: what a verdict holds for. See `portfolio.fingerprint`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portfolio import fingerprint
from portfolio.models import Artefact, Pointer, Project

IMAGE = re.compile(r"\bimage:([a-z0-9_-]+)", re.IGNORECASE)
"""An image that a text shows, however the Markdown around it is written."""


def of(key: str, statement: str, pointers: Iterable[Pointer], project: Project) -> str:
    """The version that evidence for the skill `key` with this statement and these pointers is, or would be.

    `project` comes with its data sets, artefacts and the references of its results (`queries.records`).
    """
    places = [(p.kind, p.lines, _substance(p, project)) for p in pointers]
    return fingerprint.of(key, statement, places)


def _substance(pointer: Pointer, project: Project) -> dict[str, object]:
    """What the place says itself, and what it rests on elsewhere in the project."""
    if pointer.version is not None and pointer.artefact is not None:
        content = pointer.cell.content_hash if pointer.cell is not None else pointer.version.sha256
        return {"title": pointer.artefact.title, "caption": pointer.artefact.caption, "content": content}
    target = pointer.target
    substance = dict(target.substance) if target else {}
    measured = pointer.result or pointer.comparison
    if pointer.result_id is not None:
        substance["references"] = _references(pointer.result_id, project)
    if measured is not None:
        substance["dataset"] = _dataset(measured.dataset_id, project)
    if pointer.comparison is not None:
        logs = [log.content_hash for log in (pointer.comparison.before_log, pointer.comparison.after_log) if log]
        substance |= {"logs": logs} if logs else {}
    if pointer.section is not None:
        substance["images"] = _images(pointer.section.body, project)
    return substance


def _references(result: int, project: Project) -> list[dict[str, object]]:
    found = next(r for r in project.results.all() if r.pk == result)
    return [r.substance for r in sorted(found.references.all(), key=lambda r: (r.position, r.pk))]


def _dataset(pk: int | None, project: Project) -> dict[str, object] | None:
    return next((dataset.substance for dataset in project.datasets.all() if dataset.pk == pk), None)


def _images(text: str, project: Project) -> dict[str, str]:
    """The content of the images that a text shows, by their names."""
    names = set(IMAGE.findall(text))
    if not names:
        return {}
    images = (a for a in project.artefacts.all() if a.kind == Artefact.Kind.IMAGE)
    return {image.name: image.content_hash for image in images if image.name in names}
