"""The series of a log by metric and split, over all its runs: what one line of a chart stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portfolio.inspection.logs.figures import MeanLine, mean_line
from portfolio.inspection.logs.runs import Log, Series, Split

ORDER: tuple[Split, ...] = ("validation", "test", "", "train")
"""Whose best is marked: the first of these that a metric has."""


@dataclass(frozen=True, slots=True)
class Group:
    """One metric on one split, in all runs that measured it."""

    split: Split
    names: tuple[str, ...]
    series: tuple[Series, ...]
    mean: MeanLine | None

    @property
    def points(self) -> list[tuple[float, float | None]]:
        """The line that stands for the group: its mean, or its only or first run."""
        if self.mean:
            return list(zip(self.mean.steps, self.mean.means, strict=True))
        return points_of(self.series[0])

    @property
    def is_one(self) -> bool:
        """Whether one line stands for all."""
        return self.mean is not None or len(self.series) == 1


def groups_of(log: Log, metric: str) -> list[Group]:
    """The groups of one metric; training first, as it is read."""
    found: dict[Split, list[tuple[str, Series]]] = {}
    for run in log.runs:
        for series in run.series:
            if series.metric == metric and any(value is not None for value in series.values):
                found.setdefault(series.split, []).append((run.name, series))
    groups = []
    for split in reversed(ORDER):
        if rows := found.get(split):
            rows = rows[:1] if _all_same([series for _, series in rows]) else rows
            lines = tuple(series for _, series in rows)
            groups.append(Group(split, tuple(name for name, _ in rows), lines, mean_line(lines)))
    return groups


def points_of(series: Series) -> list[tuple[float, float | None]]:
    """Steps with their values."""
    return list(zip(series.steps, series.values, strict=True))


def _all_same(lines: Sequence[Series]) -> bool:
    """A schedule that all runs share is one line."""
    first = lines[0]
    return not first.better and all((line.steps, line.values) == (first.steps, first.values) for line in lines)
