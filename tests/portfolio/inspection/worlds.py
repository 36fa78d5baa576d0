"""Notebooks made for the tests of inspection, as varied as real ones, each with the skills that a reviewer would name.

They follow the rule of labelling in `tests/bench/labels.toml`. Only what is told by code is labelled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portfolio.inspection.cells import Cell, Notebook, Output


@dataclass(frozen=True)
class Made:
    """A notebook and its labels: skill → the number of a cell in which it is shown."""

    notebook: Notebook
    labels: Mapping[str, int]


def notebook(*sources: str, outputs: Mapping[int, str] | None = None) -> Notebook:
    """A notebook of code cells; `outputs` are texts printed by the cell of that number."""
    printed = outputs or {}
    return Notebook(
        tuple(
            Cell(number, "code", source.strip("\n"), number, _stream(printed.get(number, "")))
            for number, source in enumerate(sources, start=1)
        )
    )


def _stream(text: str) -> tuple[Output, ...]:
    return (Output("stream", text, "stdout"),) if text else ()


KERAS = Made(
    notebook(
        """
%matplotlib inline
import matplotlib.pyplot as plt
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers as L
tf.random.set_seed(7)
""",
        """
(x_train, y_train), (x_test, y_test) = keras.datasets.cifar10.load_data()
x_train, x_test = x_train / 255.0, x_test / 255.0
""",
        """
augment = keras.Sequential([L.RandomFlip("horizontal"), L.RandomRotation(0.1)])

def build(rate):
    inputs = keras.Input(shape=(32, 32, 3))
    x = augment(inputs)
    for filters in (32, 64, 128):
        x = L.Conv2D(filters, 3, padding="same", kernel_initializer="he_normal")(x)
        x = L.BatchNormalization()(x)
        x = L.Activation("relu")(x)
        x = L.MaxPooling2D()(x)
    x = L.Dropout(rate)(L.Flatten()(x))
    return keras.Model(inputs, L.Dense(10, activation="softmax")(x))
""",
        """
model = build(0.5)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(x_train, y_train, epochs=20, validation_split=0.1, callbacks=[
    keras.callbacks.EarlyStopping(patience=3), keras.callbacks.ReduceLROnPlateau(factor=0.5)])
""",
        """
plt.plot(history.history["loss"], label="train")
plt.plot(history.history["val_loss"], label="validation")
""",
        """
print("Test accuracy:", model.evaluate(x_test, y_test)[1])
model.predict(x_test[:5]).argmax(axis=1)
""",
        'model.save("cnn.keras")',
        outputs={
            4: "Epoch 20/20\n1407/1407 - 9s - loss: 0.41 - accuracy: 0.86 - val_loss: 0.52 - val_accuracy: 0.83\n",
            6: "Test accuracy: 0.8251\n",
        },
    ),
    {
        "l1.library.define-model": 3,
        "l1.library.fit-model": 4,
        "l1.library.predict": 6,
        "l1.modeling.prepare-final-model": 7,
        "l1.modeling.predict-new-data": 6,
        "l1.modeling.target-multiclass": 4,
        "l2.learning.learning-rate-schedules": 4,
        "l2.learning.adaptive-learning-rates": 4,
        "l2.learning.poor-initialization": 3,
        "l2.learning.plateaus": 4,
        "l2.learning.batch-normalization": 3,
        "l2.generalization.diagnose-overfitting": 5,
        "l2.generalization.early-stopping": 4,
        "l2.generalization.dropout": 3,
        "l3.data-handling.load-with-standard-libraries": 2,
        "l3.data-handling.prepare-with-standard-techniques": 3,
        "l3.data-handling.cv-load-images": 2,
        "l3.data-handling.cv-standardize-pixels": 2,
        "l3.technique.cv-deep-cnn": 3,
        "l3.technique.cv-object-classification": 4,
    },
)

TORCH = Made(
    notebook(
        """
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.cuda.amp import GradScaler, autocast
from torchvision import datasets, models, transforms
torch.manual_seed(0)
""",
        """
tf = transforms.Compose([
    transforms.Resize(256), transforms.RandomResizedCrop(224), transforms.ToTensor(),
    transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])])
train_loader = torch.utils.data.DataLoader(datasets.ImageFolder("flowers/train", tf), batch_size=32, shuffle=True)
valid_loader = torch.utils.data.DataLoader(datasets.ImageFolder("flowers/valid", tf), batch_size=32)
""",
        """
model = models.resnet18(weights="IMAGENET1K_V1")
for p in model.parameters():
    p.requires_grad = False
model.fc = nn.Sequential(nn.Dropout(0.3), nn.Linear(512, 102))
""",
        """
optimizer = torch.optim.AdamW(model.fc.parameters(), lr=1e-3, weight_decay=0.01)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=10)
criterion = nn.CrossEntropyLoss()
scaler = GradScaler()
train_losses, valid_losses = [], []
for epoch in range(10):
    for images, labels in train_loader:
        optimizer.zero_grad()
        with autocast():
            loss = criterion(model(images), labels)
        scaler.scale(loss).backward()
        scaler.unscale_(optimizer)
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        scaler.step(optimizer)
        scaler.update()
    scheduler.step()
    train_losses.append(loss.item())
    with torch.no_grad():
        valid_losses.append(sum(criterion(model(x), y).item() for x, y in valid_loader))
""",
        """
import matplotlib.pyplot as plt
plt.plot(train_losses, label="train loss")
plt.plot(valid_losses, label="valid loss")
torch.save(model.state_dict(), "flowers.pt")
""",
    ),
    {
        "l1.library.define-model": 3,
        "l1.library.fit-model": 4,
        "l1.modeling.prepare-final-model": 5,
        "l1.modeling.target-multiclass": 4,
        "l2.learning.learning-rate-schedules": 4,
        "l2.learning.adaptive-learning-rates": 4,
        "l2.learning.exploding-gradients": 4,
        "l2.learning.transfer-learning": 3,
        "l2.generalization.diagnose-overfitting": 5,
        "l2.generalization.weight-regularization": 4,
        "l2.generalization.dropout": 3,
        "l3.data-handling.load-with-standard-libraries": 2,
        "l3.data-handling.prepare-with-standard-techniques": 2,
        "l3.data-handling.cv-load-images": 2,
        "l3.data-handling.cv-resize-images": 2,
        "l3.data-handling.cv-standardize-pixels": 2,
        "l3.technique.cv-named-architectures": 3,
        "l3.technique.cv-object-classification": 4,
    },
)

SKLEARN = Made(
    notebook(
        """
import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyRegressor
from sklearn.ensemble import RandomForestRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
""",
        """
houses = pd.read_csv("data/houses.csv")
print(houses.isna().sum())
X, y = houses.drop(columns="price"), houses["price"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=1)
""",
        """
numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
prepare = ColumnTransformer([("n", numbers, ["area", "rooms"]), ("c", OneHotEncoder(), ["town"])])
folds = KFold(5, shuffle=True, random_state=1)
for name, model in {"dummy": DummyRegressor(), "ridge": Ridge(), "forest": RandomForestRegressor()}.items():
    scores = cross_val_score(make_pipeline(prepare, model), X_train, y_train, cv=folds)
    print(name, scores.mean(), scores.std())
""",
        """
search = GridSearchCV(make_pipeline(prepare, Ridge()), {"ridge__alpha": [0.1, 1, 10]}, cv=folds)
search.fit(X_train, y_train)
""",
        """
import joblib
joblib.dump(search.best_estimator_, "ridge.joblib")
X_new = pd.DataFrame({"area": [70], "rooms": [3], "town": ["Ulm"]})
search.predict(X_new)
""",
        outputs={3: "dummy -0.01 0.02\nridge 0.71 0.03\nforest 0.78 0.02\n"},
    ),
    {
        "l1.modeling.impute-missing-values": 3,
        "l1.modeling.scaling": 3,
        "l1.modeling.other-transforms": 3,
        "l1.modeling.test-harness": 3,
        "l1.modeling.cross-validation": 3,
        "l1.modeling.compare-models": 3,
        "l1.modeling.compare-configurations": 4,
        "l1.modeling.prepare-final-model": 5,
        "l1.modeling.predict-new-data": 5,
        "l1.modeling.input-differing-scales": 3,
        "l1.modeling.input-mixed-types": 3,
        "l1.modeling.input-missing-values": 3,
        "l1.modeling.target-regression": 3,
        "l2.generalization.weight-regularization": 3,
    },
)

HUGGING_FACE = Made(
    notebook(
        "!pip install -q transformers datasets evaluate",
        """
from datasets import load_dataset
raw = load_dataset("rotten_tomatoes")
""",
        """
from transformers import AutoTokenizer
checkpoint = "distilbert-base-uncased"
tokenizer = AutoTokenizer.from_pretrained(checkpoint)
encoded = raw.map(lambda rows: tokenizer(rows["text"], truncation=True), batched=True)
""",
        """
import evaluate
from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments, EarlyStoppingCallback
model = AutoModelForSequenceClassification.from_pretrained(checkpoint, num_labels=2)
args = TrainingArguments("out", learning_rate=2e-5, weight_decay=0.01, warmup_ratio=0.1, num_train_epochs=3, seed=3,
                         load_best_model_at_end=True)
trainer = Trainer(model, args, train_dataset=encoded["train"], eval_dataset=encoded["validation"],
                  callbacks=[EarlyStoppingCallback(2)])
trainer.train()
""",
        'trainer.push_to_hub("tomatoes")',
        outputs={4: "{'eval_loss': 0.41, 'eval_accuracy': 0.8537, 'epoch': 3.0}\n"},
    ),
    {
        "l1.library.fit-model": 4,
        "l1.modeling.prepare-final-model": 5,
        "l1.modeling.target-binary": 4,
        "l2.learning.learning-rate-schedules": 4,
        "l2.learning.transfer-learning": 4,
        "l2.generalization.weight-regularization": 4,
        "l2.generalization.early-stopping": 4,
        "l3.data-handling.load-with-standard-libraries": 2,
        "l3.data-handling.prepare-with-standard-techniques": 3,
        "l3.data-handling.nlp-load-text": 2,
        "l3.data-handling.nlp-encode-words": 3,
        "l3.technique.nlp-named-architectures": 4,
        "l3.technique.nlp-text-classification": 4,
    },
)

FASTAI = Made(
    notebook(
        "from fastai.vision.all import *",
        """
path = untar_data(URLs.PETS)
dls = ImageDataLoaders.from_name_re(path, get_image_files(path/"images"), pat=r"(.+)_\\d+.jpg", item_tfms=Resize(460),
                                    batch_tfms=[*aug_transforms(size=224), Normalize.from_stats(*imagenet_stats)])
""",
        """
learn = vision_learner(dls, resnet34, metrics=error_rate)
learn.lr_find()
""",
        """
learn.fine_tune(2)
learn.unfreeze()
learn.fit_one_cycle(4, lr_max=slice(1e-6, 1e-4))
""",
        """
learn.recorder.plot_loss()
learn.export("pets.pkl")
learn.predict(path/"images"/"beagle_1.jpg")
""",
    ),
    {
        "l1.library.fit-model": 4,
        "l1.library.predict": 5,
        "l1.modeling.prepare-final-model": 5,
        "l2.learning.learning-rate": 3,
        "l2.learning.learning-rate-schedules": 4,
        "l2.learning.transfer-learning": 3,
        "l2.generalization.diagnose-overfitting": 5,
        "l3.data-handling.load-with-standard-libraries": 2,
        "l3.data-handling.prepare-with-standard-techniques": 2,
        "l3.data-handling.cv-load-images": 2,
        "l3.data-handling.cv-resize-images": 2,
        "l3.data-handling.cv-standardize-pixels": 2,
        "l3.technique.cv-named-architectures": 3,
        "l3.technique.cv-object-classification": 3,
    },
)

FLAX = Made(
    notebook(
        """
import jax
import jax.numpy as jnp
import optax
from flax import linen as nn
from flax.training import train_state
from sklearn.datasets import load_breast_cancer
from sklearn.preprocessing import StandardScaler
""",
        """
X, y = load_breast_cancer(return_X_y=True)
X_train, X_test = X[:400], X[400:]
scaler = StandardScaler().fit(X_train)
X_train = scaler.transform(X_train)
""",
        """
class Net(nn.Module):
    @nn.compact
    def __call__(self, x, training):
        x = nn.relu(nn.Dense(32)(x))
        x = nn.Dropout(0.2, deterministic=not training)(x)
        return nn.Dense(1)(x)
""",
        """
schedule = optax.warmup_cosine_decay_schedule(0.0, 1e-3, 100, 1000)
optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adam(schedule))

@jax.jit
def train_step(state, x, y, key):
    def loss_fn(params):
        logits = state.apply_fn({"params": params}, x, training=True, rngs={"dropout": key})
        return optax.sigmoid_binary_cross_entropy(logits[:, 0], y).mean()
    grads = jax.grad(loss_fn)(state.params)
    return state.apply_gradients(grads=grads)

for epoch in range(50):
    state = train_step(state, X_train, y[:400], jax.random.PRNGKey(epoch))
""",
    ),
    {
        "l1.library.define-model": 3,
        "l1.library.fit-model": 4,
        "l1.library.multilayer-perceptron": 3,
        "l1.modeling.scaling": 2,
        "l1.modeling.input-differing-scales": 2,
        "l1.modeling.target-binary": 4,
        "l2.learning.learning-rate-schedules": 4,
        "l2.learning.adaptive-learning-rates": 4,
        "l2.learning.exploding-gradients": 4,
        "l2.generalization.dropout": 3,
    },
)
