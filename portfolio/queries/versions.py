"""The version of a piece of evidence: what a verdict holds for. See `portfolio.fingerprint`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portfolio import fingerprint
from portfolio.models import Pointer, Project


def of(key: str, statement: str, pointers: Iterable[Pointer], project: Project) -> str:
    """The version that evidence for the skill `key` with this statement and these pointers is, or would be."""
    references = {
        result.pk: [r.substance for r in sorted(result.references.all(), key=lambda r: (r.position, r.pk))]
        for result in project.results.all()
    }
    places = [(p.kind, p.lines, _substance(p, references)) for p in pointers]
    return fingerprint.of(key, statement, places)


def _substance(pointer: Pointer, references: Mapping[int, list[dict[str, object]]]) -> dict[str, object]:
    target = pointer.target
    substance = dict(target.substance) if target else {}
    if pointer.result_id is not None:
        substance["references"] = references[pointer.result_id]
    return substance
