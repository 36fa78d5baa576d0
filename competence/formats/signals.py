"""The signals of a skill in a framework file: read, with a problem for everything that is wrong.

They are written as a list of tables, best one to a line; a problem then names the line of its signal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from competence.formats.blocks import KEY, SHORT, Block
from competence.skill_signals import (
    ALL,
    CALL,
    COMBINATIONS,
    CONFIDENCES,
    MARKS,
    OPERATOR,
    PATTERNED,
    SCOPES,
    SHOWS,
    TEXT,
    WITH_VALUE,
    Signal,
    from_data,
)

FIELD = "signals"
MOST_SIGNALS = 60
MOST_PATTERNS = 80
MOST_CONDITIONS = 20
DEEPEST = 3
"""Combinations inside combinations; the signal itself is the first."""
MOST_TIMES = 100
MOST_STARS = 3

NAME = re.compile(r"^[A-Za-z_*][A-Za-z0-9_*]*(?:\.[A-Za-z0-9_*]+)*$")
ARGUMENT_NAME = re.compile(r"^(?:[A-Za-z_][A-Za-z0-9_]*|[1-9])$")
OPERATORS = ("+", "-", "*", "/", "//", "%", "**", "@")
KINDS = (*PATTERNED, *COMBINATIONS)
QUALIFIERS = {"times", "different", "repeated", "unless"}
ON_TOP = {"confidence", "why"}


def read_signals(skill: Block) -> tuple[Signal, ...]:
    """The signals of a skill's block. What is wrong is noted as a problem, and the signal left out."""
    skill.reading.lines.spread(skill.values, FIELD)
    blocks = skill.blocks(FIELD)
    if len(blocks) > MOST_SIGNALS:
        skill.problem(FIELD, f"There are more than {MOST_SIGNALS} signals.")
        return ()
    return tuple(signal for block in blocks if (signal := _signal(block)) is not None)


def _signal(block: Block) -> Signal | None:
    noted = len(block.reading.problems)
    block.word("confidence", CONFIDENCES, required=False)
    why = block.text("why", longest=SHORT)
    if why.endswith("."):
        block.problem("why", "why is a few words without a full stop.")
    _check(block, ON_TOP, depth=1)
    return from_data(block.values) if len(block.reading.problems) == noted else None


def _check(block: Block, also: set[str], depth: int) -> None:
    """Note what is wrong with one condition and those inside it."""
    kinds = [kind for kind in KINDS if block.has(kind)]
    if len(kinds) != 1:
        found = f"; this one has {' and '.join(kinds)}" if kinds else ""
        block.problem("", f"A signal says exactly one of: {', '.join(KINDS)}{found}.")
        return
    (kind,) = kinds
    _check_fields(block, kind, also)
    if kind in COMBINATIONS:
        _check_inner(block, kind, depth)
        block.word("within", SCOPES, required=False)
    elif kind == SHOWS:
        _check_skills(block)
    else:
        _check_patterns(block, kind)
        _check_values(block)
    if block.has("unless"):
        _check_inner(block, "unless", depth)
    for field in ("times", "different"):
        count = block.whole(field, least=1)
        if count is not None and count > MOST_TIMES:
            block.problem(field, f"{field} = {count} is outside 1 to {MOST_TIMES}.")
    block.flag("repeated")


def _check_fields(block: Block, kind: str, also: set[str]) -> None:
    allowed = {kind, "unless"} | also
    if kind in MARKS:
        allowed |= QUALIFIERS
    if kind == ALL:
        allowed.add("within")
    if kind == CALL:
        allowed.add("with")
    if kind in WITH_VALUE:
        allowed.add("value")
    for field in block.values:
        if field not in allowed:
            block.problem(field, f"“{field}” means nothing beside {kind}; possible are: {', '.join(sorted(allowed))}.")


def _check_inner(block: Block, field: str, depth: int) -> None:
    if depth >= DEEPEST:
        block.problem(field, f"Conditions are nested more than {DEEPEST} deep.")
        return
    inner = block.blocks(field, required=True)
    if len(inner) > MOST_CONDITIONS:
        block.problem(field, f"{field} has more than {MOST_CONDITIONS} conditions.")
        return
    for condition in inner:
        _check(condition, set(), depth + 1)


def _check_skills(block: Block) -> None:
    """That other skills are named by ids; whether there are such skills is known when all have been read."""
    for key in _listed(block, SHOWS, block.take(SHOWS)):
        if not isinstance(key, str) or not KEY.match(key) or len(key) > SHORT:
            block.problem(SHOWS, f"{SHOWS} has to be the id of a skill or a list of such ids.")


def _check_patterns(block: Block, kind: str) -> None:
    patterns = _listed(block, kind, block.take(kind))
    for pattern in patterns:
        if not isinstance(pattern, str):
            block.problem(kind, f"{kind} has to be a text or a list of texts.")
        elif not pattern.strip() or len(pattern) > SHORT:
            block.problem(kind, f"{kind} has to have 1 to {SHORT} characters.")
        elif kind == OPERATOR and pattern not in OPERATORS:
            block.problem(kind, f"“{pattern}” is no operator; possible are: {' '.join(OPERATORS)}.")
        elif kind not in (OPERATOR, TEXT) and not NAME.match(pattern):
            block.problem(kind, f"“{pattern}” is no name: letters, digits, _ and *, in parts joined by dots.")
        elif kind != OPERATOR and not _is_telling(pattern):
            block.problem(kind, f"“{pattern}” fits nearly everything; name more, with at most {MOST_STARS} stars.")


def _is_telling(pattern: str) -> bool:
    return pattern.count("*") <= MOST_STARS and any(sign.isalnum() for sign in pattern)


def _check_values(block: Block) -> None:
    for field, values in _value_fields(block):
        for value in _listed(block, field, values):
            if not isinstance(value, (str, int, float, bool)):
                block.problem(field, "A value is a text, a number, true or false, or a list of these.")
            elif isinstance(value, str) and (len(value) > SHORT or value.count("*") > MOST_STARS):
                block.problem(field, f"A value has at most {SHORT} characters and {MOST_STARS} stars.")


def _value_fields(block: Block) -> Iterator[tuple[str, Any]]:
    if block.has("value"):
        yield "value", block.take("value")
    if block.has("with"):
        for name, values in block.table("with", required=True).values.items():
            if not ARGUMENT_NAME.match(name):
                block.problem("with", f"“{name}” is no name of an argument, nor a position from 1 to 9.")
            yield "with", values


def _listed(block: Block, field: str, value: Any) -> list[Any]:
    """One value or several, as a list; a problem where there are none or too many."""
    values = value if isinstance(value, list) else [value]
    if not 1 <= len(values) <= MOST_PATTERNS:
        block.problem(field, f"{field} has to have 1 to {MOST_PATTERNS} entries.")
        return []
    return values
