"""Does a claimed figure occur in the output of the notebooks, beside the name of its metric?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portfolio.checks.rounding import is_bare, occurs
from portfolio.checks.values import HOLDS, IMPOSSIBLE, OPEN, Check, FileFacts, ResultFacts, some
from portfolio.inspection import metric_names
from portfolio.inspection.figures import Figure, value_of

KEY = "figure"
LONGEST = 48
"""Characters of a name that a reason quotes."""
ORDER = ("test", "validation", "", "train")
"""Which part of the data the places named first are of."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A number in an output that is the claimed one."""

    file: FileFacts
    figure: Figure
    is_named: bool
    """Whether the metric is named beside it or over it."""

    @property
    def near(self) -> str:
        """What stands by the number, in words: beside “val_acc”."""
        figure = self.figure
        if figure.code:
            return f"as the value of “{_short(figure.name)}”"
        if not metric_names.metrics_of(figure.name) and figure.head:
            return f"under “{_short(figure.head)}”"
        return f"beside “{_short(figure.name)}”"


def check(result: ResultFacts, files: Sequence[FileFacts]) -> Check:
    """Whether the figure of `result` occurs in the outputs of the notebooks among `files`."""
    title = f"The claimed figure occurs in the output: {result.words}"
    notebooks = [file for file in files if file.is_notebook]
    hits = sorted(_hits(result, notebooks), key=lambda hit: ORDER.index(hit.figure.part))
    named = [hit for hit in hits if hit.is_named]
    counting = [hit for hit in named if hit.figure.part != "train" or _is_of_training(result)]
    if counting:
        first = counting[0]
        reason = f"{_number(first)} stands {first.near} in {_where(first)}."
        return Check(KEY, HOLDS, title, reason, _places(counting))
    if named:
        first = named[0]
        reason = f"{_number(first)} stands {first.near} in {_where(first)}, which is a figure of the training data."
        return Check(KEY, OPEN, title, reason, _places(named))
    if hits:
        reason = f"{_number(hits[0])} stands in {_where(hits[0])}, without the name of the metric near it."
        return Check(KEY, OPEN, title, reason + _of_repeats(result), _places(hits))
    return _not_found(result, title, notebooks)


def _not_found(result: ResultFacts, title: str, notebooks: Sequence[FileFacts]) -> Check:
    """Nothing that rounds to the figure: not shown, or nothing to look through."""
    if not notebooks:
        return Check(
            KEY, IMPOSSIBLE, title, "There is no notebook in this project whose output could be looked through."
        )
    if not any(file.figures.found for file in notebooks):
        places = some(file.place(0) for file in notebooks)
        whose = f"{notebooks[0].title} has" if len(notebooks) == 1 else "The notebooks have"
        return Check(KEY, IMPOSSIBLE, title, f"{whose} no output with numbers to look through.", places)
    is_known = bool(metric_names.metrics_of(result.metric))
    partly = [f for f in notebooks if not (f.figures.complete or (is_known and f.figures.named))]
    if partly:
        reason = f"{partly[0].title} prints more numbers than are looked through; it was not among those that were."
        return Check(KEY, IMPOSSIBLE, title, reason + _of_repeats(result), some(file.place(0) for file in partly))
    numbers = "number" if all(file.figures.complete for file in notebooks) else "number beside the name of a metric"
    value = f"{result.value:f}{'%' if result.unit == '%' else ''}"
    if is_bare(result.value):
        reason = f"No {numbers} in the output is {value}; the figure is claimed without decimals."
    else:
        reason = f"No {numbers} in the output rounds to {value}."
    return Check(KEY, OPEN, title, reason + _of_repeats(result), some(file.place(0) for file in notebooks))


def _hits(result: ResultFacts, notebooks: Sequence[FileFacts]) -> Iterator[Hit]:
    is_share = metric_names.is_share(result.metric)
    for file in notebooks:
        for figure in file.figures.found:
            near = f"{figure.name} {figure.head}"
            number, percent = value_of(figure.text)
            if "neg" in metric_names.words(near):
                number = -number
            is_named = metric_names.means(result.metric, near)
            if occurs(result.value, result.unit, number, percent, is_share=is_share and is_named):
                yield Hit(file, figure, is_named)


def _is_of_training(result: ResultFacts) -> bool:
    return "train" in {metric_names.part_of(text) for text in (result.metric, result.split, result.label)}


def _of_repeats(result: ResultFacts) -> str:
    if result.repeats < 2:
        return ""
    return f" It is stated for {result.repeats} repeats; a mean of several runs often stands in no output."


def _number(hit: Hit) -> str:
    return hit.figure.text


def _where(hit: Hit) -> str:
    return hit.file.place(hit.figure.cell)[0]


def _places(hits: Sequence[Hit]) -> tuple[tuple[str, str], ...]:
    return some(hit.file.place(hit.figure.cell) for hit in hits)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
