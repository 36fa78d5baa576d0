"""The figures of a comparison from two training logs."""

from portfolio import from_logs
from portfolio.inspection.logs.runs import Log, Run, Series


def log(*runs: dict[str, tuple[float, ...]]) -> Log:
    made = []
    for number, run in enumerate(runs):
        series = []
        for name, values in run.items():
            split = "validation" if name.startswith("val_") else "train"
            metric = name.removeprefix("val_")
            better = "lower" if metric == "loss" else "higher" if metric == "accuracy" else ""
            steps = tuple(float(step) for step in range(len(values)))
            series.append(Series(name, split, metric, steps, values, better))
        made.append(Run(f"run {number}", tuple(series), "epoch"))
    return Log("csv", tuple(made))


def test_the_best_value_on_the_validation_split_of_each() -> None:
    before = log({"loss": (0.9, 0.4), "val_loss": (0.9, 0.61, 0.7)})
    after = log({"loss": (0.9, 0.5), "val_loss": (0.8, 0.52, 0.55)})
    assert from_logs.comparison(before, after) == {
        "metric": "loss",
        "better": "lower",
        "split": "validation",
        "before": "0.61",
        "before_repeats": 1,
        "after": "0.52",
        "after_repeats": 1,
    }


def test_several_runs_give_mean_and_spread() -> None:
    after = log(*({"val_accuracy": (0.5, best)} for best in (0.90, 0.92, 0.94)))
    before = log(*({"val_accuracy": (0.5, best)} for best in (0.80, 0.82, 0.84)))
    taken = from_logs.comparison(before, after)
    assert (taken["before"], taken["before_spread"], taken["before_repeats"]) == ("0.82", "0.02", 3)
    assert (taken["after"], taken["after_spread"], taken["spread_kind"]) == ("0.92", "0.02", "std")


def test_logs_without_a_metric_in_common_fill_nothing_in() -> None:
    assert from_logs.comparison(log({"val_loss": (1.0, 0.5)}), log({"val_accuracy": (0.1, 0.5)})) == {}


def test_the_curves_are_those_of_the_metric_compared_however_it_is_written() -> None:
    both = log({"val_loss": (1.0, 0.5), "val_accuracy": (0.5, 0.9)})
    assert from_logs.metric(both, both, "Accuracy") == "accuracy"
    assert from_logs.metric(both, both, "MAPE") == "loss"
    assert from_logs.metric(both, log({"val_f1": (0.1, 0.2)}), "F1") == ""
