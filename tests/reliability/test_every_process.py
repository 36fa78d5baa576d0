"""What is published or withdrawn shows in every web process with its next request, on either database."""

import http.client
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.services]
ROOT = Path(__file__).resolve().parents[2]
ASKED = 24
"""Requests, each on a connection of its own, so that both processes answer some."""
TURN = """
from django.utils import timezone
from portfolio.actions import practitioners
from portfolio.models import Practitioner
person = Practitioner.objects.get(handle="s-0000001")
practitioners.set_visibility(person, visibility={to!r}, by=None, at=timezone.now())
"""


def manage(environment: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def people(port: int) -> tuple[int, bool]:
    """How many the page of people tells, and whether an index told it: then it tells no number of projects."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/explore/")
        page = connection.getresponse().read().decode()
    finally:
        connection.close()
    found = re.search(r">People, ([\d,]+)</a>.*?>Projects(, \d+)?</a>", page, flags=re.DOTALL)
    assert found, page[:2000]
    return int(found[1]), found[2] is None


def everywhere(port: int) -> set[tuple[int, bool]]:
    return {people(port) for _ in range(ASKED)}


def test_publishing_and_withdrawing_show_in_every_process(serve, database_of_its_own, tmp_path):
    own = {**database_of_its_own, "DATA_DIR": str(tmp_path), "LOG_LEVEL": "ERROR"}
    manage(own, "load_frameworks")
    manage(own, "collectstatic", "--noinput", "-v0")
    manage(own, "synthesize", "--practitioners", "12", "--processes", "1")
    manage(own, "shell", "-v0", "-c", TURN.format(to="public"))
    more = {"DATABASE_URL": own["DATABASE_URL"], "WORKERS": "2", "SEARCH_INDEX": "on"}
    port = serve(**more).port
    for _ in range(40):  # both build or load their index beside the first answers
        before = everywhere(port)
        if all(is_indexed for _, is_indexed in before):
            break
        time.sleep(0.25)
    ((number, is_indexed),) = before
    assert is_indexed
    assert (tmp_path / "index" / "people.index").exists()
    for to, expected in (("private", number - 1), ("public", number)):
        manage(own, "shell", "-v0", "-c", TURN.format(to=to))
        assert everywhere(port) == {(expected, True)}
