"""Moodle's competency frameworks as CSV: the fourteen columns of today, the twelve of 2016."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from competence.formats import cells, outlines
from competence.formats.foreign import HEAD_STAYS, PLACES, TREE, Document, Taken
from competence.formats.losses import lost
from competence.formats.outlines import Entry
from competence.formats.problems import BadFile, Problem
from competence.formats.trees import SKILLS, in_tree_order, made_up_of, parent_of
from core import tables

FIELD = "moodle"
COLUMNS = (
    *("parent", "id", "name", "description", "descriptionformat", "scalevalues", "scaleconfiguration"),
    *("ruletype", "ruleoutcome", "ruleconfig", "relatedids", "exportid", "isframework", "taxonomy"),
)
HEADINGS = (
    *("Parent id number", "Id number", "Shortname", "Description", "Description format", "Scale values"),
    *("Scale configuration", "Rule type (optional)", "Rule outcome (optional)", "Rule config (optional)"),
    *("Cross referenced competency id numbers", "Exported id (optional)", "Is framework", "Taxonomy"),
)
SPELLINGS = {
    **{cells.heading(text).removesuffix("_optional"): name for text, name in zip(HEADINGS, COLUMNS, strict=True)},
    "parentidnumber": "parent",
    "idnumber": "id",
    "short_name": "name",
    "descriptionformat": "descriptionformat",
    "cross_referenced_competencies": "relatedids",
    "cross_referenced_competency_idnumbers": "relatedids",
    "related_idnumbers": "relatedids",
    "export_id": "exportid",
    "isframework": "isframework",
}
OLD = tuple(name for name in COLUMNS if name not in ("relatedids", "exportid"))
"""The twelve columns of 2016, for files whose headings say nothing."""
USUAL = {
    "descriptionformat": "1",
    "scalevalues": "Not yet competent,Competent",
    "scaleconfiguration": '[{"scaleid":"2"},{"id":2,"scaledefault":1,"proficient":1}]',
    "taxonomy": "competency,competency,competency,competency",
}
LONGEST_NAME = 100
HOLDS = frozenset({"schema_version", "framework", *TREE})


SAID = ("name", "summary", "can_do")
"""Fields of a block that the file says as they are."""


def losses(document: Mapping[str, Any]) -> list[str]:
    """What Moodle's file cannot hold of this document."""
    place = frozenset({"id", "number", "name", "level", "competence", "group", "under", "made_up", FIELD})
    fields = {kind: place | {"can_do" if kind == SKILLS else "summary"} for kind in TREE}
    said = lost(
        document, fields=fields, head=frozenset({"id", "title", "summary", "version", "language", FIELD, "ordered"})
    )
    long = sum(len(block["name"]) > LONGEST_NAME for kind in TREE for block in document.get(kind, ()))
    said += [f"{long} names are longer than {LONGEST_NAME} characters and will be cut."] if long else []
    texts = [str(block.get(name, "")) for kind in TREE for block in document.get(kind, ()) for name in SAID]
    if any(text.startswith(tables.GUARDED) for text in texts):
        said.append("Some texts begin like a formula, and Moodle knows no guard. Open the file in no spreadsheet.")
    return [*said, "The version and the language of the framework."]


def write(document: Mapping[str, Any]) -> str:
    """Moodle's table of a document: the framework, and every item below the item that it stands under."""
    head, made = document["framework"], made_up_of(document)
    blocks = [(kind, block) for kind, block in in_tree_order(document) if block["id"] not in made]
    ids = {block["id"]: outlines.id_of(block, FIELD) for _, block in blocks}
    known = {*ids, *made}
    rows: list[list[str]] = [list(HEADINGS), _row(head, "framework", {"id": outlines.id_of(head, FIELD)})]
    for kind, block in blocks:
        place = {"id": ids[block["id"]], "parent": ids.get(parent_of(block, kind, made, known), "")}
        rows.append(_row(block, kind, place))
    return tables.write(rows, guard=False).removeprefix("\ufeff")


def _row(block: Mapping[str, Any], kind: str, place: Mapping[str, str]) -> list[str]:
    kept = outlines.source_of(block, FIELD)
    name, description = outlines.texts_of(block, kind, FIELD)
    usual = dict(USUAL) if kind == "framework" else {"descriptionformat": "1", "ruleoutcome": "0", "ruleconfig": "null"}
    values = {**({} if kept else usual), **{key: str(value) for key, value in kept.items()}}
    values |= {"name": name[:LONGEST_NAME] if not kept else name, "description": description, **place}
    values["isframework"] = "1" if kind == "framework" else values.get("isframework", "")
    return [values.get(column, "") for column in COLUMNS]


def read(text: str, name: str, base: Document | None = None) -> Taken:
    """The framework in Moodle's table. Parents may come after their children; `base` is what to update."""
    rows = cells.read(text, name, known=frozenset(SPELLINGS), guard=False)
    columns = _columns(rows[0], name)
    problems: list[Problem] = []
    heads: list[tuple[str, dict[str, str]]] = []
    entries = []
    for number, row in enumerate(rows[1:], start=2):
        if not row:
            continue
        place = f"row {number}"
        if any(row[len(columns) :]):
            problems.append(Problem("The row has more cells than there are columns.", place))
        values = dict.fromkeys(COLUMNS, "") | dict(zip(columns, row, strict=False))
        if values["isframework"].strip().lower() in ("1", "yes", "true"):
            heads.append((place, values))
        else:
            entries.append(_entry(values, place))
    problems += _head_problems(heads) + outlines.problems(entries, "id number")
    if not entries:
        problems.append(Problem("There is no competency below the framework.", "the file"))
    if problems:
        raise BadFile(name, problems)
    head = {field: value for field, value in heads[0][1].items() if field in ("id", "name", "description") or value}
    document, places = outlines.document(entries, head, FIELD, base)
    return Taken(document, places, (), HOLDS, PLACES | {FIELD}, HEAD_STAYS)


def _columns(row: list[str], name: str) -> list[str]:
    found = [SPELLINGS.get(cells.heading(cell).removesuffix("_optional"), "") for cell in row]
    if all(column in found for column in ("parent", "id", "name", "isframework")):
        twice = next((column for column in found if column and found.count(column) > 1), "")
        if twice:
            raise BadFile(name, [Problem(f"The column “{twice}” stands there twice.", "row 1")])
        return [column or f"column {number}" for number, column in enumerate(found, start=1)]
    by_position = {len(COLUMNS): COLUMNS, len(OLD): OLD}.get(len(row))
    if by_position is None:
        text = f"The file has {len(row)} columns; a competency framework of Moodle has {len(COLUMNS)} (or {len(OLD)})."
        raise BadFile(name, [Problem(text, "row 1")])
    return list(by_position)


def _entry(values: Mapping[str, str], place: str) -> Entry:
    own = ("id", "parent", "name", "description")
    source = {field: value for field, value in values.items() if field not in own and value}
    parent = values["parent"].strip()
    return Entry(values["id"].strip(), parent, values["name"], values["description"], place, source)


def _head_problems(heads: list[tuple[str, dict[str, str]]]) -> list[Problem]:
    if not heads:
        return [Problem("No row says that it is the framework (Is framework = 1).", "the file")]
    found = [Problem("There is a second framework; one file holds one.", place) for place, _ in heads[1:]]
    place, values = heads[0]
    for field, word in (("name", "short name"), ("id", "id number")):
        if not values[field].strip():
            found.append(Problem(f"The framework has no {word}.", place))
    return found
