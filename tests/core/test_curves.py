"""Geometry of curves over steps: inside the panel, in order, exact, and no word on another."""

import math
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from core import axes, curves, labels, samples
from core.axes import CHARACTER
from tests.core.readback import pictures

FINITE = st.floats(min_value=-1e100, max_value=1e100)
VALUES = st.one_of(st.none(), FINITE, st.floats(min_value=0, max_value=1), st.just(float("nan")), st.just(math.inf))
STEPS = st.lists(st.floats(min_value=0, max_value=1e9), min_size=1, max_size=40, unique=True).map(sorted)


@st.composite
def lines(draw: st.DrawFn) -> list[curves.Line]:
    made = []
    for place in range(draw(st.integers(1, 4))):
        steps = draw(STEPS)
        values = draw(st.lists(VALUES, min_size=len(steps), max_size=len(steps)))
        made.append(curves.Line(f"m{place}", "va", list(zip(steps, values, strict=True)), f"line {place}"))
    return made


def numbers(path: curves.Path) -> list[tuple[float, float]]:
    parts = [part.strip("Z ").split() for part in path.d.split("M") if part]
    return [(float(x), float(y)) for part in parts for x, y in zip(part[::2], part[1::2], strict=True)]


def known(line: curves.Line) -> list[tuple[float, float]]:
    return [(step, value) for step, value in line.points if value is not None and abs(value) <= 1e100]


@given(lines())
def test_every_point_is_inside_the_panel_and_steps_go_right(made: list[curves.Line]) -> None:
    chart = curves.chart(made)
    if chart is None:
        assert not any(known(line) for line in made)
        return
    for line, path in zip(made, chart.paths, strict=True):
        places = sorted([*numbers(path), *path.dots])
        assert len(places) == len(known(line))
        assert all(chart.x.start <= x <= chart.x.end and curves.TOP <= y <= curves.BOTTOM for x, y in places)
        drawn = numbers(path)
        assert all(before <= after for (before, _), (after, _) in pairwise(drawn))
    assert chart.x.start < chart.x.end <= curves.WIDTH


@given(lines())
def test_every_value_can_be_read_back(made: list[curves.Line]) -> None:
    chart = curves.chart(made)
    if chart is None or chart.y.is_log:
        return
    unit = (chart.y.high - chart.y.low) / (curves.BOTTOM - curves.TOP)
    for line, path in zip(made, chart.paths, strict=True):
        back = sorted(chart.y.value(y) for _, y in [*numbers(path), *path.dots])
        wanted = sorted(value for _, value in known(line))
        assert back == pytest.approx(wanted, abs=0.02 * unit, rel=1e-9)


@given(st.lists(st.floats(min_value=1e-90, max_value=1e90), min_size=2, max_size=30))
def test_a_logarithmic_scale_has_every_value_between_its_ends(values: list[float]) -> None:
    axis = axes.value_axis(values, 184, 12)
    assert axis.is_log == (max(values) / min(values) > 1000)
    if axis.is_log:
        assert axis.low <= min(values) * (1 + 1e-9)
        assert axis.high >= max(values) * (1 - 1e-9)
        assert 2 <= len(axis.ticks) <= axes.MOST_TICKS
        for value in values:
            assert math.log(axis.value(axis.at(value))) == pytest.approx(math.log(value), abs=0.02)


@given(st.lists(FINITE, min_size=1, max_size=30))
def test_a_linear_scale_has_round_ends_and_few_ticks(values: list[float]) -> None:
    axis = axes.value_axis(values, 184, 12)
    if not axis.is_log:
        assert axis.low <= min(values) and axis.high >= max(values)
        assert 2 <= len(axis.ticks) <= axes.MOST_TICKS
        heights = [tick.at for tick in axis.ticks]
        assert heights == sorted(heights, reverse=True)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0.32, 0.91], ["0.2", "0.4", "0.6", "0.8", "1"]),
        ([1500, 1920], ["1,500", "1,600", "1,700", "1,800", "1,900", "2,000"]),
        ([0.5, 0.5], ["0.45", "0.475", "0.5", "0.525", "0.55"]),
        ([0.00002, 0.9], ["1e-05", "0.0001", "0.001", "0.01", "0.1", "1"]),
        ([2.0, 2000.0], ["0", "500", "1,000", "1,500", "2,000"]),
        ([2.0, 2001.0], ["1", "10", "100", "1,000", "10,000"]),
        ([0.0, 2001.0], ["0", "500", "1,000", "1,500", "2,000", "2,500"]),
        ([-3.0, 3e8], ["-1e+08", "0", "1e+08", "2e+08", "3e+08"]),
    ],
)
def test_ticks_of_values(values: list[float], ticks: list[str]) -> None:
    assert [tick.label for tick in axes.value_axis(values, 184, 12).ticks] == ticks


@pytest.mark.parametrize(
    ("steps", "ticks"),
    [
        (range(1, 61), ["1", "20", "40", "60"]),
        (range(30), ["0", "10", "20", "29"]),
        (range(10, 7001, 10), ["10", "2,000", "4,000", "7,000"]),
        (range(3), ["0", "1", "2"]),
        ([5], ["5"]),
        ([0.5, 1.0, 1.5], ["0.5", "0.75", "1", "1.25", "1.5"]),
        ([1e8, 3e8], ["1e+08", "1.5e+08", "2e+08", "2.5e+08", "3e+08"]),
    ],
)
def test_ticks_of_steps_begin_and_end_with_them(steps: list[float], ticks: list[str]) -> None:
    assert [tick.label for tick in axes.step_axis([float(step) for step in steps], 30, 250).ticks] == ticks


@given(STEPS)
def test_the_labels_of_steps_do_not_touch(steps: list[float]) -> None:
    ticks = axes.step_axis(steps, 30, 250).ticks
    inner = ticks if len(ticks) != 2 else ()
    for one, other in pairwise(inner):
        room = other.at - one.at - (len(one.label) + len(other.label)) * CHARACTER / 2
        assert room >= 0 or (one, other) == (ticks[0], ticks[-1])


@given(st.lists(st.floats(min_value=12, max_value=184), max_size=10))
def test_labels_of_lines_stay_in_order_and_apart(wanted: list[float]) -> None:
    heights = labels.spread(wanted, 14, 12, 184)
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    placed = [heights[place] for place in order]
    assert all(after - before >= 14 - 1e-9 for before, after in pairwise(placed))
    assert all(12 - 1e-9 <= height <= 184 + 1e-9 for height in placed)


def test_labels_that_have_room_stay_where_their_lines_end() -> None:
    assert labels.spread([100.0, 20.0, 150.0], 14, 12, 184) == [100.0, 20.0, 150.0]
    assert labels.spread([100.0, 101.0], 14, 12, 184) == [100.0, 114.0]
    assert labels.spread([184.0, 184.0], 14, 12, 184) == [170.0, 184.0]


@given(lines(), st.data())
def test_the_label_of_the_mark_is_inside_the_panel(made: list[curves.Line], data: st.DataObject) -> None:
    points = [point for line in made for point in known(line)]
    if not points:
        return
    step, value = data.draw(st.sampled_from(points))
    chart = curves.chart(made, (), curves.Mark(step, value, "best 0.5 at step 9"))
    assert chart is not None and chart.pointer is not None
    label = chart.pointer.label
    width = len(label.text) * CHARACTER
    left = label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
    assert chart.x.start - 0.1 <= left and left + width <= chart.x.end + 0.1
    assert curves.TOP <= label.y <= curves.BOTTOM


def test_the_label_of_the_mark_avoids_the_lines() -> None:
    falling = [(float(step), 100.0 - step) for step in range(100)]
    chart = curves.chart([curves.Line("m", "va", falling, "")], (), curves.Mark(50, 50, "half way"))
    assert chart is not None and chart.pointer is not None
    label = chart.pointer.label
    left = label.x - {"start": 0, "middle": 4 * CHARACTER, "end": 8 * CHARACTER}[label.anchor]
    box = labels.Box(left, label.y - 10, left + 8 * CHARACTER, label.y + 2)
    assert not any(box.holds(x, y) for x, y in numbers(chart.paths[0]))


def test_a_band_is_closed_and_broken_where_it_is_absent() -> None:
    line = curves.Line("m", "va", [(float(step), 0.5) for step in range(6)])
    band = curves.Band(
        "area", [(0, (0.4, 0.6)), (1, (0.3, 0.7)), (2, None), (3, (0.4, 0.6)), (4, (0.4, 0.6)), (5, None)]
    )
    chart = curves.chart([line], [band])
    assert chart is not None
    [area] = chart.bands
    assert area.d.count("M") == area.d.count("Z") == 2
    assert [round(chart.y.value(y), 2) for _, y in numbers(area)[:4]] == [0.6, 0.7, 0.3, 0.4]


def test_a_band_below_zero_ends_at_the_foot_of_a_logarithmic_scale() -> None:
    line = curves.Line("m", "va", [(1.0, 0.0001), (2.0, 1.0)])
    wide = curves.Band("area", [(1.0, (0.00005, 0.0002)), (2.0, (0.5, 2.0))])
    chart = curves.chart([line], [wide])
    assert chart is not None and chart.y.is_log
    below = curves.chart([line], [curves.Band("area", [(1.0, (-1.0, 0.0002)), (2.0, (0.5, 2.0))])])
    assert below is not None
    assert all(y <= curves.BOTTOM for _, y in numbers(below.bands[0]))


def test_the_picture_carries_its_scales_exactly() -> None:
    chart = curves.chart([curves.Line("m", "va", [(1.0, 0.1), (3.0, 1 / 3)], "a label")])
    assert chart is not None
    scales = dict(chart.scales)
    assert {name: float(scales[name]) for name in ("x0", "x1", "y0", "y1")} == {"x0": 1, "x1": 3, "y0": 0.1, "y1": 0.35}
    assert (scales["bottom"], scales["top"], scales["scale"]) == ("184.0", "12.0", "linear")


def test_the_style_guide_shows_curves() -> None:
    html = render_to_string("components/curves.html", {"log": samples.log()})
    [picture] = pictures(html)
    assert set(picture.series) == {"loss", "val_loss"}
    assert len(picture.series["loss"]) == 40
    assert {"training", "validation"} <= set(picture.texts)


@pytest.mark.parametrize("values", [[0.0, 5e-324], [0.0, 2.0000000000000003e55], [-5e-324, 0.0], [1e-300, 1e-300]])
def test_values_at_the_edges_of_what_a_float_can_tell_have_an_axis(values: list[float]) -> None:
    axis = axes.value_axis(values, 184, 12)
    assert axis.low <= min(values) and axis.high >= max(values) and len(axis.ticks) >= 2
