"""A table with a column for each metric as a log: which columns count, which are metrics, and what kind it is. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from portfolio.inspection.errors import Unreadable
from portfolio.inspection.logs.build import Draft, continued, finish, left_out, stem
from portfolio.inspection.logs.names import are_of_a_training
from portfolio.inspection.logs.runs import Kind, Log
from portfolio.inspection.logs.tables import Table

STEPS = {
    "epoch": "epoch",
    "epochs": "epoch",
    "step": "step",
    "steps": "step",
    "_step": "step",
    "global_step": "step",
    "global step": "step",
    "trainer/global_step": "step",
    "train/global_step": "step",
    "iteration": "iteration",
    "iterations": "iteration",
    "iter": "iteration",
    "it": "iteration",
    "batch": "batch",
    "round": "round",
    "unnamed: 0": "row",
}
"""Columns that count, and what one of them is called on a chart."""
TIMES = re.compile(
    r"(wall|elapsed|relative)[ _-]?time.*|_?timestamp|_runtime|date(time)?|time([ _(].*)?|created_at", re.IGNORECASE
)
NOT_OF_A_TRAINING = (
    "No column of this table counts epochs or steps, and none is called like a metric. "
    "Name a column “epoch” or “step”, or call a metric by its name, such as “loss”."
)
NO_STEP = float("nan")
BEGUN_ANEW = "The log begins anew in the middle; the rows after it count on where the ones before ended."


def log(found: Table, name: str, kind: Kind | None = None, notes: Iterable[str] = ()) -> Log:
    """The log of a table with a row for each step; cells may be empty. `name` is the file's. Raises `Unreadable`."""
    counters, metrics = _counters(found), _metrics(found)
    has_count = any(found.head[place].lower() in STEPS for place in counters)
    names = [*(found.head[place] for place in metrics), stem(name)]
    if metrics and not has_count and not are_of_a_training(names):
        raise Unreadable(NOT_OF_A_TRAINING)
    said = [*notes, *_notes(found, metrics)]
    step_name, steps, begun_anew = _steps(found, counters, metrics)
    if begun_anew:
        said.append(BEGUN_ANEW)
    draft = Draft(stem(name), step_name)
    for place in metrics:
        draft.columns[found.head[place]] = [
            (steps.get(row, NO_STEP), value) for row, value in found.numbers[place].items()
        ]
    return finish(kind or _kind(found, counters), [draft], said)


def _counters(found: Table) -> list[int]:
    """Columns of numbers that count: epochs first, since they are what people read, unless they are parts of epochs."""
    places = [place for place, name in enumerate(found.head) if name.lower() in STEPS and found.is_numeric(place)]
    if not places and found.head and _counts(found, 0):
        places = [0]
    return sorted(places, key=lambda place: (_rank(found, place), place))


def _rank(found: Table, place: int) -> int:
    if STEPS.get(found.head[place].lower()) != "epoch":
        return 1
    return 0 if all(value.is_integer() for value in found.numbers[place].values()) else 2


def _counts(found: Table, place: int) -> bool:
    """Whether a column without a name of its own counts rows, as pandas and NumPy write them."""
    values = list(found.numbers[place].values())
    unnamed = found.head[place].startswith("column ") and len(found.head) > 1
    return unnamed and len(values) == len(found.rows) and all(b - a == 1 for a, b in pairwise(values))


def _metrics(found: Table) -> list[int]:
    return [
        place
        for place, name in enumerate(found.head)
        if found.is_numeric(place)
        and name.lower() not in STEPS
        and not TIMES.fullmatch(name)
        and not (place == 0 and _counts(found, 0))
    ]


def _steps(found: Table, counters: list[int], metrics: list[int]) -> tuple[str, dict[int, float], bool]:
    """What the rows are counted by, the step of each row, and whether the count begins anew in the middle.

    The first counter that gives every metric rising steps; epochs do so in logs of one row per epoch, and in those of
    Lightning as long as nothing was written per step. Where none does, one that goes back; else the number of the row.
    """
    tried = {place: _count(found, place) for place in counters}
    for place, (steps, begun_anew) in tried.items():
        if _rises(found, steps, metrics):
            return _step_name(found, place), steps, begun_anew
    for place, (steps, begun_anew) in tried.items():
        values = list(steps.values())
        if len(set(values)) > len(values) / 2 and len(values) == len(found.rows):
            return _step_name(found, place), steps, begun_anew
    return "row", {row: float(row + 1) for row in range(len(found.rows))}, False


def _step_name(found: Table, place: int) -> str:
    return STEPS.get(found.head[place].lower(), "row")


def _count(found: Table, place: int) -> tuple[dict[int, float], bool]:
    column = found.numbers[place]
    values, begun_anew = continued(list(column.values()))
    return dict(zip(column, values, strict=True)), begun_anew


def _rises(found: Table, steps: dict[int, float], metrics: list[int]) -> bool:
    for place in metrics:
        own = [steps[row] for row in found.numbers[place] if row in steps]
        if len(own) < len(found.numbers[place]) or any(b <= a for a, b in pairwise(own)):
            return False
    return True


def _kind(found: Table, counters: list[int]) -> Kind:
    names = {name.lower() for name in found.head}
    if {"epoch", "step"} <= names:
        return "lightning-csv"
    first = found.head[0].lower()
    keras = {"loss", "accuracy", "acc"} & names and "step" not in names
    return "keras-csv" if first == "epoch" and keras and counters == [0] else "csv"


def _notes(found: Table, metrics: list[int]) -> list[str]:
    notes = []
    left = [
        name
        for place, name in enumerate(found.head)
        if found.words[place] and not found.is_numeric(place) and place not in metrics
    ]
    if left:
        notes.append(left_out(left))
    odd = sum(found.words[place] for place in metrics)
    if odd:
        notes.append(f"{odd:,} {'cell is' if odd == 1 else 'cells are'} not numbers and left out.")
    if any(len(cells) > len(found.head) for cells in found.rows):
        notes.append("Some rows are longer than the head; what is beyond it was left out.")
    return notes
