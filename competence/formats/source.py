"""A TOML text, checked for size, depth and odd values, with the lines at which its blocks begin.

The limits answer R-IN-08: a file of any size, depth or content is either read or refused with a sentence.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from competence.formats.problems import BadFile, Problem

MAX_BYTES = 12 * 1024 * 1024
"""A framework of 5,000 skills with everything that a package of CASE brought along has about 9 MB."""
MAX_SIGNS = {"=,[{": 400_000, ".": 500_000}
"""Signs that make the parser work, and how many a file may hold: twice what such a framework has. Without this, 8 MB
of small tables took 15 seconds."""
TOO_LARGE = f"The file has more than {MAX_BYTES // 1024 // 1024} MB."
MAX_LINE = 5_000
MAX_DOTS = 100
"""In one line. The parser takes quadratic time over dotted names; sentences have fewer."""
MAX_DEPTH = 12
MAX_TEXT = 20_000
MAX_NUMBER = 2**53
SCHEMA_VERSION = 1

HEADER = re.compile(r"^\s*\[{1,2}\s*([A-Za-z0-9_.\- ]+?)\s*\]{1,2}\s*(?:#.*)?$")
AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)$")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def decode(content: bytes, name: str) -> str:
    """The text of a file. `BadFile` when it is too large or not UTF-8."""
    if len(content) > MAX_BYTES:
        raise BadFile(name, [Problem(TOO_LARGE)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadFile(name, [Problem("The file is not UTF-8 text.", line=line)]) from error


def parse(text: str, name: str) -> tuple[dict[str, Any], Lines]:
    """The values of a TOML text and where they stand. `BadFile` when it cannot be read or holds what nobody needs."""
    if len(text) > MAX_BYTES:
        raise BadFile(name, [Problem(TOO_LARGE)])
    rows = text.split("\n")
    for number, row in enumerate(rows, start=1):
        if len(row) > MAX_LINE:
            raise BadFile(name, [Problem(f"The line has more than {MAX_LINE} characters.", line=number)])
        if row.count(".") > MAX_DOTS:
            raise BadFile(name, [Problem(f"The line has more than {MAX_DOTS} dots.", line=number)])
    if any(sum(map(text.count, signs)) > most for signs, most in MAX_SIGNS.items()):
        raise BadFile(name, [Problem("The file holds more values than any framework has.")])
    try:
        data = tomllib.loads(text)
    except RecursionError as error:
        raise BadFile(name, [Problem(f"Values are nested more than {MAX_DEPTH} deep.")]) from error
    except ValueError as error:
        said = str(error)
        at = AT_LINE.search(said)
        line = int(at.group(1)) if at else len(rows) if "end of document" in said else None
        text = AT_LINE.sub("", said).replace(" (at end of document)", ", at the end of the file")
        raise BadFile(name, [Problem(f"This is not TOML: {text}.", line=line)]) from error
    lines = Lines(rows, data)
    refuse_odd(data, name, lines)
    return data, lines


class Lines:
    """The line of each block, found by counting headers; None where blocks are written in another form."""

    def __init__(self, rows: list[str], data: dict[str, Any]) -> None:
        self._rows = rows
        self._starts: dict[int, int] = {}
        headers: dict[str, list[int]] = {}
        for number, row in enumerate(rows, start=1):
            found = HEADER.match(row)
            if found:
                headers.setdefault(found.group(1).replace(" ", ""), []).append(number)
        blocks: dict[str, list[dict[str, Any]]] = {}
        for path, block in _blocks(data):
            blocks.setdefault(path, []).append(block)
        for path, found_at in headers.items():
            if len(found_at) == len(blocks.get(path, ())):
                self._starts.update(zip(map(id, blocks[path]), found_at, strict=True))

    def of(self, block: object, field: str = "") -> int | None:
        """The line at which `field` of a block stands, or else the block's first line."""
        start = self._starts.get(id(block))
        if start is None or not field:
            return start
        wanted = re.compile(rf"""^\s*["']?{re.escape(field)}["']?\s*[.=]""")
        for number in range(start, len(self._rows)):
            row = self._rows[number]
            if HEADER.match(row):
                break
            if wanted.match(row):
                return number + 1
        return start

    def spread(self, block: dict[str, Any], field: str) -> None:
        """Note where the entries of a list stand that is written one to a line: `{ … },` after `field = [`."""
        start, entries = self.of(block, field), block.get(field)
        if start is None or not isinstance(entries, list):
            return
        found: dict[int, list[int]] = {}
        for number in range(start, len(self._rows)):
            row = self._rows[number]
            if row.startswith("]") or HEADER.match(row):
                break
            if row.lstrip().startswith("{"):
                found.setdefault(len(row) - len(row.lstrip()), []).append(number + 1)
        lines = found[min(found)] if found else []
        if len(lines) == len(entries):
            for line, entry in zip(lines, entries, strict=True):
                self._starts.update((id(inner), line) for inner in _tables(entry))


def _tables(value: object) -> Iterator[dict[str, Any]]:
    """The tables in a value, itself included; deep ones are refused elsewhere."""
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, dict):
            yield inner
            waiting.extend(inner.values())
        elif isinstance(inner, list):
            waiting.extend(inner)


def _blocks(data: dict[str, Any], path: str = "", depth: int = 0) -> Iterator[tuple[str, dict[str, Any]]]:
    if depth > MAX_DEPTH:
        return
    for key, value in data.items():
        inner = f"{path}.{key}" if path else key
        for block in value if isinstance(value, list) else [value]:
            if isinstance(block, dict):
                yield inner, block
                yield from _blocks(block, inner, depth + 1)


def refuse_odd(data: dict[str, Any], name: str, lines: Lines) -> None:
    """`BadFile` for control characters, texts without end, odd numbers and values nested too deep."""
    problems: list[Problem] = []
    waiting: list[tuple[str, Any, Any, int, object]] = [("", None, None, 0, data)]
    while waiting:
        path, block, field, depth, value = waiting.pop()
        if depth > MAX_DEPTH:
            raise BadFile(name, [Problem(f"Values are nested more than {MAX_DEPTH} deep.", path, lines.of(block))])
        if isinstance(value, dict):
            if any(isinstance(inner, (date, time)) for inner in value.values()):
                value.update({k: v.isoformat() for k, v in value.items() if isinstance(v, (date, datetime, time))})
            waiting.extend((f"{path}.{k}".lstrip("."), value, k, depth + 1, v) for k, v in value.items())
            problems.extend(
                Problem("A name of a field holds control characters.", path, lines.of(block))
                for k in value
                if CONTROL.search(k)
            )
        elif isinstance(value, list):
            waiting.extend((f"{path}[{n}]", block, field, depth + 1, v) for n, v in enumerate(value, start=1))
        else:
            text = _odd(value)
            if text:
                problems.append(Problem(text, path, lines.of(block, field)))
    if problems:
        raise BadFile(name, problems)


def _odd(value: object) -> str:
    if isinstance(value, str):
        if CONTROL.search(value):
            return "The text holds control characters."
        return f"The text has more than {MAX_TEXT} characters." if len(value) > MAX_TEXT else ""
    if isinstance(value, float):
        return "" if math.isfinite(value) else "The number is not finite."
    if isinstance(value, int):
        return "The number is too large." if abs(value) > MAX_NUMBER else ""
    return "Dates and times are kept as text; put quotes around it." if isinstance(value, (date, time)) else ""
