"""Training logs of each kind become the series that were logged."""

import json

import pytest

from portfolio.inspection.logs.read import read
from portfolio.inspection.logs.runs import Log, Series, best
from tests.factories import logs
from tests.factories.logs import CURVES, EPOCHS


def series(log: Log) -> dict[tuple[str, str], Series]:
    """The series of a log of one run by split and metric."""
    [run] = log.runs
    return {(line.split, line.metric): line for line in run.series}


def assert_is_curves(log: Log, steps: list[float]) -> None:
    found = series(log)
    assert set(found) == {("train", "loss"), ("validation", "loss"), ("train", "accuracy"), ("validation", "accuracy")}
    for (split, metric), line in found.items():
        name = metric if split == "train" else f"val_{metric}"
        assert line.values == tuple(CURVES[name])
        assert line.steps == tuple(steps)
        assert line.better == ("lower" if metric == "loss" else "higher")


EPOCHS_FROM_0 = [float(epoch) for epoch in range(EPOCHS)]
FROM_1 = [float(epoch) for epoch in range(1, EPOCHS + 1)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_keras_csvlogger(separator: str) -> None:
    log = read(logs.keras_csv(separator=separator), "training.log")
    assert (log.kind, log.runs[0].step_name, log.runs[0].name) == ("keras-csv", "epoch", "training")
    assert log.notes == ("Epochs are counted from 0, as in the file.",)
    assert_is_curves(log, EPOCHS_FROM_0)


def test_lightning_with_values_per_epoch_counts_epochs() -> None:
    log = read(logs.lightning_csv(), "metrics.csv")
    assert (log.kind, log.runs[0].step_name) == ("lightning-csv", "epoch")
    assert_is_curves(log, EPOCHS_FROM_0)


def test_lightning_with_values_per_step_counts_steps() -> None:
    text = "epoch,step,train_loss_step,train_loss_epoch,val_loss\n"
    text += "0,9,2.5,,\n0,19,2.0,,\n0,19,,,1.9\n0,19,,2.2,\n1,29,1.6,,\n1,39,1.5,,\n1,39,,,1.7\n1,39,,1.55,\n"
    log = read(text.encode(), "metrics.csv")
    assert (log.kind, log.runs[0].step_name) == ("lightning-csv", "step")
    found = {line.name: line for line in log.runs[0].series}
    assert found["train_loss_step"].steps == (9, 19, 29, 39)
    assert (found["val_loss"].steps, found["val_loss"].values) == ((19, 39), (1.9, 1.7))
    assert (found["train_loss_epoch"].split, found["train_loss_epoch"].metric) == ("train", "loss")
    assert (found["train_loss_step"].split, found["train_loss_step"].metric) == ("train", "loss_step")


def test_a_table_without_a_count_is_counted_by_its_rows() -> None:
    log = read(logs.plain_csv(), "mine.csv")
    assert (log.kind, log.runs[0].step_name) == ("csv", "row")
    assert_is_curves(log, FROM_1)


def test_numbers_without_a_head_have_columns_by_number() -> None:
    log = read(b"0.9,0.8\n0.7,0.75\n0.5,0.7\n", "loss.csv")
    assert [(line.name, line.values) for line in log.runs[0].series] == [
        ("column 1", (0.9, 0.7, 0.5)),
        ("column 2", (0.8, 0.75, 0.7)),
    ]


def test_ultralytics_pads_its_head() -> None:
    text = b"   epoch,  train/box_loss,  metrics/mAP50(B),  val/box_loss\n"
    text += b"       1,             1.5,               0.2,           1.4\n       2,  1.2,  0.4,  1.3\n"
    found = series(read(text, "results.csv"))
    assert set(found) == {("train", "box_loss"), ("", "mAP50(B)"), ("validation", "box_loss")}
    assert found["", "mAP50(B)"].better == "higher"


def test_wandb_chart_export_has_a_run_for_each_line() -> None:
    runs = {"sunny-1": CURVES["val_loss"], "rainy-2": CURVES["loss"]}
    log = read(logs.wandb_csv(runs), "wandb_export.csv")
    assert (log.kind, [run.name for run in log.runs], log.notes) == ("wandb", list(runs), ())
    for run in log.runs:
        [line] = run.series
        assert (line.split, line.metric, line.values) == ("validation", "loss", tuple(runs[run.name]))
        assert line.steps == tuple(EPOCHS_FROM_0)


def test_bounds_of_a_wandb_group_are_left_out_with_a_note() -> None:
    text = b'"Step","g - loss","g - loss__MIN","g - loss__MAX"\n"0","0.5","0.4","0.6"\n"1","0.4","0.3","0.5"\n'
    log = read(text, "export.csv")
    assert [line.values for line in log.runs[0].series] == [(0.5, 0.4)]
    assert log.notes == ("The smallest and largest values beside each line (__MIN, __MAX) were left out.",)


def test_wandb_history_leaves_counters_and_media_out() -> None:
    log = read(logs.wandb_jsonl(), "history.jsonl")
    assert (log.kind, log.runs[0].step_name, log.notes) == ("wandb", "step", ())
    assert_is_curves(log, EPOCHS_FROM_0)


def test_mlflow_export_has_a_run_for_each_id() -> None:
    log = read(logs.mlflow_csv({"a1": CURVES, "b2": CURVES}), "metrics.csv")
    assert (log.kind, [run.name for run in log.runs]) == ("mlflow", ["a1", "b2"])
    for run in log.runs:
        assert_is_curves(Log(log.kind, (run,)), EPOCHS_FROM_0)


def test_mlflow_comparison_has_one_value_for_each_run() -> None:
    log = read(logs.mlflow_runs_csv([("plain", 0.8, 0.5), ("dropout", 0.85, 0.4)]), "runs.csv")
    assert (log.kind, [run.name for run in log.runs]) == ("mlflow", ["plain", "dropout"])
    assert [[line.values for line in run.series] for run in log.runs] == [[(0.8,), (0.5,)], [(0.85,), (0.4,)]]
    assert [line.name for line in log.runs[0].series] == ["val_accuracy", "val_loss"]


def test_mlflow_metric_file_is_called_by_its_place() -> None:
    log = read(logs.mlflow_file(CURVES["val_loss"]), "mlruns/0/a1/metrics/val/loss")
    assert (log.kind, log.runs[0].name) == ("mlflow", "a1")
    line = series(log)["validation", "loss"]
    assert (line.values, line.steps) == (tuple(CURVES["val_loss"]), tuple(EPOCHS_FROM_0))


def test_mlflow_history_as_json() -> None:
    log = read(logs.mlflow_json(), "history.json")
    assert log.kind == "mlflow"
    assert_is_curves(log, EPOCHS_FROM_0)


def test_mlflow_search_for_runs_as_json() -> None:
    runs = [
        {"info": {"run_name": n}, "data": {"metrics": [{"key": "val_loss", "value": v}]}}
        for n, v in (("a", 0.4), ("b", 0.5))
    ]
    log = read(json.dumps({"runs": runs}).encode(), "runs.json")
    assert [(run.name, run.series[0].values) for run in log.runs] == [("a", (0.4,)), ("b", (0.5,))]


def test_keras_history_as_json() -> None:
    log = read(logs.keras_json(), "history.json")
    assert (log.kind, log.runs[0].step_name) == ("keras-history-json", "epoch")
    assert_is_curves(log, FROM_1)


@pytest.mark.parametrize(
    "data",
    [
        {"history": dict(CURVES), "epoch": list(range(EPOCHS)), "params": {"epochs": EPOCHS, "verbose": 1}},
        {name: {str(k): value for k, value in enumerate(values)} for name, values in CURVES.items()},
    ],
    ids=["whole History", "pandas to_json"],
)
def test_histories_that_count_epochs_themselves(data: dict[str, object]) -> None:
    assert_is_curves(read(json.dumps(data).encode(), "history.json"), EPOCHS_FROM_0)


def test_histories_of_several_runs() -> None:
    log = read(json.dumps({"seed 1": dict(CURVES), "seed 2": dict(CURVES)}).encode(), "all.json")
    assert [run.name for run in log.runs] == ["seed 1", "seed 2"]


def test_trainer_state_counts_steps_and_leaves_the_summary_out() -> None:
    log = read(logs.trainer_state(), "trainer_state.json")
    assert (log.kind, log.runs[0].step_name) == ("trainer-state", "step")
    assert log.notes == ("Run times and throughput were left out.",)
    found = series(log)
    assert set(found) == {("", "learning_rate"), ("train", "loss"), ("validation", "loss")}
    assert found["validation", "loss"].values == tuple(CURVES["val_loss"])
    assert found["validation", "loss"].steps == tuple(50.0 * epoch for epoch in range(1, EPOCHS + 1))
    assert found["train", "loss"].steps[:3] == (25, 50, 75)
    assert found["train", "loss"].values[1::2] == tuple(CURVES["loss"])


def test_nested_rows_are_called_by_the_path_of_their_keys() -> None:
    rows = [{"epoch": k, "val": {"loss": 0.5 - k / 10}, "train": {"loss": 0.4 - k / 10}} for k in (1, 2, 3)]
    assert set(series(read(json.dumps(rows).encode(), "log.json"))) == {("validation", "loss"), ("train", "loss")}


def test_rows_under_a_name_each_are_read_side_by_side() -> None:
    rows = {
        "train": [{"loss": 0.5, "accuracy": 0.7}, {"loss": 0.4, "accuracy": 0.8}],
        "val": [{"loss": 0.6}, {"loss": 0.5}],
    }
    found = series(read(json.dumps(rows).encode(), "logs.json"))
    assert {key: line.values for key, line in found.items()} == {
        ("train", "loss"): (0.5, 0.4),
        ("train", "accuracy"): (0.7, 0.8),
        ("validation", "loss"): (0.6, 0.5),
    }


@pytest.mark.parametrize("form", ["simple", "float", "content"])
def test_tensorboard(form: str) -> None:
    log = read(logs.events(form=form), "runs/seed 1/events.out.tfevents.1.host")
    assert (log.kind, log.runs[0].name, log.notes) == ("tensorboard", "seed 1", ())
    found = series(log)
    for (split, metric), line in found.items():
        assert line.values == pytest.approx(CURVES[metric if split == "train" else f"val_{metric}"], rel=1e-6)
        assert line.steps == tuple(EPOCHS_FROM_0)


def test_tensorboard_downloads_are_called_by_their_file() -> None:
    text = b"Wall time,Step,Value\n1600000000.1,0,0.9\n1600000001.2,1,0.7\n"
    for raw in (text, b"[[1600000000.1, 0, 0.9], [1600000001.2, 1, 0.7]]"):
        ending = "csv" if raw is text else "json"
        log = read(raw, f"run-lenet_validation-tag-epoch_loss.{ending}")
        line = series(log)["validation", "loss"]
        assert (log.kind, line.name, line.steps, line.values) == ("tensorboard", "epoch_loss", (0, 1), (0.9, 0.7))


@pytest.mark.parametrize(("kind", "name", "raw"), logs.all_kinds(), ids=lambda value: str(value)[:40])
def test_every_log_survives_json(kind: str, name: str, raw: bytes) -> None:
    log = read(raw, name)
    assert log.kind == kind
    assert Log.from_json(json.loads(json.dumps(log.to_json(), allow_nan=False))) == log
    assert any(best(line) for run in log.runs for line in run.series)
