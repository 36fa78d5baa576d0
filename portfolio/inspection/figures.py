"""The numbers that a notebook's outputs show, each with the words that stand beside it. Pure.

For one question: does a figure that a person claims occur in the output? So numbers beside the name of a metric come
first, and a long series keeps its ends and its extremes before its middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from core import terminal
from portfolio.inspection import figure_tables, metric_names
from portfolio.inspection.cells import Cell, Notebook, Output
from portfolio.inspection.figure_lines import in_lines, names_metric

MOST = 500
"""Figures that are kept of one notebook."""
MOST_TEXT = 2_000_000
"""Characters of output that are looked through in one notebook."""
MOST_OF_OUTPUT = 200_000
"""Of one output: a quarter from its beginning, the rest from its end, where the result of a training stands."""
LONGEST_CODE = 120
"""Characters of a line of code that are kept as a name."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of an output."""

    cell: int
    text: str
    """As it was printed: 0.9412, 94.1%, 1,234.5, 9.4e-01"""
    name: str = ""
    """What stands before it on its line."""
    head: str = ""
    """What stands at the top of its column."""
    part: str = ""
    """Of which part of the data it is, by these words: test, validation, train or nothing."""
    code: bool = False
    """Whether `name` is the line of code that gave it, because the output has no word."""

    @property
    def value(self) -> Decimal:
        """The number, without its per cent sign."""
        return value_of(self.text)[0]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is kept of one notebook."""

    found: tuple[Figure, ...]
    complete: bool = True
    """Whether these are all the numbers of its outputs."""
    named: bool = True
    """Whether these are at least all those beside which a known metric is named."""
    outputs: int = 0
    """How many outputs it has, whatever they hold."""
    language: str = "python"
    """What its code is written in."""

    def to_json(self) -> dict[str, Any]:
        """Plain values that JSON can hold; what is empty is left out."""
        rows = [{key: value for key, value in asdict(each).items() if value} for each in self.found]
        return {**asdict(self), "found": rows}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Figures:
        """The value of which `to_json` made `row`; nothing is found in an empty one."""
        return cls(**{**row, "found": tuple(Figure(**each) for each in row.get("found", ()))})


def read(notebook: Notebook) -> Figures:
    """The numbers of all outputs, at most `MOST`, in the order in which they stand."""
    left = MOST_TEXT
    whole = True
    found: list[Figure] = []
    for cell in notebook.cells:
        for output in cell.outputs:
            text, html = _texts(output)
            cut = min(left, MOST_OF_OUTPUT)
            whole = whole and len(text) + len(html) <= cut
            left -= min(len(text) + len(html), cut)
            found += _of_output(cell, output, _within(text, cut), html[:cut])
    each = list(dict.fromkeys(found))
    kept = _chosen(each)
    return Figures(
        tuple(kept),
        complete=whole and len(kept) == len(each),
        named=whole and sum(map(_is_named, kept)) == sum(map(_is_named, each)),
        outputs=sum(len(cell.outputs) for cell in notebook.cells),
        language=notebook.language,
    )


def _within(text: str, most: int) -> str:
    """At most so many characters of `text`: whole lines of its beginning and of its end."""
    if len(text) <= most:
        return text
    start, end = text[: most // 4], text[len(text) - (most - most // 4) :]
    return start[: start.rfind("\n") + 1] + end[end.find("\n") + 1 :]


def value_of(text: str) -> tuple[Decimal, bool]:
    """The number that `text` writes, and whether it is one of a hundred: (94.1, True) for 94.1%."""
    plain = text.removesuffix("%").strip().replace(",", "").replace("−", "-")
    return Decimal(plain), text.endswith("%")


def _texts(output: Output) -> tuple[str, str]:
    """What there is to look through: plain text, or the HTML of a table in its place."""
    if output.kind == "stream":
        return output.text, ""
    html = output.data.get("text/html", "")
    if "<table" in html:
        return "", html
    return output.data.get("text/plain", "") or output.data.get("text/markdown", ""), ""


def _of_output(cell: Cell, output: Output, text: str, html: str) -> Iterator[Figure]:
    found = figure_tables.in_html(html) if html else in_lines([line[:2_000] for line in terminal.lines(text)])
    by = _code_of(cell, output)
    for each in found:
        if by and not each.head and not names_metric(each.name):
            yield Figure(cell.number, each.text, by, each.name, _part_of_code(by), code=True)
        else:
            part = each.part or metric_names.part_of(f"{each.name} {each.head}")
            yield Figure(cell.number, each.text, each.name, each.head, part)


def _code_of(cell: Cell, output: Output) -> str:
    """The line of code that an output without words is the value of: the last one, or the only print.

    Empty where it names no metric, so that it would say nothing.
    """
    lines = [line.strip() for line in cell.source.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if output.kind == "stream":
        prints = [line for line in lines if "print(" in line]
        line = prints[0] if len(prints) == 1 else ""
    else:
        line = lines[-1] if lines else ""
    line = line.partition("  #")[0].strip()
    return line[:LONGEST_CODE] if metric_names.metrics_of(line) else ""


def _part_of_code(line: str) -> str:
    """Which part of the data a line of code measures; what is named y_train may be predicted by cross-validation."""
    part = metric_names.part_of(line)
    return "" if part == "train" else part


def _chosen(found: Sequence[Figure]) -> list[Figure]:
    """At most `MOST` of them: named by a metric before others, ends and extremes of a series before its middle."""
    if len(found) <= MOST:
        return list(found)
    named = [each for each in found if _is_named(each)]
    others = set(found) - set(named)
    ranked = dict.fromkeys([*_ends(named), *named, *(each for each in found if each in others)])
    kept = set(list(ranked)[:MOST])
    return [each for each in found if each in kept]


def _is_named(figure: Figure) -> bool:
    return names_metric(f"{figure.name} {figure.head}")


def _ends(found: Iterable[Figure]) -> list[Figure]:
    """Of every series (one name in one cell) the last, the smallest, the largest and the first."""
    ends: list[Figure] = []

    def series(each: Figure) -> tuple[int, str, str]:
        return each.cell, each.name, each.head

    for _, group in groupby(sorted(found, key=series), key=series):
        run = list(group)
        ends += [run[-1], min(run, key=lambda each: each.value), max(run, key=lambda each: each.value), run[0]]
    return ends
