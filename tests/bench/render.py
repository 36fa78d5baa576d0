"""Renders every notebook in folders and says of each whether all of it is there and nothing of it can act.

    python -m tests.bench.render FOLDER…

One line a notebook: time, cells, outputs by kind, bytes, and what is wrong. A fault is a cell that is not shown, or an
element, attribute or address that could run or fetch something (`tests.bench.checked`). Ends with 1 when there are any.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import django

from portfolio.rendering import process


def main(folders: Sequence[str]) -> int:
    """Print the table; how many notebooks have faults."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    totals: Counter[str] = Counter()
    slowest = 0.0
    print(f"{'seconds':>7} {'cells':>6} {'kB':>6}  outputs, notebook")
    for path in sorted(each for folder in folders for each in Path(folder).rglob("*.ipynb")):
        seconds = _one(path, totals)
        slowest = max(slowest, seconds)
    print("\n" + "  ".join(f"{name}: {amount:,}" for name, amount in totals.items()) + f"  slowest: {slowest:.2f} s")
    return totals["with faults"]


def _one(path: Path, totals: Counter[str]) -> float:
    from tests.bench import checked  # needs the settings

    raw = path.read_bytes()
    start = time.perf_counter()
    totals["notebooks"] += 1
    try:
        done = process.process(raw, "notebook", path.name)
    except process.Refused as refusal:
        totals["refused"] += 1
        print(f"refused {path.parent.name}/{path.name}: {refusal.message}")
        return time.perf_counter() - start
    seconds = time.perf_counter() - start
    html = checked.page(done.rendering)
    faults = checked.faults(html) + checked.not_shown(raw, done.rendering)
    kinds = Counter(output.kind for cell in done.rendering.cells for output in cell.outputs)
    totals.update({"with faults": bool(faults), "cells": len(done.rendering.cells), **kinds})
    words = " ".join(f"{kind} {amount}" for kind, amount in kinds.items())
    print(
        f"{seconds:7.2f} {len(done.rendering.cells):6} {len(html) // 1000:6}  {words}  {path.parent.name}/{path.name}"
    )
    for fault in faults[:5]:
        print(f"        FAULT {fault}")
    return seconds


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
