"""Images and links: their names, their files and how much room there is."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from core.errors import DomainError
from core.images import Refused
from dashboard.actions import accounts
from portfolio.actions import artefacts, practitioners, projects, room
from portfolio.actions import evidence as evidence_actions
from portfolio.models import Artefact, Project
from portfolio.queries import stored_files
from tests.factories import files as uploads
from tests.factories import portfolio as make

LATER = make.AT + timedelta(days=1)


def png(name: str = "Learning curve.png", size: tuple[int, int] = (40, 30)) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", size, "#2337a8").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def add(project: Project, **more: Any) -> Artefact:
    given: dict[str, Any] = {"file": png(), "alt": "A blue field", "by": None, "at": make.AT, **more}
    return artefacts.add_image(project, **given)


@pytest.fixture
def project(db: None) -> Project:
    return make.project(make.practitioner())


def paths(image: Artefact) -> list[str]:
    return [row["path"] for row in image.renditions]


def lying() -> list[str]:
    """All that the store holds."""
    return sorted(path for _, paths in stored_files.walk() for path in paths)


def test_an_image_is_stored_anew_under_a_random_name(project: Project) -> None:
    """R-UP-06"""
    made = add(project, file=png("../../etc/passwd.png"))
    assert (made.kind, made.name, made.title, made.alt) == ("image", "passwd", "passwd", "A blue field")
    assert made.content_hash and all(default_storage.exists(path) for path in paths(made))
    assert not any("passwd" in path or ".." in path for path in paths(made))
    row = made.renditions[-1]
    assert (row["width"], row["height"]) == (40, 30)
    assert row["bytes"] == default_storage.size(row["path"])
    with default_storage.open(row["path"]) as file:
        assert Image.open(file).format == "WEBP"


def test_names_for_the_text_are_short_and_free(project: Project) -> None:
    assert [add(project, title="Loss, by epoch").name for _ in range(2)] == ["loss-by-epoch", "loss-by-epoch-2"]
    assert add(project, title="心").name == "artefact"


def test_without_words_an_image_is_refused(project: Project) -> None:
    with pytest.raises(DomainError, match="Say what the image shows"):
        add(project, alt="  ")


def test_what_is_no_image_is_refused_and_leaves_nothing(project: Project) -> None:
    """R-UP-01"""
    with pytest.raises(Refused):
        add(project, file=SimpleUploadedFile("a.png", b"<html>GIF89a", "image/png"))
    assert not Artefact.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["artefact", "project", "portfolio", "account"])
def test_files_go_with_their_row_once_that_is_certain(how: str) -> None:
    project = make.project(make.practitioner())
    made, notebook = add(project), uploads.notebook(project).artefact
    evidence = make.evidence(project)
    uploads.point(evidence, notebook.versions.get().cells.get(number=1))
    uploads.version(notebook, b"the second", pictures=2)
    stays = [made.renditions[0]["path"] for made in [add(make.project(make.practitioner()))]]
    assert len(lying()) == 1 + 2 + 3 + 1, "control: an image, a version with a picture, one with two, another person's"
    if how == "artefact":
        for each in (made, notebook):
            artefacts.remove(each, by=None, at=LATER)
    elif how == "project":
        projects.remove(project, by=None, at=LATER)
    elif how == "portfolio":
        practitioners.remove(project.practitioner, by=None, at=LATER)
    else:
        accounts.delete(project.practitioner.user, at=LATER)
    assert lying() == stays


@pytest.mark.django_db(transaction=True)
def test_a_version_goes_with_its_files_when_nothing_points_at_it_any_more() -> None:
    project = make.project(make.practitioner())
    first = uploads.notebook(project)
    evidence = make.evidence(project)
    uploads.point(evidence, first.cells.get(number=1))
    second = uploads.version(first.artefact, b"the second")
    with transaction.atomic():
        artefacts.prune(first.artefact)
    assert lying() == sorted(artefacts.paths_of(first) + artefacts.paths_of(second))
    evidence_actions.remove(evidence, by=None, at=LATER)
    assert lying() == sorted(artefacts.paths_of(second))
    assert list(first.artefact.versions.all()) == [second]


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_back_keeps_its_files() -> None:
    project = make.project(make.practitioner())
    made = uploads.notebook(project).artefact
    before = lying()
    with pytest.raises(KeyError), transaction.atomic():
        artefacts.remove(made, by=None, at=LATER)
        raise KeyError("something after it failed")
    assert (lying(), project.artefacts.count()) == (before, 1)


def test_no_room_is_refused_with_a_sentence_and_leaves_no_file(
    project: Project, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(room, "MOST_FILES", 1)
    first = add(project)
    assert len(first.renditions) == 1
    with pytest.raises(DomainError, match="which is the most"):
        add(project)
    monkeypatch.setattr(room, "MOST_FILES", 2000)
    monkeypatch.setattr(room, "MOST_BYTES", first.renditions[0]["bytes"] + 10)
    with pytest.raises(DomainError, match="MB in all, which is the most"):
        add(project, file=png(size=(400, 300)))
    assert Artefact.objects.count() == 1
    folders, _ = default_storage.listdir("images")
    assert sum(len(default_storage.listdir(f"images/{folder}")[1]) for folder in folders) == 1


def test_a_link_is_pinned_when_it_names_a_commit(project: Project) -> None:
    link = Artefact(
        project=project, title="train.py", link_kind="code", url="https://github.com/a/b/blob/main/train.py"
    )
    made = artefacts.add_link(link, by=None, at=make.AT)
    assert (made.kind, made.name, made.is_pinned) == ("link", "trainpy", False)
    assert make.link(project, "other").is_pinned
