"""A training log as its reader found it: runs of series, small enough to be kept beside the project. Pure.

A series has at most `MOST_POINTS` points (thinned by `thinning.py`); what is not a finite number is None, and stays as
a gap in the line. Every name has been made safe to show by `visible`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Split = Literal["train", "validation", "test", ""]
Better = Literal["higher", "lower", ""]
Kind = Literal[
    "keras-csv",
    "lightning-csv",
    "csv",
    "tensorboard",
    "mlflow",
    "wandb",
    "trainer-state",
    "keras-history-json",
    "json",
]

MOST_POINTS = 1000
MOST_NAME = 80
"""Characters of a name that are kept."""
LARGEST = 1e100
"""Beyond this a number is a slip, not a measurement; it is kept as None, like what is not finite."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line: a value at every step. Steps rise strictly."""

    name: str
    """As the log calls it: val_loss."""
    split: Split
    metric: str
    """The name without its split: loss."""
    steps: tuple[float, ...]
    values: tuple[float | None, ...]
    better: Better = ""
    """Guessed by the name of the metric; empty for what has no good end, like a learning rate."""


@dataclass(frozen=True, slots=True)
class Run:
    """One training, or one file of it."""

    name: str
    series: tuple[Series, ...]
    step_name: str
    """What the steps count: epoch, step, iteration, second or row."""


@dataclass(frozen=True, slots=True)
class Log:
    """A file that was read."""

    kind: Kind
    runs: tuple[Run, ...]
    notes: tuple[str, ...] = ()
    """What was read over, thinned or guessed, in sentences for the person."""

    def to_json(self) -> dict[str, Any]:
        """The log as values that JSON can hold; `from_json` gives back an equal log."""
        return {
            "kind": self.kind,
            "notes": list(self.notes),
            "runs": [
                {"name": run.name, "step_name": run.step_name, "series": [_series_out(series) for series in run.series]}
                for run in self.runs
            ],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Log:
        """What `to_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        runs = tuple(
            Run(run["name"], tuple(_series_in(series) for series in run["series"]), run["step_name"])
            for run in data["runs"]
        )
        return cls(data["kind"], runs, tuple(data["notes"]))


def best(series: Series) -> tuple[float, float] | None:
    """Step and value of the best point, the first of equals; None where no end is better or nothing is finite."""
    known = [(step, value) for step, value in zip(series.steps, series.values, strict=True) if value is not None]
    if not series.better or not known:
        return None
    pick = max if series.better == "higher" else min
    return pick(known, key=lambda point: point[1])


def last(series: Series) -> tuple[float, float] | None:
    """Step and value of the last point that is finite."""
    for step, value in zip(reversed(series.steps), reversed(series.values), strict=True):
        if value is not None:
            return step, value
    return None


def visible(text: str, most: int = MOST_NAME) -> str:
    """A name on one line, at most `most` characters, whose control and direction characters are seen and not obeyed.

    Control characters become their pictures (␛ for escape), every other invisible one its number: ⟨U+202E⟩ (R-XSS-08).
    """
    shown = "".join(_seen(character) for character in text[: 4 * most].strip())
    return shown if len(shown) <= most else shown[: most - 1].rstrip() + "…"


def _seen(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return f"⟨U+{code:04X}⟩"
    return character


def _series_out(series: Series) -> dict[str, Any]:
    return {
        "name": series.name,
        "split": series.split,
        "metric": series.metric,
        "steps": list(series.steps),
        "values": list(series.values),
        "better": series.better,
    }


def _series_in(data: Mapping[str, Any]) -> Series:
    steps = tuple(float(step) for step in data["steps"])
    values = tuple(None if value is None else float(value) for value in data["values"])
    if len(steps) != len(values):
        raise ValueError("A series has as many values as steps.")
    return Series(data["name"], data["split"], data["metric"], steps, values, data["better"])
