"""Writers killed in the middle (R-RL-04), and a disk that is full (finding 3)."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow
HERE = Path(__file__).resolve().parent
ROUNDS = 25 if os.environ.get("RELIABILITY") == "full" else 4


@pytest.fixture
def killed(database_of_its_own, tmp_path):
    out = tmp_path / "out"

    def call(*arguments):
        command = [sys.executable, str(HERE / "killed.py"), *arguments]
        with out.open("wb") as file:
            return subprocess.Popen(command, env=database_of_its_own, stdout=file, start_new_session=True)

    return call


def test_r_rl_04_what_was_acknowledged_survives_and_nothing_is_half(killed, tmp_path):
    acknowledged = tmp_path / "acknowledged"
    acknowledged.touch()
    for round_number in range(ROUNDS):
        before = acknowledged.stat().st_size
        writers = killed("write", str(acknowledged))
        wait_for(lambda before=before: acknowledged.stat().st_size > before)
        time.sleep(0.02 * (round_number % 7))
        os.killpg(writers.pid, signal.SIGKILL)
        writers.wait()
    assert killed("check", str(acknowledged)).wait(60) == 0
    seen = json.loads((tmp_path / "out").read_text())
    assert seen["promised"] >= ROUNDS
    assert (seen["missing"], seen["half"], seen["faults"]) == (0, 0, [])
    assert seen["seconds"] < 10


def wait_for(condition):
    for _ in range(1500):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("nothing was written within fifteen seconds")


FULL_DISK = """
import os, sys
sys.path.insert(0, {root!r})
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django
from django.conf import settings
if "--control" in sys.argv:
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
django.setup()
from django.db import close_old_connections, connection
from accounts.models import User
User.objects.create_user("ada@example.org", "")
close_old_connections()          # what Django does after each request
file = os.open(os.path.join(os.environ["DATA_DIR"], "filler"), os.O_CREAT | os.O_WRONLY)
try:
    while True:
        os.write(file, b"x" * 4096)
except OSError:
    pass
print(User.objects.get().email)
"""


def mounts_are_allowed():
    return (
        bool(shutil.which("unshare"))
        and subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode == 0
    )


@pytest.mark.skipif(not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="about SQLite")
@pytest.mark.skipif(not mounts_are_allowed(), reason="needs a small disk of its own, and mounting is not allowed here")
@pytest.mark.parametrize(("option", "can_read"), [("", True), ("--control", False)])
def test_finding_3_a_full_disk_still_lets_people_read(tmp_path, tables, option, can_read):
    """With the connection kept open reading goes on; the control, closing it after each request, cannot even read."""
    disk = tmp_path / "disk"
    disk.mkdir()
    (tmp_path / "script.py").write_text(FULL_DISK.format(root=str(HERE.parents[1])))
    script = f"{sys.executable} {tmp_path / 'script.py'} {option}"
    mount = f"mount -t tmpfs -o size=6m none {disk} && cp {tables} {disk}/site.sqlite3 && exec {script}"
    environment = {**os.environ, "DATA_DIR": str(disk), "DATABASE_URL": f"sqlite:///{disk / 'site.sqlite3'}"}
    result = subprocess.run(["unshare", "-rm", "sh", "-c", mount], env=environment, capture_output=True, text=True)
    if can_read:
        assert result.stdout.splitlines()[-1] == "ada@example.org", result.stderr
    else:
        assert result.returncode != 0
        assert "OperationalError" in result.stderr
