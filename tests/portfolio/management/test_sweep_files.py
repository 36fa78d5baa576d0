"""`manage.py sweep_files` takes what nothing names, and nothing else (R-UP-09)."""

import os
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from config import addresses
from portfolio.management.commands import sweep_files
from portfolio.models import FileVersion, Project
from portfolio.queries import stored_files
from tests.factories import portfolio as make
from tests.factories import s3

Age = Callable[[str, float], None]


def run(*args: str) -> str:
    out = StringIO()
    call_command("sweep_files", *args, stdout=out)
    return out.getvalue()


def save(name: str) -> str:
    return default_storage.save(name, ContentFile(b"content"))


def lying() -> set[str]:
    return {path for _, paths in stored_files.walk() for path in paths}


@pytest.fixture(params=["local", "s3"])
def age(request: pytest.FixtureRequest, settings: Any) -> Iterator[Age]:
    """`age(path, hours)`: as if this file of the store had been written so long ago."""
    if request.param == "local":

        def older(path: str, hours: float) -> None:
            moment = time.time() - hours * 3600
            os.utime(Path(settings.MEDIA_ROOT) / path, (moment, moment))

        yield older
        return
    with s3.serving() as server:
        server.page = 2
        chosen = addresses.storage(server.url(), key_id=s3.KEY_ID, secret=s3.SECRET)
        settings.STORAGES = {**settings.STORAGES, "default": chosen}
        yield lambda path, hours: server.age(f"media/{path}", hours)


@pytest.fixture
def project(db: None) -> Project:
    return make.project(make.practitioner())


def an_image_and_a_file(project: Project) -> list[str]:
    """Rows, and every file that they name: two sizes, two versions, two pictures of outputs."""
    sizes = [save(f"images/aa/{width}.webp") for width in (480, 960)]
    rows = [{"width": 480, "height": 300, "path": path, "bytes": 7} for path in sizes]
    make.image(project, renditions=rows)
    artefact = make.image(project, "a-file")
    type(artefact)._default_manager.filter(pk=artefact.pk).update(kind="notebook", renditions=[])
    paths = []
    for number in (1, 2):
        path, picture = save(f"files/ab/{number}"), save(f"outputs/cd/{number}.webp")
        pictures = [{"key": "k", "width": 1, "height": 1, "path": picture, "bytes": 7, "sha256": "0"}]
        FileVersion.objects.create(
            artefact=artefact, number=number, file_name="a.ipynb", size=7, sha256="0", path=path, pictures=pictures,
            uploaded_at=make.AT,
        )  # fmt: skip
        paths += [path, picture]
    return [*sizes, *paths]


def test_r_up_09_old_files_without_a_row_go_and_all_others_stay(project: Project, age: Age) -> None:
    named = an_image_and_a_file(project)
    old = [save(name) for name in ("images/aa/none.webp", "files/ab/none", "outputs/none.webp", "files/.abc.part")]
    young, elsewhere = save("files/ab/young"), save("elsewhere/none")
    for path in (*named, *old, elsewhere):
        age(path, 25)
    age(young, 23)
    before = run("--dry-run")
    assert all(path in before for path in old)
    assert "11 files in the store. Without a name: 4 old enough to go, 1 younger." in before
    assert "4 files would be deleted; nothing was changed." in before
    assert lying() == {*named, *old, young}
    assert "4 files deleted." in run()
    assert lying() == {*named, young}
    assert default_storage.exists(elsewhere)
    assert "0 files deleted." in run()


def test_hours_are_for_choosing(project: Project, age: Age) -> None:
    path = save("files/ab/none")
    age(path, 3)
    assert "0 files deleted." in run("--older-than=4")
    assert "1 file deleted." in run("--older-than=2")


@pytest.mark.parametrize("hours", ["0", "-1", "1.5", "soon", ""])
def test_what_may_be_just_being_written_never_goes(db: None, hours: str) -> None:
    path = save("files/ab/none")
    with pytest.raises(CommandError, match="from 1 upwards"):
        run(f"--older-than={hours}")
    assert "0 files deleted." in run()
    assert default_storage.exists(path)


def test_an_empty_store_is_fine(db: None) -> None:
    assert "0 files in the store." in run()


def test_the_wrong_database_deletes_nothing(db: None, age: Age, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep_files, "FEW", 2)
    paths = [save(f"files/ab/{number}") for number in range(3)]
    for path in paths:
        age(path, 48)
    with pytest.raises(CommandError, match="3 of 3 files have no name in this database"):
        run()
    assert lying() == set(paths)
    assert "3 files deleted." in run("--even-most")
    assert lying() == set()


def test_it_says_how_far_it_is(db: None, age: Age, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep_files, "EVERY", 1)
    for number in range(5):
        age(save(f"files/{number}/none"), 48)
    said = run()
    assert "files/2: 3 files so far" in said
    assert said.splitlines()[-3:] == ["3 of 5 deleted", "4 of 5 deleted", "5 files deleted."]


def test_r_up_11_a_store_that_is_away_is_one_sentence(db: None, settings: Any) -> None:
    with s3.serving() as server:
        server.is_away = True
        chosen = addresses.storage(server.url(), key_id=s3.KEY_ID, secret=s3.SECRET)
        settings.STORAGES = {**settings.STORAGES, "default": chosen}
        with pytest.raises(CommandError, match="The store cannot be reached"):
            run()


def test_names_are_read_in_two_queries(project: Project, django_assert_num_queries: Any) -> None:
    an_image_and_a_file(project)
    with django_assert_num_queries(2):
        assert len(stored_files.named()) == 6
