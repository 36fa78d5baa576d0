"""The signals of a skill: what in somebody's code speaks for it. Frozen values; plain data in files, tables and forms.

A signal is one condition with a confidence and a reason. A condition is a *mark* (something that a line of code does:
call, pass an argument, set, inherit …), another skill that the same code shows, or a combination of conditions. As data
it is a table, for example

    { call = "keras.layers.Dense", with = { activation = "softmax" }, why = "A softmax output" }
    { all = [ { shows = "l1.library.fit-model" }, { call = "keras.layers.LSTM" } ], confidence = "likely", why = "…" }

Names are full dotted names of libraries. In a pattern `*` stands for any letters inside one part of the name; a part
that is only `*` stands for one or more parts. Values may use `*` too, and `>` or `<` before a number. What a mark
finds in code is decided by `portfolio.inspection`; nothing here knows Python, and nothing here is a program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Value: TypeAlias = str | int | float | bool

CALL, ARGUMENT, USES, IMPORTS, INHERITS = "call", "argument", "uses", "imports", "inherits"
SETS, DEFINES, TEXT, LOOP, OPERATOR = "sets", "defines", "text", "loop", "operator"
SHOWS, ALL, ANY = "shows", "all", "any"

MARKS: Mapping[str, str] = {
    CALL: "calls a function, method or class of this name",
    ARGUMENT: "passes an argument of this name, or has it as a key of a dictionary",
    USES: "mentions this name of a library in any way",
    IMPORTS: "imports this module or name",
    INHERITS: "defines a class on this one",
    SETS: "assigns to a variable or attribute of this name",
    DEFINES: "defines a function, class or parameter of this name",
    TEXT: "holds a text (a literal) like this",
    LOOP: "loops with a variable of this name, or over what has this name",
    OPERATOR: "calculates with this operator",
}
"""The kinds of marks, each with what a line of code does to match it."""
PATTERNED = (*MARKS, SHOWS)
"""Kinds of conditions that name something: marks by a pattern, `shows` by the id of a skill."""
COMBINATIONS = (ALL, ANY)
WITH_VALUE = (ARGUMENT, SETS, OPERATOR)
"""Marks that may ask for a value."""

STRONG, LIKELY, HINT = CONFIDENCES = ("strong", "likely", "hint")
"""How much a signal says by itself, most first."""
NOTEBOOK, CELL = SCOPES = ("notebook", "cell")
"""Where the conditions of an `all` have to come together."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A mark, another skill, or a combination of conditions."""

    kind: str
    """A key of `MARKS`, or shows, all or any."""
    patterns: tuple[str, ...] = ()
    """Of a mark: one of them has to fit. Of shows: the ids of skills, of which one has to be strong or likely."""
    given: tuple[tuple[str, tuple[Value, ...]], ...] = ()
    """Of a call: arguments that it has to have, by name, each with the values of which one has to fit."""
    values: tuple[Value, ...] = ()
    """Of an argument, assignment or operator: one of them has to fit; none for any value."""
    conditions: tuple[Condition, ...] = ()
    """Of a combination."""
    unless: tuple[Condition, ...] = ()
    """Conditions none of which may hold anywhere in the notebook."""
    times: int = 1
    """In how many places it has to be found."""
    different: int = 0
    """How many different values (or names, where no value is asked for) have to be found."""
    repeated: bool = False
    """Only what stands inside a loop counts."""
    within: str = NOTEBOOK
    """Of `all`: notebook or cell."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing in code that speaks for a skill."""

    condition: Condition
    confidence: str = STRONG
    why: str = ""
    """What it is, in a few words without a full stop: "A dropout layer"."""


def to_data(signal: Signal) -> dict[str, Any]:
    """The signal as plain data, in the form of the files."""
    data = _plain(signal.condition)
    if signal.confidence != STRONG:
        data["confidence"] = signal.confidence
    if signal.why:
        data["why"] = signal.why
    return data


def from_data(data: Mapping[str, Any]) -> Signal:
    """The signal in plain data that was written by `to_data` or has been checked by `competence.formats.signals`."""
    return Signal(condition_of(data), data.get("confidence", STRONG), data.get("why", ""))


def condition_of(data: Mapping[str, Any]) -> Condition:
    """The condition in plain data that has been checked."""
    kind = next(word for word in (*PATTERNED, *COMBINATIONS) if word in data)
    is_mark = kind in PATTERNED
    return Condition(
        kind=kind,
        patterns=many(data[kind]) if is_mark else (),
        given=tuple((name, many(value)) for name, value in sorted(data.get("with", {}).items())),
        values=many(data.get("value", ())),
        conditions=() if is_mark else tuple(condition_of(inner) for inner in data[kind]),
        unless=tuple(condition_of(inner) for inner in data.get("unless", ())),
        times=data.get("times", 1),
        different=data.get("different", 0),
        repeated=data.get("repeated", False),
        within=data.get("within", NOTEBOOK),
    )


def skills_named(condition: Condition) -> Iterator[str]:
    """The ids of the other skills that a condition rests on."""
    if condition.kind == SHOWS:
        yield from condition.patterns
    for inner in (*condition.conditions, *condition.unless):
        yield from skills_named(inner)


def many(value: Any) -> tuple[Any, ...]:
    """One value or a list of them, as a tuple."""
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _plain(condition: Condition) -> dict[str, Any]:
    usual = Condition(condition.kind)
    data: dict[str, Any] = {}
    if condition.kind in PATTERNED:
        data[condition.kind] = _one(condition.patterns)
    else:
        data[condition.kind] = [_plain(inner) for inner in condition.conditions]
    if condition.given:
        data["with"] = {name: _one(values) for name, values in condition.given}
    if condition.values:
        data["value"] = _one(condition.values)
    if condition.unless:
        data["unless"] = [_plain(inner) for inner in condition.unless]
    for name in ("times", "different", "repeated", "within"):
        if getattr(condition, name) != getattr(usual, name):
            data[name] = getattr(condition, name)
    return data


def _one(values: Sequence[Value]) -> Any:
    return values[0] if len(values) == 1 else list(values)
