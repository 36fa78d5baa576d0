"""What a framework of 5,000 skills costs in the editor and on its public page: python -m tests.bench.editor [skills]

A database of its own is made and thrown away. Each page is asked for several times; the fastest answer is printed,
with the size that goes over the line. Nothing here is a test: no threshold, no verdict.
"""

from __future__ import annotations

import gzip
import os
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import django

ROUNDS = 7
PER_COMPETENCE = 25
LEVELS = 5


def main(skills: int = 5_000) -> None:
    """Print a line for each step and page."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DEMO": "no", "DJANGO_SETTINGS_MODULE": "config.settings"}
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        _measure(skills)


def document(skills: int) -> dict[str, Any]:
    """A framework of so many skills in five levels."""
    each = skills // (LEVELS * PER_COMPETENCE)
    homes = [(f"big.l{n}", f"big.l{n}.c{c}") for n in range(1, LEVELS + 1) for c in range(each)]
    text = "Can do this on data of one's own, say why it was done in this way, and show what would have happened else."
    return {
        "schema_version": 1,
        "framework": {"id": "big", "title": "A large framework", "version": "1.0.0"},
        "levels": [{"id": f"big.l{n}", "number": n, "name": f"Level {n}"} for n in range(1, LEVELS + 1)],
        "competences": [{"id": key, "level": level, "name": f"Competence {key}"} for level, key in homes],
        "skills": [
            {"id": f"{key}.s{n}", "competence": key, "name": f"Skill {n}", "can_do": text, "proof": "project"}
            for _, key in homes
            for n in range(PER_COMPETENCE)
        ],
    }


def _measure(skills: int) -> None:
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from accounts.models import User
    from competence.actions import drafts

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    max_ = User.objects.create_superuser("max@example.org", "x" * 20)
    made: dict[str, Any] = {"by": max_, "at": timezone.now()}
    draft = _told("begin a draft", lambda: drafts.open_new(document(skills), **made))
    _told("check and publish it", lambda: drafts.publish(draft, note="First.", **made))
    _told("begin a draft of it", lambda: drafts.open_current("big", **made))
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(max_)
    for path in (
        "/manage/frameworks/big/",
        "/manage/frameworks/big/?open=big.l3.c5",
        "/manage/frameworks/big/items/skills/big.l3.c5.s3/",
        "/manage/frameworks/big/items/skills/big.l3.c5.s3/retire/",
        "/manage/frameworks/big/difference/",
        "/frameworks/big/",
    ):
        _page(client, path)


def _told(what: str, work: Callable[[], Any]) -> Any:
    start = time.perf_counter()
    result = work()
    print(f"{what:<62}{(time.perf_counter() - start) * 1000:>8.0f} ms")
    return result


def _page(client: Any, path: str) -> None:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        response = client.get(path)
        times.append((time.perf_counter() - start) * 1000)
        assert response.status_code == 200, f"{path}: {response.status_code}"
    print(f"{path:<62}{min(times):>8.0f} ms{len(gzip.compress(response.content)) / 1000:>8.1f} kB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
