"""The formats in which frameworks come and go, by name: what a file is, what it says, what a format cannot hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from competence.formats import cells, documents, json_text, matrix, moodle, table, toml, toml_text
from competence.formats.case import losses as case_losses
from competence.formats.case import reading, writing
from competence.formats.foreign import TREE, Document, Taken
from competence.formats.problems import BadFile, Problem
from competence.formats.source import decode as decode_toml
from competence.yardstick import Yardstick


@dataclass(frozen=True)
class Origin:
    """What an export has to know beside the document: when it came to be, and where this site answers."""

    at: str = writing.START
    base: str = writing.BASE


@dataclass(frozen=True)
class Format:
    """One format. `suffix` ends the names of its files; `losses` says what it cannot hold of a document."""

    key: str
    name: str
    suffix: str
    media_type: str
    about: str
    write: Callable[[Mapping[str, Any], Origin], str]
    losses: Callable[[Mapping[str, Any]], list[str]]
    heading: str = "What it cannot hold"
    """What stands above the losses."""


def _case(version: str) -> Callable[[Mapping[str, Any], Origin], str]:
    def write(document: Mapping[str, Any], origin: Origin) -> str:
        package = writing.write(document, at=origin.at, base=origin.base, version=version)
        return json.dumps(package, ensure_ascii=False, indent=1) + "\n"

    return write


FORMATS: Mapping[str, Format] = {
    found.key: found
    for found in (
        Format(
            "toml", "TOML", ".toml", "application/toml", "Our own form. Nothing is lost.",
            lambda document, _: toml_text.write(document), lambda _: [],
        ),
        Format(
            "csv", "CSV", ".csv", "text/csv", "One row for each item, for spreadsheets.",
            lambda document, _: table.write(document), table.losses,
        ),
        Format(
            "case", "CASE 1.1", ".case.json", "application/json", "1EdTech package, for learning platforms.",
            _case("1.1"), case_losses.of_1_1, "Good to know",
        ),
        Format(
            "case-1.0", "CASE 1.0", ".case-1.0.json", "application/json", "1EdTech package of the older version.",
            _case("1.0"), case_losses.of_1_0,
        ),
        Format(
            "matrix", "Mahara SmartEvidence", ".matrix", "application/json", "A framework for Mahara portfolios.",
            lambda document, _: matrix.write(document), matrix.losses,
        ),
        Format(
            "moodle", "Moodle CSV", ".moodle.csv", "text/csv", "A competency framework for Moodle.",
            lambda document, _: moodle.write(document), moodle.losses,
        ),
    )
}  # fmt: skip
SUFFIXES = (".toml", ".csv", ".json", ".matrix", ".tsv", ".txt")
MAX_BYTES = json_text.MAX_BYTES
PATH = re.compile(r"\b(levels|competences|groups|skills)\[(\d+)\]")


def read(content: bytes, name: str, bases: Sequence[Document] = (), into: str = "") -> tuple[str, list[Taken]]:
    """What a file says, whatever its format: the key of the format, and each framework in it.

    `bases` are the frameworks that stand already; those that the file is about keep their keys. `into` names the one
    that a file is meant for whatever it says itself. `BadFile` names every problem with its row or path.
    """
    kind, text = guess(content, name)
    target = {base["framework"]["id"]: base for base in bases}
    if kind == "toml":
        return kind, [Taken(_toml(text, name), keeps=frozenset({"version", "default"}))]
    if kind == "case":
        known = reading.bases_by_identifier(list(bases))
        found = reading.read_all(text, name, lambda identifier: target.get(into) if into else known.get(identifier))
        if into and len(found) > 1:
            raise BadFile(name, [Problem(f"The file holds {len(found)} frameworks; choose one that holds only one.")])
        for taken in found:
            if taken.holds is None:  # it says everything, as a file of ours does, so it has to stand by itself
                check(taken, taken.document, name)
        return kind, found
    reader = {"csv": table.read, "matrix": matrix.read, "moodle": moodle.read}[kind]
    if into:
        return kind, [reader(text, name, target.get(into))]
    taken = reader(text, name, None)
    base = target.get(taken.document["framework"]["id"])
    return kind, [taken if base is None else reader(text, name, base)]


def guess(content: bytes, name: str) -> tuple[str, str]:
    """The format of a file, by what is in it and by its name, and its text. `BadFile` when it is none that is known."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".toml":
        return "toml", decode_toml(content, name)
    text = json_text.decode(content, name)
    start = text.lstrip()[:1]
    if not start:
        raise BadFile(name, [Problem("The file is empty.")])
    if suffix == ".matrix":
        return "matrix", text
    if start in "{[" and suffix in (".json", ".txt", ""):
        return ("matrix" if _is_matrix(text) else "case"), text
    if suffix not in SUFFIXES or suffix == ".json":
        known = ", ".join(SUFFIXES[:4])
        raise BadFile(name, [Problem(f"This is no file that frameworks come in. Known are: {known}.")])
    headings = {cells.heading(cell) for line in text.split("\n", 1)[:1] for cell in _split(line)}
    return ("csv" if "tier" in headings else "moodle" if _is_moodle(headings) else "csv"), text


def _split(line: str) -> list[str]:
    return line.removeprefix("\ufeff").replace(";", ",").replace("\t", ",").split(",")


def _is_moodle(headings: set[str]) -> bool:
    return any(heading.removesuffix("_optional") in moodle.SPELLINGS for heading in headings) and "name" not in headings


def _is_matrix(text: str) -> bool:
    return '"framework"' in text[:2_000] and "CFDocument" not in text[:200_000]


def _toml(text: str, name: str) -> Document:
    value = toml.read(text, name)[0]
    if not isinstance(value, Yardstick):
        raise BadFile(name, [Problem("The file holds no framework: it has no [framework].")])
    return documents.of(value)


def check(taken: Taken, document: Mapping[str, Any], name: str, *, is_new: bool = True) -> list[Problem]:
    """What has to be put right in the document before it can be published, where the file is not to blame for it: rules
    of a framework that is updated (not `is_new`), for example. `BadFile` for what is wrong with the file."""
    try:
        documents.read(document, name)
    except BadFile as error:
        theirs, ours = list[Problem](), list[Problem]()
        spots = _spots(taken)
        for problem in error.problems:
            place = _place(taken, document, problem.path, spots)
            text = PATH.sub(lambda found: _place(taken, document, found[0], spots), problem.text)
            is_theirs = is_new or taken.holds is None or place != problem.path
            (theirs if is_theirs else ours).append(Problem(text, place, problem.line))
        if theirs:
            raise BadFile(name, theirs) from error
        return ours
    return []


Spots = Mapping[tuple[str, str], int]
"""Kind and key of a block → where it first stands in what was read."""


def _spots(taken: Taken) -> Spots:
    spots: dict[tuple[str, str], int] = {}
    for kind in TREE:
        for number, block in enumerate(taken.document.get(kind, ()), start=1):
            spots.setdefault((kind, str(block.get("id"))), number)
    return spots


def _place(taken: Taken, document: Mapping[str, Any], path: str, spots: Spots) -> str:
    """A path of the merged document in the words of the file: the same block may stand elsewhere in what was read."""
    found = PATH.match(path)
    if found is None:
        return taken.place(path)
    kind, number, field = found[1], int(found[2]), path[found.end() :]
    rows, read = document.get(kind, []), taken.document.get(kind, [])
    if not 0 < number <= len(rows):
        return path
    key = rows[number - 1].get("id")
    is_there = number <= len(read) and read[number - 1].get("id") == key
    spot = number if is_there else spots.get((kind, str(key)), 0)
    return taken.place(f"{kind}[{spot}]{field}") if spot else path
