"""A document in the shape of our own files → a package, strict by the standard, from which the document can be read.

What a package cannot say in the standard's own words stands in the extensions that the standard allows
(`extensions.threefold`). It is found by reading the plain package: whatever does not come back is said there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid5

from competence.formats.case import complement, reading
from competence.formats.case.blocks import CHILD_OF, identifier_of, item_of, kept_of, key_of
from competence.formats.case.head import document_identifier, document_of
from competence.formats.case.shapes import ASSOCIATIONS_1_0
from competence.formats.case.strict import NAMESPACE, Strict
from competence.formats.case.tree import CHILD, order_of
from competence.formats.foreign import TREE
from competence.formats.packing import unpacked
from competence.formats.trees import SKILLS, in_tree_order, made_up_of, parent_of

BASE = "https://threefold.invalid/ims/case/v1p1"
START = "2000-01-01T00:00:00Z"
SINGULAR = {"levels": "level", "competences": "competence", "groups": "group", "skills": "skill"}
TIERS = {"level": "Level", "competence": "Competence", "group": "Group", "skill": "Skill"}


def write(
    document: Mapping[str, Any],
    *,
    at: str = START,
    base: str = BASE,
    version: str = "1.1",
    status: str = "Adopted",
) -> dict[str, Any]:
    """The package of a document.

    `at` is when its edition came to be: the change of everything that says nothing of its own. `base` begins the
    addresses of what has none. With `version` "1.0" there are no extensions, and what they hold is left out.
    """
    plain = Plain(document, at=at, base=base, status=status)
    strict = Strict(version, at=plain.changed or at, base=base)
    package = plain.build()
    if version == "1.1":
        complement.add(package, document, plain.ids)
    else:
        package = _without_extensions(package)
        known = [row for row in package["CFAssociations"] or () if row["associationType"] in ASSOCIATIONS_1_0]
        package["CFAssociations"] = known
    return strict.write(package, "CFPackage")


class Plain:
    """A document on its way into a package."""

    def __init__(self, document: Mapping[str, Any], *, at: str, base: str, status: str) -> None:
        self.document, self.head = document, document["framework"]
        self.at, self.base, self.status = at, base, status
        self.identifier = document_identifier(self.head)
        self.changed = str(kept_of(self.head).get("lastChangeDateTime") or "")
        self.made_up = _honest(document, key_of(self.identifier))
        blocks = in_tree_order(document)
        self.blocks = {block["id"]: (kind, block) for kind, block in blocks if block["id"] not in self.made_up}
        self.ids = {key: identifier_of(block) for key, (_, block) in self.blocks.items()}
        known = {*self.blocks, *self.made_up}
        self.parents = {key: parent_of(block, kind, self.made_up, known) for key, (kind, block) in self.blocks.items()}

    def build(self) -> dict[str, Any]:
        """The package in the standard's words, without anything of ours."""
        rest = unpacked(self.document.get(reading.PACKAGE, {}))
        definitions = unpacked(self.document.get(reading.DEFINITIONS, {}))
        document = document_of(self.head, at=self.at, status=self.status)
        foreign = bool(kept_of(self.head))
        if not foreign:
            definitions = self._definitions(document)
        document.setdefault("uri", f"{self.base}/CFDocuments/{self.identifier}")
        items = [self._item(key) for key in self.blocks]
        package = {
            "CFDocument": document,
            "CFItems": items,
            "CFAssociations": [*self._places(items), *self._others()],
            **({"CFDefinitions": definitions} if definitions else {}),
        }
        if self.document.get(reading.RUBRICS):
            package["CFRubrics"] = unpacked(self.document[reading.RUBRICS])
        return {**package, **{name: value for name, value in rest.items() if not package.get(name)}}

    def _item(self, key: str) -> dict[str, Any]:
        kind, block = self.blocks[key]
        name = "" if kept_of(self.head) else self._type_name(kind)
        item = item_of(block, kind, type_name=name, at=self.at, changed=self.changed)
        item.setdefault("uri", f"{self.base}/CFItems/{item['identifier']}")
        if name and not kept_of(block):
            item["CFItemTypeURI"] = self._link(name, _id(f"type {name}"), "CFItemTypes")
        return item

    def _type_name(self, kind: str) -> str:
        tier = SINGULAR[kind]
        return str(self.head.get("tiers", {}).get(tier) or TIERS[tier])

    def _link(self, title: str, identifier: str, path: str) -> dict[str, str]:
        return {"title": title, "identifier": identifier, "uri": f"{self.base}/{path}/{identifier}"}

    def _definitions(self, document: dict[str, Any]) -> dict[str, Any]:
        """The types of the tiers, and the licence note."""
        types = []
        names = dict.fromkeys(self._type_name(kind) for kind, _ in self.blocks.values())
        for number, name in enumerate(names, start=1):
            link = self._link(name, _id(f"type {name}"), "CFItemTypes")
            more = {"description": name, "hierarchyCode": str(number), "lastChangeDateTime": self.at}
            types.append({**link, **more})
        found: dict[str, Any] = {"CFItemTypes": types} if types else {}
        note = self.head.get("licence_note")
        if note:
            link = self._link("Licence note", _id(f"licence {note}"), "CFLicenses")
            document["licenseURI"] = link
            found["CFLicenses"] = [{**link, "licenseText": note, "lastChangeDateTime": self.at}]
        return found

    def _places(self, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """isChildOf for every block that has a place, with the numbers that give the order of the document."""
        by_key = dict(zip(self.blocks, items, strict=True))
        said = {key: kept_of(block, CHILD_OF) for key, (_, block) in self.blocks.items()}
        children: dict[str, list[str]] = {}
        for key, parent in self.parents.items():
            children.setdefault(parent, []).append(key)
        found = []
        for parent, keys in children.items():
            new_order = not self._in_order(keys, said, by_key)
            for number, key in enumerate(keys, start=1):
                kept = dict(said[key])
                is_loose = not parent and not kept and bool(kept_of(self.blocks[key][1]))
                if is_loose and not new_order:
                    continue
                place = self._place(key, parent, kept, by_key)
                if new_order:
                    place["sequenceNumber"] = number
                found.append(place)
        return found

    def _in_order(
        self, keys: list[str], said: Mapping[str, Mapping[str, Any]], items: Mapping[str, Mapping[str, Any]]
    ) -> bool:
        """Whether what was kept still gives the order in which blocks of one kind stand."""
        if not any(said[key] or kept_of(self.blocks[key][1]) for key in keys):
            return False
        for kind in TREE:
            order = [order_of(said[key], items[key]) for key in keys if self.blocks[key][0] == kind]
            if order != sorted(order):
                return False
        return True

    def _place(
        self, key: str, parent: str, kept: dict[str, Any], items: Mapping[str, Mapping[str, Any]]
    ) -> dict[str, Any]:
        above = self.ids.get(parent, self.identifier)
        stands = kept.get("destinationNodeURI", {}).get("identifier", "")
        if kept and str(stands).lower() == above.lower():
            return kept
        item, title = items[key], items[parent]["fullStatement"] if parent else self.head["title"]
        identifier = kept.get("identifier") or _id(f"{CHILD} {item['identifier']}")
        uri = items[parent]["uri"] if parent else f"{self.base}/CFDocuments/{above}"
        return {
            "uri": f"{self.base}/CFAssociations/{identifier}",
            **kept,
            "identifier": identifier,
            "associationType": CHILD,
            "originNodeURI": {"title": item["fullStatement"], "identifier": item["identifier"], "uri": item["uri"]},
            "destinationNodeURI": {"title": title, "identifier": above, "uri": uri},
            "lastChangeDateTime": self.at,
        }

    def _others(self) -> list[dict[str, Any]]:
        """The associations that were kept, and "replaced by" for successors that were named here."""
        kept: list[dict[str, Any]] = [kept_of(row) for row in self.document.get(reading.ASSOCIATIONS, ())]
        said = {
            (str(row["originNodeURI"]["identifier"]).lower(), str(row["destinationNodeURI"]["identifier"]).lower())
            for row in kept
            if row["associationType"] == reading.REPLACED
        }
        for key, (kind, block) in self.blocks.items():
            successor = block.get("successor", "")
            if kind == SKILLS and successor in self.ids:
                ends = (self.ids[key], self.ids[successor])
                if (ends[0].lower(), ends[1].lower()) not in said:
                    kept.append(self._replaced(key, successor, ends))
        return kept

    def _replaced(self, key: str, successor: str, ends: tuple[str, str]) -> dict[str, Any]:
        names = (self.blocks[key][1]["name"], self.blocks[successor][1]["name"])
        identifier = _id(f"{reading.REPLACED} {ends[0]} {ends[1]}")
        return {
            "identifier": identifier,
            "uri": f"{self.base}/CFAssociations/{identifier}",
            "associationType": reading.REPLACED,
            "originNodeURI": self._link(names[0], ends[0], "CFItems"),
            "destinationNodeURI": self._link(names[1], ends[1], "CFItems"),
            "lastChangeDateTime": self.at,
        }


def _honest(document: Mapping[str, Any], root: str) -> dict[str, str]:
    """The made-up blocks that reading the package again would make up just so."""
    made = made_up_of(document)
    used = {block.get("competence") for block in document.get(SKILLS, ())}
    levels_used = {block.get("level") for block in document.get("competences", ()) if block["id"] in made}
    return {
        key: above
        for key, above in made.items()
        if (above and key == f"{above}.items" and key in used) or (key == f"{root}.items" and key in levels_used)
    }


def _without_extensions(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_extensions(item) for item in value]
    if isinstance(value, dict):
        return {name: _without_extensions(inner) for name, inner in value.items() if name != "extensions"}
    return value


def _id(text: str) -> str:
    return str(uuid5(NAMESPACE, text))
