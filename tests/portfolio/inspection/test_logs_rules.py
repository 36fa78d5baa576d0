"""What all logs have in common: names, order of steps, gaps, thinning, figures."""

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.inspection.logs.figures import Point, figures, mean_line
from portfolio.inspection.logs.names import better_of, metrics_of
from portfolio.inspection.logs.read import read
from portfolio.inspection.logs.runs import MOST_POINTS, Series, best, last, visible
from portfolio.inspection.logs.thinning import thinned
from tests.factories import logs


@pytest.mark.parametrize(
    ("name", "split", "metric"),
    [
        ("val_loss", "validation", "loss"),
        ("valid_loss", "validation", "loss"),
        ("eval/f1", "validation", "f1"),
        ("Loss/train", "train", "Loss"),
        ("trainLoss", "train", "Loss"),
        ("Accuracy/test", "test", "Accuracy"),
        ("epoch_loss", "", "loss"),
        ("train_loss_epoch", "train", "loss"),
        ("test_acc_epoch", "test", "acc"),
        ("metrics/mAP50-95(B)", "", "mAP50-95(B)"),
        ("value", "", "value"),
        ("validity", "", "validity"),
        ("testosterone", "", "testosterone"),
        ("learning_rate", "", "learning_rate"),
    ],
)
def test_split_and_metric_are_read_from_the_name(name: str, split: str, metric: str) -> None:
    assert metrics_of([name]) == {name: (split, metric)}


def test_a_bare_name_is_the_training_only_beside_a_measured_one() -> None:
    assert metrics_of(["loss", "val_loss", "lr"]) == {
        "loss": ("train", "loss"),
        "val_loss": ("validation", "loss"),
        "lr": ("", "lr"),
    }
    assert metrics_of(["loss"]) == {"loss": ("", "loss")}


@pytest.mark.parametrize(
    ("better", "names"),
    [
        ("lower", "loss box_loss mse MAE rmse perplexity WER error_rate top5_error mean_absolute_percentage_error fid "
                  "binary_crossentropy cross-entropy auc_loss nll loss_step"),
        ("higher", "accuracy acc1 sparse_categorical_accuracy AUC f1-score mAP50(B) precision_1 rougeL rouge2 BLEU r2 "
                   "neg_mean_squared_error IoU log_likelihood exact_match episode_reward cosine_similarity"),
        ("", "lr learning_rate grad_norm epoch_time accuracy_time pg0 foo heatmap entropy"),
    ],
)  # fmt: skip
def test_which_end_is_better_is_guessed_by_the_name(better: str, names: str) -> None:
    assert {name: better_of(name) for name in names.split()} == dict.fromkeys(names.split(), better)


def test_a_second_training_in_the_same_file_counts_on() -> None:
    raw = logs.keras_csv() + logs.keras_csv()
    log = read(raw, "training.csv")
    assert log.runs[0].series[0].steps == tuple(float(epoch) for epoch in range(2 * logs.EPOCHS))
    assert log.notes[0].startswith("The log begins anew in the middle")


def test_of_a_step_that_comes_twice_the_later_value_counts() -> None:
    raw = b"run_id,key,value,step\na,loss,0.9,0\na,loss,0.5,1\na,loss,0.4,2\na,loss,0.45,1\n"
    log = read(raw, "metrics.csv")
    assert log.runs[0].series[0].values == (0.9, 0.45, 0.4)
    assert log.notes == ("Some steps come more than once; the later value counts: loss.",)


def test_values_all_at_one_step_are_counted_in_order() -> None:
    log = read(b"1664364007310 0.5 0\n1664364007320 0.4 0\n1664364007330 0.3 0\n", "loss")
    assert (log.runs[0].series[0].steps, log.runs[0].series[0].values) == ((1, 2, 3), (0.5, 0.4, 0.3))
    assert log.notes == ("All points have the same step, so they are counted in order: loss.",)


def test_what_is_not_finite_is_a_gap_with_a_note_and_what_is_empty_is_not_there() -> None:
    log = read(b"epoch,loss,val_loss\n1,0.5,nan\n2,inf,0.4\n3,0.3,\n4,1e300,0.2\n", "a.csv")
    train, validation = log.runs[0].series
    assert (train.values, validation.values) == ((0.5, None, 0.3, None), (None, 0.4, 0.2))
    assert validation.steps == (1, 2, 4)
    assert log.notes == ("Values that are not finite numbers are left as gaps: loss, val_loss.",)
    assert (best(validation), last(validation), last(train)) == ((4, 0.2), (4, 0.2), (3, 0.3))


def test_words_in_a_column_are_said_to_be_left_out() -> None:
    log = read(b"epoch,loss,val_loss,comment\n1,0.5,0.6,good\n2,oops,0.5,better\n3,0.3,0.4,best\n", "a.csv")
    assert log.notes == ("Columns without numbers were left out: comment.", "1 cell is not numbers and left out.")


@pytest.mark.parametrize("count", [1001, 5000, 70_001])
def test_a_long_series_is_thinned_with_a_note(count: int) -> None:
    values = [math.sin(step / 300) + (5 if step == count // 3 else 0) for step in range(count)]
    rows = "\n".join(f"{step},{value!r}" for step, value in enumerate(values))
    log = read(f"step,accuracy\n{rows}\n".encode(), "a.csv")
    [line] = log.runs[0].series
    assert len(line.values) <= MOST_POINTS
    assert (line.steps[0], line.steps[-1]) == (0, count - 1)
    assert best(line) == (count // 3, max(values))
    assert log.notes == ("Long series were thinned; first, last, best and all peaks are kept: accuracy.",)


def test_many_series_keep_fewer_points_each() -> None:
    head = ",".join(["step", *(f"loss{k}" for k in range(400))])
    rows = "\n".join(",".join([str(step), *(["0.5"] * 400)]) for step in range(500))
    log = read(f"{head}\n{rows}\n".encode(), "a.csv")
    assert sum(len(line.values) for line in log.runs[0].series) <= 100_000


def test_one_gap_among_many_values_stays_a_gap() -> None:
    values: list[float | None] = [float(place) for place in range(5000)]
    values[3217] = None
    assert 3217 in thinned(values)


FLOATS = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.one_of(st.none(), FLOATS), min_size=1, max_size=40), st.integers(1, 20), st.integers(12, 60))
def test_thinning_keeps_first_last_best_and_order(few: list[float | None], times: int, most: int) -> None:
    values = few * times
    kept = thinned(values, most)
    known = [value for value in values if value is not None]
    assert kept == sorted(set(kept))
    assert len(kept) <= max(most, 12)
    assert kept[0] == 0
    assert kept[-1] == len(values) - 1
    left = [values[place] for place in kept]
    if known:
        assert min(value for value in left if value is not None) == min(known)
        assert values.index(max(known)) in kept
        assert values.index(min(known)) in kept
    assert (None in left) == (None in values)


def test_figures_of_one_run_have_no_deviation() -> None:
    found = {(figure.split, figure.metric): figure for figure in figures(read(logs.keras_csv(), "a.csv"))}
    figure = found["validation", "loss"]
    values = list(logs.CURVES["val_loss"])
    assert figure.runs[0].last == Point(13, values[-1])
    assert figure.runs[0].best == Point(values.index(min(values)), min(values))
    assert (figure.best and figure.best.mean, figure.best and figure.best.sd, figure.last.n) == (min(values), None, 1)


def test_figures_of_several_runs_have_mean_and_deviation() -> None:
    ends = [0.51, 0.48, 0.55]
    log = read(logs.mlflow_runs_csv([(f"r{k}", 0.8, end) for k, end in enumerate(ends)]), "runs.csv")
    figure = next(figure for figure in figures(log) if figure.metric == "loss")
    assert figure.last.n == 3
    assert figure.last.mean == pytest.approx(statistics.fmean(ends))
    assert figure.last.sd == pytest.approx(statistics.stdev(ends))


def line(steps: list[float], values: list[float | None]) -> Series:
    return Series("loss", "train", "loss", tuple(steps), tuple(values), "lower")


def test_the_mean_is_taken_where_all_runs_have_a_value() -> None:
    mean = mean_line([line([1, 2, 3, 4], [1, 2, 3, 4]), line([1, 2, 3], [3, None, 5])])
    assert mean is not None
    assert (mean.steps, mean.means, mean.n) == ((1, 2, 3), (2, None, 4), 2)
    assert mean.sds == (pytest.approx(math.sqrt(2)), None, pytest.approx(math.sqrt(2)))


def test_there_is_no_mean_of_one_run_nor_of_runs_at_different_steps() -> None:
    assert mean_line([line([1, 2], [1, 2])]) is None
    assert mean_line([line([1, 3, 5], [1, 2, 3]), line([2, 4, 6], [1, 2, 3])]) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("val\x1b[31m_loss", "val␛[31m_loss"),
        ("a\u202eb\u2066c", "a⟨U+202E⟩b⟨U+2066⟩c"),
        ("a\x00\x7f\x85b\ud800", "a␀␡⟨U+0085⟩b⟨U+D800⟩"),
        ("x" * 500, "x" * 79 + "…"),
        ("größe 値", "größe 値"),
    ],
)
def test_r_xss_08_what_cannot_be_seen_in_a_name_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown
