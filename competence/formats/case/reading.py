"""A package → a document in the shape of our own files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from competence.formats.case import checks, ours, source
from competence.formats.case.blocks import CHILD_OF, KEPT, block_of, identifier_of, key_of
from competence.formats.case.head import document_identifier, head_of
from competence.formats.case.strict import restored
from competence.formats.case.tree import Hierarchy, hierarchy, in_order
from competence.formats.foreign import HEAD_STAYS, PLACES, TREE, Document, Taken
from competence.formats.packing import packed
from competence.formats.problems import BadFile
from competence.formats.trees import SKILLS, Node, plant, tiers

ASSOCIATIONS, DEFINITIONS, RUBRICS, PACKAGE = "case_associations", "case_definitions", "case_rubrics", "case_package"
REPLACED = "replacedBy"
HOLDS = frozenset({"schema_version", "framework", *TREE, ASSOCIATIONS, DEFINITIONS, RUBRICS, PACKAGE})
OWNS = PLACES | {KEPT, CHILD_OF, "retired", "successor"}
"""What a package of somebody else says. Rules, matrices and notes of a framework that is updated from one stay."""


@dataclass(frozen=True)
class Known:
    """What stands already: the keys and tiers of the blocks with these identifiers, and the key of the framework."""

    keys: Mapping[str, str]
    kinds: Mapping[str, str]
    framework: str = ""


def known_from(base: Mapping[str, Any] | None) -> Known:
    """What a document that is to be updated knows already."""
    keys, kinds = dict[str, str](), dict[str, str]()
    for kind in TREE:
        for block in (base or {}).get(kind, ()):
            identifier = identifier_of(block).lower()
            keys[identifier], kinds[identifier] = block["id"], kind
    return Known(keys, kinds, base["framework"]["id"] if base else "")


def read(text: str, name: str, bases: Mapping[str, Document] | None = None) -> list[Taken]:
    """The frameworks in a JSON text, one for each package. `bases` has what is to be updated, by the identifier of the
    document. `BadFile` names every problem with its path."""
    return read_all(text, name, (bases or {}).get)


def read_all(text: str, name: str, base_of: Callable[[str], Document | None]) -> list[Taken]:
    """The same, with a function that says what is to be updated by the package of a document."""
    found, bad = [], []
    for path, package in source.packages(text, name):
        try:
            base = base_of(str(package["CFDocument"].get("identifier")).lower())
            found.append(read_package(package, name, path, base))
        except BadFile as error:
            bad += error.problems
    if bad:
        raise BadFile(name, bad)
    return found


def bases_by_identifier(documents: list[Document]) -> dict[str, Document]:
    """Documents by the identifier that their CFDocument has or would have."""
    return {document_identifier(document["framework"]).lower(): document for document in documents}


def read_package(package: Mapping[str, Any], name: str, path: str = "", base: Document | None = None) -> Taken:
    """The framework in one package. `base` is what stands already and keeps its keys and tiers."""
    known, own = known_from(base), ours.of(package)
    package = restored(ours.without(package))
    problems = checks.problems(package, path)
    if problems:
        raise BadFile(name, problems)
    items = {str(item["identifier"]).lower(): item for item in package["CFItems"]}
    documents = package["CFDocument"]
    associations = package.get("CFAssociations") or []
    tree = hierarchy(list(items), str(documents["identifier"]).lower(), associations)
    reader = _Reader(documents, items, tree, known)
    document = head_of(documents, known.framework)
    document |= reader.lists()
    document |= _rest(package, tree)
    _replace(document, tree, reader.keys)
    _overlay(document, own, reader.own, reader.keys)
    places = reader.places(document, path)
    remarks, identifier = tuple(tree.remarks), str(documents["identifier"])
    if own:
        return Taken(document, places, remarks, keeps=frozenset({"version", "default"}), identifier=identifier)
    return Taken(document, places, remarks, HOLDS, OWNS, HEAD_STAYS, identifier)


class _Reader:
    """The items of one package, with the keys that they get."""

    def __init__(
        self, document: Mapping[str, Any], items: Mapping[str, dict[str, Any]], tree: Hierarchy, known: Known
    ) -> None:
        self.document, self.tree = document, tree
        self.own = {name: ours.of(item) for name, item in items.items()}
        self.items = {name: self._plain(item) for name, item in items.items()}
        self.keys = {name: known.keys.get(name) or self.own[name].get("key") or key_of(name) for name in items}
        self.kinds = {name: known.kinds.get(name) or self.own[name].get("tier", "") for name in items}
        self.number = {name: number for number, name in enumerate(items, start=1)}

    def _plain(self, item: dict[str, Any]) -> dict[str, Any]:
        """The item without what is ours, and without the document that it is in, which the standard leaves out here."""
        plain = ours.without(item)
        link = plain.get("CFDocumentURI")
        if isinstance(link, dict) and link.get("identifier") == self.document["identifier"]:
            del plain["CFDocumentURI"]
        return plain

    def lists(self) -> Document:
        """The four lists of the tree."""
        changed = str(self.document.get("lastChangeDateTime") or "")
        ordered = in_order(list(self.items), self.tree, self.items)
        names = {key: name for name, key in self.keys.items()}
        nodes = [Node(self.keys[name], self.keys.get(self.tree.parents[name], "")) for name in ordered]
        kinds = {self.keys[name]: kind for name, kind in self.kinds.items() if kind}

        def block(key: str, kind: str) -> dict[str, Any]:
            association = self.tree.said_by.get(names[key])
            return block_of(self.items[names[key]], _link(association, self.document), kind, changed)

        root = key_of(str(self.document["identifier"]))
        return plant(nodes, tiers(nodes, kinds), block, root=root, title="Items")

    def places(self, document: Document, path: str) -> dict[str, str]:
        """Where each block stands in the file."""
        numbers = {self.keys[name]: number for name, number in self.number.items()}
        before = f"{path}." if path else ""
        return {
            f"{kind}[{n}]": f"{before}CFItems[{numbers[block['id']]}]"
            for kind in TREE
            for n, block in enumerate(document.get(kind, ()), start=1)
            if block["id"] in numbers
        }


def _link(association: Mapping[str, Any] | None, document: Mapping[str, Any]) -> dict[str, Any] | None:
    """An association without the document that it is in, which the standard leaves out inside a package."""
    if association is None:
        return None
    link = association.get("CFDocumentURI")
    same = isinstance(link, dict) and link.get("identifier") == document["identifier"]
    return {name: value for name, value in association.items() if not (same and name == "CFDocumentURI")}


def _rest(package: Mapping[str, Any], tree: Hierarchy) -> Document:
    """Associations that do not make the tree, definitions, rubrics, and what else the package says."""
    kept: Document = {}
    others = [_link(association, package["CFDocument"]) or {} for association in tree.others]
    if others:
        kept[ASSOCIATIONS] = [
            {"id": str(association.get("identifier") or f"association-{number}"), KEPT: packed(association)}
            for number, association in enumerate(others, start=1)
        ]
    for name, field in (("CFDefinitions", DEFINITIONS), ("CFRubrics", RUBRICS)):
        if package.get(name):
            kept[field] = packed(package[name])
    known = {"CFDocument", "CFItems", "CFAssociations", "CFDefinitions", "CFRubrics"}
    rest = {name: value for name, value in package.items() if name not in known or (value in ([], None, {}))}
    rest = {name: value for name, value in rest.items() if name != "CFItems"}
    if rest:
        kept[PACKAGE] = packed(rest)
    return kept


def _replace(document: Document, tree: Hierarchy, keys: Mapping[str, str]) -> None:
    """Successors of what is out of use, from the associations that say "replaced by"; never in a circle."""
    skills = {block["id"]: block for block in document[SKILLS]}
    lasts: dict[str, str] = {}
    for association in tree.others:
        if association["associationType"] != REPLACED:
            continue
        ends = [str(association[f"{end}NodeURI"]["identifier"]).lower() for end in ("origin", "destination")]
        skill, successor = skills.get(keys.get(ends[0], "")), keys.get(ends[1], "")
        is_open = skill is not None and bool(skill.get("retired")) and "successor" not in skill
        if skill is not None and is_open and successor in skills and _last(lasts, successor) != skill["id"]:
            skill["successor"] = lasts[skill["id"]] = successor


def _last(lasts: dict[str, str], start: str) -> str:
    """Where successors lead in the end. Shortens the way for the next who asks, so that a long chain stays quick."""
    way = []
    while start in lasts:
        way.append(start)
        start = lasts[start]
    lasts |= dict.fromkeys(way, start)
    return start


def _overlay(
    document: Document, own: Mapping[str, Any], items: Mapping[str, Mapping[str, Any]], keys: Mapping[str, str]
) -> None:
    """Put on what an export of ours said beyond the standard."""
    said = {keys[name]: each for name, each in items.items()} | dict(own.get("blocks", {}))
    for kind in TREE:
        for block in document.get(kind, ()):
            ours.apply(block, said.get(block["id"], {}))
        order = {key: number for number, key in enumerate(own.get("order", {}).get(kind, ()))}
        if order:
            document[kind].sort(key=lambda block: order.get(block["id"], len(order)))
    ours.apply(document["framework"], own.get("framework", {}))
    ours.apply(document, own.get("document", {}))
