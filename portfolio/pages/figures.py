"""Results and comparisons as a page shows them: figures with their unit, their spread and what they are read against.

Source: the design's "Numbers carry their context" and "Metric plot".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core import plots
from core.templatetags.ui import figure
from portfolio import english
from portfolio.models import Better, Comparison, Reference, Result, SpreadKind
from portfolio.pages.curves import LogPage

BEFORE_UNIT = frozenset("€$£¥")
BASELINES = (Reference.Role.NAIVE, Reference.Role.SIMPLE)
PUBLISHED = {Reference.Role.STRONG: "best known", Reference.Role.HISTORICAL: "published good"}
"""What a value from elsewhere is called, the best one first: only "Published best" is the best known."""
ORDER = (Reference.Role.NAIVE, Reference.Role.SIMPLE, None, Reference.Role.HUMAN, Reference.Role.HISTORICAL,
         Reference.Role.STRONG)  # fmt: skip
"""Rows of a table: what is easy first, this work in the middle, the best known last."""
SPREADS = {
    SpreadKind.STD: "standard deviation",
    SpreadKind.SEM: "standard error",
    SpreadKind.CI95: "95% interval",
    SpreadKind.RANGE: "half of the range",
}


@dataclass(frozen=True, slots=True)
class Strip:
    """One result in short, for `components/metric.html`."""

    metric: str
    value: str
    spread: str
    plot: plots.MetricPlot | None
    note: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of results."""

    name: str
    value: str
    spread: str
    dot: plots.Dot | None
    ours: bool
    note: str = ""
    source: str = ""
    source_href: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Results on one scale, for `components/result_table.html`; `anchors` are those of its results."""

    caption: str
    metric: str
    spread_label: str
    low: str
    high: str
    rows: tuple[Row, ...]
    anchors: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """One comparison in words, with its plot."""

    anchor: str
    technique: str
    sentence: str
    runs: str
    problem_shown: str
    conclusion: str
    plot: plots.BeforeAfter | None
    label: str
    held: str
    curves: LogPage | None = None
    """The training logs of both, laid over each other."""


def amount(value: Decimal, unit: str) -> str:
    """A figure with its unit: 3.4%, €1,540, 12.5 ms."""
    text, unit = figure(value), unit.strip()
    if unit in BEFORE_UNIT:
        return f"{unit}{_grouped(value)}"
    return f"{text}{unit}" if unit in {"", "%"} else f"{text} {unit}"


def spread_word(kind: str) -> str:
    """What the figure after ± is."""
    return SPREADS.get(SpreadKind(kind), "spread") if kind else "spread"


def strip(result: Result) -> Strip:
    """The result that stands for a project, with what it is read against."""
    references = _references(result)
    base, best = _first(references, BASELINES), _first(references, tuple(PUBLISHED))
    words = [f"baseline {amount(base.value, result.unit)}"] if base else []
    words += [f"{PUBLISHED[Reference.Role(best.role)]} {amount(best.value, result.unit)}"] if best else []
    direction = "lower is better" if result.better == Better.LOWER else "higher is better"
    return Strip(
        metric=result.metric,
        value=amount(result.value, result.unit),
        spread=figure(result.spread),
        plot=plots.metric_plot(
            result.value, result.spread, base.value if base else None, best.value if best else None, result.better
        ),
        note=f"{', '.join(words)}; {direction}" if words else direction,
    )


def interval_word(results: Iterable[Result]) -> str:
    """What the line through a dot means in a list of results: its kind where all agree, else spread."""
    kinds = {result.spread_kind for result in results if result.spread is not None}
    return spread_word(kinds.pop()) if len(kinds) == 1 else "spread"


def tables(results: Sequence[Result]) -> tuple[Table, ...]:
    """Results that can be read on one scale together: same metric, unit, data and split."""
    groups: dict[tuple[object, ...], list[Result]] = {}
    for result in results:
        key = (result.metric.casefold(), result.unit, result.better, result.dataset_id, result.split)
        groups.setdefault(key, []).append(result)
    return tuple(_table(group) for group in groups.values())


def _table(results: Sequence[Result]) -> Table:
    first = results[0]
    entries: list[tuple[int, Reference | Result]] = [(ORDER.index(None), result) for result in results]
    seen = set()
    for result in results:
        for reference in _references(result):
            key = (reference.role, reference.value, reference.source)
            if key not in seen:
                seen.add(key)
                entries.append((ORDER.index(Reference.Role(reference.role)), reference))
    entries.sort(key=lambda entry: entry[0])
    scale = plots.rows([(thing.value, getattr(thing, "spread", None)) for _, thing in entries])
    dots: Sequence[plots.Dot | None] = scale.dots if scale else [None] * len(entries)
    rows = (_row(thing, dot, first.unit) for (_, thing), dot in zip(entries, dots, strict=True))
    return Table(
        caption=_caption(first, results),
        metric=first.metric,
        spread_label="±",
        low=scale.low if scale else "",
        high=scale.high if scale else "",
        rows=tuple(rows),
        anchors=tuple(result.anchor for result in results),
        notes=tuple(result.note for result in results if result.note.strip()),
    )


def _row(thing: Reference | Result, dot: plots.Dot | None, unit: str) -> Row:
    if isinstance(thing, Result):
        runs = f"{thing.repeats} runs" if thing.repeats and thing.repeats > 1 else ""
        return Row(thing.label or "This work", amount(thing.value, unit), figure(thing.spread), dot, True, runs)
    stated = f", {thing.stated_on.year}" if thing.stated_on else ""
    note = f"{thing.get_role_display().lower()}{stated}"
    split = f" ({thing.split})" if thing.split else ""
    source = f"{thing.source}{split}" if thing.source else split.strip()
    name = thing.get_role_display()
    return Row(
        name, amount(thing.value, unit), "", dot, False, stated.removeprefix(", ") or "", source or note, thing.url
    )


def _caption(first: Result, results: Sequence[Result]) -> str:
    """What the figures are, in one or two sentences."""
    where = f" on {first.dataset.name}" if first.dataset else ""
    split = f", {first.split}" if first.split else ""
    direction = "Lower is better." if first.better == Better.LOWER else "Higher is better."
    kinds = {result.spread_kind for result in results if result.spread is not None}
    spread = f" The figure after ± is the {spread_word(kinds.pop())}." if len(kinds) == 1 and "" not in kinds else ""
    return f"{first.metric}{where}{split}. {direction}{spread}"


def before_after(comparison: Comparison) -> BeforeAfter:
    """One comparison, in words that claim no more than the figures."""
    unit = comparison.unit
    before, after = _with_spread(comparison, "before"), _with_spread(comparison, "after")
    held = [comparison.dataset.name if comparison.dataset else "", comparison.split]
    return BeforeAfter(
        anchor=comparison.anchor,
        technique=comparison.technique,
        sentence=_moved(comparison),
        runs=_runs(comparison),
        problem_shown=comparison.problem_shown,
        conclusion=comparison.conclusion,
        plot=plots.before_after(comparison.before, comparison.after, comparison.before_spread, comparison.after_spread),
        label=f"{comparison.metric} {unit} before {before}, after {after}".replace("  ", " "),
        held=", ".join(part for part in held if part),
    )


def _with_spread(comparison: Comparison, side: str) -> str:
    spread = getattr(comparison, f"{side}_spread")
    text = amount(getattr(comparison, side), comparison.unit)
    return f"{text} ± {figure(spread)}" if spread is not None else text


def _moved(comparison: Comparison) -> str:
    """Which way the metric moved, and whether that is more than the runs differ among themselves."""
    before, after = _with_spread(comparison, "before"), _with_spread(comparison, "after")
    change = comparison.after - comparison.before
    better = "lower is better" if comparison.better == Better.LOWER else "higher is better"
    if not change:
        return f"{comparison.metric} stayed at {after}; {better}."
    verb = "rose" if change > 0 else "fell"
    sentence = f"{comparison.metric} {verb} from {before} to {after}; {better}."
    spreads = [s for s in (comparison.before_spread, comparison.after_spread) if s is not None]
    if len(spreads) == 2 and abs(change) <= sum(spreads):
        return f"{sentence} The difference lies within the spread of the runs."
    return sentence if comparison.helped else f"{sentence} It did not help here, and was measured all the same."


def _runs(comparison: Comparison) -> str:
    first, second = comparison.before_repeats, comparison.after_repeats
    if first == second:
        return "One run on each side." if first == 1 else f"{english.capital(english.count(first))} runs on each side."
    return f"{first} runs before, {second} after."


def _references(result: Result) -> list[Reference]:
    return sorted(result.references.all(), key=lambda r: (r.position, r.pk))


def _first(references: Iterable[Reference], roles: Sequence[str]) -> Reference | None:
    found = {reference.role: reference for reference in reversed(list(references))}
    return next((found[role] for role in roles if role in found), None)


def _grouped(value: Decimal) -> str:
    return f"{value:,f}"
