"""Our own CSV: one row for each item, from the framework down to its skills.

Rules, axes, matrices and notes have no place in it; a framework that is updated from such a file keeps its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from competence.formats import cells
from competence.formats.foreign import TREE, Document, Taken, framework
from competence.formats.losses import lost
from competence.formats.problems import BadFile, Problem
from core import tables

ROWS = {"framework": "framework", "level": "levels", "competence": "competences", "group": "groups", "skill": "skills"}
TIERS = {kind: tier for tier, kind in ROWS.items()}
TEXTS = {
    "framework": ("version", "language", "summary", "licence_note"),
    "levels": ("summary", "means", "does_not_mean", "remark"),
    "competences": ("summary", "does_not_mean"),
    "groups": ("summary",),
    "skills": (
        *("can_do", "evidence", "pitfall", "does_not_mean", "proof"),
        *("axis", "axis_value", "domain", "aspect", "successor", "under"),
    ),
}
FLAGS = {"levels": ("optional",), "skills": ("retired", "optional", "added", "comparison", "diagnosis")}
COLUMNS = (
    *("tier", "id", "parent", "name", "number", "summary", "can_do", "evidence", "pitfall", "proof", "means"),
    *(
        "does_not_mean",
        "remark",
        "retired",
        "successor",
        "optional",
        "added",
        "comparison",
        "diagnosis",
        "prerequisite",
    ),
    *("axis", "axis_value", "domain", "aspect", "under", "version", "language", "ordered", "licence_note", "more"),
)
"""`more` holds everything else of a block, as JSON."""
PARENT = {"levels": (), "competences": ("level",), "groups": ("competence",), "skills": ("group", "competence")}
NEEDED = ("tier", "id", "name")
YES, NO = ("yes", "true", "1", "x", "ja", "oui", "wahr"), ("", "no", "false", "0", "nein", "non", "falsch")
HOLDS = frozenset({"schema_version", "framework", *TREE})


def losses(document: Mapping[str, Any]) -> list[str]:
    """What a table cannot hold of this document."""
    every = frozenset(name for kind in TREE for block in document.get(kind, ()) for name in block)
    return lost(document, fields=dict.fromkeys(TREE, every), head=frozenset(document["framework"]))


def write(document: Mapping[str, Any]) -> str:
    """The table of a document, in the order of the tree."""
    rows = [list(COLUMNS), _row("framework", document["framework"])]
    rows += [_row(kind, block) for kind in TREE for block in document.get(kind, ())]
    return tables.write(rows)


def _row(kind: str, block: Mapping[str, Any]) -> list[str]:
    cell: dict[str, str] = {"tier": TIERS[kind], "id": block["id"]}
    cell["name"] = block["title" if kind == "framework" else "name"]
    used = {"id", "title", "name"} if kind == "framework" else {"id", "name", *PARENT[kind]}
    if kind != "framework":
        cell["parent"] = next((block[name] for name in PARENT[kind] if block.get(name)), "")
    for name in TEXTS[kind]:
        if isinstance(block.get(name, ""), str):
            cell[name] = block.get(name, "")
            used.add(name)
    for name in FLAGS.get(kind, ()):
        cell[name] = "yes" if block.get(name) else ""
        used.add(name)
    if kind == "levels":
        cell["number"], cell["prerequisite"] = str(block["number"]), ", ".join(block.get("prerequisite", ()))
        used |= {"number", "prerequisite"}
    if kind == "framework":
        cell["ordered"] = "yes" if block.get("ordered", True) else "no"
        used.add("ordered")
    more = {name: value for name, value in block.items() if name not in used}
    cell["more"] = json.dumps(more, ensure_ascii=False) if more else ""
    return [cell.get(name, "") for name in COLUMNS]


def read(text: str, name: str, base: Document | None = None) -> Taken:
    """The framework in a table. Columns that are missing leave what `base`, the framework to update, says there."""
    rows = cells.read(text, name, known=frozenset(COLUMNS))
    table = _Table([cells.heading(cell) for cell in rows[0]], base)
    table.check_columns()
    if not table.problems:
        for number, row in enumerate(rows[1:], start=2):
            if row:
                table.take(row, f"row {number}")
        table.finish()
    if table.problems:
        raise BadFile(name, table.problems)
    places = table.places | {
        f"{kind}[{n}]": row for kind, rows in table.rows.items() for n, row in enumerate(rows, start=1)
    }
    return Taken(table.document(), places, tuple(table.remarks), HOLDS, keeps=frozenset({"version", "default"}))


@dataclass
class _Table:
    columns: list[str]
    base: Document | None
    head: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {kind: [] for kind in TREE})
    rows: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in TREE})
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)

    @cached_property
    def old(self) -> dict[str, dict[str, Any]]:
        return {block["id"]: block for kind in TREE for block in (self.base or {}).get(kind, ())}

    def check_columns(self) -> None:
        for name in NEEDED:
            if name not in self.columns:
                self.problems.append(Problem(f"There is no column “{name}”.", "row 1"))
        for name in COLUMNS:
            if self.columns.count(name) > 1:
                self.problems.append(Problem(f"The column “{name}” stands there twice.", "row 1"))
        unknown = [name for name in self.columns if name and name not in COLUMNS]
        if unknown:
            self.remarks.append(f"Columns that are not known and were left out: {', '.join(unknown)}.")

    def take(self, row: list[str], place: str) -> None:
        if len(row) > len(self.columns) and any(row[len(self.columns) :]):
            self.problems.append(Problem("The row has more cells than there are columns.", place))
            return
        plain = [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row]
        values = {name: cell for name, cell in zip(self.columns, plain, strict=False) if name in COLUMNS}
        values |= {name: "" for name in self.columns[len(row) :] if name in COLUMNS}
        tier = values["tier"].strip().lower()
        kind = ROWS.get(tier) or ROWS.get(tier.removesuffix("s"))
        if kind is None:
            words = ", ".join(ROWS)
            self.problems.append(
                Problem(f"“{values['tier'][:60]}” is no tier; it is one of: {words}.", f"{place}, tier")
            )
        elif kind == "framework":
            if self.head:
                self.problems.append(Problem("There is a second row for the framework.", place))
            self.places["framework"] = place
            self.head = self._block(kind, values, (self.base or {}).get("framework", {}), place)
        else:
            old = self.old.get(values["id"].strip(), {})
            self.lists[kind].append(self._block(kind, values, old, place))
            self.rows[kind].append(place)

    def _block(self, kind: str, values: Mapping[str, str], old: Mapping[str, Any], place: str) -> dict[str, Any]:
        block = self._more(values, old, kind, place)
        block |= {"id": values["id"].strip(), "title" if kind == "framework" else "name": values["name"]}
        for name in TEXTS[kind]:
            if values.get(name, "").strip():
                block[name] = values[name]
        for name in FLAGS.get(kind, ()):
            if self._flag(values, name, place):
                block[name] = True
        if kind == "framework" and self._flag(values, "ordered", place, usual="yes") is False and "ordered" in values:
            block["ordered"] = False
        if kind == "levels":
            block |= self._level(values, place)
        if kind != "framework" and values.get("parent", "").strip():
            block[PARENT[kind][0] if kind in ("competences", "groups") else "parent"] = values["parent"].strip()
        return block

    def _more(self, values: Mapping[str, str], old: Mapping[str, Any], kind: str, place: str) -> dict[str, Any]:
        """The fields without a column of their own; and from `old` those whose column is missing in the file."""
        named = {*TEXTS[kind], *FLAGS.get(kind, ()), "number", "prerequisite", "ordered"}
        kept = {name: value for name, value in old.items() if name in named and name not in values}
        if "parent" not in values and kind != "framework":
            kept |= {name: old[name] for name in PARENT[kind] if name in old}
        if "more" not in values:
            taken = {*named, *COLUMNS, "title", *PARENT.get(kind, ())}
            return kept | {name: value for name, value in old.items() if name not in taken}
        if not values["more"].strip():
            return kept
        try:
            more = json.loads(values["more"])
        except (ValueError, RecursionError):
            more = None
        if not isinstance(more, dict):
            self.problems.append(Problem("This is no JSON object: { … }.", f"{place}, more"))
            return kept
        return kept | more

    def _flag(self, values: Mapping[str, str], name: str, place: str, usual: str = "") -> bool:
        said = values.get(name, usual).strip().lower() or usual
        if said not in YES and said not in NO:
            self.problems.append(Problem(f"“{said[:40]}” is neither yes nor no.", f"{place}, {name}"))
        return said in YES

    def _level(self, values: Mapping[str, str], place: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        number = values.get("number", "").strip()
        if number and not (number.isdecimal() and len(number) < 10):
            self.problems.append(Problem(f"“{number[:40]}” is no whole number.", f"{place}, number"))
        elif number:
            found["number"] = int(number)
        elif "number" not in values:
            found["number"] = len(self.lists["levels"]) + 1
        keys = [key.strip() for key in values.get("prerequisite", "").replace(";", ",").split(",") if key.strip()]
        return {**found, **({"prerequisite": keys} if keys else {})}

    def finish(self) -> None:
        """Give skills their group and competence, once all rows are known."""
        home = {group["id"]: group.get("competence", "") for group in self.lists["groups"]}
        for skill, place in zip(self.lists["skills"], self.rows["skills"], strict=True):
            parent = skill.pop("parent", "")
            if parent in home:
                skill |= {"group": parent, "competence": home[parent]}
            elif parent:
                skill["competence"] = parent
            elif not skill.get("competence"):
                self.problems.append(Problem("The skill has no parent.", f"{place}, parent"))
        if not self.head and self.base is None:
            self.problems.append(Problem("There is no row whose tier is “framework”.", "the file"))

    def document(self) -> Document:
        head = self.head or (self.base or {}).get("framework", {})
        found = framework(head["id"], head["title"])
        found["framework"] = head
        return found | {kind: rows for kind, rows in self.lists.items() if rows or kind in ("levels", "skills")}
