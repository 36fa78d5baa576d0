"""Uploads and removals that are killed in the middle. Run by test_files_killed.py, never imported by it:

python tests/reliability/files_killed.py ROUNDS     prints what was found as JSON
"""

import base64
import hashlib
import io
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
PLACES = ("writing", "saved", "deleting", "any time")
NOTEBOOK_EVERY = 6


def log(number: int) -> io.BytesIO:
    """A training log of its own."""
    rows = "".join(f"{epoch},{1 / (epoch + number + 1):.4f}\n" for epoch in range(20_000))
    return named(f"run-{number}.csv", f"epoch,loss\n{rows}".encode())


def notebook(number: int) -> io.BytesIO:
    """A notebook with a picture among its outputs: two files of the store."""
    from PIL import Image

    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), (number, 0, 90)).save(drawn, "PNG")
    data = {"image/png": base64.b64encode(drawn.getvalue()).decode()}
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    cell = {
        "cell_type": "code", "source": f"print({number})", "execution_count": 1, "metadata": {}, "outputs": [output],
    }  # fmt: skip
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    return named(f"runs-{number}.ipynb", json.dumps(whole).encode())


def named(name: str, content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def in_a_child(act: Callable[[], object], seconds: float | None) -> tuple[bool, float]:
    """Whether the process that did it was killed, by itself or after so many seconds; and how long it took."""
    from django.db import connection

    connection.close()
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        act()
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in {0, -signal.SIGKILL}, f"the child ended with {code}"
    return code != 0, time.perf_counter() - began


def one_round(number: int, project: Any, usual: float) -> bool:
    """Whether the process was killed."""
    from portfolio.actions import artefacts, files
    from tests.reliability.dying import DyingStorage

    now = datetime.now(UTC)
    place, is_notebook = PLACES[number % len(PLACES)], number % NOTEBOOK_EVERY == 0
    file = notebook(number) if is_notebook else log(number)
    taken = files.take_in(project, file=file, by=None, at=now) if place == "deleting" else None
    DyingStorage.dies, DyingStorage.after = place, int(is_notebook and place != "deleting")

    def act() -> None:
        if taken is None:
            files.take_in(project, file=file, by=None, at=now)
        else:
            artefacts.remove(taken.artefact, by=None, at=now)

    killed, _ = in_a_child(act, random.random() * usual if place == "any time" else None)
    DyingStorage.dies = ""
    return killed


def faults() -> list[str]:
    """Every row whose file is not there, or is not what it was."""
    from django.core.files.storage import default_storage

    from portfolio.models import FileVersion

    found = []
    for version in FileVersion.objects.all():
        wanted = {version.path: version.sha256} | {each["path"]: each["key"] for each in version.pictures}
        for path, sha256 in wanted.items():
            if not default_storage.exists(path):
                found.append(f"{path} is not there")
                continue
            with default_storage.open(path) as file:
                content = file.read()
            if hashlib.sha256(content).hexdigest() != sha256:
                found.append(f"{path} is not whole")
    return found


def swept() -> dict[str, object]:
    """What the sweep takes today, and what is left after that of tomorrow."""
    from portfolio.actions import stored_files as actions
    from portfolio.queries import stored_files

    def unnamed(at: datetime) -> list[str]:
        return [*stored_files.survey(older_than=timedelta(hours=24), at=at)][-1][1].unnamed

    today, tomorrow = unnamed(datetime.now(UTC)), unnamed(datetime.now(UTC) + timedelta(hours=25))
    partial = [path for path in tomorrow if path.endswith(".part")]
    list(actions.delete(tomorrow))
    lying = {path for _, paths in stored_files.walk() for path in paths}
    return {
        "today": len(today), "tomorrow": len(tomorrow), "partial": len(partial),
        "left": sorted(lying ^ stored_files.named()),
    }  # fmt: skip


def main(rounds: int) -> None:
    import django
    from django.conf import settings

    settings.STORAGES["default"] = {"BACKEND": "tests.reliability.dying.DyingStorage"}
    django.setup()
    from portfolio.actions import files
    from portfolio.models import FileVersion
    from tests.factories import portfolio as make

    project = make.project(make.practitioner())
    _, usual = in_a_child(lambda: files.take_in(project, file=log(1000), by=None, at=make.AT), None)
    seen: list[str] = []
    killed = 0
    for number in range(rounds):
        killed += one_round(number, project, usual)
        seen += faults()
    rows = FileVersion.objects.count()
    print(json.dumps({"killed": killed, "rows": rows, "faults": seen, **swept(), "faults_after": faults()}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
