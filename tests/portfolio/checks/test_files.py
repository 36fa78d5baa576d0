"""What a notebook shows by itself."""

import pytest

from portfolio.checks import files
from portfolio.checks.values import FileFacts, Spot
from portfolio.inspection.figures import Figures

HREF = "/@ida/churn/files/train/"


def notebook(*counts, title="train.ipynb", outputs=3, language="python", **more):
    """A notebook whose cells of code are 2, 3, … and have these numbers of their runs."""
    given = tuple(enumerate(counts, 2))
    return FileFacts(title, HREF, counts=given, figures=Figures((), outputs=outputs, language=language), **more)


@pytest.mark.parametrize(
    ("counts", "outcome", "reason", "cells"),
    [
        ((1, 2, 3), "holds", "In train.ipynb all 3 cells of code were run in their order, in one go.", []),
        ((1,), "holds", "In train.ipynb its only cell of code was run, in one go.", []),
        ((1, 2, 4), "open", "In train.ipynb all 3 cells of code were run in their order, but before cell 4 there was "
         "one more run that it does not show: a cell was run again, or is gone.", [4]),
        ((1, 5, 6), "open", "In train.ipynb all 3 cells of code were run in their order, but before cell 3 there were "
         "three more runs that it does not show: a cell was run again, or is gone.", [3]),
        ((7, 8), "open", "In train.ipynb all 2 cells of code were run in their order, after six other runs in the same "
         "session.", [2]),
        ((2, 1, 3), "open", "In train.ipynb cell 3 was run before cell 2, which stands above it.", [3]),
        ((1, 1), "open", "In train.ipynb cell 3 has the same number of a run as cell 2, which stands above it.", [3]),
        ((1, None, 2), "open", "In train.ipynb cell 3 has no number of a run.", [3]),
        ((1, None, None, None, None), "open", "In train.ipynb cells 3, 4, 5 and 1 more have no number of a run.",
         [3, 4, 5]),
        ((None, None), "impossible", "train.ipynb was saved without the numbers of its runs.", []),
        ((), "impossible", "train.ipynb has no code.", []),
    ],
)  # fmt: skip
def test_run_from_top_to_bottom(counts, outcome, reason, cells):
    check = files.order(notebook(*counts))
    assert (check.key, check.title) == ("order", "Run from top to bottom")
    assert (check.outcome, check.reason) == (outcome, reason)
    places = [(f"train.ipynb, cell {n}", f"{HREF}#cell-{n}") for n in cells] or [("train.ipynb", HREF)]
    assert list(check.places) == places


def test_no_failed_cells():
    holds = files.errors(notebook(1, 2))
    assert (holds.outcome, holds.reason) == ("holds", "In train.ipynb no cell ended in an error.")
    failed = files.errors(notebook(1, 2, errors=((3, "ValueError"), (3, "KeyError"), (5, "ValueError"))))
    assert failed.outcome == "open"
    assert failed.reason == (
        "In train.ipynb cells 3 and 5 ended in ValueError and KeyError. That may be meant; the write-up can say so."
    )
    assert [text for text, _ in failed.places] == ["train.ipynb, cell 3", "train.ipynb, cell 5"]


def test_failed_cells_cannot_be_told_without_a_run():
    idle = files.errors(notebook(None, outputs=0))
    assert (idle.outcome, idle.reason) == ("impossible", "train.ipynb was saved without a run, so nothing could fail.")
    assert files.errors(notebook(None, outputs=1)).outcome == "holds", "outputs say that it was run"


def test_seeds():
    one = notebook(1, seeds=(Spot("torch.manual_seed", 4), Spot("np.random.seed", 2)))
    check = files.seeds([notebook(1, title="explore.ipynb"), one], "0 to 4")
    assert (check.outcome, check.reason) == (
        "holds", "np.random.seed, torch.manual_seed, first in train.ipynb, cell 2.",
    )  # fmt: skip
    assert check.places == (("train.ipynb, cell 2", f"{HREF}#cell-2"), ("train.ipynb, cell 4", f"{HREF}#cell-4"))
    none = files.seeds([notebook(1), notebook(1, title="b.ipynb")], "0 to 4")
    assert (none.outcome, none.reason) == (
        "open", "No call that sets a seed was found in train.ipynb and b.ipynb. The project says: “0 to 4”.",
    )  # fmt: skip
    without = files.seeds([], "0 to 4")
    assert without.outcome == "impossible" and without.reason.endswith("The project says: “0 to 4”.")


def test_a_part_is_held_out():
    check = files.split([notebook(1, splits=(Spot("train_test_split", 4),))])
    assert (check.outcome, check.title) == ("holds", "A part of the data is held out")
    open_ = files.split([notebook(1)], ["the last month", "another"])
    assert (open_.outcome, open_.reason) == (
        "open", "No split was found in train.ipynb. The project says: “the last month”.",
    )  # fmt: skip
    assert files.split([]).outcome == "impossible"


def test_many_calls_and_files_are_counted():
    spots = tuple(Spot(f"seed{n}", n) for n in range(1, 6))
    check = files.seeds([notebook(1, seeds=spots)])
    assert check.reason.startswith("seed1, seed2, seed3 and 2 more, first in") and len(check.places) == 3
    many = files.seeds([notebook(1, title=f"{n}.ipynb") for n in range(5)])
    assert "found in 0.ipynb, 1.ipynb and 2.ipynb and 2 more." in many.reason


def test_code_in_another_language_is_not_looked_through():
    check = files.seeds([notebook(1, language="r")])
    assert (check.outcome, check.reason) == (
        "impossible", "train.ipynb is not in Python; other code is not looked through.",
    )  # fmt: skip


def test_a_script_has_no_outputs_and_so_two_checks():
    script = FileFacts("train.py", HREF, is_notebook=False, seeds=(Spot("np.random.seed", 1),))
    assert [c.key for c in files.of_file(script)] == ["seeds", "split"]
    assert files.seeds([script]).places == (("train.py", HREF),)
    assert [c.key for c in files.of_file(notebook(1))] == ["order", "errors", "seeds", "split"]
