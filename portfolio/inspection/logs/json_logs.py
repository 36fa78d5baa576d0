"""Logs as JSON or JSON lines: what it is, and those that are lists of values by metric, as Keras's History is. Pure.

Rows (Hugging Face, Weights & Biases, MLflow) are read by `json_rows.py`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from portfolio.inspection.errors import Unreadable
from portfolio.inspection.logs import json_rows
from portfolio.inspection.logs.build import MOST_COLUMNS, MOST_ROWS, TOO_LONG, TOO_WIDE, Draft, Points, finish, stem
from portfolio.inspection.logs.csv_exports import tag_of
from portfolio.inspection.logs.json_rows import number
from portfolio.inspection.logs.names import are_of_a_training
from portfolio.inspection.logs.runs import Kind, Log

SINCE_1970 = 1e8
"""A first column of numbers beyond this is a time, as in TensorBoard's [wall time, step, value]."""
OTHER = (
    "This JSON is not a training log that is known. "
    "Upload Keras's history, a trainer_state.json, or rows with a step and metrics."
)


def read(text: str, name: str) -> Log:
    """The log in a JSON text, or in one with a JSON value on every line. `name` is the file's. Raises `Unreadable`."""
    data, notes = _parsed(text)
    if isinstance(data, Mapping):
        return _of_mapping(data, name)
    if data and all(isinstance(row, Mapping) for row in data):
        return json_rows.read(data, name, notes)
    return _of_list(data, name)


def _of_mapping(data: Mapping[str, Any], name: str) -> Log:
    log = json_rows.wrapped(data, name)
    if log:
        return log
    history = data.get("history")
    if isinstance(history, Mapping):
        return _columns({stem(name): history}, data.get("epoch"))
    if any(_is_column(value) for value in data.values()):
        return _columns({stem(name): data}, data.get("epoch"))
    runs = {run: value for run, value in data.items() if isinstance(value, Mapping)}
    if any(_is_column(column) for run in runs.values() for column in run.values()):
        return _columns(runs, None)
    if any(number(value) is not None and are_of_a_training([key]) for key, value in data.items()):
        raise Unreadable("This JSON has single figures and no series. Upload the log with a value for every epoch.")
    raise Unreadable(OTHER)


def _columns(runs: Mapping[str, Mapping[str, Any]], epochs: Any) -> Log:
    """Values by metric, run by run. Epochs count from 1 unless the history says otherwise."""
    drafts = []
    for run, history in runs.items():
        if len(history) > MOST_COLUMNS:
            raise Unreadable(TOO_WIDE)
        draft = Draft(run, "epoch")
        for metric, column in history.items():
            if _is_column(column):
                draft.columns[metric] = _points(column, epochs)
        drafts.append(draft)
    names = [name for draft in drafts for name in draft.columns]
    known = are_of_a_training(names)
    if not known and not {"epoch", "step"} & {name.lower() for name in names}:
        raise Unreadable(OTHER)
    kind: Kind = "keras-history-json" if known else "json"
    return finish(kind, drafts)


def _points(column: Any, epochs: Any) -> Points:
    if isinstance(column, Mapping):
        return [(float(step), _value(value)) for step, value in column.items()]
    if len(column) > MOST_ROWS:
        raise Unreadable(TOO_LONG)
    steps = [number(epoch) for epoch in epochs] if isinstance(epochs, list) and len(epochs) == len(column) else []
    if not steps or any(step is None for step in steps):
        steps = [float(place) for place in range(1, len(column) + 1)]
    return [(step or 0.0, _value(value)) for step, value in zip(steps, column, strict=True)]


def _is_column(value: Any) -> bool:
    """A list of numbers, or pandas's mapping of row numbers to them; NaN and null may be among them."""
    if isinstance(value, Mapping):
        return bool(value) and all(key.isdecimal() and key.isascii() and len(key) < 10 for key in value)
    is_list = isinstance(value, list) and bool(value)
    return is_list and all(item is None or number(item) is not None for item in value)


def _value(value: Any) -> float:
    found = number(value)
    return float("nan") if found is None else found


def _of_list(data: Sequence[Any], name: str) -> Log:
    """Bare lists: values of one metric, lists of values, or the triples that TensorBoard offers for download."""
    if _is_column(data) and are_of_a_training([stem(name)]):
        return finish("json", [Draft(stem(name), "row", {stem(name): _points(list(data), None)})])
    if not data or not all(isinstance(row, list) and _is_column(row) for row in data):
        raise Unreadable(OTHER)
    if all(len(row) == 3 and (number(row[0]) or 0) > SINCE_1970 for row in data):
        run, tag = tag_of(name)
        return finish("tensorboard", [Draft(run, "step", {tag: [(_value(row[1]), _value(row[2])) for row in data]})])
    if len(data) > MOST_COLUMNS:
        raise Unreadable(TOO_WIDE)
    if not are_of_a_training([stem(name)]):
        raise Unreadable(OTHER)
    columns = {f"series {place}": _points(row, None) for place, row in enumerate(data, start=1)}
    return finish("json", [Draft(stem(name), "row", columns)])


def _parsed(text: str) -> tuple[Any, list[str]]:
    """The value of the whole text, or the list of the values of its lines, with notes on lines that are none."""
    try:
        return json.loads(text), []
    except RecursionError as error:
        raise Unreadable("This JSON is nested too deeply to be a training log.") from error
    except ValueError as error:
        rows, bad = _lines(text)
        if len(rows) < 2 or bad > len(rows):
            raise Unreadable(_where(error)) from error
        return rows, [f"{bad:,} {'line is' if bad == 1 else 'lines are'} not JSON and left out."] if bad else []


def _lines(text: str) -> tuple[list[Any], int]:
    rows, bad = [], 0
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_ROWS:
        raise Unreadable(TOO_LONG)
    for line in lines:
        try:
            rows.append(json.loads(line))
        except (ValueError, RecursionError):
            bad += 1
            if bad > len(lines) / 2:
                break
    return rows, bad


def _where(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"This JSON breaks at line {error.lineno:,}, column {error.colno:,}. Save it again and upload it whole."
    return "This JSON has a number that is far too long."
