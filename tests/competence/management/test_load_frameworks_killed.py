"""R-IN-08: whoever pulls the plug while frameworks load finds the state before, never half of them."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow

SET_UP = "import django; django.setup(); from django.core.management import call_command; "
MIGRATE = SET_UP + "call_command('migrate', verbosity=0)"
LOAD = SET_UP + "call_command('load_frameworks')"
LOAD_AND_DIE = """
import os, signal, django
django.setup()
from django.core.management import call_command
from django.db import connection
writes = 0
def die(execute, sql, params, many, context):
    global writes
    writes += sql.startswith(("INSERT", "UPDATE", "DELETE"))
    if writes == POINT:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)
with connection.execute_wrapper(die):
    call_command("load_frameworks")
"""


def run(code: str, folder: Path) -> int:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'threefold.sqlite3'}",
    }
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, check=False)
    return done.returncode


def rows(folder: Path) -> dict[str, int]:
    with sqlite3.connect(folder / "threefold.sqlite3") as connection:
        tables = ("framework", "edition", "skill", "skillentry", "rule", "crosswalkmatch", "projectidea", "collection")
        return {t: connection.execute(f"SELECT count(*) FROM competence_{t}").fetchone()[0] for t in tables}


def test_r_in_08_killed_at_ten_points_nothing_is_half_loaded(tmp_path: Path) -> None:
    assert run(MIGRATE, tmp_path) == 0
    empty = rows(tmp_path)
    assert set(empty.values()) == {0}
    for point in (1, 2, 5, 12, 25, 40, 60, 90, 140, 200):
        assert run(LOAD_AND_DIE.replace("POINT", str(point)), tmp_path) == -9, f"not killed at write {point}"
        assert rows(tmp_path) == empty
    assert run(LOAD, tmp_path) == 0
    assert rows(tmp_path) == {
        "framework": 4,
        "edition": 4,
        "skill": 351,
        "skillentry": 351,
        "rule": 78,
        "crosswalkmatch": 438,
        "projectidea": 88,
        "collection": 3,
    }
