"""What CASE cannot hold of a document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from competence.formats.case.blocks import KEPT, identifier_of, kept_of
from competence.formats.case.reading import ASSOCIATIONS, DEFINITIONS, PACKAGE, RUBRICS
from competence.formats.case.shapes import ASSOCIATIONS_1_0
from competence.formats.case.strict import UUID_FORM
from competence.formats.foreign import TREE
from competence.formats.losses import lost
from competence.formats.trees import SKILLS

OWN = frozenset({"id", "name", "level", "competence", "group", "under", "made_up", KEPT, "case_child", "number"})


def of_1_1(document: Mapping[str, Any]) -> list[str]:
    """Nothing is left out of CASE 1.1; other programs may not read what stands in extensions, and that is said."""
    beyond = [
        name
        for name, value in document.items()
        if value and name not in (*TREE, "schema_version", "framework", "evaluation", PACKAGE) and "case_" not in name
    ]
    said = []
    if beyond:
        names = ", ".join(name.replace("_", " ") for name in beyond)
        said.append(f"Nothing is lost, but only Threefold reads these, since they stand in extensions: {names}.")
    return said + _odd_identifiers(document)


def of_1_0(document: Mapping[str, Any]) -> list[str]:
    """CASE 1.0 has no extensions: what the standard has no field for is left out."""
    fields = {kind: OWN | {"can_do", "retired", "successor"} if kind == SKILLS else OWN | {"summary"} for kind in TREE}
    head = frozenset({"id", "title", "version", "language", "summary", "ordered", "source", "licence_note", KEPT})
    parts = frozenset({ASSOCIATIONS, DEFINITIONS, RUBRICS})
    said = lost(document, parts=parts, fields=fields, head=head)
    rows = [kept_of(row) for row in document.get(ASSOCIATIONS, ())]
    new = sorted({str(row.get("associationType")) for row in rows} - set(ASSOCIATIONS_1_0))
    if new:
        said.append(f"Associations of kinds that CASE 1.0 does not know: {', '.join(new)}.")
    return said + _odd_identifiers(document)


def _odd_identifiers(document: Mapping[str, Any]) -> list[str]:
    odd = [
        identifier
        for kind in TREE
        for block in document.get(kind, ())
        if not UUID_FORM.match((identifier := identifier_of(block)).lower())
    ]
    if not odd:
        return []
    return [f"{len(odd)} identifiers are no UUIDs, such as “{odd[0][:60]}”; new ones are written beside them."]
