"""Many who write at once, as processes, on the database that the suite runs on (R-RL-01, R-RL-02, findings 1 and 2).

`RELIABILITY=full` does as many as the requirement says; without it there are fewer, for a suite that is run often.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = [pytest.mark.slow, pytest.mark.services]
HERE = Path(__file__).resolve().parent
FULL = os.environ.get("RELIABILITY") == "full"
TIMES = 100 if FULL else 25
EDITS = 20
"""Of a draft, by each process: an edit reads what is there, and hundreds that wait for each other take a minute."""
SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
on_sqlite = pytest.mark.skipif(not SQLITE, reason="about SQLite")
on_postgresql = pytest.mark.skipif(SQLITE, reason="about PostgreSQL")


@pytest.fixture
def together(database_of_its_own):
    def run(mode, processes, *options, times=TIMES):
        command = [sys.executable, str(HERE / "writers.py"), mode, str(processes), str(times), *options]
        result = subprocess.run(command, env=database_of_its_own, capture_output=True, text=True, timeout=240)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout.splitlines()[-1])

    return run


@on_sqlite
@pytest.mark.parametrize("processes", [8, 16])
def test_r_rl_01_on_sqlite_nobody_is_turned_away_and_nothing_is_lost(together, processes):
    """Even code that forgets to lock: an immediate transaction is the lock."""
    seen = together("plain", processes)
    assert (seen["done"], seen["failed"], seen["counted"]) == (processes * TIMES, 0, processes * TIMES)
    assert seen["slowest"] < 6


@on_sqlite
def test_r_rl_01_control_without_immediate_transactions_writers_fail(together):
    """The test above can fail: Django's own way of beginning turns away more than a quarter."""
    seen = together("plain", 8, "--deferred")
    assert seen["failed"] > 0.25 * 8 * TIMES


@on_postgresql
def test_r_rl_02_control_without_a_lock_postgresql_loses_updates(together):
    seen = together("plain", 8)
    assert seen["done"] == 8 * TIMES
    assert seen["counted"] < 8 * TIMES


@pytest.mark.parametrize("mode", ["locked", "epoch", "version", "draft"])
def test_r_rl_02_what_counts_loses_nothing(together, mode):
    """A locked row, the epoch of sessions, the version of a portfolio, a draft: on both databases."""
    times = EDITS if mode == "draft" else TIMES
    seen = together(mode, 8, times=times)
    assert (seen["done"], seen["failed"], seen["counted"]) == (8 * times, 0, 8 * times)
