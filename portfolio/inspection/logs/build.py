"""From what a reader collected to a log: names read, steps in order, values checked, long series thinned. Pure.

Every reader of this package fills `Draft`s and ends in `finish`, so that all kinds of log keep the same rules.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from portfolio.inspection.errors import Unreadable
from portfolio.inspection.logs.names import better_of, metrics_of, split_of_run
from portfolio.inspection.logs.runs import LARGEST, MOST_POINTS, Kind, Log, Run, Series, visible
from portfolio.inspection.logs.thinning import thinned

MOST_BYTES = 8 * 2**20
MOST_COLUMNS = 2000
MOST_ROWS = 200_000
MOST_SERIES = 2000
"""Over all runs; what is more is left out, with a note."""
MOST_KEPT = 100_000
"""Points over all series: with more than 100 series each keeps fewer than `MOST_POINTS`."""
NOT_A_SERIES = frozenset({"epoch", "step", "global_step", "_step", "_timestamp", "_runtime", "timestamp", "hp_metric"})
"""Counters and place-holders that some writers put among the metrics."""

Points = list[tuple[float, float]]
"""Step and value as they were written; a value may be NaN or infinite."""


@dataclass(slots=True)
class Draft:
    """One run while it is being read."""

    name: str
    step_name: str
    columns: dict[str, Points] = field(default_factory=dict)

    def add(self, column: str, step: float, value: float) -> None:
        """One more point. Raises `Unreadable` once there are too many columns."""
        points = self.columns.get(column)
        if points is None:
            if len(self.columns) >= MOST_COLUMNS:
                raise Unreadable(TOO_WIDE)
            points = self.columns[column] = []
        points.append((step, value))


TOO_WIDE = f"This log has more than {MOST_COLUMNS:,} columns. Export only the metrics that matter."
TOO_LONG = f"This log has more than {MOST_ROWS:,} rows. Write a row per epoch, or every hundredth step, and try again."


def finish(kind: Kind, drafts: Sequence[Draft], notes: Iterable[str] = ()) -> Log:
    """The log. Raises `Unreadable` when no draft has a single finite number."""
    work = _Notes(list(notes))
    full = [draft for draft in drafts if _columns(draft)]
    series = sum(len(_columns(draft)) for draft in full)
    most = max(min(MOST_POINTS, MOST_KEPT // max(min(series, MOST_SERIES), 1)), 1)
    runs, room = [], MOST_SERIES
    for draft in full:
        if room <= 0:
            break
        run = _run(draft, most, room, work)
        room -= len(run.series)
        if run.series:
            runs.append(run)
    if any(run.step_name == "epoch" and line.steps[0] == 0 for run in runs for line in run.series):
        work.say("Epochs are counted from 0, as in the file.")
    if series > MOST_SERIES:
        work.say(f"Only the first {MOST_SERIES:,} of {series:,} series were kept.")
    if not any(value is not None for run in runs for line in run.series for value in line.values):
        raise Unreadable("There is no series of numbers in this file. Upload a log with a column for each metric.")
    return Log(kind, tuple(runs), work.all())


def numbered(values: Iterable[float], first: int = 1) -> Points:
    """Values without steps of their own: counted from `first`."""
    return [(float(number), value) for number, value in enumerate(values, start=first)]


def continued(steps: Sequence[float]) -> tuple[list[float], bool]:
    """Steps of one file in the order of its rows, and whether they began anew at their first or an earlier one.

    A second training appended to the file (Keras: `append=True`) counts on where the one before it ended.
    """
    result: list[float] = []
    offset, begun_anew, highest = 0.0, False, -math.inf
    for place, step in enumerate(steps):
        if place and step < steps[place - 1] and step <= steps[0]:
            offset, begun_anew = highest + 1 - step, True
        result.append(step + offset)
        highest = max(highest, result[-1])
    return result, begun_anew


def stem(name: str) -> str:
    """A file's name without folders and ending, safe to show."""
    base = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return visible(base.rpartition(".")[0] or base) or "run"


def left_out(names: Sequence[str]) -> str:
    """The note about columns that hold no numbers."""
    return f"Columns without numbers were left out: {_few([visible(name) for name in names])}."


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


class _Notes:
    """Notes of one log: each once, in the order in which they came, with the names that share one."""

    def __init__(self, notes: list[str]) -> None:
        self.notes = dict.fromkeys(notes)
        self.about: dict[str, dict[str, None]] = {}

    def say(self, sentence: str, name: str = "") -> None:
        """`sentence` may hold {names}, for all the series that it is said of."""
        self.about.setdefault(sentence, {})[name] = None

    def all(self) -> tuple[str, ...]:
        for sentence, names in self.about.items():
            shown = [name for name in names if name]
            self.notes[sentence.replace("{names}", _few(shown))] = None
        return tuple(self.notes)


def _columns(draft: Draft) -> dict[str, Points]:
    """Series worth keeping: with a number in them, and no counter."""
    return {
        name: points
        for name, points in draft.columns.items()
        if points and name.strip().lower() not in NOT_A_SERIES and any(math.isfinite(value) for _, value in points)
    }


def _run(draft: Draft, most: int, room: int, work: _Notes) -> Run:
    columns = dict(list(_columns(draft).items())[:room])
    places = metrics_of(columns)
    split = split_of_run(draft.name)
    series = []
    for name, points in columns.items():
        of, metric = places[name]
        steps, values = _in_order(points, name, work)
        if not steps:
            continue
        kept = thinned(values, most)
        if len(kept) < len(values):
            work.say("Long series were thinned; first, last, best and all peaks are kept: {names}.", visible(name))
        series.append(
            Series(
                visible(name),
                of or split,
                visible(metric),
                tuple(steps[place] for place in kept),
                tuple(values[place] for place in kept),
                better_of(metric),
            )
        )
    return Run(visible(draft.name) or "run", tuple(series), draft.step_name)


def _with_step(points: Points) -> Points:
    return [(step, value) for step, value in points if abs(step) <= LARGEST]


def _in_order(points: Points, name: str, work: _Notes) -> tuple[list[float], list[float | None]]:
    """Rising steps and checked values. Of a step that comes twice the later value counts: training was resumed."""
    sound = points if all(abs(step) <= LARGEST for step, _ in points) else _with_step(points)
    if len(sound) < len(points):
        work.say("Points without a step that can be read were left out: {names}.", visible(name))
    if len(sound) > 1 and len({step for step, _ in sound}) == 1:
        work.say("All points have the same step, so they are counted in order: {names}.", visible(name))
        sound = [(float(place), value) for place, (_, value) in enumerate(sound, start=1)]
    ordered = sound
    if any(after[0] <= before[0] for before, after in pairwise(sound)):
        latest = dict(sound)
        ordered = sorted(latest.items())
        if len(latest) < len(sound):
            work.say("Some steps come more than once; the later value counts: {names}.", visible(name))
    values: list[float | None] = [value if abs(value) <= LARGEST else None for _, value in ordered]
    if None in values:
        work.say("Values that are not finite numbers are left as gaps: {names}.", visible(name))
    return [step for step, _ in ordered], values
