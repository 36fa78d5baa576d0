"""What a new framework begins with: next to nothing, or a copy of another one with ids of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from competence.formats.source import SCHEMA_VERSION
from competence.versions import FIRST

RESERVED = ("new", "import", "processes", "crosswalk", "ideas")
"""Words that stand in addresses of the editor: no framework is called so."""
RENAMED = ("levels", "competences", "groups", "skills", "rules")
"""Kinds whose ids are unique over all frameworks."""
LINKS = "case_associations"
"""Links that a package of CASE brought along; they name skills, and need none."""
TEXTS = frozenset(
    "name title text summary can_do evidence pitfall means does_not_mean remark reading hint why symptom "
    "make_visible kind template".split()
)
"""Fields that never refer to one of them, whatever they say."""


def blank(key: str, title: str) -> dict[str, Any]:
    """The document of a framework with one level and nothing in it; it lacks what has to be added."""
    return {
        "schema_version": SCHEMA_VERSION,
        "framework": {"id": key, "title": title, "version": FIRST, "language": "en"},
        "evaluation": {"counted_strength": "evidenced"},
        "levels": [{"id": f"{key}.l1", "number": 1, "name": "First level"}],
    }


def copy(document: Mapping[str, Any], key: str, title: str) -> dict[str, Any]:
    """A framework with everything in use of another one under ids of its own, `key` before each; evidence stays with
    the other one, and so do retired skills that nothing in use refers to. Where it was taken from is said in its
    source."""
    document = _in_use(document)
    declared = {block["id"] for kind in RENAMED for block in document.get(kind, ()) if "id" in block}
    names = {name: f"{key}.{name}" for name in declared}
    whole = {
        kind: value if kind in ("schema_version", "framework") else _renamed(value, names, "")
        for kind, value in document.items()
    }
    old = document["framework"]
    head = {field: value for field, value in old.items() if field not in ("default", "source")}
    source = {"title": old.get("title", ""), "relation": f"Copied from {old['id']} {old.get('version', '')}".strip()}
    whole["framework"] = {**head, "id": key, "title": title, "version": FIRST, "source": source}
    return whole


def _in_use(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The document without its retired skills, but for those that something in use names, such as a rule."""
    skills: list[Mapping[str, Any]] = list(document.get("skills", ()))
    left = {block["id"] for block in skills if block.get("retired")}
    rest = {kind: value for kind, value in document.items() if kind not in ("skills", LINKS)}
    waiting: list[Any] = [rest, *(block for block in skills if block["id"] not in left)]
    by_key = {block["id"]: block for block in skills}
    while waiting:
        named = left.intersection(_names(waiting.pop()))
        left -= named
        waiting += [by_key[key] for key in named]
    if not left:
        return document
    links = [row for row in document.get(LINKS, ()) if not left.intersection(_names(row))]
    kept = {**document, "skills": [block for block in skills if block["id"] not in left]}
    return {**kept, LINKS: links} if LINKS in document else kept


def _names(value: Any) -> Iterator[str]:
    """Every text in a value that may be the name of something."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for field, inner in value.items():
            if field not in TEXTS:
                yield from _names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner)


def _renamed(value: Any, names: Mapping[str, str], field: str) -> Any:
    if isinstance(value, Mapping):
        return {inner: each if inner in TEXTS else _renamed(each, names, inner) for inner, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, names, field) for each in value]
    return names.get(value, value) if isinstance(value, str) else value
