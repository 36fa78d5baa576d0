"""What pages cost where a framework has 5,000 skills, beside one of 50, in one run.

    python -m tests.bench.frameworks          # 50 beside 5,000
    python -m tests.bench.frameworks 20000    # beside another number

A database of its own is made in a temporary folder: both frameworks in two editions each, and one person with evidence
and a checklist in both. Each page is asked once cold (the editions not in memory yet), then several times warm. The
figures: queries, milliseconds (median) and compressed kilobytes. The time of a server and of a network is not in them.
Nothing here is a test.
"""

from __future__ import annotations

import logging
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

SMALL = 50
LARGE = 5_000
ROUNDS = 5
LIMIT_MS, LIMIT_KB = 300, 100


@dataclass(frozen=True)
class Cost:
    """What one page took."""

    status: int
    queries: int
    cold: float
    warm: float
    kilobytes: float

    def __str__(self) -> str:
        mark = "!" if self.warm > LIMIT_MS or self.kilobytes > LIMIT_KB or self.status != 200 else " "
        return f"{self.status:>5}{self.queries:>5}{self.cold:>8.0f}{self.warm:>8.0f}{self.kilobytes:>8.1f}{mark}"


def main(large: int = LARGE) -> None:
    """Print one line a page: queries, cold, warm and size, small beside large."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": folder, "PRODUCTION": "no"}
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from django.core.management import call_command

        logging.disable(logging.CRITICAL)
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        from tests.bench import frameworks_world as world

        made = [world.make(name, number) for name, number in (("small", SMALL), ("large", large))]
        head = f"{'':>5}{'quer.':>5}{'cold':>8}{'warm':>8}{'kB':>8} "
        print(f"{'page':<44}{SMALL:>34,} {large:>34,}\n{'':<44}{head}{head}")
        for name, *paths in zip(
            (label for label, _ in made[0].pages), *(dict(m.pages).values() for m in made), strict=True
        ):
            costs = [_cost(person, path) for person, path in zip(made, paths, strict=True)]
            print(f"{name:<44}{''.join(map(str, costs))}", flush=True)
        print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _cost(made: Any, path: str) -> Cost:
    from competence.queries import editions

    editions.forget()
    cold, response, _ = _ask(made, path)
    again = [_ask(made, path) for _ in range(ROUNDS)]
    warm = statistics.median(seconds for seconds, _, _ in again)
    return Cost(response.status_code, again[-1][2], cold * 1000, warm * 1000, len(response.content) / 1000)


def _ask(made: Any, path: str) -> tuple[float, Any, int]:
    from django.core.cache import caches

    caches["pages"].clear()
    start = time.perf_counter()
    with _counted() as queries:
        response = made.client.get(path, headers={"accept-encoding": "gzip"})
    return time.perf_counter() - start, response, queries[0]


@contextmanager
def _counted() -> Iterator[list[int]]:
    from django.db import connection

    count = [0]

    def wrapper(execute: Any, *args: Any) -> Any:
        count[0] += 1
        return execute(*args)

    with connection.execute_wrapper(wrapper):
        yield count


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LARGE)
