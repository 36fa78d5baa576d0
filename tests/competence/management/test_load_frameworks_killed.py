"""R-IN-08: whoever pulls the plug while frameworks load finds the state before, never half of them."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.factories.databases import migrated

pytestmark = pytest.mark.slow
TABLES = ("framework", "edition", "skill", "skillentry", "rule", "crosswalkmatch", "projectidea", "collection")
POINTS = (1, 2, 5, 12, 25, 40, 60, 90, 140, 200)

LOAD = "import django; django.setup(); from django.core.management import call_command; call_command('load_frameworks')"
LOAD_AND_DIE = """
import json, os, signal, sys, django
django.setup()
from django.core.management import call_command
from django.db import connection
from tests.competence.management.test_load_frameworks_killed import rows
def load_until(point):
    writes = 0
    def die(execute, sql, params, many, context):
        nonlocal writes
        writes += sql.startswith(("INSERT", "UPDATE", "DELETE"))
        if writes == point:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)
    with connection.execute_wrapper(die):
        call_command("load_frameworks", stdout=sys.stderr)
for point in sys.argv[2:]:
    child = os.fork()  # nothing is connected yet, so the child opens the database for itself
    if child == 0:
        load_until(int(point))
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(json.dumps([int(point), code, rows(sys.argv[1])]))
"""


def run(code: str, file: Path, *arguments: str) -> str:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(file.parent),
        "DATABASE_URL": f"sqlite:///{file}",
    }
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(file: str | Path) -> dict[str, int]:
    with sqlite3.connect(file) as connection:
        return {t: connection.execute(f"SELECT count(*) FROM competence_{t}").fetchone()[0] for t in TABLES}


def test_r_in_08_killed_at_ten_points_nothing_is_half_loaded(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = Path(shutil.copy(migrated(tmp_path_factory), tmp_path / "threefold.sqlite3"))
    empty = rows(file)
    assert set(empty.values()) == {0}
    seen = [json.loads(line) for line in run(LOAD_AND_DIE, file, str(file), *map(str, POINTS)).splitlines()]
    assert seen == [[point, -9, empty] for point in POINTS]
    run(LOAD, file)
    assert rows(file) == {
        "framework": 4,
        "edition": 4,
        "skill": 351,
        "skillentry": 351,
        "rule": 78,
        "crosswalkmatch": 438,
        "projectidea": 88,
        "collection": 3,
    }
