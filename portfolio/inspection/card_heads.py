"""The head of a model card: YAML between two lines of dashes. Read leniently, and never further than it is safe. Pure.

Every value stays the text that was typed: `0.90` keeps its zero, a date is no date, and the language `no` is not False.
Nothing that a head can say makes an object. A head that is broken is read block by block, each from one name at the
margin to the next, so that one slip costs one block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

MAX_HEAD = 256 * 1024
MAX_DEPTH = 20
"""Nesting. Real cards have 8; the parser takes time that grows with the square of it, and memory of the stack."""
MAX_EVENTS = 20_000
"""Parts of the head: 0.2 s of reading."""
MAX_ALIASES = 200

_HEAD = re.compile(r"\s*---[ \t]*\n(.*?\n)??---[ \t]*(?:\n|\Z)", re.DOTALL)
_BLOCK = re.compile(r"^(?=[A-Za-z_][\w .-]*:(?:[ \t]|$))", re.MULTILINE)
_NAME = re.compile(r"^([A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]|$)", re.MULTILINE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in the head, what follows it, and what of it could not be read."""

    values: dict[str, Any]
    """Name → text, list or further values, all of texts."""
    body: str
    notes: tuple[str, ...] = ()


class _Refused(ValueError):
    """This head is not read; the text says why, to be set after "The head of this card "."""


def split(text: str) -> tuple[str, str]:
    """The head of a card without its dashes, and the body; the head is empty where none is."""
    found = _HEAD.match(text)
    return ((found[1] or ""), text[found.end() :]) if found else ("", text)


def names(text: str) -> frozenset[str]:
    """The names at the margin of the head of this card."""
    return frozenset(_NAME.findall(split(text)[0][:MAX_HEAD]))


def read(text: str) -> Head:
    """The head of a card and its body. Lines end in LF, and controls are gone already: `cleaned`. Never raises."""
    head, body = split(text)
    if not head.strip():
        return Head({}, body)
    if not _NAME.search(head):
        return Head({}, text)  # a rule of dashes, not a head
    if len(head) > MAX_HEAD:
        return Head({}, body, (f"The head of this card has more than {MAX_HEAD // 1024} kB and was left out.",))
    try:
        return Head(_mapping(head), body)
    except _Refused as error:
        return Head({}, body, (f"The head of this card {error} and was left out.",))
    except (yaml.YAMLError, TypeError):
        return _by_blocks(head, body)


def cleaned(text: str) -> str:
    """`text` with LF as line ends, and without controls, which no database and no page can hold."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", text)


def _by_blocks(head: str, body: str) -> Head:
    """The head read one block after the other; what cannot be read is named."""
    values: dict[str, Any] = {}
    notes: list[str] = []
    for block in filter(str.strip, _BLOCK.split(head)):
        name = _NAME.match(block)
        line = head[: head.index(block)].count("\n") + 2
        try:
            values.update(_mapping(block))
        except (_Refused, yaml.YAMLError, TypeError):
            notes.append(f"{name[1] if name else 'The head'} (line {line}) is no YAML and was left out.")
    return Head(values, body, tuple(notes))


def _mapping(text: str) -> dict[str, Any]:
    """The YAML `text` as names and values, all of them texts. Raises _Refused, YAMLError or TypeError."""
    _measured(text)
    found = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  (it makes texts, lists and dicts, whatever the tags say)
    if not isinstance(found, dict):
        raise TypeError("No names with values.")
    return found


def _measured(text: str) -> None:
    """Raises _Refused for what would cost too much to build. The parser goes on only as far as it is asked to."""
    depth = aliases = 0
    for number, event in enumerate(yaml.parse(text, Loader=yaml.CBaseLoader)):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > MAX_DEPTH:
            raise _Refused("is nested too deeply")
        if number > MAX_EVENTS:
            raise _Refused(f"has more than {MAX_EVENTS:,} parts")
        if aliases > MAX_ALIASES:
            raise _Refused(f"repeats itself by reference more than {MAX_ALIASES} times")
