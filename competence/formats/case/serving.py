"""Published packages → the answers of the read paths of CASE: single objects, sets, packages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Object = dict[str, Any]

DEFINITIONS = {
    "CFConcepts": "hierarchyCode",
    "CFSubjects": "hierarchyCode",
    "CFItemTypes": "hierarchyCode",
    "CFLicenses": "",
    "CFAssociationGroupings": "",
}
"""The lists of definitions; those with a code are answered as a set, the object with what is below it."""


@dataclass
class Shelf:
    """All objects of some packages by what they are and their identifier. The first of two with one identifier counts.

    `objects["CFItems"]["…"]` is the item as the standard answers it: beside its package fields, with the link to its
    document.
    """

    objects: dict[str, dict[str, Object]] = field(default_factory=dict)
    packages: dict[str, Object] = field(default_factory=dict)
    at_item: dict[str, list[Object]] = field(default_factory=dict)
    """The associations at each item, by its identifier."""

    def put(self, package: Object, base: str) -> None:
        """Add a package; `base` begins the addresses of this site."""
        document = package["CFDocument"]
        identifier = document["identifier"]
        if identifier in self.packages:
            return
        self.packages[identifier] = package
        link = {"title": document["title"], "identifier": identifier, "uri": document["uri"]}
        whole = {**link, "uri": f"{base}/CFPackages/{identifier}"}
        self._add("CFDocuments", [{**document, "CFPackageURI": whole}])
        self._add("CFItems", [{**item, "CFDocumentURI": link} for item in package.get("CFItems", ())])
        associations = [{**row, "CFDocumentURI": link} for row in package.get("CFAssociations", ())]
        self._add("CFAssociations", associations)
        for plain in package.get("CFAssociations", ()):
            for end in ("originNodeURI", "destinationNodeURI"):
                self.at_item.setdefault(plain[end]["identifier"], []).append(plain)
        for name in DEFINITIONS:
            self._add(name, package.get("CFDefinitions", {}).get(name, ()))
        self._add("CFRubrics", package.get("CFRubrics", ()))

    def _add(self, name: str, rows: Iterable[Object]) -> None:
        table = self.objects.setdefault(name, {})
        for row in rows:
            table.setdefault(row["identifier"], row)

    def documents(self) -> list[Object]:
        """All documents."""
        return list(self.objects.get("CFDocuments", {}).values())

    def one(self, name: str, identifier: str) -> Object | None:
        """The answer for one object of a kind; None when there is none."""
        if name == "CFPackages":
            return self.packages.get(identifier)
        if name == "CFItemAssociations":
            return self._with_associations(identifier)
        found = self.objects.get(name, {}).get(identifier)
        if found is None or not DEFINITIONS.get(name):
            return found
        return {name: [found, *self._below(name, found)]}

    def _with_associations(self, identifier: str) -> Object | None:
        item = self.objects.get("CFItems", {}).get(identifier)
        associations = self.at_item.get(identifier, [])
        if item is None or not associations:
            return None
        plain = {name: value for name, value in item.items() if name != "CFDocumentURI"}
        return {"CFItem": {**plain, "CFDocumentURI": item["CFDocumentURI"]}, "CFAssociations": associations}

    def _below(self, name: str, above: Mapping[str, Any]) -> list[Object]:
        code = f"{above['hierarchyCode']}."
        if code == ".":
            return []
        return [row for row in self.objects[name].values() if str(row["hierarchyCode"]).startswith(code)]


def failure(description: str, word: str) -> Object:
    """The body of an answer that is none: `word` is one of the standard's list of minor codes."""
    return {
        "imsx_codeMajor": "failure",
        "imsx_severity": "error",
        "imsx_description": description,
        "imsx_codeMinor": {
            "imsx_codeMinorField": [
                {"imsx_codeMinorFieldName": "sourcedId", "imsx_codeMinorFieldValue": word},
            ]
        },
    }
