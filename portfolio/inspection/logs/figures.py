"""Figures that a result or a comparison can take from a log: last and best values, and their mean over runs. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from portfolio.inspection.logs.runs import Better, Log, Series, Split, best, last

SHARED = 5
"""A mean line is drawn when the runs share at least one in so many steps of the shortest."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value with its step."""

    step: float
    value: float


@dataclass(frozen=True, slots=True)
class RunFigure:
    """Last and best value of one run; no best where no end of the metric is known to be better."""

    run: str
    last: Point
    best: Point | None


@dataclass(frozen=True, slots=True)
class Summary:
    """Mean of `n` values and their standard deviation, with n - 1 below the line; none for a single value."""

    mean: float
    sd: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric on one split, over all runs that measured it."""

    metric: str
    split: Split
    better: Better
    step_name: str
    runs: tuple[RunFigure, ...]
    last: Summary
    best: Summary | None


@dataclass(frozen=True, slots=True)
class MeanLine:
    """Mean and standard deviation over runs at every step that all of them measured; None where one has a gap."""

    steps: tuple[float, ...]
    means: tuple[float | None, ...]
    sds: tuple[float | None, ...]
    n: int


def figures(log: Log) -> tuple[Figure, ...]:
    """The figures of every metric and split, in the order of the log."""
    groups: dict[tuple[str, Split], list[tuple[str, str, Series]]] = {}
    for run in log.runs:
        for series in run.series:
            groups.setdefault((series.metric, series.split), []).append((run.name, run.step_name, series))
    return tuple(figure for group in groups.values() if (figure := _figure(group)))


def summary(values: Sequence[float]) -> Summary:
    """Mean and standard deviation of at least one value."""
    mean = fmean(values)
    if len(values) < 2:
        return Summary(mean, None, len(values))
    return Summary(mean, math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1)), len(values))


def mean_line(group: Sequence[Series]) -> MeanLine | None:
    """The mean of one metric and split over several runs; None for one run, or when too few steps are shared."""
    if len(group) < 2:
        return None
    shared = set(group[0].steps).intersection(*(series.steps for series in group[1:]))
    if len(shared) < max(2, min(len(series.steps) for series in group) / SHARED):
        return None
    by_step = [dict(zip(series.steps, series.values, strict=True)) for series in group]
    steps = tuple(sorted(shared))
    found = [_at([values[step] for values in by_step]) for step in steps]
    return MeanLine(
        steps,
        tuple(point.mean if point else None for point in found),
        tuple(point.sd if point else None for point in found),
        len(group),
    )


def _at(values: Sequence[float | None]) -> Summary | None:
    known = [value for value in values if value is not None]
    return summary(known) if len(known) == len(values) else None


def _figure(group: Sequence[tuple[str, str, Series]]) -> Figure | None:
    runs = []
    for run, _, series in group:
        end, top = last(series), best(series)
        if end:
            runs.append(RunFigure(run, Point(*end), Point(*top) if top else None))
    if not runs:
        return None
    _, step_name, series = group[0]
    tops = [run.best.value for run in runs if run.best]
    return Figure(
        metric=series.metric,
        split=series.split,
        better=series.better,
        step_name=step_name,
        runs=tuple(runs),
        last=summary([run.last.value for run in runs]),
        best=summary(tops) if tops else None,
    )
