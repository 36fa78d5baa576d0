"""Makes the index in a folder, or takes it from there, and says what that cost. Run by `pages` beside it."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import django
import psutil


def main(folder: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from competence.queries import editions
    from portfolio.engine import Keeper
    from portfolio.models import Practitioner

    editions.current()
    Practitioner.objects.listed().first()
    process = psutil.Process()
    before, began, clock = process.memory_info(), time.process_time(), time.perf_counter()
    keeper = Keeper(Path(folder), "on")
    while True:  # as a web process comes by it: built aside, while SQL answers
        with keeper.reading() as index:
            if index is not None:
                break
        time.sleep(0.01)
    seconds, wall = time.process_time() - began, time.perf_counter() - clock
    with keeper.reading() as index:
        assert index is not None
        time.sleep(0.1)  # the thread ends
        index.sets.counted(index.found(), "domain")
        for key in index.matrix.row_of:
            index.matrix.row(key, index.slots.used).sum()
    after = process.memory_info()
    whole, mapped = after.rss - before.rss, after.shared - before.shared
    mega = 1024 * 1024
    print(
        f"{seconds:.3f} s of processor ({wall:.3f} s by the clock); {(whole - mapped) / mega:.1f} MB more of its own, "
        f"{mapped / mega:.1f} MB of files mapped"
    )


if __name__ == "__main__":
    main(sys.argv[1])
