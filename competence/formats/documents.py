"""Values ↔ documents. A document is what stands in a file of our own, as plain data: the dict that `tomllib` gives.

Drafts, imports and exports share this one shape, and it is read by the very checks that files go through. What a
reader does not know is kept in `extra` and stands in the document where it stood.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from competence.catalogues import Crosswalk
from competence.formats import catalogue_documents, framework_document, toml
from competence.formats.blocks import Reading
from competence.formats.problems import BadFile, Problem
from competence.formats.source import MAX_DEPTH, SCHEMA_VERSION, Lines, refuse_odd
from competence.formats.toml import Content
from competence.yardstick import Processes, Yardstick

Document = dict[str, Any]


def read(document: Mapping[str, Any], name: str) -> tuple[Content, Reading]:
    """The content of a document, after the checks that a file goes through, and the reading that knows its blocks.

    `BadFile` with every problem, each with its path. The document itself is left as it is; the value shares nothing
    with it.
    """
    data = _copy(document, name)
    refuse_odd(data, name, Lines([], {}))
    return toml.read_data(Reading(data, name, Lines([], {})))


def of(content: Content) -> Document:
    """The document of a value; `read` gives an equal value. It shares nothing with the value."""
    if isinstance(content, Yardstick):
        document = framework_document.of(content)
    elif isinstance(content, Processes):
        document = catalogue_documents.of_processes(content)
    elif isinstance(content, Crosswalk):
        document = catalogue_documents.of_crosswalk(content)
    else:
        document = catalogue_documents.of_ideas(content)
    return _copy({"schema_version": SCHEMA_VERSION, **document}, content.key)


def _copy(value: Any, name: str, path: str = "", depth: int = 0) -> Any:
    """The same data in new containers; `BadFile` where something is no value of a file."""
    if depth > MAX_DEPTH:
        raise BadFile(name, [Problem(f"Values are nested more than {MAX_DEPTH} deep.", path)])
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                raise BadFile(name, [Problem("A name of a field is no text.", path)])
        return {key: _copy(inner, name, f"{path}.{key}".lstrip("."), depth + 1) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_copy(inner, name, f"{path}[{number}]", depth + 1) for number, inner in enumerate(value, start=1)]
    if isinstance(value, (str, int, float, date, time)):
        return value
    raise BadFile(name, [Problem(f"“{value}” is no value that a file can hold.", path)])
