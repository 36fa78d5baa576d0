"""Files as somebody has them beside finished work, and a project in which they stand as proof.

`notebook()` is a varied Keras notebook: text with a formula, code that shows many skills, printed figures, a table, a
plot. `project_of(person)` is a published project with a file of every kind, evidence at cells, lines, curves and
figures, and a comparison with overlaid curves.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Page

from portfolio.actions import evidence, files, portfolios, projects, proposals
from portfolio.models import Artefact, Pointer, Practitioner, Project
from portfolio.queries import proposals as offered
from tests.browser import work
from tests.factories import bad_files, logs
from tests.factories import notebooks as cells
from tests.factories import portfolio as made
from tests.portfolio.inspection import worlds

NOTEBOOK = "cnn-on-cifar-10.ipynb"
TITLE = "Small networks on CIFAR-10"
SLUG = "small-networks-on-cifar-10"
SKILLS = (
    "l2.generalization.dropout",
    "l2.generalization.early-stopping",
    "l2.learning.batch-normalization",
    "l1.library.define-model",
    "l1.library.fit-model",
    "l1.modeling.prepare-final-model",
)
"""Six of those that the notebook speaks for. The last three are evidenced by it alone."""
QUESTION = (
    "# A small network on CIFAR-10\n\nHow far does a network of 0.6 million weights get, and what holds it back?\n\n"
    "The loss over $n$ images is\n\n$$L = -\\frac{1}{n}\\sum_i \\log p_{i, y_i}$$\n\n"
    "| set | images |\n|---|---:|\n| training | 45,000 |\n| validation | 5,000 |\n| test | 10,000 |\n"
)
CONCLUSION = "## What is left\n\nThe curves part from epoch 9; more data would help more than more weights."
SCRIPT = '''"""Trains the final network with five seeds."""

import keras
from keras import layers

SEEDS = (1, 2, 3, 4, 5)


def build(rate: float) -> keras.Model:
    """Three blocks, then one dense layer."""
    model = keras.Sequential([keras.Input((32, 32, 3))])
    for filters in (32, 64, 128):
        model.add(layers.Conv2D(filters, 3, padding="same", activation="relu", kernel_regularizer="l2"))
        model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    model.add(layers.Dropout(rate))
    model.add(layers.Dense(10, activation="softmax"))
    return model


for seed in SEEDS:
    keras.utils.set_random_seed(seed)
    (x, y), (x_test, y_test) = keras.datasets.cifar10.load_data()
    model = build(0.5)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x / 255.0, y, epochs=20, validation_split=0.1)
    print("test accuracy", model.evaluate(x_test / 255.0, y_test)[1])
'''
CARD = b"""---
license: mit
library_name: keras
tags: [images, small]
datasets: [cifar10]
model-index:
- name: small-cnn
  results:
  - task: {type: image-classification}
    dataset: {name: CIFAR-10, type: cifar10, split: test}
    metrics:
    - {type: accuracy, value: 0.8251, name: Accuracy}
---

# A small network for CIFAR-10

It tells **ten kinds of things** apart on images of 32 by 32 pixels.

## Intended use

Teaching. It has never seen a photograph of another size.

| class | recall |
|---|---:|
| cat | 0.68 |
| ship | 0.92 |
"""
SECTION = (
    "The yardstick is $L = -\\frac{1}{n}\\sum_i \\log p_i$, because a wrong answer that is sure costs most.\n\n"
    "| set | images |\n|---|---:|\n| training | 45,000 |\n\nNo test image was looked at before the end."
)


def notebook() -> bytes:
    """KERAS of the worlds of inspection as a file, with what a person writes and sees around it."""
    known = list(worlds.KERAS.notebook.cells)
    shown: dict[int, list[dict[str, Any]]] = {
        2: [cells.shows(text_html=cells.TABLE, text_plain="   epoch name")],
        5: [cells.shows(image_png=base64.encodebytes(work.png()).decode(), text_plain="<Figure size 800x450>")],
    }
    rows = [cells.markdown(QUESTION)]
    for count, cell in enumerate(known, start=1):
        printed = [cells.stream(output.text) for output in cell.outputs]
        rows.append(cells.code(cell.source, *printed, *shown.get(count, []), count=count))
    return cells.notebook(*rows, cells.markdown(CONCLUSION))


def log(rate: float) -> bytes:
    """What CSVLogger wrote of a run with this dropout."""
    fast, slow = ([math.exp(-epoch / pace) for epoch in range(20)] for pace in (5, 6))
    late = [(0.5 - rate) * max(epoch - 8, 0) / 14 for epoch in range(20)]
    curves = {
        "loss": [1.6 * one + 0.15 + rate / 4 for one in slow],
        "val_loss": [1.5 * one + 0.5 + more for one, more in zip(fast, late, strict=True)],
        "accuracy": [0.96 - rate / 8 - 0.6 * one for one in slow],
        "val_accuracy": [0.76 + rate / 7 - 0.4 * one for one in fast],
    }
    return logs.keras_csv({name: [round(value, 4) for value in values] for name, values in curves.items()})


@dataclass(frozen=True)
class Shelf:
    """The published project and its files by name."""

    project: Project
    files: dict[str, Artefact]

    def page_of(self, name: str) -> str:
        """The address of the page of one file."""
        return f"{self.project.get_absolute_url()}files/{self.files[name].name}/"


CONTENTS = {
    NOTEBOOK: notebook,
    "train.py": lambda: SCRIPT.encode(),
    "before.csv": lambda: log(0.0),
    "after.csv": lambda: log(0.5),
    "README.md": lambda: CARD,
    "classes.csv": lambda: bad_files.CSV,
    "slides.pdf": bad_files.pdf,
    "confusion.png": work.png,
}

SHOWN = (NOTEBOOK, "train.py", "after.csv", "README.md", "classes.csv", "slides.pdf")
"""Files with a page of their own, one of each kind."""


def take_in(project: Project, name: str, content: bytes) -> Artefact:
    """One file, through the action that uploads go through."""
    file = SimpleUploadedFile(name, content)
    return files.take_in(project, file=file, by=project.practitioner.user, at=made.AT).artefact


def project_of(person: Practitioner, visibility: str = "public") -> Shelf:
    """Everything at once, published with its profile."""
    project = made.project(person, TITLE, summary="What a network of 0.6 million weights can and cannot tell apart.")
    with portfolios.batch(person, at=made.AT):
        known = {name: take_in(project, name, content()) for name, content in CONTENTS.items()}
        _evidence(project, known)
    project.refresh_from_db()
    if visibility != "private":
        made.practitioner(person.user, visibility=visibility)
        projects.publish(project, visibility=visibility, by=person.user, at=made.AT)
    return Shelf(Project.objects.select_related("practitioner__user").get(pk=project.pk), known)


def _evidence(project: Project, known: dict[str, Artefact]) -> None:
    """At cells, lines of the script, curves, a comparison, a result, a section, a decision and an image."""
    accept(project, SKILLS)
    data = made.dataset(project, "CIFAR-10", licence="MIT")
    result = made.result(
        project, "0.8251", baseline="0.1", best="0.995", label="CNN, 0.6 M", metric="Accuracy", dataset=data
    )
    comparison = made.comparison(
        project, "0.7451", "0.8166", technique="Dropout 0.5", metric="val_accuracy", before_log=known["before.csv"],
        after_log=known["after.csv"], before_spread=Decimal("0.004"), after_spread=Decimal("0.003"),
    )  # fmt: skip
    section = made.section(project, "What was measured", SECTION)
    decision = made.decision(project, "Cross-entropy instead of accuracy")
    curve = known["after.csv"]
    at_curve = Pointer(kind="log", artefact=curve, version=curve.versions.get())
    script = known["train.py"].versions.get()
    at_lines = Pointer(kind="code", artefact=known["train.py"], version=script, cell=script.cells.get(), lines="14-16")
    for key, *places in (
        ("l2.generalization.diagnose-overfitting", at_curve),
        ("l2.generalization.weight-regularization", at_lines, made.pointer(comparison)),
        ("l1.modeling.target-multiclass", made.pointer(section), made.pointer(decision)),
        ("l1.modeling.target-binary", made.pointer(result), made.pointer(known["confusion.png"])),
    ):
        evidence.link(
            project, skill=made.skill(key), statement="Look at where the two curves part.", pointers=places,
            by=project.practitioner.user, at=made.AT,
        )  # fmt: skip


def accept(project: Project, keys: tuple[str, ...]) -> None:
    """Takes up these proposals as they are."""
    chosen = [offer for offer in offered.of_project(project).all if offer.skill.key in keys]
    assert {offer.skill.key for offer in chosen} == set(keys), "the notebook does not speak for all of them"
    choices = [proposals.Choice(offer.skill.key, offer.pointer, offer.statement) for offer in chosen]
    proposals.accept(project, choices=choices, by=project.practitioner.user, at=made.AT)


def payload(name: str, content: bytes) -> dict[str, Any]:
    """A file as Playwright puts it into an input."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


TRANSFER = """
([kind, files, text]) => {
  const dataTransfer = new DataTransfer();
  for (const [name, content] of files) {
    const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    dataTransfer.items.add(new File([bytes], name));
  }
  if (text) dataTransfer.items.add(text, "text/plain");
  const event = new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
  document.querySelector("h2").dispatchEvent(event);
  return event.defaultPrevented;
}
"""


def drag(page: Page, kind: str, *, text: str = "") -> bool:
    """Something of another program is over the page: a file, or only `text`. Whether the page takes it."""
    return bool(page.evaluate(TRANSFER, [kind, [] if text else [["a.csv", ""]], text]))


def drop(page: Page, files: Mapping[str, bytes]) -> None:
    """Drops these files on a heading of the page."""
    packed = [[name, base64.b64encode(content).decode()] for name, content in files.items()]
    assert page.evaluate(TRANSFER, ["drop", packed, ""]), "the page lets the browser open the file"


def signed_in(page: Page, client: Client) -> Page:
    """The page, with the session of `client`."""
    name, site = settings.SESSION_COOKIE_NAME, page.watch.own  # type: ignore[attr-defined]
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
    return page
