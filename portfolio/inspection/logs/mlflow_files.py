"""The file that MLflow keeps for a metric: a line "time value step" for each value, named like the metric. Pure."""

from __future__ import annotations

import re
from itertools import islice

from portfolio.inspection.errors import Unreadable
from portfolio.inspection.logs.build import MOST_ROWS, TOO_LONG, Draft, finish
from portfolio.inspection.logs.runs import Log, visible

LINE = re.compile(r"\d{9,20} \S+( -?\d+)?( .*)?")
"""Milliseconds since 1970, value, step; the oldest files have no step, the newest name model and data set behind it."""
LOOK_AT = 20


def is_metric_file(text: str) -> bool:
    """Whether the first lines are those of such a file."""
    lines = list(islice((line for line in text.splitlines() if line.strip()), LOOK_AT))
    return bool(lines) and all(LINE.fullmatch(line.strip()) and _value(line) is not None for line in lines[:LOOK_AT])


def read(text: str, name: str) -> Log:
    """The log; the metric is called like the file, and the run like the folder above `metrics`. Raises `Unreadable`."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_ROWS:
        raise Unreadable(TOO_LONG)
    run, metric = _names(name)
    draft, bad = Draft(run, "step"), 0
    for line in lines:
        value = _value(line)
        words = line.split(" ")
        if value is None or not LINE.fullmatch(line):
            bad += 1
            continue
        draft.add(metric, float(words[2]) if len(words) > 2 else float(len(draft.columns.get(metric, ())) + 1), value)
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


def _value(line: str) -> float | None:
    words = line.strip().split(" ")
    try:
        return float(words[1])
    except (IndexError, ValueError):
        return None
