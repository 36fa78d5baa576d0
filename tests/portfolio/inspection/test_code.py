"""What a notebook's code does, as small uses: found, kept, given back equal."""

import json
import time
from dataclasses import replace

import pytest

from portfolio.inspection import scripts
from portfolio.inspection.cells import Cell, Notebook
from portfolio.inspection.code import MAX_LINE, MAX_USES, Code, Use, inspect
from tests.portfolio.inspection import worlds, worlds_more
from tests.portfolio.inspection.worlds import Made, notebook

MADE = {name: made for module in (worlds, worlds_more) for name, made in vars(module).items() if isinstance(made, Made)}


def uses(*sources: str, kind: str = "") -> list[Use]:
    return [use for cell in inspect(notebook(*sources)).cells for use in cell.uses if kind in ("", use.kind)]


def test_a_call_with_its_arguments_by_name():
    assert uses("from keras.layers import Dense\nd = Dense(1, 'sigmoid', kernel_regularizer=l2(0.1))", kind="call") == [
        Use(
            "call",
            "keras.layers.Dense",
            2,
            (("units", (1,)), ("activation", ("sigmoid",)), ("kernel_regularizer", ("@.l2",))),
        ),
        Use("call", ".l2", 2, (("1", (0.1,)),)),
    ]


@pytest.mark.parametrize(
    ("source", "use"),
    [
        ("p.requires_grad = False", Use("set", ".p.requires_grad", 1, (("", (False,)),))),
        ("patience = 3", Use("set", ".patience", 1, (("", (3,)),))),
        ("a, b = f()", Use("set", ".b", 1)),
        ("lr: float = 0.1", Use("set", ".lr", 1, (("", (0.1,)),))),
        ("x /= 255.", Use("operator", "/", 1, (("", ("@.x", 255.0)),))),
        ("y = x @ w", Use("operator", "@", 1, (("", ("@.x", "@.w")),))),
        ("grid = {'lr': [1, 2]}", Use("entry", "lr", 1, (("", (1, 2)),))),
        ("h['val_loss']", Use("text", "val_loss", 1)),
        ("import torch.nn as nn", Use("import", "torch.nn", 1)),
        ("from torch import nn", Use("import", "torch.nn", 1)),
        ("class A(nn.Module): ...", Use("inherit", "torch.nn.Module", 1)),
        ("class A: ...", Use("define", ".A", 1)),
        ("def f(width): ...", Use("define", ".f.width", 1)),
        ("async def f(): ...", Use("define", ".f", 1)),
        ("@jax.jit\ndef f(): ...", Use("mention", "jax.jit", 1)),
        ("build(act=nn.ReLU)", Use("mention", "torch.nn.ReLU", 1)),
        ("with torch.no_grad():\n    f()", Use("call", "torch.no_grad", 1)),
        ("for epoch in range(3):\n    f()", Use("loop", ".epoch", 1, (("", ("@.range",)),))),
        ("for epoch in range(3):\n    f()", Use("call", ".f", 2, repeated=True)),
        ("while True:\n    f()", Use("call", ".f", 2, repeated=True)),
        ("[f(lr) for lr in (0.1, 1)]", Use("call", ".f", 1, (("1", (0.1, 1)),), repeated=True)),
        ("def f():\n    g()\nfor i in x:\n    f()", Use("call", ".g", 2, repeated=True)),
        ("lambda: f(1)", Use("call", ".f", 1, (("1", (1,)),))),
        ("f'{g(1)}'", Use("call", ".g", 1, (("1", (1,)),))),
        ("open('a.txt')", Use("call", ".open", 1, (("1", ("a.txt",)),))),
        ("(y := f(1))", Use("call", ".f", 1, (("1", (1,)),))),
        ("f(*a, **b)", Use("call", ".f", 1, (("1", ("@.a",)), ("**", ("@.b",))))),
        ("try:\n    f()\nexcept E:\n    pass", Use("call", ".f", 2)),
        ("match x:\n    case 1:\n        f()", Use("call", ".f", 3)),
    ],
)
def test_every_kind_of_use(source, use):
    assert use in uses(source)


def test_what_says_nothing_is_left_out():
    assert uses("print('val_loss', len(x), range(3))", kind="call") == []
    assert uses("'''a text'''\n# model.fit(x)\npass") == []
    assert uses("if __name__ == '__main__':\n    pass", kind="call") == []


def test_markdown_and_other_languages_are_no_code():
    cells = (Cell(1, "markdown", "model.fit(x)"), Cell(2, "raw", "model.fit(x)"), Cell(3, "code", "%%bash\nfit(x)"))
    assert inspect(Notebook(cells)) == Code((), 3)
    assert inspect(replace(notebook("model.fit(x)"), language="julia")) == Code((), 1)


def test_lines_are_kept_shortened_under_the_numbers_of_their_cell():
    (cell,) = inspect(Notebook((Cell(7, "code", f"\n  \nx.fit({'y, ' * 100})"),))).cells
    assert (cell.number, cell.anchor) == (7, "cell-7")
    assert list(cell.lines) == [3]
    assert cell.lines[3].startswith("x.fit(y, y") and cell.lines[3].endswith("…") and len(cell.lines[3]) == MAX_LINE


def test_what_cannot_be_read_is_told():
    code = inspect(notebook("a = = 1\nf()", "\x00", "g()"))
    assert code.unread == ((1, 1), (2, 0))
    assert [use.name for cell in code.cells for use in cell.uses] == [".f", ".g"]


def test_a_script_is_a_notebook_of_one_cell():
    code = inspect(scripts.read(b"import torch\ntorch.save(x, 'x.pt')\n", "train.py"))
    assert (code.of_cells, [cell.number for cell in code.cells]) == (1, [1])


@pytest.mark.parametrize("name", MADE)
def test_plain_data_gives_back_the_same(name):
    code = inspect(MADE[name].notebook)
    kept = json.loads(json.dumps(code.to_json()))
    assert Code.from_json(kept) == code
    assert [cell.lines for cell in Code.from_json(kept).cells] == [cell.lines for cell in code.cells]


def test_true_and_one_stay_apart():
    code = inspect(notebook("a = 1\nb = True\nc = 1.0\nd = 0\ne = False"))
    kept = Code.from_json(json.loads(json.dumps(code.to_json())))
    values = [use.arguments[0][1][0] for cell in kept.cells for use in cell.uses]
    assert [(type(value), value) for value in values] == [(int, 1), (bool, True), (float, 1.0), (int, 0), (bool, False)]


def test_data_of_another_format_is_read_as_nothing():
    assert Code.from_json({}) == Code()
    assert Code.from_json({"format": 0, "cells": [[1, [], {}]]}) == Code()


def test_a_large_notebook_is_kept_small_and_read_quickly():
    cells = tuple(cell.source for made in MADE.values() for cell in made.notebook.cells)
    whole = notebook(*(cells * 8)[:335])
    start = time.process_time()
    code = inspect(whole)
    assert time.process_time() - start < 3
    assert len(json.dumps(code.to_json(), separators=(",", ":"))) < 200_000


@pytest.mark.parametrize(
    "source",
    [
        "x = 1\n" * 60_000,
        "f(1)\n" * 60_000,
        "a=" + "b+" * 900 + "c",
        "f(" * 90 + "1" + ")" * 90,
        "'a'," * 90_000,
        "".join(" " * depth + "for a in b:\n" for depth in range(90)) + " " * 90 + "f(a)",
        "from a import *\n" * 3_000 + "f(x)\n" * 3_000,
        "def f(a, b=f(1)):\n    return f\n" * 3_000,
    ],
    ids=range(8),
)
def test_code_that_no_person_wrote_costs_little(source):
    start = time.process_time()
    code = inspect(notebook(source, "import torch\ntorch.save(m, 'm.pt')"))
    assert time.process_time() - start < 15
    assert sum(len(cell.uses) for cell in code.cells) <= MAX_USES + 10
