"""How much of the store one person may take (R-UP-08)."""

import io
from typing import Any

import pytest
from PIL import Image

from portfolio.actions import artefacts, files, room
from portfolio.models import Artefact, Project
from portfolio.queries import stored_files
from tests.factories import files as uploads
from tests.factories import portfolio as make


@pytest.fixture
def project(db: None) -> Project:
    return make.project(make.practitioner())


def log(size: int = 200) -> io.BytesIO:
    file = io.BytesIO(b"epoch,loss\n" + b"".join(b"%d,0.5\n" % epoch for epoch in range(size)))
    file.name = "run.csv"
    return file


def picture() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "PNG")
    out.seek(0)
    out.name = "a.png"
    return out


def lying() -> int:
    return sum(len(paths) for _, paths in stored_files.walk())


def test_r_up_08_every_version_and_every_picture_counts(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    version = uploads.notebook(project, content=b"x" * 1000)
    uploads.version(version.artefact, b"y" * 500, pictures=2)
    image = artefacts.add_image(project, file=picture(), alt="Black", by=None, at=make.AT)
    more = 1000 + 1001 + 500 + 501 + 501 + sum(size["bytes"] for size in image.renditions)
    monkeypatch.setattr(room, "MOST_BYTES", more + 10)
    monkeypatch.setattr(room, "MOST_FILES", 2 + 3 + len(image.renditions) + 1)
    room.check(project.practitioner, 10, 1)
    for much in ((11, 1), (10, 2)):
        with pytest.raises(room.Full, match="Your quota is used up"):
            room.check(project.practitioner, *much)


@pytest.mark.parametrize("what", ["MOST_BYTES", "MOST_FILES"])
def test_r_up_08_a_file_for_which_there_is_no_room_leaves_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    kept = files.take_in(project, file=log(), by=None, at=make.AT).artefact
    monkeypatch.setattr(room, what, {"MOST_BYTES": kept.versions.get().size + 10, "MOST_FILES": 1}[what])
    larger = log(500)
    larger.name = "another.csv"
    with pytest.raises(room.Full):
        files.take_in(project, file=larger, by=None, at=make.AT)
    with pytest.raises(room.Full):
        artefacts.add_image(project, file=picture(), alt="Black", by=None, at=make.AT)
    assert (Artefact.objects.count(), lying()) == (1, 1)


def test_r_up_08_of_one_person_only(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    files.take_in(project, file=log(), by=None, at=make.AT)
    monkeypatch.setattr(room, "MOST_FILES", 1)
    another = make.project(make.practitioner())
    assert files.take_in(another, file=log(), by=None, at=make.AT).outcome == "new"


def test_r_up_08_what_is_removed_makes_room(
    project: Project, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(room, "MOST_FILES", 1)
    made = files.take_in(project, file=log(), by=None, at=make.AT).artefact
    with django_capture_on_commit_callbacks(execute=True):
        artefacts.remove(made, by=None, at=make.AT)
    assert files.take_in(project, file=log(), by=None, at=make.AT).outcome == "new"
    assert lying() == 1
