"""What pages over many people cost, beside a plain page of the same site, and the index alone beside SQL.

    python -m tests.bench.hiring.pages [--rounds 40]

Asks the database of the settings, which `manage.py synthesize` has filled, and changes nothing but a user and a brief,
which it takes away again. Everything is asked in turn, round after round, so that what else the machine does falls on
all alike. Processor time of this process, and on PostgreSQL that of its backend, which counts in steps of 10 ms and is
therefore a mean. Read the ratios; the milliseconds belong to the machine.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import django
import psutil

Ask = Callable[[Random], object]
DRAWS = 8
"""Different questions of each kind, over and over, so that pages find what is kept of the cards."""


class Clock:
    """Processor time of what is asked, in milliseconds."""

    def time(self, asks: dict[str, Ask], rounds: int) -> dict[str, list[float]]:
        """Each asked once a round, in turn, by the same dice."""
        spent: dict[str, list[float]] = {name: [] for name in asks}
        self.behind = dict.fromkeys(asks, 0.0)
        for number in range(-DRAWS, rounds):  # to warm up, each once
            for name, ask in asks.items():
                began, backend = time.process_time(), self._backend()
                ask(Random(f"{name}{number % DRAWS}"))
                if number >= 0:
                    spent[name].append((time.process_time() - began) * 1000)
                    self.behind[name] += max(0.0, self._backend() - backend) * 1000 / rounds
        return spent

    def _backend(self) -> float:
        """What the process of PostgreSQL behind this one has used; after some time it is another one."""
        from django.db import connection

        if connection.vendor != "postgresql":
            return 0.0
        connection.ensure_connection()
        return sum(psutil.Process(connection.connection.info.backend_pid).cpu_times()[:2])


def p(values: list[float], share: float) -> float:
    """The value below which this share of all lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def table(title: str, spent: dict[str, list[float]], clock: Clock, base: str) -> None:
    """Prints processor time; ratios are of medians, with the backend's mean on both sides."""
    print(f"\n{title}\n{'':34} {'p10':>8} {'median':>8} {'p95':>8} {'backend':>8} {'× ' + base:>12}")
    floor = statistics.median(spent[base]) + clock.behind[base]
    for name, values in spent.items():
        middle = statistics.median(values)
        ratio = (middle + clock.behind[name]) / floor
        figures = (p(values, 0.1), middle, p(values, 0.95), clock.behind[name])
        print(f"{name:34} {' '.join(f'{figure:8.2f}' for figure in figures)} {ratio:12.2f}")


# ── What is asked ────────────────────────────────────────────────────────────────────────────────────────────────────
def get(path: str, cookie: str = "") -> bytes:
    """One request through the real application, all middleware included."""
    from config.wsgi import application

    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_COOKIE": cookie,
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    seen: list[str] = []
    body = b"".join(application(environ, lambda status, headers: seen.append(status)))
    if seen != ["200 OK"]:
        raise SystemExit(f"{path}?{query} answered {seen}: {body[:200]!r}")
    return body


DOMAINS = ("time-series", "computer-vision", "nlp")
LIBRARIES = ("keras", "pytorch", "scikit-learn", "pandas", "jax")
WORDS = ("churn", "sensors", "galaxies", "potholes", "traffic", "reviews", "crops", "labels")
"""One in 25 people has most of them, every second the last."""
SLIPS = ("chrun", "sensrs", "galxies", "pothole", "trafic", "revews")
BEGUN = ("mo", "dro", "lear", "tens", "s-00")


def facets(dice: Random) -> str:
    """A page of facets with one to three filters."""
    pairs = [
        f"library={dice.choice(LIBRARIES)}",
        f"proof={dice.choice(('evidenced', 'verified'))}",
        f"level={dice.choice(('l1', 'l2'))}",
        f"seeking={dice.choice(('permanent', 'contract'))}",
    ]
    return "/explore/?" + "&".join(dice.sample(pairs, dice.choice((1, 2, 2, 3))))


def projects(dice: Random) -> str:
    """A page of projects: all, with one to three filters, or those with words, in each order."""
    pairs = [f"library={dice.choice(LIBRARIES)}", "place=germany", f"level={dice.choice(('l1', 'l2'))}"]
    pairs += [f"sort={dice.choice(('proof', 'verified', 'shown'))}", f"q={dice.choice(WORDS)}", "fresh=12"]
    return "/explore/projects/?" + "&".join(dice.sample(pairs, dice.choice((0, 1, 1, 2, 3))))


def words(dice: Random) -> str:
    return "/explore/?q=" + "+".join(dice.sample(WORDS, 2))


@contextmanager
def brief() -> Iterator[tuple[str, str, object]]:
    """The address of a brief of 12 skills, the cookie of its owner, and what it asks for."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from accounts.models import User
    from competence.models import Framework
    from competence.queries import editions
    from hiring.models import Brief, Need
    from hiring.queries import wanted

    now, yardstick = timezone.now(), editions.current()
    user = User.objects.create(email="bench@example.org", name="Bench")
    made = Brief.objects.create(
        owner=user,
        framework=Framework.objects.get(key=yardstick.key),
        title="Twelve skills",
        created_at=now,
        changed_at=now,
    )
    keys = list(yardstick.skills)[3:75:6]
    weights = ["must"] * 6 + ["useful"] * 6
    Need.objects.bulk_create(
        Need(brief=made, kind="skill", key=key, weight=weight, position=place)
        for place, (key, weight) in enumerate(zip(keys, weights, strict=True))
    )
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
    )
    session.save()
    try:
        cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
        yield made.get_absolute_url(), cookie, wanted.of(made, yardstick)
    finally:
        session.delete()
        made.delete()
        user.delete()


def whole_pages(rounds: int) -> None:
    """Requests through the application."""
    from portfolio.models import Practitioner

    one = Practitioner.objects.listed().exclude(last_proof_on=None).order_by("pk").first()
    if one is None:
        raise SystemExit("There is nobody: run manage.py synthesize first.")
    clock = Clock()
    with brief() as (address, cookie, _):
        asks: dict[str, Ask] = {
            "plain page": lambda dice: get(one.get_absolute_url()),
            "facets with counts": lambda dice: get(facets(dice)),
            "projects with counts": lambda dice: get(projects(dice)),
            "brief of 12 skills, top 10": lambda dice: get(address, cookie),
            "search of two words": lambda dice: get(words(dice)),
            "two words and a library": lambda dice: get(f"{words(dice)}&library={dice.choice(LIBRARIES)}"),
            "most verified skills first": lambda dice: get(f"{facets(dice)}&sort=verified"),
            "a word written wrongly": lambda dice: get(f"/explore/?q={dice.choice(SLIPS)}"),
            "proposals while one types": lambda dice: get(f"/explore/suggestions/?q={dice.choice(BEGUN)}"),
        }
        table("Pages, ms of processor time a request", clock.time(asks, rounds), clock, "plain page")
        cold = {name: _cold(ask) for name, ask in asks.items()}
        table(
            "The same, with nothing kept of pages and cards", clock.time(cold, max(4, rounds // 4)), clock, "plain page"
        )


def _cold(ask: Ask) -> Ask:
    """With an empty cache; what takes its place again is part of the cost."""
    from django.core.cache import caches

    def asked(dice: Random) -> object:
        caches["pages"].clear()
        return ask(dice)

    return asked


def index_alone(rounds: int) -> None:
    """The index without pages, and the same question of a brief in SQL."""
    from competence.queries import editions
    from hiring.queries import scores, scores_index
    from portfolio import engine
    from portfolio.explore import Asked
    from portfolio.models import Practitioner
    from portfolio.queries import finding_index, texts
    from portfolio.search import tokens
    from portfolio.search.documents import PERSON

    clock, yardstick = Clock(), editions.current()
    day = Practitioner.objects.exclude(last_proof_on=None).latest("last_proof_on").last_proof_on

    def asked(dice: Random) -> Asked:
        found = Asked(yardstick, day=day)
        for kind, value in dice.sample(
            [("library", dice.choice(LIBRARIES)), ("seeking", "contract"), ("level", "l2")], 2
        ):
            found = found.of_kind(kind, value)
        return found

    def browse(dice: Random) -> None:
        with engine.reading() as index:
            question = asked(dice)
            finding_index.found(index, question, most=20)
            finding_index.counts(index, question)

    def search(dice: Random) -> None:
        with engine.reading() as index:
            question = Asked(yardstick, day=day, q=" ".join(dice.sample(WORDS, 2)))
            finding_index.found(index, question, most=20)

    def only_words(dice: Random) -> None:
        texts.scores(tokens.terms(" ".join(dice.sample(WORDS, 2))), PERSON)

    with brief() as (_, _, stated):

        def match(dice: Random) -> None:
            with engine.reading() as index:
                found = scores_index.score(index, stated)
                [found.rank(row.figures) for row in found.rows[:20]]
                dict(found.by_musts)

        def in_sql(dice: Random) -> None:
            scores.score(stated, Practitioner.objects.listed())

        asks: dict[str, Ask] = {
            "browse: 20 and all counts": browse,
            "match: 12 skills, 20, ranks": match,
            "search: two words, 20": search,
            "of that the database": only_words,
        }
        table(
            "The index alone, ms of processor time", clock.time(asks, rounds * 3), clock, "match: 12 skills, 20, ranks"
        )
        both = clock.time({"from the index": match, "in SQL": in_sql}, max(3, rounds // 8))
        table("A brief of 12 skills held against everybody", both, clock, "from the index")


def start() -> None:
    """How long the index takes to come, and what it holds: each in a process of its own, for its memory."""
    with tempfile.TemporaryDirectory() as folder:
        for title in ("built from SQL", "from the file"):
            command = [sys.executable, "-W", "ignore", "-m", "tests.bench.hiring.start", folder]
            found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            print(f"{title:16} {found.strip()}")
        size = (Path(folder) / "people.index").stat().st_size
    print(f"{'the file':16} {size / 1024 / 1024:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("SEARCH_INDEX", "on")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    django.setup()
    from django.db import connection

    from portfolio import engine
    from portfolio.models import Practitioner

    print(f"{connection.vendor}, {Practitioner.objects.listed().count():,} people listed")
    start()
    engine.here().prepare()
    whole_pages(rounds)
    index_alone(rounds)


if __name__ == "__main__":
    main()
