"""Mahara SmartEvidence: `.matrix` files, in their present form and in that of 2016, which nests elements."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from competence.formats import json_text, outlines
from competence.formats.foreign import HEAD_STAYS, PLACES, TREE, Document, Taken
from competence.formats.losses import lost
from competence.formats.outlines import Entry
from competence.formats.problems import BadFile, Problem
from competence.formats.trees import LEVELS, MADE_UP, SKILLS, all_blocks, in_tree_order, made_up_of, parent_of

FIELD = "mahara"
SHORTEST = 12
STATUSES = [
    {"begun": "Ready for assessment"},
    {"incomplete": "Doesn't meet the standard"},
    {"partialcomplete": "Partially meets the standard"},
    {"completed": "Meets the standard"},
]
OWN = ("shortname", "name", "description", "standardid", "elementid", "parentelementid", "parentid", "standardelement")
HOLDS = frozenset({"schema_version", "framework", *TREE})


def losses(document: Mapping[str, Any]) -> list[str]:
    """What a .matrix file cannot hold of this document."""
    place = frozenset({"id", "number", "name", "level", "competence", "group", "under", "made_up", FIELD})
    fields = {kind: place | {"can_do" if kind == SKILLS else "summary"} for kind in TREE}
    said = lost(
        document, fields=fields, head=frozenset({"id", "title", "summary", "version", "language", FIELD, "ordered"})
    )
    return [*said, "The version and the language of the framework."]


def write(document: Mapping[str, Any]) -> str:
    """The .matrix file of a document: levels as standards, all else as elements."""
    head = document["framework"]
    name, description = outlines.texts_of(head, "framework", FIELD)
    kept = outlines.source_of(head, FIELD)
    made = made_up_of(document)
    standards, elements = list[dict[str, Any]](), list[dict[str, Any]]()
    number_of: dict[str, Any] = {}
    for block in document[LEVELS]:
        number = outlines.source_of(block, FIELD).get("standardid", block["number"])
        number_of[block["id"]] = number
        standards.append(_entry(block, LEVELS, str(number)) | {"standardid": number})
    known = {block["id"] for _, block in all_blocks(document)}
    for kind, block, level in _below(document):
        parent = parent_of(block, kind, made, known)
        element = _entry(block, kind, block["id"]) | {"standardid": number_of[level]}
        element["elementid"] = _element_id(block)
        if parent and parent not in number_of:
            element["parentelementid"] = _element_id(_find(document, parent))
        elements.append(element)
    whole = {
        "institution": kept.get("institution", "all"),
        "name": name,
        "description": description,
        "selfassess": kept.get("selfassess", False),
        **({} if kept else {"evidencestatuses": STATUSES}),
        **{field: value for field, value in kept.items() if field not in ("name", "description")},
        "standards": standards,
        "standardelements": elements,
    }
    return json.dumps({"framework": whole}, ensure_ascii=False, indent=1) + "\n"


def _entry(block: Mapping[str, Any], kind: str, short: str) -> dict[str, Any]:
    kept = outlines.source_of(block, FIELD)
    name, description = outlines.texts_of(block, kind, FIELD)
    rest = {field: value for field, value in kept.items() if field not in (*OWN, "id", "order", "above")}
    shortname = kept.get("shortname") or short.rsplit(".", 1)[-1][:SHORTEST]
    return {"shortname": shortname, "name": name, "description": description, **rest}


def _element_id(block: Mapping[str, Any]) -> str:
    return str(outlines.source_of(block, FIELD).get("elementid") or block["id"])


def _find(document: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    return next(block for kind in TREE for block in document.get(kind, ()) if block["id"] == key)


def _below(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    """What stands below the levels, parents first, with the key of the level."""
    level_of = {block["id"]: block["level"] for block in document.get("competences", ())}
    blocks = in_tree_order(document)
    orders: dict[tuple[str, str], list[int]] = {}
    for kind, block in blocks:
        if not block.get(MADE_UP):
            home = block.get("under") or block.get("group") or block.get("competence")
            orders.setdefault((kind, str(home)), []).append(_order(block))
    if all(order == sorted(order) for order in orders.values()):  # nothing was moved: as it was in the file
        blocks.sort(key=lambda entry: _order(entry[1]))
    for kind, block in blocks:
        if kind != LEVELS and not block.get(MADE_UP):
            home = block["id"] if kind == "competences" else block["competence"]
            yield kind, block, level_of[home]


def _order(block: Mapping[str, Any]) -> int:
    return int(outlines.source_of(block, FIELD).get("order", 0))


def read(text: str, name: str, base: Document | None = None) -> Taken:
    """The framework in a .matrix file. Raw control characters inside texts are read; `base` is what to update."""
    value = json_text.parse(text, name, strict=False)
    whole = value.get("framework") if isinstance(value, dict) else None
    if not isinstance(whole, dict):
        raise BadFile(name, [Problem("There is no object “framework”, so this is no .matrix file.")])
    problems = _shape(whole)
    if problems:
        raise BadFile(name, problems)
    entries, remarks = _entries(whole)
    problems = outlines.problems(entries, "standardid or elementid")
    if not entries:
        problems.append(Problem("The framework has no standards.", "framework.standards"))
    if problems:
        raise BadFile(name, problems)
    head = {field: value for field, value in whole.items() if field not in ("standards", "standardelements")}
    head["description"] = head.get("description") or ""
    document, places = outlines.document(entries, head, FIELD, base)
    return Taken(document, places, (*remarks, *_remarks(document)), HOLDS, PLACES | {FIELD}, HEAD_STAYS)


def _remarks(document: Document) -> tuple[str, ...]:
    empty = {block["id"] for block in document[LEVELS]} - {c["level"] for c in document.get("competences", ())}
    return (f"{len(empty)} standards have no elements.",) if empty else ()


def _shape(whole: Mapping[str, Any]) -> list[Problem]:
    found = []
    if not isinstance(whole.get("name"), str) or not whole["name"].strip():
        found.append(Problem("The framework has no name.", "framework.name"))
    if not isinstance(whole.get("description") or "", str):
        found.append(Problem("description has to be a text.", "framework.description"))
    for field in ("standards", "standardelements"):
        rows = whole.get(field, [])
        if not isinstance(rows, list):
            found.append(Problem(f"{field} has to be a list.", f"framework.{field}"))
            continue
        for number, row in enumerate(rows, start=1):
            found += _row_problems(row, f"framework.{field}[{number}]")
    return found


def _row_problems(row: Any, path: str) -> Iterator[Problem]:
    if not isinstance(row, dict):
        yield Problem("The entry has to be an object.", path)
        return
    for name in ("shortname", "name", "description"):
        if not isinstance(row.get(name) or "", str):
            yield Problem(f"{name} has to be a text.", f"{path}.{name}")
    for name in ("standardid", "elementid", "parentelementid", "parentid"):
        if not isinstance(row.get(name, ""), (str, int, type(None))):
            yield Problem(f"{name} has to be a number or a text.", f"{path}.{name}")
    nested = row.get("standardelement", [])
    if not isinstance(nested, list):
        yield Problem("standardelement has to be a list.", f"{path}.standardelement")
        return
    for number, inner in enumerate(nested, start=1):
        yield from _row_problems(inner, f"{path}.standardelement[{number}]")


def _entries(whole: Mapping[str, Any]) -> tuple[list[Entry], list[str]]:
    """Standards and elements, and remarks on what was mended: an element is joined to its standard by the id, whether
    that is a number or a text; one without goes where its parent is; one whose id is taken gets another key."""
    found, remarks, taken = list[Entry](), list[str](), set[str]()
    home: dict[str, str] = {}
    counts: dict[str, int] = {}
    rows = list(_elements(whole))
    for number, row in enumerate(whole.get("standards", ()), start=1):
        standard = row.get("standardid", number)
        source = {"standardid": standard}
        found.append(_item(row, f"standard {standard}", "", f"framework.standards[{number}]", LEVELS, source))
    for standard, _, row in rows:
        if standard:
            home.setdefault(_text(row.get("elementid")), standard)
    for standard, path, row in rows:
        above = _text(row.get("parentelementid") or row.get("parentid"))
        if not standard and above in home:
            standard = home[above]
            remarks.append(f"{path} has no standardid; it stands with its parent in standard {standard}.")
        counts[standard] = counts.get(standard, 0) + 1
        given = _text(row.get("elementid")) or f"{standard}.{counts[standard]}"
        key = f"{standard}: {given}"
        while key in taken:
            key += " again"
        if key.endswith(" again"):
            remarks.append(f"{path}: “{given}” is taken already; the element is kept as another one.")
        taken.add(key)
        parent = f"{standard}: {above}" if above else f"standard {standard}"
        source = {"elementid": row.get("elementid", given), "order": len(found), **({"above": above} if above else {})}
        found.append(_item(row, key, parent, path, "", source))
    return found, remarks


def _elements(whole: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The elements of both forms: the standard, the path and the element."""
    for number, row in enumerate(whole.get("standards", ()), start=1):
        for n, inner in enumerate(row.get("standardelement", ()), start=1):
            path = f"framework.standards[{number}].standardelement[{n}]"
            yield _text(row.get("standardid", number)), path, inner
    for number, row in enumerate(whole.get("standardelements", ()), start=1):
        yield _text(row.get("standardid")), f"framework.standardelements[{number}]", row


def _item(row: Mapping[str, Any], key: str, parent: str, path: str, kind: str, source: dict[str, Any]) -> Entry:
    rest = {field: value for field, value in row.items() if field not in OWN or field == "shortname"}
    name = str(row.get("name") or row.get("shortname") or "")
    return Entry(key, parent, name, str(row.get("description") or ""), path, {**source, **rest}, kind)


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()
