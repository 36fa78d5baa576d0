"""The packages in a JSON text: one, several, or wrapped; and what is something else, said by its name."""

from __future__ import annotations

from typing import Any

from competence.formats import json_text
from competence.formats.problems import BadFile, Problem

MOST_PACKAGES = 50
LISTS = {
    "CFDocuments": "a list of documents",
    "CFItems": "a list of items",
    "CFAssociations": "a list of associations",
    "CFRubrics": "a list of rubrics",
}


def packages(text: str, name: str) -> list[tuple[str, dict[str, Any]]]:
    """The packages of a file with their paths ("" or "CFPackages[2]"). `BadFile` when there is none."""
    return packages_in(json_text.parse(text, name), name)


def packages_in(value: Any, name: str) -> list[tuple[str, dict[str, Any]]]:
    """The packages in a JSON value: a package, `{"CFPackage": …}`, a list of these, or `{"CFPackages": […]}`."""
    if isinstance(value, dict) and isinstance(value.get("CFPackages"), list):
        found = [(f"CFPackages[{n}]", _unwrapped(item)) for n, item in enumerate(value["CFPackages"], start=1)]
    elif isinstance(value, list):
        found = [(f"[{n}]", _unwrapped(item)) for n, item in enumerate(value, start=1)]
    else:
        found = [("", _unwrapped(value))]
    if not found:
        raise BadFile(name, [Problem("The file holds no package.")])
    if len(found) > MOST_PACKAGES:
        raise BadFile(name, [Problem(f"The file holds more than {MOST_PACKAGES} packages.")])
    wrong = [Problem(text, path) for path, package in found if (text := _what_else(package))]
    if wrong:
        raise BadFile(name, wrong)
    return found


def _unwrapped(value: Any) -> Any:
    return value["CFPackage"] if isinstance(value, dict) and isinstance(value.get("CFPackage"), dict) else value


def _what_else(value: Any) -> str:
    if not isinstance(value, dict):
        return "A package has to be an object with a CFDocument."
    if isinstance(value.get("CFDocument"), dict):
        return ""
    if "CFDocument" in value:
        return "CFDocument has to be an object."
    for field, called in LISTS.items():
        if isinstance(value.get(field), list):
            return (
                f"This is {called}, no package: it has {len(value[field])} entries under {field}, but no CFDocument. "
                "Fetch a package from CFPackages/<identifier of the document> and import that."
            )
    if "imsx_codeMajor" in value:
        return "This is an error answer of a CASE service, no package."
    return "CFDocument is missing, so this is no CASE package."
