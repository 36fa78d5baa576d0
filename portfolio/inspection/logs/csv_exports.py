"""CSV exports of three services: charts of Weights & Biases and TensorBoard, metrics and run tables of MLflow. Pure."""

from __future__ import annotations

import re

from portfolio.inspection.errors import Unreadable
from portfolio.inspection.logs.build import Draft, finish, stem
from portfolio.inspection.logs.names import better_of
from portfolio.inspection.logs.runs import Kind, Log
from portfolio.inspection.logs.tables import Table

BETWEEN = " - "
"""Stands between run and metric in an export of Weights & Biases."""
BOUNDS = ("__MIN", "__MAX")
RUN = ("run_id", "run id", "run_uuid", "runid", "run", "run_name", "run name")
KEY = ("key", "metric", "metric_name", "metric name")
STEP = ("step", "_step", "epoch", "iteration")
RUN_TABLE = frozenset(
    {"run id", "run_id", "name", "state", "status", "runtime", "duration", "start time", "created", "user"}
)
"""At least two of these stand in a table of runs; one of them alone may be a metric's name."""
TAG = re.compile(r"run-(?P<run>.*?)-tag-(?P<tag>.+)\.(?:csv|json)$", re.IGNORECASE)
"""The name under which TensorBoard offers a series for download."""
FINAL_ONLY = "A table of runs has one value per run, so there is no curve; means over the runs can be taken from it."


def read(found: Table, name: str) -> Log | None:
    """The log, or None when this is no export that is known. Raises `Unreadable`."""
    names = {column.lower() for column in found.head}
    if {"wall time", "step", "value"} <= names:
        return _tensorboard(found, name)
    if "value" in names and names & set(KEY):
        return _long(found, name)
    if len(names & RUN_TABLE) > 1:
        return _runs(found)
    if _is_chart(found):
        return _chart(found)
    return None


def tag_of(name: str) -> tuple[str, str]:
    """Run and metric in the name of a file that TensorBoard offered; the whole name is the metric where it has none."""
    base = name.replace("\\", "/").rpartition("/")[2]
    match = TAG.search(base)
    return (match["run"] or "run", match["tag"]) if match else ("run", stem(name))


def _tensorboard(found: Table, name: str) -> Log:
    run, tag = tag_of(name)
    draft = Draft(run, "step")
    steps = found.numbers[found.column("step") or 0]
    for row, value in found.numbers[found.column("value") or 0].items():
        draft.add(tag, steps.get(row, float("nan")), value)
    return finish("tensorboard", [draft])


def _long(found: Table, name: str) -> Log:
    """A row for each value: run, key, value and step, as MLflow exports the history of metrics."""
    run, key, step = found.column(*RUN), found.column(*KEY), found.column(*STEP)
    step_name = "epoch" if step is not None and found.head[step].lower() == "epoch" else "step"
    drafts: dict[str, Draft] = {}
    counts: dict[tuple[str, str], int] = {}
    for row, value in found.numbers[found.column("value") or 0].items():
        who, what = found.text(row, run) or stem(name), found.text(row, key) or "value"
        counts[who, what] = counts.get((who, what), 0) + 1
        at = found.numbers[step].get(row, float("nan")) if step is not None else counts[who, what]
        drafts.setdefault(who, Draft(who, step_name)).add(what, at, value)
    kind: Kind = "mlflow" if run is not None or step is not None else "csv"
    return finish(kind, list(drafts.values()))


def _runs(found: Table) -> Log:
    """A row for each run with its last values. Without the mark `metrics.` only what is known to be a metric counts."""
    marked = [place for place, name in enumerate(found.head) if name.startswith("metrics.") and found.is_numeric(place)]
    places = marked or [
        place
        for place, name in enumerate(found.head)
        if better_of(name) and name.lower() not in RUN_TABLE and found.is_numeric(place)
    ]
    if not places:
        raise Unreadable("This table of runs has no column with the name of a metric, such as loss or accuracy.")
    title = found.column("name", "run name", "tags.mlflow.runname", "run_name", "run id", "run_id")
    drafts = []
    for row in range(len(found.rows)):
        draft = Draft(found.text(row, title) or f"run {row + 1}", "row")
        for place in places:
            if row in found.numbers[place]:
                draft.add(found.head[place].removeprefix("metrics."), 0.0, found.numbers[place][row])
        drafts.append(draft)
    wandb = found.column("state") is not None and found.column("name") is not None
    return finish("wandb" if wandb else "mlflow", drafts, [FINAL_ONLY])


def _is_chart(found: Table) -> bool:
    others = found.head[1:]
    return bool(others) and all(BETWEEN in name for name in others) and BETWEEN not in found.head[0]


def _chart(found: Table) -> Log:
    """Step, then `run - metric` with its __MIN and __MAX: the line is kept, its bounds are not."""
    drafts: dict[str, Draft] = {}
    step_name, notes = _chart_step(found.head[0]), []
    for place, name in enumerate(found.head[1:], start=1):
        if name.endswith(BOUNDS):
            plain = found.head.index(name[:-5]) if name[:-5] in found.head else place
            if found.numbers[plain] != found.numbers[place]:
                notes.append("The smallest and largest values beside each line (__MIN, __MAX) were left out.")
            continue
        run, _, metric = name.rpartition(BETWEEN)
        draft = drafts.setdefault(run, Draft(run, step_name))
        for row, value in found.numbers[place].items():
            draft.add(metric, found.numbers[0].get(row, float("nan")), value)
    return finish("wandb", list(drafts.values()), notes)


def _chart_step(name: str) -> str:
    lower = name.lower()
    if "time" in lower:
        return "second"
    return "epoch" if "epoch" in lower else "step"
