"""The file that MLflow keeps for a metric: a line "time value step" for each value, named like the metric. Pure."""

from __future__ import annotations

import re
from itertools import islice

from portfolio.inspection.errors import Unreadable
from portfolio.inspection.logs.build import MOST_ROWS, TOO_LONG, Draft, finish
from portfolio.inspection.logs.runs import Log, visible

LINE = re.compile(r"[0-9]{9,20} (?P<value>\S+)(?: (?P<step>-?[0-9]{1,20})(?: .*)?)?")
"""Milliseconds since 1970, value, step; the oldest files have no step, the newest name model and data set behind it."""
LOOK_AT = 20


def is_metric_file(text: str) -> bool:
    """Whether the first lines are those of such a file."""
    lines = list(islice((line for line in text.splitlines() if line.strip()), LOOK_AT))
    return bool(lines) and all(_point(line) for line in lines)


def read(text: str, name: str) -> Log:
    """The log; the metric is called like the file, and the run like the folder above `metrics`. Raises `Unreadable`."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_ROWS:
        raise Unreadable(TOO_LONG)
    run, metric = _names(name)
    draft, bad = Draft(run, "step"), 0
    for line in lines:
        point = _point(line)
        if point is None:
            bad += 1
            continue
        value, step = point
        draft.add(metric, float(len(draft.columns.get(metric, ())) + 1) if step is None else step, value)
    notes = [f"{bad:,} {'line has' if bad == 1 else 'lines have'} not the form “time value step”."] if bad else []
    return finish("mlflow", [draft], notes)


def _names(name: str) -> tuple[str, str]:
    """mlruns/0/<run>/metrics/val/loss is run <run>, metric val/loss."""
    parts = [part for part in name.replace("\\", "/").split("/") if part]
    if "metrics" in parts[:-1]:
        place = len(parts) - 1 - parts[::-1].index("metrics")
        run = parts[place - 1] if place else "run"
        return run, "/".join(parts[place + 1 :])
    last = parts[-1] if parts else "metric"
    return "run", visible(re.sub(r"\.(txt|log|metric)$", "", last)) or "metric"


def _point(line: str) -> tuple[float, float | None] | None:
    """Value and step of a line; None for one of another form."""
    found = LINE.fullmatch(line.strip())
    if not found:
        return None
    try:
        return float(found["value"]), None if found["step"] is None else float(found["step"])
    except ValueError:
        return None
