"""Uploads and removals killed in the middle (R-UP-09), and a disk that is full (R-UP-08)."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories.databases import clean_environment

pytestmark = pytest.mark.slow
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ROUNDS = 30


@pytest.mark.services
def test_r_up_09_never_a_row_without_its_file_and_what_is_left_goes_the_next_day(database_of_its_own, tmp_path):
    command = [sys.executable, str(HERE / "files_killed.py"), str(ROUNDS)]
    done = subprocess.run(command, env=database_of_its_own, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["killed"] >= ROUNDS * 3 // 4, "control: all but those that were quicker than a random kill"
    assert (seen["faults"], seen["faults_after"]) == ([], [])
    assert seen["rows"] >= 1
    assert seen["today"] == 0, "what is younger than a day may belong to an upload"
    assert seen["tomorrow"] >= ROUNDS * 3 // 4, "control: kills leave files without a row"
    assert seen["partial"] >= ROUNDS // 4, "control: some of them half a file, and none of those under its final name"
    assert seen["left"] == []


FULL_DISK = """
import io, json, os, sys
sys.path.insert(0, {root!r})
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django
from django.conf import settings
settings.STORAGES["staticfiles"] = {{"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
settings.STATIC_ROOT.mkdir()
django.setup()
from allauth.account.models import EmailAddress
from django.test import Client
from accounts.models import User
from core import health, storage
from portfolio.actions import files
from portfolio.models import Artefact
from portfolio.queries import stored_files
from tests.factories import portfolio as make

user = User.objects.create_user("ada@example.org", "three folded leaves")
EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
project = make.project(make.practitioner(user, visibility="public"), visibility="public")

def statuses():
    browser = Client(headers={{"host": "127.0.0.1"}})
    pages = [browser.get(path).status_code for path in ("/explore/", project.get_absolute_url())]
    answer = browser.post("/accounts/login/", {{"login": user.email, "password": "three folded leaves"}})
    return [*pages, answer.status_code]

def upload(rows):
    content = io.BytesIO(b"epoch,loss\\n" + b"".join(b"%d,0.%d\\n" % (n, n) for n in range(rows)))
    content.name = "run.csv"
    try:
        return files.take_in(project, file=content, by=user, at=make.AT).outcome
    except storage.Unavailable:
        return "unavailable"

def fill(leave):
    with open(os.path.join(os.environ["DATA_DIR"], "filler"), "ab", buffering=0) as file:
        try:
            while health._free(settings.DATA_DIR) > leave:
                file.write(b"x" * 4096)
        except OSError:
            pass

seen = {{"well": [health.storage_is_low(), upload(10), *statuses()]}}
fill(leave=10 * 1024**2)
seen["low"] = [health.storage_is_low(), *statuses()]
before = sorted(path for _, paths in stored_files.walk() for path in paths)
fill(leave=0)
seen["full"] = [health.storage_is_low(), upload(60_000)]
seen["page"] = Client(headers={{"host": "127.0.0.1"}}).get(project.get_absolute_url()).status_code
seen["rows"] = Artefact.objects.count()
seen["left"] = sorted(set(path for _, paths in stored_files.walk() for path in paths) - set(before))
print(json.dumps(seen))
"""


def mounts_are_allowed():
    return (
        bool(shutil.which("unshare"))
        and subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode == 0
    )


@pytest.mark.skipif(not mounts_are_allowed(), reason="needs a small disk of its own, and mounting is not allowed here")
def test_r_up_08_a_disk_that_runs_full_takes_no_file_and_everything_else_goes_on(tmp_path, tables):
    """Below the reserve people read and sign in; when it is really full an upload leaves nothing, and pages open."""
    disk = tmp_path / "disk"
    disk.mkdir()
    (tmp_path / "script.py").write_text(FULL_DISK.format(root=str(ROOT)))
    script = f"{sys.executable} {tmp_path / 'script.py'}"
    mount = f"mount -t tmpfs -o size=60m none {disk} && cp {tables} {disk}/own.sqlite3 && exec {script}"
    environment = {**clean_environment(disk), "RESERVE_MB": "20", "DATABASE_URL": f"sqlite:///{disk / 'own.sqlite3'}"}
    done = subprocess.run(["unshare", "-rm", "sh", "-c", mount], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["well"] == [False, "new", 200, 200, 302]
    assert seen["low"] == [True, 200, 200, 302]
    assert (seen["full"], seen["page"]) == ([True, "unavailable"], 200)
    assert (seen["rows"], seen["left"]) == (1, [])
