"""What curves say, in words and numbers: for those who do not see them, and beside them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from core.templatetags.ui import counted
from portfolio import english
from portfolio.inspection.logs.figures import Figure
from portfolio.inspection.logs.runs import Better, Log, Split

KINDS = {
    "keras-csv": "Keras CSVLogger",
    "lightning-csv": "Lightning metrics",
    "csv": "CSV",
    "tensorboard": "TensorBoard events",
    "mlflow": "MLflow metrics",
    "wandb": "Weights & Biases export",
    "trainer-state": "Hugging Face trainer state",
    "keras-history-json": "Keras history",
    "json": "JSON",
}
SPLITS: dict[Split, str] = {"train": "training", "validation": "validation", "test": "test", "": ""}
ABSENT = "–"
MOST_DIGITS = 6

Points = Sequence[tuple[float, float | None]]


def amount(value: float | None) -> str:
    """A measured value in a sentence: four digits."""
    if value is None:
        return ABSENT
    return f"−{-value:.4g}" if value < 0 else f"{value:.4g}"


def exact(value: float | None) -> str:
    """A measured value to copy, as a program reads it: seven digits, which is all that single precision has."""
    return ABSENT if value is None else f"{value:.7g}"


def step(value: float) -> str:
    """A step as people count it."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def title(metric: str) -> str:
    """The name of a metric as a heading; mAP50 keeps its small letter."""
    name = metric.replace("_", " ").strip()
    return (name if name[1:2].isupper() else english.capital(name)) or "Value"


def plain(split: Split, metric: str) -> str:
    """A line inside a sentence: validation loss."""
    return f"{SPLITS[split]} {metric.replace('_', ' ')}".strip()


def kind_name(log: Log) -> str:
    """What wrote the log, and how much of it there is."""
    longest = max((len(series.steps) for run in log.runs for series in run.series), default=0)
    rows = counted(longest, log.runs[0].step_name) if log.runs else "empty"
    return f"{KINDS[log.kind]}, {rows}" if len(log.runs) < 2 else f"{KINDS[log.kind]}, {len(log.runs):,} runs, {rows}"


def course(name: str, points: Points, better: Better, step_name: str) -> str:
    """How a line goes, from its first value over its best to its last; without a capital or a full stop."""
    known = [(at, value) for at, value in points if value is not None]
    if not known:
        return f"{name} has no values"
    (_, first), (end, last) = known[0], known[-1]
    if len(known) == 1:
        return f"{name} is {amount(last)} at {step_name} {step(end)}"
    values = [value for _, value in known]
    if min(values) == max(values):
        return f"{name} stays at {amount(last)} until {step_name} {step(end)}"
    if not better:
        return (
            f"{name} goes from {amount(first)} to {amount(last)} by {step_name} {step(end)}, "
            f"between {amount(min(values))} and {amount(max(values))}"
        )
    return _with_best(name, known, better, step_name)


def _with_best(name: str, known: Sequence[tuple[float, float]], better: Better, step_name: str) -> str:
    there, back = ("rises", "falls") if better == "higher" else ("falls", "rises")
    pick = max if better == "higher" else min
    at, best = pick(known, key=lambda point: point[1])
    (start, first), (end, last) = known[0], known[-1]
    finish = f"and {back} to {amount(last)} by {step_name} {step(end)}"
    if at == start:
        return f"{name} begins with {amount(first)}, its best, {finish}"
    text = f"{name} {there} from {amount(first)} to {amount(best)} at {step_name} {step(at)}, its best"
    if at == end:
        return text
    return f"{text}, {finish}" if last != best else f"{text}, and ends there"


def sentence(courses: Sequence[str], lead: str = "") -> str:
    """The courses of several lines as one sentence."""
    text = "; ".join(courses)
    return f"{lead}: {text}." if lead else f"{english.capital(text)}."


def figure_row(figure: Figure, several: bool) -> tuple[str, ...]:
    """One row of the table of last and best values."""
    cells = [title(figure.metric), english.capital(SPLITS[figure.split]) or ABSENT]
    if several:
        ends = [_with_spread(summary.mean, summary.sd) if summary else ABSENT for summary in (figure.last, figure.best)]
        return (*cells, *ends, str(figure.last.n))
    run = figure.runs[0]
    best = (exact(run.best.value), step(run.best.step)) if run.best else (ABSENT, ABSENT)
    return (*cells, exact(run.last.value), *best)


def _with_spread(mean: float, sd: float | None) -> str:
    """A mean to the digits that its deviation leaves it: two of the deviation itself."""
    if not sd:
        return exact(mean) if sd is None else f"{exact(mean)} ± 0"
    digits = 1 - math.floor(math.log10(sd))
    if 0 <= digits <= MOST_DIGITS:
        return f"{mean:.{digits}f} ± {sd:.{digits}f}"
    return f"{exact(mean)} ± {sd:.2g}"
