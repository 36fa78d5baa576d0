"""What a list of documents is asked for: which of them, in which order, which fields, how many from where."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from competence.formats.case.shapes import TYPES

FIELDS = (*TYPES["CFDocument"], "CFPackageURI")
USUAL_LIMIT = 100
MOST = 1_000
SORTED_BY = "title"
CONDITION = re.compile(r"\s*([A-Za-z]+)\s*(!=|>=|<=|=|>|<|~)\s*'((?:[^']|'')*)'\s*")
JOIN = re.compile(r"(AND|OR)(?=\s)", re.IGNORECASE)
LONGEST = 1_000


class Misasked(Exception):
    """The question cannot be answered; `word` is the standard's code for why."""

    def __init__(self, text: str, word: str) -> None:
        super().__init__(text)
        self.text, self.word = text, word


@dataclass(frozen=True)
class Asked:
    """What was asked. `conditions` are field, sign and value; `either` joins them by "or"."""

    limit: int = USUAL_LIMIT
    offset: int = 0
    sort: str = SORTED_BY
    descending: bool = False
    conditions: tuple[tuple[str, str, str], ...] = ()
    either: bool = False
    fields: tuple[str, ...] = ()


def read(parameters: Mapping[str, str]) -> Asked:
    """The question in the parameters of an address. `Misasked` for what means nothing."""
    sort, order = parameters.get("sort", SORTED_BY), parameters.get("orderBy", "asc")
    if sort not in FIELDS:
        raise Misasked(f"“{sort[:60]}” is no field of a document that can be sorted by.", "invalid_sort_field")
    if order not in ("asc", "desc"):
        raise Misasked("orderBy is asc or desc.", "invalid_sort_field")
    conditions, either = _conditions(parameters.get("filter", ""))
    fields = tuple(name.strip() for name in parameters.get("fields", "").split(",") if name.strip())
    for name in fields:
        if name not in FIELDS:
            raise Misasked(f"“{name[:60]}” is no field of a document.", "invalid_selection_field")
    return Asked(
        limit=min(_whole(parameters, "limit", USUAL_LIMIT, least=1), MOST),
        offset=_whole(parameters, "offset", 0, least=0),
        sort=sort,
        descending=order == "desc",
        conditions=conditions,
        either=either,
        fields=fields,
    )


def _whole(parameters: Mapping[str, str], name: str, usual: int, *, least: int) -> int:
    text = parameters.get(name, "").strip()
    if not text:
        return usual
    if not text.isdecimal() or len(text) > 9 or int(text) < least:
        raise Misasked(f"{name} is a whole number from {least} on.", "invalid_selection_field")
    return int(text)


def _conditions(text: str) -> tuple[tuple[tuple[str, str, str], ...], bool]:
    """field='value', joined by AND or by OR."""
    if not text.strip():
        return (), False
    if len(text) > LONGEST:
        raise Misasked(f"filter has more than {LONGEST} characters.", "invalid_selection_field")
    found, joins, position = list[tuple[str, str, str]](), set[str](), 0
    while True:
        match = CONDITION.match(text, position)
        if match is None:
            raise Misasked("filter is like title~'reading' AND language='en'.", "invalid_selection_field")
        name, sign, value = match.groups()
        if name not in FIELDS:
            raise Misasked(f"“{name[:60]}” is no field of a document.", "invalid_selection_field")
        found.append((name, sign, value.replace("''", "'")))
        position = match.end()
        if position >= len(text):
            break
        join = JOIN.match(text, position)
        if join is None:
            raise Misasked("Conditions of a filter are joined by AND or OR.", "invalid_selection_field")
        joins.add(join[1].upper())
        position = join.end()
    if len(joins) > 1:
        raise Misasked("AND and OR are not mixed in one filter.", "invalid_selection_field")
    return tuple(found), joins == {"OR"}


def answer(documents: Sequence[Mapping[str, Any]], asked: Asked) -> tuple[list[dict[str, Any]], int]:
    """The page of documents that was asked for, and how many there are in all."""
    join = any if asked.either else all
    fitting = [row for row in documents if not asked.conditions or join(_fits(row, *one) for one in asked.conditions)]
    fitting.sort(key=lambda row: (_text(row.get(asked.sort)), row["identifier"]), reverse=asked.descending)
    page = fitting[asked.offset : asked.offset + asked.limit]
    wanted = [{name: row[name] for name in asked.fields or row if name in row} for row in page]
    return wanted, len(fitting)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(_text(item) for item in value)
    return str(value.get("title", "") if isinstance(value, Mapping) else value or "").casefold()


def _fits(row: Mapping[str, Any], name: str, sign: str, value: str) -> bool:
    given = row.get(name)
    texts = [_text(item) for item in given] if isinstance(given, list) else [_text(given)]
    wanted = value.casefold()
    if sign == "!=":
        return wanted not in texts
    return any(_compares(text, sign, wanted) for text in texts)


def _compares(text: str, sign: str, wanted: str) -> bool:
    if sign == "~":
        return wanted in text
    if sign in (">", ">="):
        return text > wanted or (sign == ">=" and text == wanted)
    if sign in ("<", "<="):
        return text < wanted or (sign == "<=" and text == wanted)
    return text == wanted
