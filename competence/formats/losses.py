"""What a format cannot hold of a document, in sentences; listed before anything is exported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from competence.formats.foreign import TREE

PARTS = {
    "rules": "rule",
    "axes": "axis of matrices",
    "matrices": "matrix",
    "notes": "note",
    "problems": "kind of problem",
    "hints": "hint",
    "evidence_facets": "facet of evidence",
    "case_associations": "association of items",
    "case_rubrics": "rubric",
}
FIELDS = {
    "can_do": "what it means",
    "evidence": "what to look for",
    "pitfall": "weak evidence",
    "proof": "where the proof lies",
    "does_not_mean": "what it does not mean",
    "means": "what it means",
    "summary": "the summary",
    "remark": "the remark",
    "retired": "that it is retired",
    "successor": "the successor",
    "signals": "signals in code",
    "prerequisite": "levels to show before",
    "optional": "that it is optional",
    "comparison": "that it needs a comparison",
    "added": "that it was added by the editors",
    "diagnosis": "that it is a diagnosis",
    "axis": "the axis",
    "axis_value": "the value on the axis",
    "group": "the group",
    "case": "what the CASE package said beyond our fields",
    "case_child": "the CASE association of its place",
    "mahara": "what the .matrix file said beyond our fields",
    "moodle": "what the Moodle file said beyond our fields",
}
WORDS = {"levels": "level", "competences": "competence", "groups": "group", "skills": "skill"}
PLURALS = {"axis of matrices": "axes of matrices", "matrix": "matrices", "kind of problem": "kinds of problems"}
PLURALS |= {"facet of evidence": "facets of evidence", "association of items": "associations of items"}
ALWAYS = frozenset({"schema_version", "framework", "evaluation", *TREE})


def counted(count: int, word: str) -> str:
    return f"{count} {word if count == 1 else PLURALS.get(word, word + 's')}"


def lost(
    document: Mapping[str, Any],
    *,
    parts: frozenset[str] = frozenset(),
    fields: Mapping[str, frozenset[str]],
    head: frozenset[str],
) -> list[str]:
    """Sentences on all that is in a document and not among what a format holds: whole `parts`, `fields` of each kind
    of block, and fields of the `head`."""
    said = []
    for name, value in document.items():
        if name in ALWAYS or name in parts or not value:
            continue
        word = PARTS.get(name, f"entry of “{name}”")
        count = len(value) if isinstance(value, list) else 1
        plural = word if word in PARTS.values() else f"entry of “{name}”"
        text = counted(count, plural) if word in PARTS.values() else f"“{name}” ({count})"
        said.append(f"{text[0].upper()}{text[1:]} cannot be held.")
    for kind in TREE:
        found: dict[str, int] = {}
        for block in document.get(kind, ()):
            for field, value in block.items():
                if field not in fields.get(kind, frozenset()) and value not in ("", [], {}, False, None):
                    found[field] = found.get(field, 0) + 1
        for field, count in found.items():
            said.append(f"Of {counted(count, WORDS[kind])}: {FIELDS.get(field, f'the field “{field}”')}.")
    names = [name for name, value in document["framework"].items() if name not in head and value not in ("", [], {})]
    if names:
        said.append(f"Of the head: {', '.join(names)}.")
    return said
