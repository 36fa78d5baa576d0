"""Geometry of the small charts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import plots


@pytest.mark.parametrize(
    ("better", "value", "baseline", "best"), [("higher", 0.943, 0.871, 0.968), ("lower", 3.4, 5.9, 3.1)]
)
def test_better_is_always_to_the_right(better: str, value: float, baseline: float, best: float) -> None:
    plot = plots.metric_plot(value, 0.01, baseline, best, better)
    assert plot is not None and plot.baseline is not None and plot.best is not None
    assert plot.baseline < plot.x < plot.best
    assert plot.x1 is not None and plot.x2 is not None and plot.x1 < plot.x < plot.x2


def test_a_result_worse_than_the_baseline_lies_left_of_it() -> None:
    plot = plots.metric_plot(Decimal("0.60"), None, Decimal("0.65"), Decimal("0.90"), "higher")
    assert plot is not None and plot.baseline is not None and plot.best is not None
    assert (plot.x, plot.best) == (36.0, 204.0)
    assert plot.x < plot.baseline < plot.best
    assert plot.x1 is None and plot.x2 is None


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), float("nan"), Decimal("1e400")])
def test_what_is_not_finite_is_not_drawn(value: Decimal | float) -> None:
    assert plots.metric_plot(value, None, 1, 2, "higher") is None
    assert plots.before_after(value, 1) is None
    assert plots.rows([(value, None), (1, None)]) is None


def test_a_result_without_any_reference_is_not_drawn() -> None:
    assert plots.metric_plot(0.9, 0.1, None, None, "higher") is None


def test_equal_values_stand_in_the_middle() -> None:
    plot = plots.metric_plot(1, None, 1, None, "higher")
    assert plot is not None
    assert (plot.x, plot.baseline, plot.best) == (120.0, 120.0, None)


def test_a_long_interval_stays_inside_the_picture() -> None:
    plot = plots.metric_plot(0.5, 5, 0.4, 0.6, "higher")
    assert plot is not None
    assert (plot.x1, plot.x2) == (36.0, 204.0)


def test_the_rows_of_a_table_share_a_scale_with_round_ends() -> None:
    table = plots.rows([(0.803, 0.022), (0.871, 0.018), (0.943, 0.009), (0.968, 0.007)])
    assert table is not None
    assert (table.low, table.high) == ("0.75", "1.00")
    assert [dot.x for dot in table.dots] == sorted(dot.x for dot in table.dots)
    assert all(6 <= dot.x1 < dot.x < dot.x2 <= 234 for dot in table.dots if dot.x1 is not None and dot.x2 is not None)


def test_the_rows_of_an_empty_table_are_none() -> None:
    assert plots.rows([]) is None


@pytest.mark.parametrize(
    ("before", "after", "first", "last"),
    [(0.871, 0.921, "0.86", "0.94"), (1500, 1920, "1,500", "2,000"), (0, 0, "-1.0", "1.0"), (-3, 3, "-4", "4")],
)
def test_before_and_after_stand_between_round_ticks(before: float, after: float, first: str, last: str) -> None:
    plot = plots.before_after(before, after)
    assert plot is not None
    assert 2 <= len(plot.ticks) <= 6
    assert (plot.ticks[0].label, plot.ticks[-1].label) == (first, last)
    assert plot.ticks[0].x <= min(plot.before.x, plot.after.x)
    assert plot.ticks[-1].x >= max(plot.before.x, plot.after.x)
    assert len({tick.label for tick in plot.ticks}) == len(plot.ticks)


def test_before_and_after_keep_their_intervals() -> None:
    plot = plots.before_after(10, 8, 0.5, None)
    assert plot is not None
    assert plot.before.x1 is not None and plot.before.x1 < plot.before.x
    assert plot.after.x1 is None
    assert (plot.left, plot.width) == (plot.after.x, round(plot.before.x - plot.after.x, 1))


def test_numbers_that_labels_cannot_tell_apart_are_drawn_as_one() -> None:
    pair = plots.before_after(1 / 3, 1 / 3, 3.6e-13, None)
    assert pair is not None and pair.before.x == pair.after.x and 0 < pair.before.x < plots.WIDTH


NUMBERS = st.one_of(st.floats(), st.decimals(), st.integers())


@given(value=NUMBERS, spread=st.none() | NUMBERS, other=NUMBERS, better=st.sampled_from(["higher", "lower"]))
def test_whatever_is_typed_the_marks_stay_in_the_picture(
    value: plots.Number, spread: plots.Number | None, other: plots.Number, better: str
) -> None:
    single = plots.metric_plot(value, spread, other, None, better)
    pair = plots.before_after(value, other, spread, None)
    table = plots.rows([(value, spread), (other, None)])
    marks = [single] if single else []
    marks += [pair.before, pair.after] if pair else []
    marks += table.dots if table else ()
    for mark in marks:
        assert all(0 <= x <= plots.WIDTH for x in (mark.x, mark.x1, mark.x2) if x is not None)
