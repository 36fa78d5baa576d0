"""Logs as charts: what a reader of the page's markup gets back is what was logged."""

import math
import re
import statistics
from collections.abc import Sequence
from dataclasses import replace

import html5lib
import pytest
from django.template.loader import render_to_string

from portfolio.inspection.logs.read import read
from portfolio.inspection.logs.runs import Log, Run, Series
from portfolio.pages import curves
from tests.core.readback import Picture, pictures
from tests.factories import logs
from tests.factories.logs import CURVES, EPOCHS

EXACTLY = 0.011
"""Units of the picture, which is drawn at about a pixel each: far below half a pixel."""
PLOT = 172.0


def together(files: list[tuple[str, Log]]) -> Log:
    """One log of several runs, as some programs write it: each file is a run of this name."""
    runs = tuple(replace(run, name=name) for name, log in files for run in log.runs)
    return replace(files[0][1], runs=runs)


def markup(page: curves.LogPage | None) -> str:
    html = render_to_string("components/curves.html", {"log": page})
    html5lib.HTMLParser(strict=True).parse(f"<!doctype html><title>x</title>{html}")
    return html


def charts(page: curves.LogPage | None) -> dict[str, Picture]:
    return {picture.title: picture for picture in pictures(markup(page))}


def assert_drawn(picture: Picture, name: str, steps: Sequence[float], values: Sequence[float]) -> None:
    """Every point of a line, to a hundredth of a unit in both directions."""
    points = picture.series[name]
    assert len(points) == len(values)
    for (step, value), x, y in zip(points, steps, values, strict=True):
        assert step == pytest.approx(x, abs=EXACTLY * picture.step_of_a_unit)
        assert value == pytest.approx(y, abs=EXACTLY * picture.value_of_a_unit)


# Each kind ----------------------------------------------------------------------------------------------------------

NAMES = {
    ("keras-csv", "training.csv"): ("loss", "val_loss", "epoch", 0, 1),
    ("lightning-csv", "metrics.csv"): ("train_loss", "val_loss", "epoch", 0, 1),
    ("csv", "mine.csv"): ("loss", "val_loss", "row", 1, 1),
    ("tensorboard", "run/events.out.tfevents.1.host"): ("loss", "val_loss", "step", 0, 1),
    ("mlflow", "metrics.csv"): ("loss", "val_loss", "step", 0, 1),
    ("mlflow", "mlruns/0/a1/metrics/val_loss"): ("", "val_loss", "step", 0, 1),
    ("mlflow", "history.json"): ("loss", "val_loss", "step", 0, 1),
    ("wandb", "wandb_export.csv"): ("", "val_loss", "step", 0, 1),
    ("wandb", "history.jsonl"): ("loss", "val_loss", "step", 0, 1),
    ("trainer-state", "trainer_state.json"): ("", "eval_loss", "step", 50, 50),
    ("keras-history-json", "history.json"): ("loss", "val_loss", "epoch", 1, 1),
}
"""How the lines are called, what the steps are called, the first step and the distance of the next."""


@pytest.mark.parametrize(("kind", "name", "raw"), logs.all_kinds(), ids=[f"{k} {n}" for k, n, _ in logs.all_kinds()])
def test_a_log_of_each_kind_is_read_back_from_its_chart(kind: str, name: str, raw: bytes) -> None:
    train, validation, step_name, first, apart = NAMES[kind, name]
    log = read(raw, name)
    assert log.kind == kind
    picture = charts(curves.page_of(log))[f"Loss by {step_name}"]
    steps = [first + apart * place for place in range(EPOCHS)]
    assert_drawn(picture, validation, steps, CURVES["val_loss"])
    assert picture.classes[validation] == "va"
    if train:
        assert_drawn(picture, train, steps, CURVES["loss"])
        assert picture.classes[train] == "tr"
        assert {"training", "validation"} <= set(picture.texts)
    best = min(CURVES["val_loss"])
    at = first + apart * CURVES["val_loss"].index(best)
    assert picture.mark == (
        pytest.approx(at, abs=EXACTLY * picture.step_of_a_unit),
        pytest.approx(best, abs=EXACTLY * picture.value_of_a_unit),
    )
    assert f"best {best:.4g} at {step_name} {at:,}" in picture.texts


def test_trainer_state_draws_the_training_between_the_evaluations() -> None:
    picture = charts(curves.page_of(read(logs.trainer_state(), "trainer_state.json")))["Loss by step"]
    assert_drawn(picture, "loss", [25.0 * k for k in range(1, 29)], [
        value for loss in CURVES["loss"] for value in (loss + 0.01, loss)
    ])  # fmt: skip


# What is drawn ------------------------------------------------------------------------------------------------------


def seeds(count: int, shift: float = 0.0) -> list[dict[str, list[float]]]:
    """The curves once for each seed, moved up and down a little."""
    return [{name: [v + shift + 0.01 * seed * (-1) ** k for k, v in enumerate(values)] for name, values in CURVES.items()} for seed in range(count)]  # fmt: skip  # noqa: E501


def runs(made: Sequence[dict[str, list[float]]]) -> Log:
    return together([(f"seed {place}", read(logs.keras_csv(each), "a.csv")) for place, each in enumerate(made)])


def test_several_runs_are_a_mean_with_its_spread_and_faint_single_lines() -> None:
    made = seeds(5)
    page = curves.page_of(runs(made))
    picture = charts(page)["Loss by epoch"]
    losses = [each["val_loss"] for each in made]
    for place, values in enumerate(losses):
        assert_drawn(picture, f"val_loss seed {place}", range(EPOCHS), values)
        assert picture.classes[f"val_loss seed {place}"] == "run va"
    means = [statistics.fmean(values) for values in zip(*losses, strict=True)]
    html = markup(page)
    assert "Thick lines: mean of 5 runs; shaded: one standard deviation to either side; thin: each run." in html
    assert html.count('class="area"') == 4
    assert f"best mean {min(means):.4g} at epoch {means.index(min(means))}" in picture.texts
    assert "validation loss, mean of 5 runs, falls from" in picture.label


def test_the_band_reaches_one_deviation_to_either_side() -> None:
    made = seeds(3)
    chart = curves.page_of(runs(made)).panels[0].chart
    numbers = [float(number) for number in re.findall(r"-?\d+\.\d+", chart.bands[1].d)]
    heights = [chart.y.value(y) for y in numbers[1::2]]
    values = [each["val_accuracy"][0] for each in made]
    mean, sd = statistics.fmean(values), statistics.stdev(values)
    assert heights[0] == pytest.approx(mean + sd, abs=0.002)
    assert heights[-1] == pytest.approx(mean - sd, abs=0.002)


def test_before_and_after_lie_on_one_scale() -> None:
    worse = {name: [value + 0.2 for value in values] for name, values in CURVES.items()}
    page = curves.overlay(read(logs.keras_csv(worse), "a.csv"), read(logs.keras_csv(), "b.csv"), "loss")
    picture = charts(page)["Validation loss by epoch, before and after"]
    assert_drawn(picture, "before", range(EPOCHS), worse["val_loss"])
    assert_drawn(picture, "after", range(EPOCHS), CURVES["val_loss"])
    assert {"before", "after"} <= set(picture.texts)
    assert picture.label.startswith("Validation loss before falls from 1.7 to")


def test_before_and_after_of_several_runs_have_a_band_each() -> None:
    page = curves.overlay(runs(seeds(3, 0.3)), runs(seeds(4)), "loss")
    html = markup(page)
    assert html.count('class="area"') == 2
    assert html.count('class="run be"') == 3
    assert html.count('class="run va"') == 4


def test_logs_without_a_metric_in_common_cannot_be_overlaid() -> None:
    log = read(logs.keras_csv(), "a.csv")
    assert curves.overlay(log, read(b"epoch,val_f1\n1,0.5\n2,0.6\n", "b.csv"), "loss") is None
    assert curves.overlay(log, log, "no such metric") is None
    assert "".join(markup(None).split()) == ""


def test_a_gap_breaks_the_line_and_a_lonely_point_is_a_dot() -> None:
    raw = b"epoch,val_loss\n1,0.9\n2,0.8\n3,nan\n4,0.6\n5,inf\n6,0.4\n7,0.3\n"
    picture = charts(curves.page_of(read(raw, "a.csv")))["Loss by epoch"]
    assert picture.parts["val_loss"] == 3
    assert_drawn(picture, "val_loss", [1, 2, 4, 6, 7], [0.9, 0.8, 0.6, 0.4, 0.3])


def test_values_over_more_than_three_decades_are_drawn_on_a_logarithmic_scale() -> None:
    values = [10.0 ** (-place / 3) for place in range(15)]
    raw = "epoch,val_loss\n" + "\n".join(f"{place},{value!r}" for place, value in enumerate(values))
    page = curves.page_of(read(raw.encode(), "a.csv"))
    picture = charts(page)["Loss by epoch"]
    assert picture.scale == "log"
    assert "Logarithmic scale." in markup(page)
    drawn = [value for _, value in picture.series["val_loss"]]
    unit = math.log(1e5) / PLOT
    logarithms = [math.log(value) for value in values]
    assert [math.log(value) for value in drawn] == pytest.approx(logarithms, abs=EXACTLY * unit)


def test_runs_at_different_steps_have_no_mean_and_it_is_said() -> None:
    files = [
        b"step,val_loss\n" + b"\n".join(b"%d,0.%d" % (s, 9 - s % 7) for s in range(first, 30, 3)) for first in (0, 1)
    ]
    page = curves.page_of(together([(f"r{k}", read(raw, "a.csv")) for k, raw in enumerate(files)]))
    html = markup(page)
    assert "The runs were measured at different steps, so no mean is drawn." in html
    assert {"r0", "r1"} <= set(charts(page)["Loss by step"].texts)


def test_panels_begin_with_what_was_validated_and_end_with_the_schedule() -> None:
    raw = b"epoch,lr,epoch_time,train_f1,val_loss,loss\n1,0.1,9,0.5,0.6,0.7\n2,0.01,9,0.6,0.5,0.6\n"
    assert [panel.metric for panel in curves.page_of(read(raw, "a.csv")).panels] == ["loss", "f1", "lr", "time"]


def test_eight_panels_are_drawn_and_the_others_counted() -> None:
    head = ",".join(["epoch", *(f"val_loss{k}" for k in range(11))])
    page = curves.page_of(read(f"{head}\n1{',0.5' * 11}\n2{',0.4' * 11}\n".encode(), "a.csv"))
    assert len(page.panels) == 8
    assert page.notes == ("3 more metrics are in the file and not drawn.",)


def test_figures_stand_in_the_order_of_the_panels_training_first() -> None:
    figures = curves.page_of(read(logs.lightning_csv(), "metrics.csv")).figures
    assert figures is not None
    assert figures.head == ("Metric", "Split", "Last", "Best", "At epoch")
    best = min(CURVES["val_loss"])
    assert [row[:2] for row in figures.rows] == [
        ("Loss", "Training"), ("Loss", "Validation"), ("Accuracy", "Training"), ("Accuracy", "Validation"),
    ]  # fmt: skip
    assert figures.rows[1][2:] == (f"{CURVES['val_loss'][-1]:.7g}", f"{best:.7g}", "11")


def test_a_table_of_runs_has_figures_and_no_chart() -> None:
    page = curves.page_of(read(logs.mlflow_runs_csv([("a", 0.8, 0.5), ("b", 0.9, 0.7)]), "runs.csv"))
    assert page.panels == ()
    assert page.figures is not None
    assert ("Loss", "Validation", "0.60 ± 0.14", "0.60 ± 0.14", "2") in page.figures.rows


# Words and numbers --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([0.9, 0.32, 0.4], "Validation loss falls from 0.9 to 0.32 at epoch 2, its best, and rises to 0.4 by epoch 3."),
        ([0.91, 0.5, 0.32], "Validation loss falls from 0.91 to 0.32 at epoch 3, its best."),
        ([0.3, 0.5, 0.4], "Validation loss begins with 0.3, its best, and rises to 0.4 by epoch 3."),
        ([0.9, 0.3, 0.3], "Validation loss falls from 0.9 to 0.3 at epoch 2, its best, and ends there."),
        ([0.5, 0.5, 0.5], "Validation loss stays at 0.5 until epoch 3."),
        ([-1, -3.25, -2], "Validation loss falls from −1 to −3.25 at epoch 2, its best, and rises to −2 by epoch 3."),
    ],
)  # fmt: skip
def test_a_chart_is_told_in_a_sentence(values: list[float], sentence: str) -> None:
    raw = "epoch,val_loss\n" + "\n".join(f"{place},{value}" for place, value in enumerate(values, start=1))
    [picture] = charts(curves.page_of(read(raw.encode(), "a.csv"))).values()
    assert picture.label == sentence


def test_what_has_no_better_end_is_told_without_a_best() -> None:
    [picture] = charts(curves.page_of(read(b"epoch,lr\n1,0.1\n2,0.001\n3,0.01\n", "a.csv"))).values()
    assert picture.label == "Lr goes from 0.1 to 0.01 by epoch 3, between 0.001 and 0.1."
    assert picture.mark is None


def test_up_to_sixty_steps_the_table_has_them_all() -> None:
    table = curves.page_of(read(logs.keras_csv(), "a.csv")).panels[1].table
    assert table.head == ("Epoch", "Training", "Validation")
    assert table.rows == tuple(
        (f"{epoch}", f"{a:.7g}", f"{b:.7g}")
        for epoch, (a, b) in enumerate(zip(CURVES["loss"], CURVES["val_loss"], strict=True))
    )


def test_of_many_steps_the_table_keeps_those_that_are_looked_for_and_says_so() -> None:
    values = [1 / (step + 1) + (0.5 if step == 777 else 0) - (0.9 if step == 333 else 0) for step in range(1000)]
    raw = "step,val_loss\n" + "\n".join(f"{step},{value!r}" for step, value in enumerate(values))
    table = curves.page_of(read(raw.encode(), "a.csv")).panels[0].table
    assert len(table.rows) <= 200
    assert {"0", "333", "777", "999"} <= {row[0] for row in table.rows}
    assert table.caption == f"Loss by step: {len(table.rows)} of 1,000 steps, with the first, last and best"


def test_the_numbers_of_several_runs_have_their_mean_and_deviation() -> None:
    table = curves.page_of(runs(seeds(3))).panels[1].table
    assert table.head[:3] == ("Epoch", "Training mean", "Training deviation")
    assert "Validation seed 2" in table.head
    assert table.rows[0][2] == "0.01"


def test_the_words_of_a_log_are_text_wherever_they_stand() -> None:
    raw = b'epoch,"val_<img src=x onerror=alert(1)>_loss","""><script>"\n1,0.5,1\n2,0.4,2\n'
    html = markup(curves.page_of(read(raw, "a.csv")))
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    tags = {str(element.tag).rpartition("}")[2] for element in root.iter() if isinstance(element.tag, str)}
    assert not tags & {"img", "script"}
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


def test_the_largest_log_is_a_page_of_moderate_size() -> None:
    steps = tuple(float(step) for step in range(1000))
    wave = tuple(math.sin(step / 7) + step / 1e3 for step in steps)
    lines = tuple(Series(f"m{m}", "validation", f"accuracy {m}", steps, wave, "higher") for m in range(8))
    many = [Run(f"run {place}", lines, "step") for place in range(20)]
    assert len(markup(curves.page_of(Log("csv", tuple(many))))) < 1_500_000
