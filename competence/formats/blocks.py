"""A block of a file, read field by field. Whatever is wrong is noted as a problem, and reading goes on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from competence.formats.problems import BadFile, Problem
from competence.formats.source import SCHEMA_VERSION, Lines

KEY = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$")
VERSION = re.compile(r"^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$")
SHORT = 200


class Reading:
    """One file while it is read: its values, its problems so far, and the ids that it declares."""

    def __init__(self, data: dict[str, Any], name: str, lines: Lines) -> None:
        self.name = name
        self.lines = lines
        self.problems: list[Problem] = []
        self.declared: dict[str, dict[str, Block]] = {}
        self.root = Block(data, "", self)
        self.root.take("schema_version")
        if data.get("schema_version") != SCHEMA_VERSION:
            self.root.problem("schema_version", f"schema_version = {SCHEMA_VERSION} is expected.")

    def finish(self) -> None:
        """`BadFile` with everything that was noted, if anything was."""
        if self.problems:
            raise BadFile(self.name, self.problems)

    def declare(self, kind: str, block: Block, *, shared: bool = True) -> str:
        """The id of a block, noted as taken. `shared` ids are unique over all kinds that share them."""
        key = block.key("id")
        if not key:
            return ""
        kinds = self.declared.values() if shared else [self.declared.get(kind, {})]
        first = next((taken[key] for taken in kinds if key in taken), None)
        if first is not None:
            block.problem("id", f"“{key}” occurs twice; it first stands at {first.where}.")
            return key
        self.declared.setdefault(kind, {})[key] = block
        return key

    def block_of(self, kind: str, key: str) -> Block:
        """The block that declared this id."""
        return self.declared[kind][key]

    def knows(self, kind: str, key: str) -> bool:
        return key in self.declared.get(kind, {})


class Block:
    """A table of the file. Reading a field marks it as known; `rest()` gives the unknown ones, which are kept."""

    def __init__(self, values: dict[str, Any], path: str, reading: Reading) -> None:
        self.values = values
        self.path = path
        self.reading = reading
        self._known: set[str] = set()

    @property
    def where(self) -> str:
        line = self.reading.lines.of(self.values)
        return f"line {line}" if line else self.path

    def problem(self, field: str, text: str) -> None:
        """Note what is wrong with a field; the id of the block goes in front, for people."""
        name = self.values.get("id")
        spoken = f"{name}: {text}" if isinstance(name, str) and KEY.match(name) and field != "id" else text
        path = ".".join(part for part in (self.path, field) if part)
        self.reading.problems.append(Problem(spoken, path, self.reading.lines.of(self.values, field)))

    def take(self, field: str) -> Any:
        self._known.add(field)
        return self.values.get(field)

    def has(self, field: str) -> bool:
        return field in self.values

    def text(self, field: str, *, required: bool = False, longest: int = 0) -> str:
        """A text; empty when it is missing, or (a problem) required, of another type or longer than `longest`."""
        value = self.take(field)
        if value is None:
            return self._absent(field, required)
        if not isinstance(value, str):
            self._wrong(field, "a text", value)
            return ""
        if required and not value.strip():
            self.problem(field, f"{field} is empty.")
        if longest and len(value) > longest:
            self.problem(field, f"{field} has more than {longest} characters.")
        return value

    def name(self, field: str = "name") -> str:
        """A required text of at most 200 characters."""
        return self.text(field, required=True, longest=SHORT)

    def word(self, field: str, allowed: Sequence[str], *, required: bool = True) -> str:
        """One word of a closed list."""
        value = self.text(field, required=required)
        if value and value not in allowed:
            self.problem(field, f"“{value}” is not known; {field} is one of: {', '.join(allowed)}.")
        return value

    def key(self, field: str, *, required: bool = True) -> str:
        """An id: words in lower case joined by hyphens, parts joined by dots."""
        value = self.text(field, required=required, longest=SHORT)
        if value.strip() and not KEY.match(value):
            self.problem(field, f"“{value}” is no id: lower case, words joined by hyphens, parts joined by dots.")
        return value

    def keys(self, field: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts, none of them empty or there twice."""
        value = self.take(field)
        if value is None:
            self._absent(field, required)
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._wrong(field, "a list of texts", value)
            return ()
        if any(not item.strip() for item in value):
            self.problem(field, f"{field} holds an empty text.")
        for item, times in Counter(value).items():
            if times > 1:
                self.problem(field, f"{field} names “{item}” {'twice' if times == 2 else f'{times} times'}.")
        return tuple(value)

    def flag(self, field: str, *, default: bool = False) -> bool:
        value = self.take(field)
        if value is None:
            return default
        if not isinstance(value, bool):
            self._wrong(field, "true or false", value)
            return default
        return value

    def whole(self, field: str, *, least: int = 0, required: bool = False) -> int | None:
        """A whole number of at least `least`, or None."""
        value = self.take(field)
        if value is None:
            self._absent(field, required)
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self._wrong(field, "a whole number", value)
            return None
        if not least <= value <= 30_000:
            self.problem(field, f"{field} = {value} is outside {least} to 30000.")
        return value

    def share(self, field: str) -> float | None:
        """A number from 0 to 1, or None."""
        value = self.take(field)
        if value is None:
            return None
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            self._wrong(field, "a number", value)
            return None
        if not 0 <= value <= 1:
            self.problem(field, f"{field} = {value} is outside 0 to 1.")
        return float(value)

    def table(self, field: str, *, required: bool = False) -> Block:
        """An inner table; an empty one when it is missing."""
        value = self.take(field)
        if value is None:
            self._absent(field, required)
        elif not isinstance(value, dict):
            self._wrong(field, "a table", value)
        inner = value if isinstance(value, dict) else {}
        return Block(inner, f"{self.path}.{field}".lstrip("."), self.reading)

    def blocks(self, field: str, *, required: bool = False) -> list[Block]:
        """The blocks of a list; those that are no tables are a problem."""
        return list(self._blocks(field, required))

    def _blocks(self, field: str, required: bool) -> Iterator[Block]:
        value = self.take(field)
        if value is None or value == []:
            if required:
                self.problem(field, f"There is no [[{field}]] block.")
            return
        if not isinstance(value, list):
            self._wrong(field, f"a list of blocks [[{field}]]", value)
            return
        for number, item in enumerate(value, start=1):
            path = f"{self.path}.{field}[{number}]".lstrip(".")
            if isinstance(item, dict):
                yield Block(item, path, self.reading)
            else:
                self.problem(field, f"Entry {number} of {field} is no block.")

    def rest(self) -> dict[str, Any]:
        """The fields that nobody asked for, kept as they are."""
        return {field: value for field, value in self.values.items() if field not in self._known}

    def refer(self, field: str, kind: str, called: str, keys: Sequence[str]) -> None:
        """Note a problem for each of `keys` that no block of `kind` declares."""
        for key in keys:
            if key and not self.reading.knows(kind, key):
                self.problem(field, f"{field} names “{key}”, which is no {called} of this file.")

    def _absent(self, field: str, required: bool) -> str:
        if required:
            self.problem(field, f"{field} is missing.")
        return ""

    def _wrong(self, field: str, expected: str, value: object) -> None:
        self.problem(field, f"{field} has to be {expected}, not {_spoken(value)}.")


def _spoken(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list", dict: "a table"}
    return names.get(type(value), type(value).__name__)
