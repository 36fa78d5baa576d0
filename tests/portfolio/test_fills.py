"""What a file can fill in: of a log, a model card, a notebook; and what stands already is not offered."""

from functools import partial
from typing import Any

import pytest

from portfolio import fills
from portfolio.fills import Found, Known
from portfolio.inspection.card_results import CardResult
from portfolio.inspection.facts import Dataset, Facts, Library, Metric, Seed
from portfolio.inspection.logs import read as log_reader
from portfolio.inspection.logs.runs import Log
from portfolio.inspection.model_cards import Card
from portfolio.inspection.signals import Place
from tests.factories import logs

NOTHING = Known(frozenset(), frozenset(), frozenset())
HERE = Place("cell-3", 1, "x = 1")
of_log, of_card, of_facts = (partial(each, label="h") for each in (fills.of_log, fills.of_card, fills.of_facts))


def log(*runs: dict[str, list[float]]) -> Log:
    if len(runs) == 1:
        return log_reader.read(logs.keras_csv(runs[0]), "history.csv")
    return log_reader.read(logs.mlflow_csv({f"run {n}": run for n, run in enumerate(runs)}), "runs.csv")


def by_title(found: tuple[Found, ...]) -> dict[str, Found]:
    return {one.title: one for one in found}


def of_metric(value: str, name: str = "accuracy", split: str = "") -> dict[str, Any] | None:
    (found,) = of_facts(Facts(metrics=(Metric(name, value, split, HERE),)), NOTHING) or (None,)
    return dict(found.values) if found else None


def test_a_log_gives_the_best_value_of_each_metric_with_its_place() -> None:
    found = by_title(of_log(log({"loss": [0.9, 0.5, 0.4], "val_loss": [0.8, 0.61234, 0.7]}), "h.csv", NOTHING))
    assert list(found) == ["loss 0.4", "loss 0.6123"]
    held_out = found["loss 0.6123"]
    assert held_out.detail == "best value, validation, epoch 1"
    assert held_out.values["better"] == "lower" and held_out.values["split"] == "validation"
    assert held_out.values["note"] == "From h.csv: best value, validation, epoch 1."
    assert held_out.values["spread"] is None and held_out.values["repeats"] is None


def test_several_runs_give_mean_and_spread() -> None:
    found = of_log(log({"val_loss": [0.8, 0.6]}, {"val_loss": [0.7, 0.5]}), "runs.csv", NOTHING)
    (one,) = found
    assert one.title == "loss 0.55 ± 0.07071" and one.detail == "best value, validation, mean of 2 runs"
    assert (one.values["spread_kind"], one.values["repeats"]) == ("std", 2)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5, "0.5"),
        (0.123456, "0.1235"),
        (1234567.0, "1234567"),
        (12345.6, "12346"),
        (-1000.4, "-1000"),
        (999.94, "999.9"),
        (0.0000012345, "0.000001234"),
        (0.0, "0"),
        (-2, "-2"),
    ],
)
def test_figures_of_a_log_have_four_digits_and_no_powers_of_ten(value: float, text: str) -> None:
    assert fills.rounded(value) == text


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [("94.1%", "94.1", "%"), ("94.10 %", "94.10", "%"), ("0.940", "0.940", ""), ("7", "7", "")],
)
def test_printed_figures_keep_their_digits_and_per_cent_is_a_unit(printed: str, value: str, unit: str) -> None:
    made = of_metric(printed)
    assert made is not None and (made["value"], made["unit"]) == (value, unit)


@pytest.mark.parametrize("printed", ["nan", "inf", "", "%", "high", "1e500", "-1e-500", "0." + "1" * 40, "1" * 31])
def test_what_is_no_figure_or_cannot_be_kept_is_not_offered(printed: str) -> None:
    assert of_metric(printed) is None


def test_the_direction_of_a_metric_is_known_or_upwards() -> None:
    assert [of_metric("1", name)["better"] for name in ("accuracy", "mean absolute error", "strangeness")] == [  # type: ignore[index]
        "higher", "lower", "higher",
    ]  # fmt: skip


def test_a_notebook_gives_data_libraries_seeds_and_metrics() -> None:
    facts = Facts(
        libraries=(Library("Keras", "keras", HERE), Library("pandas", "pandas", HERE)),
        datasets=(
            Dataset("MNIST", "keras.datasets.mnist.load_data", HERE),
            Dataset("moons", "make_moons", HERE, made=True),
        ),
        metrics=(Metric("accuracy", "0.98", "test", HERE),),
        seeds=(Seed("numpy 42", HERE), Seed("torch 1", HERE), Seed("numpy 42", HERE)),
    )
    found = of_facts(facts, NOTHING)
    assert [(one.kind, one.title) for one in found] == [
        ("dataset", "MNIST"),
        ("dataset", "moons"),
        ("library", "Keras"),
        ("library", "pandas"),
        ("field", "Seeds: numpy 42, torch 1"),
        ("result", "accuracy 0.98"),
    ]
    assert [one.values["origin"] for one in found if one.kind == "dataset"] == ["standard-dataset", "dataset-generator"]
    assert found[0].detail == f"loaded in {HERE.words}" and found[1].detail == f"made in {HERE.words}"
    assert found[-1].detail == f"test, printed in {HERE.words}" and found[-1].values["split"] == "test"


def test_a_card_gives_data_library_licence_and_results() -> None:
    card = Card(
        licence="mit",
        library="transformers",
        datasets=("glue",),
        results=(
            CardResult("accuracy", "93.2", dataset="GLUE", split="test", spread="0.4", unit="%"),
            CardResult("f1", "0.91", task="text-classification"),
            CardResult("loss", "as good as it gets 1"),
            CardResult("rouge", "41.2", dataset="CNN", spread="a lot"),
        ),
    )
    found = by_title(of_card(card, NOTHING))
    assert list(found) == [
        "glue",
        "transformers",
        "Licence of the code: mit",
        "accuracy 93.2 ± 0.4%",
        "f1 0.91",
        "rouge 41.2",
        "CNN",
    ]
    with_spread = found["accuracy 93.2 ± 0.4%"].values
    assert (with_spread["value"], with_spread["unit"], with_spread["spread"], with_spread["spread_kind"]) == (
        "93.2", "%", "0.4", "std",
    )  # fmt: skip
    assert with_spread["split"] == "GLUE, test" and found["f1 0.91"].detail == "text-classification"
    assert (found["rouge 41.2"].values["spread"], found["rouge 41.2"].values["spread_kind"]) == (None, "")


def test_what_is_too_long_for_its_column_is_cut() -> None:
    card = Card(licence="l" * 99, library="b" * 99, datasets=("d" * 200,))
    found = {one.kind: one for one in of_card(card, NOTHING)}
    assert len(found["field"].values["code_licence"]) == 60
    assert len(found["library"].values["name"]) == 60 and len(found["dataset"].values["name"]) == 140


def test_what_stands_already_is_not_offered() -> None:
    known = Known(
        datasets=frozenset({"glue"}),
        libraries=frozenset({"keras"}),
        results=frozenset({("accuracy", "0.98")}),
        fields={"seeds": "numpy 7", "code_licence": "MIT"},
    )
    facts = Facts(
        libraries=(Library("Keras", "keras", HERE),),
        datasets=(Dataset(" GLUE ", "load_dataset", HERE),),
        metrics=(Metric("Accuracy", "0.98", "", HERE), Metric("accuracy", "0.980", "", HERE)),
        seeds=(Seed("numpy 42", HERE),),
    )
    assert [one.title for one in of_facts(facts, known)] == ["accuracy 0.980"]
    assert of_card(Card(licence="mit", library="keras", datasets=("Glue",)), known) == ()


@pytest.mark.parametrize("printed", ["1E-7", "0.0000001", "1e-7"])
def test_a_figure_that_stands_already_is_known_however_it_is_written(printed: str) -> None:
    known = Known(frozenset(), frozenset(), frozenset({("loss", "0.0000001")}))
    assert of_facts(Facts(metrics=(Metric("loss", printed, "", HERE),)), known) == ()


def test_a_result_is_called_by_the_title_of_its_card_or_the_name_of_its_file() -> None:
    results = (CardResult("f1", "0.91"),)
    made = [
        *fills.of_card(Card(title="Small net", results=results), NOTHING, label="README"),
        *fills.of_card(Card(results=results), NOTHING, label="README"),
        *fills.of_facts(Facts(metrics=(Metric("f1", "0.9", "", HERE),)), NOTHING, label="n" * 200),
        *fills.of_log(log({"loss": [0.5, 0.4]}), "h.csv", NOTHING, label="h"),
    ]
    assert [one.values["label"] for one in made] == ["Small net", "README", "n" * 120, "h"]


def test_a_data_set_that_is_named_twice_is_offered_once() -> None:
    card = Card(
        datasets=("glue",), results=(CardResult("f1", "0.9", dataset="GLUE"), CardResult("f1", "0.8", dataset="GLUE"))
    )
    found = of_card(card, NOTHING)
    assert [one.kind for one in found] == ["dataset", "result", "result"]
    assert (found[0].title, found[0].detail) == ("glue", "named in the model card")


def test_results_are_offered_only_so_many() -> None:
    facts = Facts(metrics=tuple(Metric("accuracy", f"0.{number:03}", "", HERE) for number in range(100, 200)))
    assert len(of_facts(facts, NOTHING)) == fills.MOST_RESULTS


def test_a_file_that_says_nothing_fills_nothing() -> None:
    assert of_facts(Facts(), NOTHING) == () and of_card(Card(), NOTHING) == ()
