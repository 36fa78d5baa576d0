"""Does a claimed figure occur in the output?"""

from decimal import Decimal

import pytest

from portfolio.checks import figures
from portfolio.checks.values import FileFacts, ResultFacts
from portfolio.inspection import figures as reader
from portfolio.inspection.cells import Cell, Notebook, Output


def notebook(*outputs, title="train.ipynb", source="run()", **more):
    """A notebook whose cells 1, 2, … print these texts."""
    cells = tuple(
        Cell(number, "code", source, number, (Output("stream", text, "stdout"),))
        for number, text in enumerate(outputs, 1)
    )
    return FileFacts(title, f"/@ida/churn/files/{title[:-6]}/", figures=reader.read(Notebook(cells)), **more)


def claim(value="0.94", metric="Accuracy", **more):
    return ResultFacts(metric, Decimal(value), **more)


@pytest.mark.parametrize(
    ("metric", "value", "unit", "printed", "reason"),
    [
        ("Accuracy", "0.94", "", "val_acc: 0.9412", "0.9412 stands beside “val_acc” in train.ipynb, cell 1."),
        ("Accuracy", "94.1", "%", "Test accuracy: 0.9412", "0.9412 stands beside “Test accuracy” in "
         "train.ipynb, cell 1."),
        ("Accuracy", "0.941", "", "Accuracy: 94.1%", "94.1% stands beside “Accuracy” in train.ipynb, cell 1."),
        ("RMSE", "9.25", "", "  model   rmse\n    mlp  9.2512", "9.2512 stands under “rmse” in train.ipynb, cell 1."),
        ("MSE", "12.5", "", "neg_mean_squared_error: -12.51", "-12.51 stands beside “neg_mean_squared_error” in "
         "train.ipynb, cell 1."),
        ("Energy distance", "0.12", "", "energy distance = 0.1213", "0.1213 stands beside “energy distance” in "
         "train.ipynb, cell 1."),
        ("Perplexity", "18", "", "ppl: 18.2", "18.2 stands beside “ppl” in train.ipynb, cell 1."),
    ],
)  # fmt: skip
def test_it_holds_beside_the_name_of_the_metric(metric, value, unit, printed, reason):
    check = figures.check(claim(value, metric, unit=unit), [notebook(printed)])
    assert (check.key, check.outcome, check.word, check.reason) == ("figure", "holds", "Holds", reason)
    assert check.places == (("train.ipynb, cell 1", "/@ida/churn/files/train/#cell-1"),)


@pytest.mark.parametrize(
    ("metric", "value", "printed", "outcome"),
    [
        ("Accuracy", "1", "accuracy: 0.62", "open"),
        ("Accuracy", "1", "accuracy: 1.0", "holds"),
        ("Loss", "0", "loss: 0.49", "open"),
        ("Loss", "0", "loss: 0.0", "holds"),
    ],
)
def test_0_and_1_without_decimals_are_not_rounded_to(metric, value, printed, outcome):
    check = figures.check(claim(value, metric), [notebook(printed)])
    said = f"No number in the output is {value}; the figure is claimed without decimals."
    assert check.outcome == outcome and (check.reason == said) is (outcome == "open")


def test_the_title_says_what_is_claimed():
    assert figures.check(claim(), []).title == "The claimed figure occurs in the output: Accuracy 0.94"
    assert figures.check(claim("94.10", unit="%"), []).title.endswith(": Accuracy 94.10%")
    assert figures.check(claim("12", "MAE", unit="kWh"), []).title.endswith(": MAE 12 kWh")


def test_a_value_named_by_its_code():
    check = figures.check(claim(), [notebook("0.9412", source="print(accuracy_score(y_test, pred))")])
    assert check.outcome == "holds"
    assert check.reason == (
        "0.9412 stands as the value of “print(accuracy_score(y_test, pred))” in train.ipynb, cell 1."
    )


def test_the_figure_of_the_test_part_is_named_first_and_three_places_are_enough():
    found = notebook("acc: 0.94", "val_acc: 0.94", "test_acc: 0.941", "acc: 0.939", "acc: 0.9399")
    check = figures.check(claim(), [found])
    assert check.reason.startswith("0.941 stands beside “test_acc” in train.ipynb, cell 3")
    assert [text for text, _ in check.places] == [f"train.ipynb, cell {n}" for n in (3, 2, 1)]


def test_a_figure_of_the_training_data_alone_is_said_to_be_one():
    log = notebook("loss: 0.1 - accuracy: 0.9412 - val_loss: 0.3 - val_accuracy: 0.88")
    check = figures.check(claim(split="10% held out"), [log])
    assert check.outcome == "open" and check.word == "Not shown"
    assert check.reason == (
        "0.9412 stands beside “accuracy” in train.ipynb, cell 1, which is a figure of the training data."
    )
    assert figures.check(claim(metric="Training accuracy"), [log]).outcome == "holds"
    assert figures.check(claim(split="on the training part"), [log]).outcome == "holds"


def test_a_number_without_the_name_is_not_enough():
    check = figures.check(claim(), [notebook("[0.2101, 0.9412]")])
    assert (check.outcome, check.reason) == (
        "open", "0.9412 stands in train.ipynb, cell 1, without the name of the metric near it.",
    )  # fmt: skip
    beside_another = figures.check(claim(), [notebook("loss: 0.9412")])
    assert beside_another.outcome == "open" and "without the name" in beside_another.reason


def test_it_is_open_when_no_number_rounds_to_it():
    check = figures.check(claim("0.95"), [notebook("val_acc: 0.9412"), notebook("f1: 0.9", title="other.ipynb")])
    assert (check.outcome, check.reason) == ("open", "No number in the output rounds to 0.95.")
    assert [text for text, _ in check.places] == ["train.ipynb", "other.ipynb"]
    assert figures.check(claim("0.940"), [notebook("val_acc: 0.9412")]).outcome == "open"
    assert figures.check(claim("95", unit="%"), [notebook("acc: 0.9412")]).reason.endswith("rounds to 95%.")


def test_the_mean_of_repeats_often_stands_nowhere():
    check = figures.check(claim("0.95", repeats=5), [notebook("val_acc: 0.9412")])
    assert check.reason.endswith("It is stated for 5 repeats; a mean of several runs often stands in no output.")
    assert "repeats" not in figures.check(claim(repeats=5), [notebook("val_acc: 0.9412")]).reason


def test_it_cannot_be_told_without_output():
    nothing = figures.check(claim(), [])
    assert (nothing.outcome, nothing.word) == ("impossible", "Cannot be told") and "no notebook" in nothing.reason
    script = figures.check(claim(), [FileFacts("train.py", "/x/", is_notebook=False)])
    assert script.outcome == "impossible" and "no notebook" in script.reason
    bare = figures.check(claim(), [notebook()])
    assert (bare.outcome, bare.reason) == ("impossible", "train.ipynb has no output with numbers to look through.")
    assert bare.places == (("train.ipynb", "/@ida/churn/files/train/"),)
    two = figures.check(claim(), [notebook(), notebook(title="b.ipynb")])
    assert two.reason == "The notebooks have no output with numbers to look through."


def test_it_cannot_be_told_from_a_part_of_the_output():
    long = notebook("\n".join(f"val_acc: {n}.5 {n}.25" for n in range(100, 400)))
    check = figures.check(claim(), [long])
    assert check.outcome == "impossible" and "more numbers than are looked through" in check.reason
    assert figures.check(claim(), [long, notebook("acc: 0.94", title="b.ipynb")]).outcome == "holds"


def test_numbers_of_no_metric_hide_nothing_about_a_known_one():
    table = notebook("\n".join(f"{n}.5 {n}.25" for n in range(10, 300)), "acc: 0.9412")
    check = figures.check(claim("0.95"), [table])
    assert (check.outcome, check.reason) == (
        "open", "No number beside the name of a metric in the output rounds to 0.95.",
    )  # fmt: skip
    assert figures.check(claim("0.95", "Energy distance"), [table]).outcome == "impossible"
