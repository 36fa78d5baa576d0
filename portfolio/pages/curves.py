"""Which charts a training log becomes, as frozen values for `components/curves.html`.

One panel for each metric: training and validation together; of several runs the mean, with its spread as a band and the
single runs faint behind it. See docs/decisions/0062-training-curves.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core import curves
from portfolio.inspection.logs.figures import figures
from portfolio.inspection.logs.names import COUNTERS
from portfolio.inspection.logs.runs import Better, Log, Series, Split
from portfolio.inspection.logs.thinning import thinned
from portfolio.pages import curves_words as words
from portfolio.pages.curves_groups import ORDER, Group, groups_of, points_of
from portfolio.pages.curves_tables import Table, panel_table

MOST_PANELS = 8
MOST_DRAWN = 400
"""Points of a line that are drawn: more would stand closer than a pixel."""
MOST_FAINT = 12
"""Single runs that are drawn behind their mean."""
MOST_NAMED = 4
"""Single runs that have a label each, where there is no mean."""
MOST_FIGURES = 60
STYLES: dict[Split, str] = {"validation": "va", "train": "tr", "test": "te", "": "ot"}


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart with its words."""

    metric: str
    title: str
    chart: curves.Chart
    label: str
    """The picture in a sentence."""
    note: str
    """What is particular to its scale or its lines; empty for a plain one."""
    table: Table | None
    """Its numbers; none beside a claim."""


@dataclass(frozen=True, slots=True)
class LogPage:
    """Everything that a page shows of a log, or of two that are laid over each other."""

    kind: str
    panels: tuple[Panel, ...]
    figures: Table | None
    """Last and best values; the only thing to show of a log whose runs have one value each."""
    key: str = ""
    """What the lines without a label are."""
    notes: tuple[str, ...] = ()


def page_of(log: Log) -> LogPage:
    """The charts of a log. The metrics with a validation curve stand first; at most `MOST_PANELS` are drawn."""
    metrics = sorted(found := _metrics(log), key=lambda metric: _rank(metric, found[metric]))
    drawable = [metric for metric in metrics if max(len(series.steps) for series in found[metric]) > 1]
    drawn = [shown for metric in drawable[:MOST_PANELS] if (shown := panel(log, metric))]
    notes = [*log.notes]
    left = len(drawable) - MOST_PANELS
    if left > 0:
        notes.append(f"{left:,} more {'metric is' if left == 1 else 'metrics are'} in the file and not drawn.")
    groups = [group for shown in drawn for group in groups_of(log, shown.metric)]
    return LogPage(words.kind_name(log), tuple(drawn), _figures(log, metrics), _key(groups, drawn), tuple(notes))


def panel(log: Log, metric: str) -> Panel | None:
    """The chart of one metric; None when no run has two values of it."""
    groups = groups_of(log, metric)
    if not groups or max(len(series.steps) for group in groups for series in group.series) < 2:
        return None
    better, step_name = groups[0].series[0].better, log.runs[0].step_name
    lines = [line for group in groups for line in _faint(group)] + [line for group in groups for line in _main(group)]
    main = min(groups, key=lambda group: ORDER.index(group.split))
    mark = _mark(main, better, step_name) if main.is_one else None
    chart = curves.chart(lines, _bands(groups), mark)
    if chart is None:
        return None
    return Panel(
        metric=metric,
        title=f"{words.title(metric)} by {step_name}",
        chart=chart,
        label=words.sentence([_course(group, metric, better, step_name) for group in groups]),
        note=_note(groups, chart.y.is_log),
        table=panel_table(words.title(metric), step_name, [_columns(group) for group in groups]),
    )


def first(log: Log) -> Panel | None:
    """The chart that says most, without its numbers, to stand beside a claim; None when there is nothing to draw."""
    metrics = sorted(found := _metrics(log), key=lambda metric: _rank(metric, found[metric]))
    drawn = next((shown for metric in metrics if (shown := panel(log, metric))), None)
    return replace(drawn, table=None) if drawn else None


def overlay(before: Log, after: Log, metric: str) -> LogPage | None:
    """One metric of two logs on one scale, on the split that both measured; None when there is none."""
    pair = _pair(before, after, metric)
    if not pair:
        return None
    step_name, better, split = after.runs[0].step_name, pair[1].series[0].better, pair[1].split
    named = list(zip(("before", "after"), ("be", "va"), pair, strict=True))
    lines = [line for _, style, group in named for line in _faint(group, style)]
    lines += [curves.Line(label, style, _thin(group.points), label) for label, style, group in named]
    bands = [band for group in pair if (band := _spread(group))]
    chart = curves.chart(lines, bands, _mark(pair[1], better, step_name))
    if chart is None:
        return None
    of = words.plain(split, metric)
    courses = [words.course(f"{of} {label}", group.points, better, step_name) for label, _, group in named]
    panel = Panel(
        metric=metric,
        title=f"{words.title(of)} by {step_name}, before and after",
        chart=chart,
        label=words.sentence(courses),
        note=_note(pair, chart.y.is_log),
        table=panel_table(words.title(of), step_name, [_columns(group, label) for label, _, group in named]),
    )
    kinds = dict.fromkeys((f"Before: {words.kind_name(before)}", f"after: {words.kind_name(after)}"))
    return LogPage(
        "; ".join(kinds), (panel,), None, _key(pair, [panel]), tuple(dict.fromkeys(before.notes + after.notes))
    )


def _pair(before: Log, after: Log, metric: str) -> tuple[Group, Group] | None:
    """The metric of both on the first split of `ORDER` that both have."""
    first, second = ({group.split: group for group in groups_of(log, metric)} for log in (before, after))
    shared = [split for split in ORDER if split in first and split in second]
    return (first[shared[0]], second[shared[0]]) if shared else None


def _metrics(log: Log) -> dict[str, list[Series]]:
    found: dict[str, list[Series]] = {}
    for run in log.runs:
        for series in run.series:
            found.setdefault(series.metric, []).append(series)
    return found


def _rank(metric: str, found: Sequence[Series]) -> tuple[int, int]:
    """Judged metrics with a validation curve first, then other judged ones, then schedules; times last."""
    if any(series.better for series in found):
        return (0, 0) if any(series.split == "validation" for series in found) else (0, 1)
    text = metric.lower().replace("_", " ")
    if "learning rate" in text or "lr" in text.replace("/", " ").replace("-", " ").split():
        return (1, 0)
    return (3, 0) if COUNTERS & set(text.split()) else (2, 0)


def _thin(points: Sequence[tuple[float, float | None]]) -> list[tuple[float, float | None]]:
    return [points[place] for place in thinned([value for _, value in points], MOST_DRAWN)]


def _main(group: Group) -> list[curves.Line]:
    """The lines that have a label: one for the group, or one for each of a few runs without a mean."""
    style, label = STYLES[group.split], words.SPLITS[group.split]
    if group.is_one:
        return [curves.Line("mean" if group.mean else group.series[0].name, style, _thin(group.points), label)]
    if len(group.series) > MOST_NAMED:
        return []
    return [
        curves.Line(f"{series.name} {name}", style, _thin(points_of(series)), name)
        for name, series in zip(group.names, group.series, strict=True)
    ]


def _faint(group: Group, style: str = "") -> list[curves.Line]:
    if len(group.series) == 1 or (not group.mean and len(group.series) <= MOST_NAMED):
        return []
    pairs = list(zip(group.names, group.series, strict=True))[:MOST_FAINT]
    faint = f"run {style or STYLES[group.split]}"
    return [curves.Line(f"{series.name} {name}", faint, _thin(points_of(series))) for name, series in pairs]


def _bands(groups: Sequence[Group]) -> list[curves.Band]:
    """The spread of each mean; for a single run the gap between training and validation."""
    spreads = [band for group in groups if (band := _spread(group))]
    single = {group.split: group.series[0] for group in groups if len(group.series) == 1}
    if spreads or not {"train", "validation"} <= single.keys():
        return spreads
    low, high = single["train"], single["validation"]
    if low.steps != high.steps:
        return []
    kept = set(thinned(low.values, MOST_DRAWN)) | set(thinned(high.values, MOST_DRAWN))
    rows = [(low.steps[place], low.values[place], high.values[place]) for place in sorted(kept)]
    return [curves.Band("area", [(at, None if a is None or b is None else (a, b)) for at, a, b in rows])]


def _spread(group: Group) -> curves.Band | None:
    if not group.mean:
        return None
    rows = list(zip(group.mean.steps, group.mean.means, group.mean.sds, strict=True))
    ends = [None if mean is None or sd is None else (mean - sd, mean + sd) for _, mean, sd in rows]
    return curves.Band("area", [(at, pair) for (at, _, _), pair in zip(rows, ends, strict=True)])


def _mark(group: Group, better: Better, step_name: str) -> curves.Mark | None:
    known = [(at, value) for at, value in group.points if value is not None]
    if not better or len(known) < 2:
        return None
    at, value = (max if better == "higher" else min)(known, key=lambda point: point[1])
    mean = "mean " if group.mean else ""
    return curves.Mark(at, value, f"best {mean}{words.amount(value)} at {step_name} {words.step(at)}")


def _course(group: Group, metric: str, better: Better, step_name: str) -> str:
    name = words.plain(group.split, metric)
    if group.mean:
        name = f"{name}, mean of {group.mean.n} runs,"
    elif len(group.series) > 1:
        name = f"{name} of {group.names[0]}, one of {len(group.series)} runs,"
    return words.course(name, group.points, better, step_name)


def _key(groups: Sequence[Group], panels: Sequence[Panel]) -> str:
    """What the marks are that no label names."""
    count = max((group.mean.n for group in groups if group.mean), default=0)
    if count:
        return f"Thick lines: mean of {count} runs; shaded: one standard deviation to either side; thin: each run."
    return "Shaded: the gap between training and validation." if any(panel.chart.bands for panel in panels) else ""


def _note(groups: Sequence[Group], is_log: bool) -> str:
    apart = any(not group.is_one for group in groups)
    parts = ["The runs were measured at different steps, so no mean is drawn."] if apart else []
    return " ".join([*parts, "Logarithmic scale."] if is_log else parts)


def _columns(group: Group, label: str = "") -> list[tuple[str, Iterable[tuple[float, float | None]]]]:
    """Columns of the table: the mean with its spread, and each run."""
    split = label or words.SPLITS[group.split]
    if len(group.series) == 1:
        return [(split or "value", points_of(group.series[0]))]
    columns: list[tuple[str, Iterable[tuple[float, float | None]]]] = []
    if group.mean:
        columns = [
            (f"{split} mean".strip(), group.points),
            (f"{split} deviation".strip(), list(zip(group.mean.steps, group.mean.sds, strict=True))),
        ]
    return columns + [
        (f"{split} {name}".strip(), points_of(series)) for name, series in zip(group.names, group.series, strict=True)
    ]


def _figures(log: Log, metrics: Sequence[str]) -> Table | None:
    order = {metric: place for place, metric in enumerate(metrics)}
    rows = sorted(figures(log), key=lambda row: (order[row.metric], -ORDER.index(row.split)))[:MOST_FIGURES]
    if not rows:
        return None
    if len(log.runs) > 1:
        head: tuple[str, ...] = ("Metric", "Split", "Last, mean", "Best, mean", "Runs")
        caption = "Last and best values, mean ± standard deviation over runs"
    else:
        head = ("Metric", "Split", "Last", "Best", f"At {log.runs[0].step_name}")
        caption = "Last and best values"
    return Table(caption, head, tuple(words.figure_row(row, len(log.runs) > 1) for row in rows))
