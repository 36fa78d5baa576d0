"""More made notebooks with labels, beside `worlds`: a series, text in Lightning, a network by hand, and nothing."""

from __future__ import annotations

from portfolio.inspection.cells import Cell, Notebook
from tests.portfolio.inspection.worlds import Made, notebook

SERIES = Made(
    notebook(
        """
import numpy as np
import pandas as pd
import keras
from keras import layers
keras.utils.set_random_seed(1)
""",
        """
series = pd.read_csv("power.csv", index_col=0)["load"]
mean, std = series[:3000].mean(), series[:3000].std()
series = (series - mean) / std
""",
        """
WINDOW = 48
train = keras.utils.timeseries_dataset_from_array(series[:3000], series[WINDOW:], sequence_length=WINDOW)
valid = keras.utils.timeseries_dataset_from_array(series[3000:], series[3000 + WINDOW:], sequence_length=WINDOW)
""",
        """
def score(units):
    model = keras.Sequential([keras.Input((WINDOW, 1)), layers.GRU(units), layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.SGD(0.01, clipnorm=1.0), loss="mae")
    model.fit(train, validation_data=valid, epochs=5, verbose=0)
    return model, model.evaluate(valid)

for units in [8, 32, 128]:
    model, mae = score(units)
    print(units, "MAE", mae * std)
""",
        "forecast = model.predict(valid)",
        outputs={4: "8 MAE 41.2\n32 MAE 33.9\n128 MAE 34.6\n"},
    ),
    {
        "l1.library.define-model": 4,
        "l1.library.fit-model": 4,
        "l1.library.predict": 5,
        "l1.modeling.scaling": 2,
        "l1.modeling.compare-configurations": 4,
        "l1.modeling.target-regression": 4,
        "l2.learning.exploding-gradients": 4,
        "l2.learning.number-of-nodes": 4,
        "l3.data-handling.load-with-standard-libraries": 3,
        "l3.data-handling.prepare-with-standard-techniques": 2,
        "l3.data-handling.ts-supervised-framing": 3,
        "l3.technique.ts-recurrent": 4,
        "l3.technique.ts-univariate": 3,
    },
)

LIGHTNING = Made(
    notebook(
        """
import lightning as L
import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel
L.seed_everything(5)
""",
        """
text = open("shakespeare.txt").read()
chars = sorted(set(text))
stoi = {c: i for i, c in enumerate(chars)}
codes = torch.tensor([stoi[c] for c in text])
""",
        """
class CharModel(L.LightningModule):
    def __init__(self, hidden=256):
        super().__init__()
        self.embed = nn.Embedding(len(chars), 64)
        self.rnn = nn.LSTM(64, hidden, num_layers=2, dropout=0.2)
        self.head = nn.Linear(hidden, len(chars))

    def training_step(self, batch, _):
        x, y = batch
        out, _ = self.rnn(self.embed(x))
        return nn.functional.cross_entropy(self.head(out).flatten(0, 1), y.flatten())

    def configure_optimizers(self):
        return torch.optim.RMSprop(self.parameters(), lr=2e-3)
""",
        """
model = CharModel()
averaged = AveragedModel(model)
trainer = L.Trainer(max_epochs=3, gradient_clip_val=0.5, callbacks=[L.pytorch.callbacks.EarlyStopping("val_loss")])
trainer.fit(model, torch.utils.data.DataLoader(codes.unfold(0, 64, 64), batch_size=32))
""",
    ),
    {
        "l1.library.define-model": 3,
        "l1.library.fit-model": 4,
        "l2.learning.adaptive-learning-rates": 3,
        "l2.learning.exploding-gradients": 4,
        "l2.generalization.early-stopping": 4,
        "l2.generalization.dropout": 3,
        "l2.prediction.weight-averaging": 4,
        "l3.data-handling.load-with-standard-libraries": 4,
        "l3.data-handling.nlp-load-text": 2,
        "l3.data-handling.nlp-encode-characters": 2,
        "l3.technique.nlp-recurrent": 3,
    },
)
"""One code per position of the text: no target with several classes in the sense of the rule."""

BY_HAND = Made(
    Notebook(
        (
            Cell(
                1,
                "code",
                """
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


class Network:
    def __init__(self, sizes):
        self.weights = [np.random.randn(a, b) for a, b in zip(sizes, sizes[1:])]

    def forward(self, x):
        for w in self.weights:
            x = sigmoid(np.dot(x, w))
        return x

    def backward(self, x, y, rate):
        error = self.forward(x) - y
        self.weights[-1] -= rate * np.dot(x.T, error)


if __name__ == "__main__":
    network = Network([2, 1])
    for step in range(100):
        network.backward(np.eye(2), np.ones((2, 1)), 0.1)
""",
            ),
        )
    ),
    {"lx.invention.from-scratch-algorithms": 1},
)
"""A script: one cell."""

NOTHING = Made(
    notebook(
        "import tensorflow as tf\nfrom sklearn.model_selection import KFold\nfrom keras.layers import Dropout, LSTM",
        "# model.add(Dropout(0.5))\n'''\nmodel.fit(x, y, epochs=3)\n'''",
        "note = 'use ReduceLROnPlateau and early stopping here'\nprint(note)",
        "%%bash\npip install torch && python train.py --dropout 0.5",
        "answers = [n for n in range(10) if n % 2]\nsum(answers) / 256 if False else len(answers)",
    ),
    {},
)
"""Imports, comments, texts and other languages show nothing."""
