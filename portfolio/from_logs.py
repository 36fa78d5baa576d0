"""The figures of a comparison from two training logs. Pure.

What both measured, on the split that says most (validation, then test, then training): the best value of each, over
several runs mean and standard deviation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portfolio.fills import rounded
from portfolio.inspection.logs.figures import Figure, Summary, figures
from portfolio.inspection.logs.runs import Log

SPLITS = ("validation", "test", "", "train")


def comparison(before: Log, after: Log) -> Mapping[str, Any]:
    """What a form over a comparison shows as typed; empty when the logs have no metric in common."""
    pair = _pair(before, after)
    if pair is None:
        return {}
    first, second = pair
    values: dict[str, Any] = {
        "metric": second.metric,
        "better": second.better or "higher",
        "split": second.split,
        **_side("before", _chosen(first)),
        **_side("after", _chosen(second)),
    }
    if "before_spread" in values or "after_spread" in values:
        values["spread_kind"] = "std"
    return values


def metric(before: Log, after: Log, wanted: str) -> str:
    """The metric that both logs have: `wanted`, however its letters are written, else the one that says most."""
    names = {each.metric for each in figures(after)} & {each.metric for each in figures(before)}
    alike = sorted(name for name in names if _plain(name) == _plain(wanted))
    pair = _pair(before, after)
    return alike[0] if alike else pair[1].metric if pair else ""


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _pair(before: Log, after: Log) -> tuple[Figure, Figure] | None:
    """The metric of both that is shown first: judged ones before others, and of one metric by split."""
    known = {(each.metric, each.split): each for each in figures(before)}
    shared = [each for each in figures(after) if (each.metric, each.split) in known]
    ranked = sorted(shared, key=lambda each: (not each.better, SPLITS.index(each.split)))
    return (known[ranked[0].metric, ranked[0].split], ranked[0]) if ranked else None


def _chosen(figure: Figure) -> Summary:
    return figure.best if figure.best is not None else figure.last


def _side(name: str, summary: Summary) -> dict[str, Any]:
    side: dict[str, Any] = {name: rounded(summary.mean), f"{name}_repeats": summary.n}
    if summary.sd is not None:
        side[f"{name}_spread"] = rounded(summary.sd)
    return side
