"""CFDocument ↔ the head of a framework."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid5

from competence.formats.case.blocks import kept_of
from competence.formats.case.strict import NAMESPACE
from competence.formats.foreign import Document, clean, framework, key_from, short_name, version_from
from competence.formats.packing import packed

FIRST_VERSION = "1.0.0"
SOURCE = {"title": "title", "author": "creator", "publisher": "publisher", "url": "officialSourceURL"}
"""What the page of a framework says about where it is from, and the field of CFDocument that knows it."""


def document_identifier(head: Mapping[str, Any]) -> str:
    """The identifier of a framework's document."""
    return str(kept_of(head).get("identifier") or uuid5(NAMESPACE, f"framework {head['id']}"))


def head_of(document: Mapping[str, Any], key: str = "") -> Document:
    """The document with only its head, as a CFDocument tells it."""
    title = short_name(document["title"])
    kept = {name: value for name, value in document.items() if name != "CFPackageURI"}
    language = document.get("language")
    description = document.get("description")
    source = {
        name: clean(document[field])
        for name, field in SOURCE.items()
        if isinstance(document.get(field), str) and document[field].strip()
    }
    return framework(
        key or key_from(title),
        title,
        version=version_from(document.get("version")) or FIRST_VERSION,
        language=language if isinstance(language, str) and 0 < len(language) <= 20 else "en",
        summary=clean(description) if isinstance(description, str) else "",
        source=source,
        case=packed(kept),
    )


def document_of(head: Mapping[str, Any], *, at: str, status: str) -> dict[str, Any]:
    """The CFDocument of a framework: as it came, with what has been changed since then."""
    document = kept_of(head)
    if not document:
        source = head.get("source", {})
        document = {
            "identifier": document_identifier(head),
            "creator": str(source.get("author") or "Threefold"),
            "title": head["title"],
            "version": head["version"],
            "language": head.get("language", "en"),
            "adoptionStatus": status,
            "lastChangeDateTime": at,
        }
        facts = {"description": head.get("summary"), "publisher": source.get("publication")}
        return document | {name: text for name, text in facts.items() if text}
    before = head_of(document, head["id"])["framework"]
    fields = {"title": "title", "version": "version", "language": "language", "summary": "description"}
    for ours, theirs in fields.items():
        if head.get(ours) != before.get(ours):
            document[theirs] = head.get(ours, "")
            document["lastChangeDateTime"] = at
    return document
