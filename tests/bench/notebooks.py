"""What it costs to read, render and inspect a notebook of 5 MB, beside the floor: a child that only reads its JSON.

    python -m tests.bench.notebooks
    python -m tests.bench.notebooks 9     # more rounds

The notebook is made here: 40 plots, 120 cells of code, 80 of Markdown with formulas, tables, long outputs. Seconds are
by the clock and of the processor (the children's included), the smallest and the median of the rounds; wanted: below 2
by the clock. Nothing here is a test: no threshold, no verdict.
"""

from __future__ import annotations

import base64
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from PIL import Image, ImageDraw

from portfolio.rendering import process
from tests.core import pictures
from tests.factories import notebooks as made

ROUNDS = 5
SIZE = 5_000_000
FLOOR = "import json, sys; json.load(sys.stdin.buffer)"
CODE = """model = keras.Sequential([
    keras.layers.Dense(64, activation="relu", kernel_regularizer=keras.regularizers.l2(1e-4)),
    keras.layers.Dropout({rate}),
    keras.layers.Dense(1, activation="sigmoid"),
])
history = model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs={epochs}, callbacks=[stop])
"""
TEXT = """## Part {at}

We minimise $L_{{{at}}} = \\frac{{1}}{{n}}\\sum_i (y_i - \\hat y_i)^2$ with **weight decay**, as in [the paper](https://example.org/).

$$\\nabla L = \\frac{{2}}{{n}} X^\\top (X w - y) + 2 \\lambda w$$

- first
- second, with `code`
"""


def main(rounds: int = ROUNDS) -> None:
    """Print one line a variant."""
    raw = notebook()
    print(f"{len(raw) / 1e6:.1f} MB, {len(process.process(raw, 'notebook', 'a').rendering.cells)} cells")
    print(f"{'variant':<28}{'clock':>8}{'median':>8}{'processor':>11}{'median':>8}")
    floor = [sys.executable, "-c", FLOOR]
    measure("floor: a child reads JSON", lambda: subprocess.run(floor, input=raw, check=True), rounds)
    measure("read, rendered, inspected", lambda: process.process(raw, "notebook", "a"), rounds)


def measure(name: str, run: Callable[[], object], rounds: int) -> None:
    clock, spent = [], []
    for _ in range(rounds):
        start, before = time.perf_counter(), processor()
        run()
        clock.append(time.perf_counter() - start)
        spent.append(processor() - before)
    middle = statistics.median
    print(f"{name:<28}{min(clock):8.2f}{middle(clock):8.2f}{min(spent):11.2f}{middle(spent):8.2f}")


def processor() -> float:
    """Processor seconds of this process and of all its children that have ended."""
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(sum(resource.getrusage(who)[:2]) for who in both)


def notebook() -> bytes:
    """The notebook, filled up to its size by what a training writes."""
    cells = [cell for at in range(40) for cell in part(at)]
    missing = SIZE - len(made.notebook(*cells))
    line = "Epoch {}/9999 - 12s 31ms/step - loss: 0.4312 - accuracy: 0.8123 - val_loss: 0.4523 - val_accuracy: 0.8011\n"
    log = "".join(line.format(at) for at in range(missing // 110))
    return made.notebook(*cells, made.code("model.fit(x, y)", made.stream(log)))


def part(at: int) -> list[made.Row]:
    rows = "".join(f"<tr><th>{row}</th><td>{row / 7:.4f}</td><td>word</td></tr>" for row in range(30))
    return [
        made.markdown(TEXT.format(at=at)),
        made.code(CODE.format(rate=at / 100, epochs=at), made.stream("loss: 0.5\n" * 30)),
        made.code("frame.head(30)", made.shows(text_html=f"<table>{rows}</table>", text_plain="frame")),
        made.markdown(f"### Why {at}\n\nBecause $x_{at} > 0$."),
        made.code("plt.plot(x)", made.shows(image_png=plot(at), text_plain="<Figure>")),
    ]


def plot(seed: int) -> str:
    """A plot of 640 × 480 with as many points as one has, and about as many bytes."""
    chance = random.Random(seed)
    image = Image.new("RGB", (640, 480), "white")
    draw = ImageDraw.Draw(image)
    for _ in range(4_000):
        x, y = chance.gauss(320, 100), chance.gauss(240, 80)
        draw.ellipse((x, y, x + 5, y + 5), fill=(chance.randrange(256), 80, 160))
    return base64.encodebytes(pictures.saved(image, "PNG")).decode()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
