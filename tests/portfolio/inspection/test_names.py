"""Names are resolved to the one spelling of their library, variables to what made them."""

import ast

import pytest

from portfolio.inspection.code import inspect
from portfolio.inspection.libraries import canonical, parameters
from portfolio.inspection.names import Names
from tests.portfolio.inspection.worlds import notebook


def called(*sources: str) -> list[str]:
    """The names of all calls in a notebook of these cells."""
    return [use.name for cell in inspect(notebook(*sources)).cells for use in cell.uses if use.kind == "call"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("tensorflow.keras.layers.Dense", "keras.layers.Dense"),
        ("tensorflow.python.keras.layers.core.Dense", "keras.layers.Dense"),
        ("keras.layers.convolutional.Convolution2D", "keras.layers.Conv2D"),
        ("keras.models.Sequential", "keras.Sequential"),
        ("keras.layers.experimental.preprocessing.Rescaling", "keras.layers.Rescaling"),
        ("keras.preprocessing.sequence.pad_sequences", "keras.utils.pad_sequences"),
        ("torch.nn.modules.dropout.Dropout", "torch.nn.Dropout"),
        ("torch.optim.adam.Adam", "torch.optim.Adam"),
        ("torch.cuda.amp.autocast", "torch.amp.autocast"),
        ("torchvision.transforms.v2.Resize", "torchvision.transforms.Resize"),
        ("pytorch_lightning.Trainer", "lightning.Trainer"),
        ("lightning.pytorch.callbacks.EarlyStopping", "lightning.callbacks.EarlyStopping"),
        ("sklearn.cross_validation.train_test_split", "sklearn.model_selection.train_test_split"),
        ("sklearn.preprocessing.Imputer", "sklearn.impute.SimpleImputer"),
        ("fastai.vision.all.vision_learner", "fastai.vision_learner"),
        ("fastai.text.data.TextList", "fastai.TextList"),
        ("fastai.vision", "fastai.vision"),
        (".model.fit", ".model.fit"),
        ("", ""),
    ],
)
def test_one_spelling(written, meant):
    assert canonical(written) == meant
    assert canonical(meant) == meant


@pytest.mark.parametrize(
    "source",
    [
        "import tensorflow as tf\ntf.keras.layers.Dropout(0.5)",
        "from tensorflow import keras\nkeras.layers.Dropout(0.5)",
        "from tensorflow.keras import layers as L\nL.Dropout(0.5)",
        "from keras.layers import Dropout as Drop\nDrop(0.5)",
        "from keras.layers import *\nDropout(0.5)",
        "import keras.layers\nkeras.layers.Dropout(0.5)",
        "import keras.layers.core as core\ncore.Dropout(0.5)",
        "keras.layers.Dropout(0.5)",
    ],
)
def test_all_ways_to_import(source):
    assert called(source) == ["keras.layers.Dropout"]


def test_imports_hold_in_later_cells_and_functions():
    assert called("import torch.nn as nn", "def f():\n    return nn.Linear(1, 2)") == ["torch.nn.Linear"]


def test_a_method_belongs_to_what_the_constructor_made():
    cells = "from keras import Sequential\nmodel = Sequential()", "model.fit(x, y)\nmodel.predict(x)"
    assert called(*cells) == ["keras.Sequential", "keras.Sequential.fit", "keras.Sequential.predict"]


def test_an_own_function_gives_what_it_returns():
    source = "import keras\ndef build():\n    m = keras.Sequential()\n    return m\nbuild().fit(x)"
    assert called(source) == ["keras.Sequential", "keras.Sequential.fit", ".build"]


def test_a_tuple_that_is_returned_is_unpacked():
    source = "import keras\ndef build():\n    m = keras.Sequential()\n    return m, 3\nnet, n = build()\nnet.fit(x)"
    assert called(source)[-1] == "keras.Sequential.fit"


def test_attributes_of_self_and_subclasses():
    source = """
from torch import nn
class Base(nn.Module):
    def __init__(self):
        self.drop = nn.Dropout(0.1)
    def forward(self, x):
        return self.drop(x)
class Net(Base):
    pass
net = Net()
net.parameters()
"""
    assert called(source) == ["torch.nn.Dropout", "torch.nn.Dropout.__call__", ".Net", "torch.nn.Module.parameters"]


def test_what_is_handed_through_stays_what_it_is():
    source = "import pandas as pd\nd = pd.read_csv('a.csv')\ne = d.drop('x').fillna(0)\ne.corr()"
    assert called(source)[-1] == "pandas.DataFrame.corr"
    source = "from transformers import AutoModel\nm = AutoModel.from_pretrained('x').to('cuda')\nm.generate(i)"
    assert called(source)[-1] == "transformers.AutoModel.generate"


def test_star_imports_give_unknown_names_but_no_own_ones_and_no_builtins():
    cells = "from fastai.vision.all import *\ndef helper(): ...\n", "vision_learner(dls)\nhelper()\nlen(x)"
    assert called(*cells) == ["fastai.vision_learner", ".helper"]


def test_several_star_imports_are_all_possible():
    assert called("from keras.layers import *\nfrom keras.models import *\nGRU(3)") == [
        "keras.models.GRU",
        "keras.layers.GRU",
    ]


def test_an_own_name_hides_a_library():
    assert called("def transforms(): ...\ntransforms()", "class keras: ...\nkeras.fit()") == [
        ".transforms",
        ".keras.fit",
    ]


@pytest.mark.parametrize(
    ("expression", "values"),
    [
        ("1. / 255", (1 / 255,)),
        ("-3", (-3,)),
        ("[16, 32, 16, True, 'a', None]", (16, 32, True, "a", None)),
        ("10 ** -3", (0.001,)),
        ("0.1 if warm else 0.01", (0.1, 0.01)),
        ("[1] + [2]", (1, 2)),
        ("list((1, 2))", (1, 2)),
        ("'x' * 3", ()),
        ("10 ** 10 ** 10 ** 10", ()),
        ("'a' * 200 + str(1)", ()),
        ("f'{x}'", ()),
        ("folder / 'x.csv'", ("x.csv",)),
    ],
)
def test_literals_are_worked_out_where_that_is_cheap(expression, values):
    found = Names().of(ast.parse(expression, mode="eval").body).values
    assert [(type(one), one) for one in found] == [
        (type(one), pytest.approx(one)) if isinstance(one, float) else (type(one), one) for one in values
    ]


def arguments(source: str, name: str) -> dict[str, tuple[object, ...]]:
    uses = [use for cell in inspect(notebook(source)).cells for use in cell.uses]
    return dict(next(use.arguments for use in uses if use.kind == "call" and use.name == name))


def test_a_loop_variable_is_all_that_it_becomes():
    source = "from keras.layers import Dense\nsizes = [16, 32]\nfor n in sizes:\n    Dense(n)"
    assert arguments(source, "keras.layers.Dense") == {"units": (16, 32)}


def test_a_parameter_is_what_the_notebook_gives():
    source = """
from keras.layers import Dense
class Net:
    def __init__(self, width=8):
        self.width = width
        Dense(width)
def build(n, act="relu"):
    return Dense(n, act)
build(4)
build(n=64, act="tanh")
Net(width=2)
"""
    found = [
        dict(use.arguments)
        for cell in inspect(notebook(source)).cells
        for use in cell.uses
        if use.kind == "call" and use.name == "keras.layers.Dense"
    ]
    assert found == [{"units": (2, 8)}, {"units": (4, 64), "activation": ("tanh", "relu")}]


def test_first_arguments_have_their_names():
    assert parameters("keras.Sequential.fit") == ("x", "y", "batch_size", "epochs")
    assert parameters("torch.optim.AdamW") == ("params", "lr")
    assert parameters("numpy.mean") == ()
    assert arguments("import torch\ntorch.optim.SGD(p, 0.1)", "torch.optim.SGD") == {"params": ("@.p",), "lr": (0.1,)}
    assert arguments("x.mean(0)", ".x.mean") == {"1": (0,)}


def test_a_chain_of_any_length_is_no_danger():
    assert called("a" + ".b" * 800 + "()", "import keras\nkeras.Sequential()")[-1] == "keras.Sequential"
