"""What the public pages cost, beside the floor: a view that answers a word.

    make bench                      # the demo world of `make run`
    python -m tests.bench.pages 400 # more rounds

Everything runs in this process, the variants alternating, so that what else the machine does falls on all of them
alike. The figure is processor time in milliseconds: the tenth percentile, which is steadiest, and the median. Read the
ratios, not the milliseconds. Nothing here is a test: no threshold, no verdict.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable

import django

ROUNDS = 150
FLOOR = "/healthz"
PAGES = ("/", "/@ada/", "/explore/", "/explore/projects/", "/frameworks/three-levels/")


def main(rounds: int = ROUNDS) -> None:
    """Print one line a variant: page, kind, tenth percentile, median, ratio to the floor, bytes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    variants = _variants()
    for ask in variants.values():
        ask()
    spent: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(rounds):
        for name, ask in variants.items():
            start = time.process_time()
            ask()
            spent[name].append((time.process_time() - start) * 1000)
    floor = _tenth(spent[FLOOR])
    print(f"{'variant':<44}{'p10 ms':>9}{'median':>9}{'× floor':>9}")
    for name, times in spent.items():
        print(f"{name:<44}{_tenth(times):>9.2f}{statistics.median(times):>9.2f}{_tenth(times) / floor:>9.1f}")


def _variants() -> dict[str, Callable[[], int]]:
    """The floor, each page warm, the profile with an empty cache, and the profile that has not changed (304)."""
    from django.conf import settings
    from django.core.cache import caches
    from django.test import Client

    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})

    def get(path: str, **headers: str) -> int:
        response = client.get(path, headers=headers)
        assert response.status_code in (200, 304), f"{path}: {response.status_code}; is the demo world there?"
        return len(response.content)

    def cold() -> int:
        caches["pages"].clear()
        return get("/@ada/")

    etag = client.get("/@ada/").headers.get("ETag", "")
    return {
        FLOOR: lambda: get(FLOOR),
        **{f"{path} warm": lambda path=path: get(path) for path in PAGES},
        "/@ada/ cold": cold,
        "/@ada/ unchanged (304)": lambda: get("/@ada/", **{"if-none-match": etag}),
    }


def _tenth(times: list[float]) -> float:
    return sorted(times)[len(times) // 10]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
