"""What a notebook says of itself: libraries, data sets, metrics, seeds, splits, searches, each with its place."""

import json

import pytest

from portfolio.inspection import facts
from portfolio.inspection.cells import Cell, Notebook, Output
from portfolio.inspection.code import inspect
from portfolio.inspection.facts import Dataset, Facts, Library, Metric, Seed, Split
from portfolio.inspection.signals import Place
from tests.portfolio.inspection import worlds, worlds_more
from tests.portfolio.inspection.worlds import Made, notebook

MADE = {name: made for module in (worlds, worlds_more) for name, made in vars(module).items() if isinstance(made, Made)}


def read(made: Notebook) -> Facts:
    return facts.read(made, inspect(made))


def test_the_keras_notebook_whole():
    assert read(worlds.KERAS.notebook) == Facts(
        libraries=(
            Library("Matplotlib", "matplotlib", Place("cell-1", 2, "import matplotlib.pyplot as plt")),
            Library("TensorFlow", "tensorflow", Place("cell-1", 3, "import tensorflow as tf")),
            Library("Keras", "keras", Place("cell-1", 4, "from tensorflow import keras")),
        ),
        datasets=(
            Dataset(
                "CIFAR-10",
                "keras.datasets.cifar10.load_data",
                Place("cell-2", 1, "(x_train, y_train), (x_test, y_test) = keras.datasets.cifar10.load_data()"),
            ),
        ),
        metrics=(
            Metric("loss", "0.41", "train", Place("cell-4", 0, "loss")),
            Metric("accuracy", "0.86", "train", Place("cell-4", 0, "accuracy")),
            Metric("loss", "0.52", "validation", Place("cell-4", 0, "val_loss")),
            Metric("accuracy", "0.83", "validation", Place("cell-4", 0, "val_accuracy")),
            Metric("accuracy", "0.8251", "test", Place("cell-6", 0, "Test accuracy")),
        ),
        seeds=(Seed("tensorflow.random.set_seed(7)", Place("cell-1", 6, "tf.random.set_seed(7)")),),
        splits=(
            Split(
                "A share kept for validation",
                Place(
                    "cell-4",
                    3,
                    "history = model.fit(x_train, y_train, epochs=20, validation_split=0.1, callbacks=[",
                ),
            ),
            Split("A part of its own", Place("cell-2", 2, "x_train, x_test = x_train / 255.0, x_test / 255.0")),
        ),
    )


@pytest.mark.parametrize("name", MADE)
def test_plain_data_gives_back_the_same(name):
    found = read(MADE[name].notebook)
    assert Facts.from_json(json.loads(json.dumps(found.to_json()))) == found
    assert Facts.from_json({}) == Facts()


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import keras\nkeras.datasets.fashion_mnist.load_data()", ["Fashion-MNIST"]),
        ("from keras.datasets import imdb\nimdb.load_data(num_words=10)", ["IMDb reviews"]),
        ("from torchvision.datasets import CIFAR10\nCIFAR10('data', download=True)", ["CIFAR-10"]),
        ("from torchvision import datasets\ndatasets.ImageFolder('flowers/train')", ["flowers"]),
        ("from torchtext.datasets import Multi30k\nMulti30k(split='train')", ["Multi30k"]),
        ("from datasets import load_dataset\nload_dataset('glue', 'sst2')", ["glue sst2"]),
        ("import tensorflow_datasets as tfds\ntfds.load('mnist', split='train')", ["MNIST"]),
        (
            "from sklearn import datasets\ndatasets.load_iris()\ndatasets.fetch_california_housing()",
            ["Iris", "California Housing"],
        ),
        ("from sklearn.datasets import fetch_openml\nfetch_openml('mnist_784')", ["MNIST"]),
        ("import seaborn as sns\nsns.load_dataset('penguins')", ["penguins"]),
        (
            "import pandas as pd\npd.read_csv('../data/a.csv')\npd.read_csv('https://x.org/b.csv?raw=1')",
            ["a.csv", "b.csv"],
        ),
        ("import pandas as pd\nfrom pathlib import Path\nHOME = Path('data')\npd.read_csv(HOME / 'c.csv')", ["c.csv"]),
        ("import os, pandas as pd\npd.read_csv(os.path.join(root, 'd.csv'))", ["d.csv"]),
        ("import numpy as np\nnp.loadtxt('e.txt')", ["e.txt"]),
        ("open('names.txt').read()\nopen('out.txt', 'w')\nopen(__file__)\nopen('x.py')", ["names.txt"]),
        ("from fastai.vision.all import *\nuntar_data(URLs.PETS)", ["PETS"]),
        ("from keras.utils import get_file\nget_file('a.tgz', origin='https://x.org')", ["a.tgz"]),
        ("import pandas as pd\npd.read_csv(path)", []),
        ("x.load_data()", []),
    ],
)
def test_data_sets(source, names):
    assert [fact.name for fact in read(notebook(source)).datasets] == names


def test_a_generated_data_set_is_told_as_such():
    found = read(notebook("from sklearn.datasets import make_moons, load_wine\nload_wine()\nmake_moons(100)")).datasets
    assert [(fact.name, fact.made) for fact in found] == [("Wine", False), ("moons", True)]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("import numpy as np\nnp.random.seed(1)", ["numpy.random.seed(1)"]),
        ("import torch\nSEED = 3\ntorch.manual_seed(SEED)", ["torch.manual_seed(3)"]),
        ("import random, jax\nrandom.seed(0)\njax.random.PRNGKey(5)", ["random.seed(0)", "jax.random.PRNGKey(5)"]),
        ("split(x, random_state=4)\nsplit(y, random_state=4)\nsplit(z, random_state=None)", ["random_state=4"]),
        ("import torch\ng = torch.Generator().manual_seed(9)", ["torch.Generator.manual_seed(9)"]),
        ("import numpy as np\nnp.random.seed()\nnp.random.rand(3)", []),
        ("x.seed(3)", []),
    ],
)
def test_seeds(source, texts):
    assert [fact.text for fact in read(notebook(source)).seeds] == texts


@pytest.mark.parametrize(
    ("source", "hows"),
    [
        ("from sklearn.model_selection import train_test_split as s\ns(x)", ["A part held out at random"]),
        ("from sklearn.model_selection import StratifiedKFold\nStratifiedKFold(5)", ["Folds"]),
        ("from sklearn.model_selection import TimeSeriesSplit\nTimeSeriesSplit(5)", ["Folds in the order of time"]),
        ("m.fit(x, y, validation_data=v)", ["Validation data beside the training"]),
        ("m.fit(x, y, validation_split=0.2)", ["A share kept for validation"]),
        ("from torch.utils.data import random_split\nrandom_split(d, [8, 2])", ["A random split"]),
        ("X_test = X[800:]", ["A part of its own"]),
        ("load('imdb', split='test')", ["A named part of a data set"]),
        ("m.fit(x, y)\ntested = 1", []),
    ],
)
def test_splits(source, hows):
    assert [fact.how for fact in read(notebook(source)).splits] == hows


@pytest.mark.parametrize(
    ("source", "hows"),
    [
        ("from sklearn.model_selection import GridSearchCV\nGridSearchCV(m, g)", ["Grid search"]),
        ("import keras_tuner as kt\nt = kt.RandomSearch(f)\nt.search(x)", ["KerasTuner"]),
        ("import optuna\ns = optuna.create_study()\ns.optimize(f)", ["Optuna"]),
        ("trainer.hyperparameter_search(n_trials=5)", ["Search of a Hugging Face trainer"]),
        ("for lr in [0.1, 0.01]:\n    fit(lr)", ["Loop over lr"]),
        ("for batch_size in sizes:\n    fit(batch_size)", []),
        ("for lr in [0.1]:\n    fit(lr)", []),
        ("for word in ['a', 'b']:\n    f(word)", []),
    ],
)
def test_searches(source, hows):
    assert [fact.how for fact in read(notebook(source)).searches] == hows


REPORT = """
              precision    recall  f1-score   support

        spam       0.94      0.91      0.92       120

    accuracy                           0.93       260
"""
TABLE = (
    "<table><thead><tr><th>epoch</th><th>train_loss</th><th>valid_loss</th><th>accuracy</th></tr></thead>"
    "<tbody><tr><td>0</td><td>0.91</td><td>0.72</td><td>0.70</td></tr>"
    "<tr><td>1</td><td>0.52</td><td>0.48</td><td>0.81</td></tr></tbody></table>"
)


@pytest.mark.parametrize(
    ("output", "metrics"),
    [
        (Output("stream", "epoch 1 loss: 0.9\nepoch 2 loss: 0.4\n"), [("loss", "0.4", "")]),
        (Output("stream", "RMSE = 47,362.98\nR2: 0.81"), [("RMSE", "47,362.98", ""), ("R²", "0.81", "")]),
        (Output("stream", "Test Acc: 85.60%"), [("accuracy", "85.60%", "test")]),
        (Output("stream", "{'eval_f1': 0.87, 'epoch': 3.0}"), [("F1", "0.87", "validation")]),
        (Output("stream", "accuracy 3370.02 after 7 days"), []),
        (Output("stream", "F1 1 key pressed, 12 epochs"), []),
        (Output("stream", "the price is 3.50"), []),
        (
            Output("display", data={"text/html": TABLE}),
            [("loss", "0.52", "train"), ("loss", "0.48", "validation"), ("accuracy", "0.81", "")],
        ),
    ],
)
def test_metrics(output, metrics):
    made = Notebook((Cell(1, "code", "show()", 1, (output,)),))
    assert [(fact.name, fact.value, fact.split) for fact in read(made).metrics] == metrics


def test_a_classification_report_is_read_by_its_heads():
    made = Notebook((Cell(3, "code", "print(report)", 1, (Output("stream", REPORT),)),))
    assert {(fact.name, fact.value) for fact in read(made).metrics} >= {("recall", "0.91"), ("accuracy", "0.93")}
    assert read(made).metrics[0].place.words == "cell 3"


def test_own_modules_and_small_tools_are_no_libraries():
    found = read(notebook("import os, helpers, torch\nfrom sklearn.svm import SVC\nfrom .mine import x")).libraries
    assert [fact.name for fact in found] == ["PyTorch", "scikit-learn"]


def test_an_empty_notebook_says_nothing():
    assert read(Notebook(())) == Facts()


def test_a_seed_that_a_variable_holds_is_a_seed():
    source = "for seed in range(21, 28):\n    torch.manual_seed(seed)\n    split(x, random_state=seed, shuffle=None)\n"
    made = Notebook((Cell(1, "code", f"import torch\n{source}"),))
    found = read(made)
    assert [seed.text for seed in found.seeds] == ["torch.manual_seed(seed)", "random_state=seed"]
