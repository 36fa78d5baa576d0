"""The numbers of a chart as a table: for screen readers, and to copy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portfolio import english
from portfolio.inspection.logs.thinning import thinned
from portfolio.pages import curves_words as words

ALL_ROWS = 60
"""Up to so many steps each has its row."""
MOST_ROWS = 200
MOST_COLUMNS = 12

Column = tuple[str, Iterable[tuple[float, float | None]]]


@dataclass(frozen=True, slots=True)
class Table:
    """Texts only; the first column is the head of its row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def panel_table(title: str, step_name: str, groups: Sequence[Sequence[Column]]) -> Table:
    """The values at each step. Of many steps those are kept that a reader looks for, as `thinned` has it.

    Of many runs the single ones are left out, as long as their mean is there.
    """
    columns = [column for group in groups for column in group]
    if len(columns) > MOST_COLUMNS:
        columns = [column for group in groups for column in _fewer(group, MOST_COLUMNS // len(groups))]
    values = {name: dict(points) for name, points in columns}
    every = sorted({step for column in values.values() for step in column})
    steps = every if len(every) <= ALL_ROWS else _kept(list(values.values()))
    caption = f"{title} by {step_name}"
    if len(steps) < len(every):
        caption += f": {len(steps):,} of {len(every):,} steps, with the first, last and best"
    return Table(
        caption=caption,
        head=(english.capital(step_name), *(english.capital(name) for name in values)),
        rows=tuple(
            (words.step(step), *(words.exact(column.get(step)) for column in values.values())) for step in steps
        ),
    )


def _fewer(group: Sequence[Column], most: int) -> Sequence[Column]:
    return group[: max(2, most)]


def _kept(columns: Sequence[dict[float, float | None]]) -> list[float]:
    kept: set[float] = set()
    for column in columns:
        steps = list(column)
        kept.update(steps[place] for place in thinned(list(column.values()), MOST_ROWS // len(columns)))
    return sorted(kept)
