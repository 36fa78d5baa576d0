"""How long the full-text search takes by itself: two words among many documents.

    DATA_DIR=/tmp/bench python tests/bench/search.py [documents, 100000]

Makes a database of its own (SQLite in DATA_DIR, or the one of DATABASE_URL, which has to be empty), fills it with
made-up people whose words are as unevenly spread as real ones, and asks for two words that stand in one document, and
for the first four letters of a word. Prints milliseconds, of the processor on SQLite.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from portfolio.models import Document, Practitioner  # noqa: E402
from portfolio.queries import texts  # noqa: E402
from portfolio.search import tokens  # noqa: E402
from portfolio.search.documents import PERSON  # noqa: E402

WORDS = 120
"""Different words of one document, about."""
VOCABULARY = 30_000
ASKED = 400


def main(size: int) -> None:
    chance = random.Random(7)
    call_command("migrate", verbosity=0)
    if Document.objects.count() < size:
        fill(size, chance)
    print(f"{connection.vendor}, {Document.objects.count():,} documents")
    pairs = [" ".join(chance.sample(sorted(plain), 2)) for plain in some(chance) if len(plain) > 2]
    report("two words", [time_of(partial(texts.find, tokens.terms(pair), PERSON)) for pair in pairs])
    report("finds", [float(texts.find(tokens.terms(pair), PERSON).total) for pair in pairs], "")
    beginnings = [tokens.beginnings(pair[:4]) for pair in pairs[:100]]
    report("four letters of a name", [time_of(partial(texts.begun, t, PERSON, most=4)) for t in beginnings])


def fill(size: int, chance: random.Random) -> None:
    now = timezone.now()
    weights = [1 / (rank + 8) for rank in range(VOCABULARY)]
    for start in range(0, size, 5_000):
        with transaction.atomic():
            numbers = range(start, min(size, start + 5_000))
            people = Practitioner.objects.bulk_create(
                Practitioner(
                    uuid=UUID(int=chance.getrandbits(128)), handle=f"p{n}", name=f"P {n}", visibility="public",
                    last_proof_on=date(2026, 6, 1) - timedelta(days=int(chance.expovariate(1 / 200))),
                    created_at=now, changed_at=now,
                )
                for n in numbers
            )  # fmt: skip
            Document.objects.bulk_create(document(person, chance, weights) for person in people)
        print(f"{min(size, start + 5_000):,} of {size:,}", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def document(person: Practitioner, chance: random.Random, weights: list[float]) -> Document:
    words = [f"w{number:x}" for number in chance.choices(range(VOCABULARY), weights, k=WORDS * 3 // 2)]
    return Document(
        kind=PERSON, thing=person.pk, uuid=person.uuid, practitioner=person, proof_on=person.last_proof_on,
        tokens=tokens.line(words[:2], words[2:14], words, begun=words[:2]),
    )  # fmt: skip


def some(chance: random.Random) -> list[frozenset[str]]:
    keys = list(Document.objects.values_list("pk", flat=True))
    lines = Document.objects.filter(pk__in=chance.sample(keys, min(ASKED, len(keys)))).values_list("tokens", flat=True)
    return [tokens.plain(line) for line in lines]


def time_of(act: Callable[[], object]) -> float:
    """Milliseconds: on SQLite those of the processor, which works in this process; else by the clock."""
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    start = clock()
    act()
    return (clock() - start) * 1000


def report(what: str, values: list[float], unit: str = " ms") -> None:
    values = sorted(values)
    p50, p95 = values[len(values) // 2], values[len(values) * 95 // 100]
    print(f"{what}: p50 {p50:.2f}{unit}, p95 {p95:.2f}{unit}, most {values[-1]:.2f}{unit}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
