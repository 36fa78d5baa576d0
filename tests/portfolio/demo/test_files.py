"""Files of the people of the demo world: what reading them finds, checked by hand against what the files hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio.demo import script
from portfolio.inspection import kinds, model_cards, notebooks
from portfolio.inspection.logs import read as logs

MOST = 1_500_000
"""Bytes of all of them."""


def _rows() -> Iterator[tuple[Path, str]]:
    """Every file of the script with the name under which it is uploaded."""
    for person in script.people():
        for project in person.projects:
            for row in project.get("files", ()):
                yield script.path_of(person.handle, row), script.name_of(row)


def test_every_file_is_uploaded_by_somebody() -> None:
    lying = {path for path in script.FILES.glob("[a-z]*/**/*") if path.is_file()}
    assert {path for path, _ in _rows()} == lying
    assert len(lying) <= 20
    assert sum(path.stat().st_size for path in lying) < MOST


def test_every_file_is_what_its_name_says_and_is_read_without_a_note() -> None:
    """Notes say what was wrong with a file or guessed; counting from 0 is how Keras counts."""
    for path, name in _rows():
        raw = path.read_bytes()
        kind = kinds.decide(raw, name)
        assert kind == script.KINDS[Path(name).suffix], path
        if kind == kinds.NOTEBOOK:
            assert notebooks.read(raw).notes == (), path
        elif kind == kinds.LOG:
            assert logs.read(raw, name).notes in {(), ("Epochs are counted from 0, as in the file.",)}, path
        elif kind == kinds.CARD:
            first = model_cards.read(raw).results[0]
            assert (first.metric, first.value) == ("Macro F1", "0.846"), path


def test_logs_hold_as_many_runs_as_their_captions_say() -> None:
    runs = {
        path.relative_to(script.FILES).as_posix(): len(logs.read(path.read_bytes(), name).runs)
        for path, name in _rows()
        if path.suffix == ".csv"
    }
    assert runs == {
        "ada/baseline.csv": 5, "ada/dropout.csv": 5, "ada/constant.csv": 1, "ada/cosine.csv": 1,
        "tomas/gru-unclipped.csv": 7, "tomas/gru-clipped.csv": 7, "ingrid/no-remedy.csv": 1, "ingrid/dropout.csv": 1,
    }  # fmt: skip


NOBODY = """
[person]
handle = "ada"
name = "Nobody"

[[projects]]
title = "Nothing much"
begun = 9

[[projects.files]]
file = "{file}"

[[projects.comparisons]]
id = "one"
before_log = "{log}"

[[projects.evidence]]
skill = "l2.generalization.dropout"
statement = "Look there."
at = ["{place}"]
"""


@pytest.mark.parametrize(
    ("place", "file", "log", "said"),
    [
        ("notebook:overfitting.ipynb#32", "overfitting.ipynb", "", "points at notebook:overfitting.ipynb#32"),
        ("notebook:overfitting.ipynb", "overfitting.ipynb", "", "points at notebook:overfitting.ipynb"),
        ("code:overfitting.ipynb#3", "overfitting.ipynb", "", "points at code:overfitting.ipynb#3"),
        ("notebook:other.ipynb#3", "other.ipynb", "", "there is no file other.ipynb"),
        ("log:baseline.csv", "baseline.csv", "other.csv", "one is drawn from other.csv"),
    ],
)
def test_a_place_in_a_file_that_does_not_exist_is_refused(
    tmp_path: Path, place: str, file: str, log: str, said: str
) -> None:
    text = NOBODY.format(place=place, file=file, log=log)
    (tmp_path / "99-nobody.toml").write_text(text.replace('before_log = ""\n', ""), encoding="utf-8")
    with pytest.raises(script.BadScript, match=rf"^99-nobody\.toml: Nothing much: .*{said}$"):
        list(script.people(tmp_path))


@pytest.mark.parametrize("place", ["notebook:overfitting.ipynb#31", "notebook:overfitting.ipynb#9:6-8"])
def test_a_cell_that_exists_is_taken(tmp_path: Path, place: str) -> None:
    text = NOBODY.format(place=place, file="overfitting.ipynb", log="").replace('before_log = ""\n', "")
    (tmp_path / "99-nobody.toml").write_text(text, encoding="utf-8")
    assert [person.handle for person in script.people(tmp_path)] == ["ada"]


def test_later_versions_come_after_the_first_and_before_now() -> None:
    later = 0
    for person in script.people():
        for project in person.projects:
            for row in project.get("files", ()):
                if "days" in row:
                    later += 1
                    assert project["begun"] > row["days"] > 0, f"{person.handle}: {row['file']}"
                    assert script.name_of(row) in [r["file"] for r in project["files"] if "days" not in r]
    assert later == 1
