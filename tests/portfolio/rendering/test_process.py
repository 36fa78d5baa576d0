"""The child process: what comes back, and that no file takes down the process that asked (R-XSS-06)."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable

import psutil
import pytest

from portfolio.inspection import model_cards
from portfolio.inspection.logs import read as log_reader
from portfolio.inspection.logs.runs import Log
from portfolio.inspection.model_cards import Card
from portfolio.rendering import child, process
from tests.factories import logs
from tests.factories import notebooks as made


def test_a_notebook_comes_back_whole() -> None:
    done = process.process(made.outputs_of_every_kind(), "notebook", "a.ipynb")
    assert len(done.rendering.cells) == 11
    assert {picture.key for picture in done.pictures} == {picture.key for picture in done.rendering.pictures}
    assert len(done.pictures) == 2
    assert done.runs.errors == ((11, "ValueError"),)


def test_a_script_comes_back_as_one_cell() -> None:
    done = process.process(b"import os\nx = 1\n", "code", "train.py")
    (cell,) = done.rendering.cells
    assert (cell.anchor, len(cell.lines), done.runs.in_order) == ("cell-1", 2, False)


@pytest.mark.parametrize(
    ("raw", "in_order"),
    [
        (made.version_4_0(), True),
        (made.out_of_order(), False),
        (made.not_run(), False),
        (made.notebook(made.code("a", count=1), made.code("", count=None), made.code("b", count=2)), True),
        (made.notebook(made.code("a", count=1), made.code("b", count=3)), False),
    ],
)
def test_runs_say_whether_every_cell_ran_from_top_to_bottom(raw: bytes, in_order: bool) -> None:
    assert process.process(raw, "notebook", "a.ipynb").runs.in_order is in_order


@pytest.mark.parametrize(
    ("raw", "kind", "words"),
    [
        (b"{}", "notebook", "not a notebook"),
        (b"x = '\xff'", "code", "not text in UTF-8"),
        (b" " * 21_000_000, "notebook", "20.0 MB; at most 20 MB"),
        (b"x" * 1_100_000, "code", "1.0 MB; at most 1 MB"),
    ],
)
def test_r_xss_06_what_cannot_be_read_is_refused_with_a_sentence(raw: bytes, kind: process.Kind, words: str) -> None:
    with pytest.raises(process.Refused, match=words):
        process.process(raw, kind, "a")


@pytest.mark.parametrize(
    ("raw", "name", "kind", "parts"),
    [
        (logs.keras_csv(), "history.csv", "log", ["log"]),
        (b"---\nlicense: mit\nlibrary_name: keras\n---\n# A card\n", "README.md", "card", ["card"]),
        (b"name,age\nAda,36\n", "people.csv", "file", []),
        (b"import os\nx = 1\n", "train.py", "code", []),
        (made.version_4_0(), "a.ipynb", "notebook", []),
    ],
)
def test_one_child_decides_and_reads(raw: bytes, name: str, kind: str, parts: list[str]) -> None:
    taken = process.take(raw, name)
    assert (taken.kind, list(taken.reading)) == (kind, parts)
    assert (taken.processed is not None) == (kind in {"code", "notebook"})
    assert process.take(raw, name, kind) == taken


def test_a_log_and_a_card_come_back_as_they_were_read() -> None:
    read = process.take(logs.keras_csv(), "history.csv").reading["log"]
    assert Log.from_json(read) == log_reader.read(logs.keras_csv(), "history.csv")
    raw = b"---\nlicense: [mit]\nlibrary_name: 3\ntags: x\n---\n# A card\n"
    assert Card.from_json(process.take(raw, "README.md").reading["card"]) == model_cards.read(raw)


@pytest.mark.parametrize(
    ("raw", "name", "kind", "words"),
    [
        (b"", "a.csv", "", "is empty"),
        (b"x = = 1\n", "a.py", "", "cannot be read as Python"),
        (b"\0\0", "a.md", "card", "no text"),
        (b"a\nb\n", "a.csv", "log", "."),
        (b" " * 21_000_000, "a.csv", "", "at most"),
    ],
)
def test_r_up_01_what_is_not_taken_is_refused_with_a_sentence(raw: bytes, name: str, kind: str, words: str) -> None:
    with pytest.raises(process.Refused, match=words):
        process.take(raw, name, kind)


def test_r_up_01_what_takes_too_long_to_decide_on_is_refused_by_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "CLOCK_SECONDS", 0.01)
    with pytest.raises(process.Refused, match="too long"):
        process.take(b"a,b\n1,2\n", "a.csv")
    assert psutil.Process().children(recursive=True) == []


FULL = 19_500_000
AROUND = made.notebook(made.code("x", made.stream("HERE")))


def markdown(source: str) -> bytes:
    return made.notebook(*[made.markdown(source)] * 300)


BOMBS: dict[str, Callable[[], bytes]] = {
    "empty objects": lambda: AROUND.replace(b'"HERE"', b"{}," * (FULL // 3) + b"{}"),
    "empty lists": lambda: AROUND.replace(b'"HERE"', b"[]," * (FULL // 3) + b"[]"),
    "brackets": lambda: b"[" * FULL,
    "one line": lambda: AROUND.replace(b"HERE", b"x" * FULL),
    "lines": lambda: AROUND.replace(b"HERE", b"\\n" * (FULL // 2)),
    "escapes": lambda: AROUND.replace(b"HERE", b"\\u001b]" * (FULL // 7)),
    "formulas": lambda: markdown(("$$" + "{" * 60 + "x" + "}" * 60 + "$$\n\n") * 9),
    "tags": lambda: made.notebook(*[made.code("x", made.shows(text_html="<i a>" * 8_000 + "<p>x" * 8_000))] * 99),
    "links": lambda: markdown("<b>*[x](y" * 6_000),
    "comments": lambda: markdown("<!--" * 15_000),
    "pictures": lambda: markdown("<img " * 12_000),
    "fences": lambda: markdown("```\n```python\n" * 4_000),
}
"""Files of up to 20 MB that are made to cost a thousand times their size."""


@pytest.mark.slow
@pytest.mark.parametrize("name", list(BOMBS))
def test_r_xss_06_a_bomb_ends_in_an_answer_and_leaves_no_process(name: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.monotonic()
    try:
        done = process.process(BOMBS[name](), "notebook", "a.ipynb")
    except process.Refused as refusal:
        assert refusal.message.endswith(".")
    else:
        assert len(json.dumps(done.rendering.to_json())) < 12_000_000
    assert time.monotonic() - start < process.CLOCK_SECONDS + 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024
    assert psutil.Process().children(recursive=True) == []


@pytest.mark.slow
def test_r_xss_06_a_notebook_of_100_mb_is_refused_at_once_and_read_by_nobody() -> None:
    raw = made.notebook(made.code("x", made.stream("y" * 100 * 1024**2)))
    start = time.process_time()
    with pytest.raises(process.Refused, match=r"100\.0 MB"):
        process.process(raw, "notebook", "a.ipynb")
    assert time.process_time() - start < 0.1


def test_the_child_has_no_environment_and_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "a-secret-of-the-site")
    started = process.started()
    try:
        seen = psutil.Process(started.pid)
        assert "SECRET_KEY" not in seen.environ()
        deadline = time.monotonic() + 20
        while seen.rlimit(psutil.RLIMIT_AS)[0] != child.MEMORY and time.monotonic() < deadline:
            time.sleep(0.02)
        assert seen.rlimit(psutil.RLIMIT_AS)[0] == child.MEMORY
        assert seen.rlimit(psutil.RLIMIT_CPU)[0] == child.CPU_SECONDS
        assert seen.rlimit(psutil.RLIMIT_FSIZE)[0] == 0
        assert os.getpgid(started.pid) == started.pid
    finally:
        started.kill()
        started.communicate()


def test_the_child_loads_neither_pages_nor_tables() -> None:
    """It is started for every file: what answers requests and asks databases would be a third of its start."""
    code = "import sys, portfolio.rendering.child; print(*{'django.http', 'django.db.models'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=process._ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_only_so_many_files_are_read_at_once_and_a_place_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "WAITING_SECONDS", 0.05)
    with process._place(), process._place(), pytest.raises(process.Refused, match="Many files are being read"):
        process.process(b"x = 1\n", "code", "train.py")
    assert process.process(b"x = 1\n", "code", "train.py").rendering.cells
    with pytest.raises(process.Refused):
        process.process(b"{", "notebook", "a.ipynb")
    with process._place(), process._place():
        pass
