"""Logs as rows of JSON: Hugging Face's trainer state, histories of Weights & Biases and MLflow, anybody's own. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeGuard

from portfolio.inspection.errors import Unreadable
from portfolio.inspection.logs import wide
from portfolio.inspection.logs.build import MOST_COLUMNS, MOST_ROWS, TOO_LONG, TOO_WIDE, Draft, finish, stem
from portfolio.inspection.logs.names import are_of_a_training
from portfolio.inspection.logs.runs import Kind, Log
from portfolio.inspection.logs.tables import Table

WORDS = {"nan": math.nan, "infinity": math.inf, "-infinity": -math.inf, "inf": math.inf, "-inf": -math.inf}
"""What Weights & Biases and MLflow write for numbers that JSON cannot hold."""
DEEPEST = 4
"""Levels of a nested row that are read: {"val": {"loss": 0.4}} is val/loss."""
MACHINE = ("_runtime", "_per_second", "_flos", "_compilation_time", "_mem_cpu_alloc_delta", "_mem_gpu_alloc_delta")
MACHINE_NOTE = "Run times and throughput were left out."


def wrapped(data: Mapping[str, Any], name: str) -> Log | None:
    """The log in an object that holds its rows under a known name, or None."""
    history = data.get("log_history")
    if _are_rows(history):
        return _trainer(history, name)
    metrics = data.get("metrics")
    if _are_rows(metrics) and _is_metric(metrics[0]):
        return _mlflow({stem(name): metrics})
    runs = data.get("runs", [data["run"]] if isinstance(data.get("run"), Mapping) else None)
    if _are_rows(runs):
        return _mlflow_runs(runs)
    lists = {key: value for key, value in data.items() if _are_rows(value)}
    return _side_by_side(lists, name) if lists else None


def read(rows: Sequence[Mapping[str, Any]], name: str, notes: Iterable[str]) -> Log:
    """The log in a list of objects. Raises `Unreadable`."""
    if len(rows) > MOST_ROWS:
        raise Unreadable(TOO_LONG)
    if _is_metric(rows[0]):
        runs: dict[str, list[Mapping[str, Any]]] = {}
        for row in rows:
            runs.setdefault(str(row.get("run_id") or row.get("run_uuid") or stem(name)), []).append(row)
        return _mlflow(runs)
    kind: Kind = "wandb" if any("_step" in row or "_runtime" in row for row in rows) else "json"
    return wide.log(_table(rows), name, kind, notes)


def number(value: Any) -> float | None:
    """The number that a JSON value is, also one that was written as a word; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        try:
            return float(value)
        except OverflowError:
            return math.inf
    return WORDS.get(value.lower()) if isinstance(value, str) and len(value) < 10 else None


def _side_by_side(lists: Mapping[str, list[Mapping[str, Any]]], name: str) -> Log | None:
    """Rows under a name each, as DVC writes them: {"train": [{"loss": 0.5}, …]} is train/loss."""
    if not any(are_of_a_training(row) for rows in lists.values() for row in rows[:1]):
        return None
    longest = max(len(rows) for rows in lists.values())
    if longest > MOST_ROWS:
        raise Unreadable(TOO_LONG)
    together = [{key: rows[place] for key, rows in lists.items() if place < len(rows)} for place in range(longest)]
    return wide.log(_table(together), name, "json")


def _trainer(history: Sequence[Mapping[str, Any]], name: str) -> Log:
    """Hugging Face: a row for each time of logging; the last one sums up the whole training and is no point of it."""
    if len(history) > MOST_ROWS:
        raise Unreadable(TOO_LONG)
    rows = [row for row in history if "train_runtime" not in row]
    metrics = [{key: value for key, value in row.items() if not key.endswith(MACHINE)} for row in rows]
    left = len(rows) < len(history) or any(len(row) < len(whole) for row, whole in zip(metrics, rows, strict=True))
    return wide.log(_table(metrics), name, "trainer-state", [MACHINE_NOTE] if left else [])


def _mlflow(runs: Mapping[str, Sequence[Mapping[str, Any]]]) -> Log:
    """A history of metrics: objects of key, value, step and timestamp."""
    drafts = []
    for run, rows in runs.items():
        if len(rows) > MOST_ROWS:
            raise Unreadable(TOO_LONG)
        draft = Draft(run, "step")
        for row in rows:
            value, key = number(row.get("value")), row.get("key")
            if value is not None and isinstance(key, str):
                draft.add(key, number(row.get("step", 0)) or 0.0, value)
        drafts.append(draft)
    return finish("mlflow", drafts)


def _mlflow_runs(runs: Sequence[Mapping[str, Any]]) -> Log | None:
    """What MLflow answers to a search for runs: info, and the last value of each metric."""
    found: dict[str, Sequence[Mapping[str, Any]]] = {}
    for place, run in enumerate(runs[:MOST_ROWS], start=1):
        data, info = run.get("data"), run.get("info")
        metrics = data.get("metrics") if isinstance(data, Mapping) else None
        names = info if isinstance(info, Mapping) else {}
        if _are_rows(metrics):
            title = str(names.get("run_name") or names.get("run_id") or f"run {place}")
            found[title if title not in found else f"{title} ({place})"] = metrics
    return _mlflow(found) if found else None


def _table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Rows as a table, nested objects by the path of their keys; objects that stand for media are left out."""
    places: dict[str, int] = {}
    table = Table([], [[] for _ in rows])
    for row, cells in enumerate(rows):
        for key, value in _flat(cells, "", DEEPEST):
            place = places.setdefault(key, len(places))
            if place == len(table.head):
                if place == MOST_COLUMNS:
                    raise Unreadable(TOO_WIDE)
                table.head.append(key)
                table.numbers.append({})
                table.words.append(0)
            found = number(value)
            if found is not None:
                table.numbers[place][row] = found
            elif value is not None:
                table.words[place] += 1
    return table


def _flat(cells: Mapping[str, Any], above: str, deep: int) -> Iterator[tuple[str, Any]]:
    for key, value in cells.items():
        path = f"{above}{key}"
        if not isinstance(value, Mapping):
            yield path, value
        elif deep and "_type" not in value:
            yield from _flat(value, f"{path}/", deep - 1)


def _is_metric(row: Mapping[str, Any]) -> bool:
    return "key" in row and "value" in row


def _are_rows(value: Any) -> TypeGuard[list[Mapping[str, Any]]]:
    return isinstance(value, list) and bool(value) and all(isinstance(row, Mapping) for row in value)
