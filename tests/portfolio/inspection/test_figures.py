"""Numbers in outputs, each with the words beside it."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.inspection import figures
from portfolio.inspection.cells import Cell, Notebook, Output
from portfolio.inspection.figures import Figure, Figures


def stream(text, source="run()", number=1):
    return Cell(number, "code", source, 1, (Output("stream", text, "stdout"),))


def shown(source="run()", **data):
    return Cell(1, "code", source, 1, (Output("result", data={k.replace("_", "/"): v for k, v in data.items()}),))


def read(*cells):
    return figures.read(Notebook(tuple(cells)))


def rows(cell):
    return [(each.text, each.name or each.head) for each in read(cell).found]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Test accuracy: 0.9412", [("0.9412", "Test accuracy")]),
        ("Accuracy = 94.1 %", [("94.1%", "Accuracy")]),
        ("loss: 0.21 - accuracy: 0.94", [("0.21", "loss"), ("0.94", "accuracy")]),
        ("{'accuracy': 0.94, 'f1': np.float64(0.9)}", [("0.94", "accuracy"), ("0.9", "f1': np.float64")]),
        ("accuracy per fold: [0.91, 0.92]", [("0.91", "accuracy per fold"), ("0.92", "accuracy per fold")]),
        ("Accuracy: 0.941 (+/- 0.012)", [("0.941", "Accuracy"), ("0.012", "")]),
        ("Accuracy on the 10000 test images: 94 %", [("94%", "Accuracy on the 10000 test images")]),
        ("94.2% accuracy", [("94.2%", "accuracy")]),
        ("discriminator loss at step 100: 0.75", [("0.75", "discriminator loss at step 100")]),
        ("perplexity: 18", [("18", "perplexity")]),
        ("MSE 1,234.5", [("1,234.5", "MSE")]),
        ("rmse: 9.4e-01", [("9.4e-01", "rmse")]),
        ("mcc: −0.25", [("−0.25", "mcc")]),
        ("tensor(0.9412)", [("0.9412", "")]),
        ("epoch 3 of 10, step 200", []),
        ("torch 2.4.1 on 2026-06-01, model_0.5", []),
        ("top-1: 0.91", [("0.91", "top-1")]),
    ],
)
def test_a_line_gives_its_numbers_with_their_words(line, found):
    assert rows(stream(line)) == found


def test_only_the_last_state_of_a_progress_bar_counts():
    bar = "1/9 - loss: 0.9000\r5/9 - loss: 0.5000\r9/9 - loss: 0.1234 - val_loss: 0.2000\n"
    assert rows(stream(bar)) == [("0.1234", "loss"), ("0.2000", "val_loss")]


def test_a_bare_name_beside_the_one_of_the_validation_is_of_the_training():
    found = read(stream("loss: 0.12 - acc: 0.99 - val_loss: 0.4 - val_acc: 0.88 - lr: 0.001")).found
    assert [(f.name, f.part) for f in found] == [
        ("loss", "train"), ("acc", "train"), ("val_loss", "validation"), ("val_acc", "validation"), ("lr", ""),
    ]  # fmt: skip
    assert [f.part for f in read(stream("accuracy: 0.99")).found] == [""]


def test_a_number_below_its_name_has_it():
    assert rows(stream("Test accuracy:\n0.9412")) == [("0.9412", "Test accuracy:")]


def test_the_columns_of_a_report_have_their_heads():
    report = """\
              precision    recall  f1-score   support

           0       0.91      0.95      0.93       100
           1       0.92      0.90      0.97        90

    accuracy                           0.94       190
   macro avg       0.90      0.91      0.89       190
"""
    found = {each.text: each for each in read(stream(report)).found}
    assert (found["0.95"].head, found["0.97"].head) == ("recall", "f1-score")
    assert (found["0.94"].name, found["0.94"].head) == ("accuracy", "")
    assert (found["0.89"].name, found["0.89"].head) == ("macro avg", "f1-score")
    assert "190" not in found and "100" not in found


def test_a_frame_as_text_has_the_heads_of_its_columns():
    frame = "       model  accuracy     rmse\n0   baseline   0.81230  12.5000\n1        mlp   0.94120   9.2500\n"
    found = {each.text: each.head for each in read(shown(text_plain=frame)).found}
    assert found == {"0.81230": "accuracy", "12.5000": "rmse", "0.94120": "accuracy", "9.2500": "rmse"}


def test_a_table_with_bars_has_the_heads_of_its_columns():
    table = "| model | accuracy | f1 |\n|-------|----------|----|\n| mlp   | 0.941    | 0.9 |\n"
    assert [(f.text, f.name, f.head) for f in read(stream(table)).found] == [
        ("0.941", "mlp", "accuracy"), ("0.9", "mlp", "f1"),
    ]  # fmt: skip


def test_heads_may_have_digits():
    table = "epoch   top-1   f1\n    1    0.91  0.9\n    2    0.92  0.8\n"
    assert [(f.text, f.head) for f in read(stream(table)).found] == [
        ("0.91", "top-1"), ("0.9", "f1"), ("0.92", "top-1"), ("0.8", "f1"),
    ]  # fmt: skip


def test_an_html_table_is_read_by_its_heads():
    html = """<style>td { width: 0.5 }</style><table><thead><tr><th>epoch</th><th>train_loss</th><th>accuracy</th>
      <th>time</th></tr></thead><tbody><tr><td>0</td><td>0.412</td><td>0.9</td><td>00:04</td></tr>
      <tr><td>1</td><td>0.301<td>1</td><td>00:04</tr></table>"""
    found = read(shown(text_html=html, text_plain="<IPython.core.display.HTML object>")).found
    assert [(f.text, f.head, f.part) for f in found] == [
        ("0.412", "train_loss", "train"), ("0.9", "accuracy", ""),
        ("0.301", "train_loss", "train"), ("1", "accuracy", ""),
    ]  # fmt: skip


def test_the_rows_of_a_frame_may_be_the_metrics():
    html = """<table><thead><tr><th></th><th>mlp</th></tr></thead><tbody><tr><th>accuracy</th><td>0.94</td></tr>
      <tr><th>rows</th><td>120</td></tr></tbody></table>"""
    assert [(f.text, f.name, f.head) for f in read(shown(text_html=html)).found] == [("0.94", "accuracy", "")]


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("pred = m.predict(X)\naccuracy_score(y_test, pred)  # how good?", "accuracy_score(y_test, pred)"),
        ("m.predict(X)", ""),
        ("# accuracy\nm.evaluate(X)", ""),
    ],
)
def test_a_bare_result_is_named_by_the_code_that_gave_it(source, named):
    (found,) = read(shown(source, text_plain="0.9412")).found
    assert (found.name, found.code, found.part) == (named, bool(named), "test" if named else "")


def test_a_bare_print_is_named_by_its_code_when_it_is_the_only_one():
    once, twice = "print(f1_score(y, p))", "print(f1_score(y, p))\nprint(mse)"
    assert [f.name for f in read(stream("0.91\n", once)).found] == [once]
    assert [f.name for f in read(stream("0.91\n", twice)).found] == [""]


def test_what_was_predicted_for_the_training_data_is_not_called_training():
    (found,) = read(shown("f1_score(y_train, cross_val_predict(m, X_train, y_train))", text_plain="0.9")).found
    assert found.part == "validation"
    (found,) = read(shown("f1_score(y_train, pred)", text_plain="0.9")).found
    assert found.part == ""


def test_at_most_500_are_kept_and_those_that_tell_most_come_first():
    noise = "\n".join(f"{n}.5 {n}.25" for n in range(2_000))
    log = "\n".join(f"epoch {n} - val_loss: {abs(700 - n) / 1000:.4f}" for n in range(1, 1_001))
    kept = read(stream(noise, number=1), stream(log, number=2), stream("test accuracy: 0.9412", number=3))
    assert len(kept.found) == figures.MOST and not kept.complete and not kept.named and kept.outputs == 3
    texts = {each.text for each in kept.found if each.cell > 1}
    assert {"0.9412", "0.0000", "0.3000", "0.6990"} <= texts, "the last, the least and the greatest of a series"
    assert [each.cell for each in kept.found] == sorted(each.cell for each in kept.found)


def test_all_that_are_named_are_kept_before_any_other():
    kept = read(stream("\n".join(f"{n}.5" for n in range(600)), number=1), stream("acc: 0.94", number=2))
    assert kept.named and not kept.complete and kept.found[-1].text == "0.94"


def test_of_a_very_long_output_its_ends_are_looked_through_and_it_is_said():
    middle = "accuracy: 0.6\n" * (figures.MOST_OF_OUTPUT // 14)
    kept = read(stream(f"accuracy: 0.5\n{middle}loss: 0.33\n{middle}accuracy: 0.75\n"))
    assert {each.text for each in kept.found} == {"0.5", "0.6", "0.75"}
    assert not kept.complete


@pytest.mark.parametrize(
    "text", ["9" * 300_000, "0.1 " * 90_000, "a:" * 190_000, "|" * 390_000, "1," * 190_000, "\b1." * 90_000]
)
def test_hostile_outputs_take_no_time(text):
    begin = time.process_time()
    read(stream(text))
    assert time.process_time() - begin < 2


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_is_printed_is_read_and_kept_as_json(text, html):
    found = read(stream(text), shown(text_html=f"<table>{html}"))
    assert Figures.from_json(json.loads(json.dumps(found.to_json()))) == found
    for each in found.found:
        assert each.value.is_finite()


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-1000, max_value=1000))
def test_every_number_is_found_as_it_was_printed(number):
    (found,) = read(stream(f"val_accuracy: {number}")).found
    assert (found.value, found.name) == (number, "val_accuracy")


def test_the_language_is_kept():
    assert Figures.from_json(figures.read(Notebook((), "r")).to_json()).language == "r"


def test_nothing_comes_from_nothing():
    assert read(Cell(1, "markdown", "accuracy: 0.94")) == Figures(())
    assert Figures.from_json({}) == Figures(())
    assert Figure(1, "94.1%").value == figures.value_of("94.1%")[0]
