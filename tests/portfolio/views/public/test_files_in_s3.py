"""Uploaded files while the store is S3: in, out, for whom, away, gone (R-UP-11)."""

import base64
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from PIL import Image

from accounts.models import User
from config import addresses
from core.storage import Unavailable
from portfolio.actions import artefacts, files, projects
from portfolio.models import Artefact, FileVersion, Project
from portfolio.queries import stored_files
from tests.factories import portfolio as make
from tests.factories import s3
from tests.factories.answers import read_out

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def server(settings: Any) -> Iterator[s3.Store]:
    with s3.serving() as store:
        chosen = addresses.storage(store.url(), key_id=s3.KEY_ID, secret=s3.SECRET)
        settings.STORAGES = {**settings.STORAGES, "default": chosen}
        yield store


@pytest.fixture
def project(ada: User) -> Project:
    return make.project(make.practitioner(ada, visibility="public"), "Churn", visibility="public")


def notebook(red: int = 200) -> io.BytesIO:
    """A notebook with a picture among its outputs."""
    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), (red, 0, 90)).save(drawn, "PNG")
    output = {
        "output_type": "display_data",
        "data": {"image/png": base64.b64encode(drawn.getvalue()).decode()},
        "metadata": {},
    }
    cell = {"cell_type": "code", "source": "plot()", "execution_count": 1, "metadata": {}, "outputs": [output]}
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    return named("runs.ipynb", json.dumps(whole).encode())


def named(name: str, content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def take_in(project: Project, file: io.BytesIO) -> Artefact:
    return files.take_in(project, file=file, by=project.practitioner.user, at=make.AT).artefact


def image(project: Project) -> Artefact:
    out = io.BytesIO()
    Image.new("RGB", (700, 300), "#2337a8").save(out, "PNG")
    file = named("curve.png", out.getvalue())
    return artefacts.add_image(project, file=file, alt="A field", by=None, at=make.AT)


def places(made: Artefact) -> tuple[str, str]:
    """The addresses of a notebook: as a download, and of its picture."""
    version = made.versions.latest("number")
    of = f"/@ada/churn/files/{made.name}/versions/{version.number}/download/"
    return of, f"/media/outputs/{version.uuid}/{version.pictures[0]['key']}.webp"


def patient() -> Client:
    """A browser that is shown the page of a failure."""
    return Client(raise_request_exception=False)


def body(browser: Client, path: str) -> bytes:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.getvalue()


def statuses(browser: Client, *paths: str) -> list[int]:
    return [read_out(browser.get(path)).status_code for path in paths]


def test_r_up_11_in_and_out_and_gone(server: s3.Store, project: Project) -> None:
    file = notebook()
    made, drawn = take_in(project, file), image(project)
    assert {key.split("/")[1] for key in server.objects} == {"files", "outputs", "images"}
    assert {key.removeprefix("media/") for key in server.objects} == stored_files.named()
    download, picture = places(made)
    assert body(Client(), download) == file.getvalue()
    for path in (picture, f"/media/{drawn.uuid}/480.webp"):
        assert body(Client(), path)[:4] == b"RIFF"
    again = take_in(project, notebook(red=10))
    assert again.pk == made.pk
    assert {key.removeprefix("media/") for key in server.objects} == stored_files.named(), "the first version went"
    projects.remove(project, by=None, at=make.AT)
    assert server.objects == {}


def test_r_up_11_who_may_see_it_is_asked_with_every_request(
    server: s3.Store, project: Project, client_of: Callable[[User | None], Client], ada: User, sam: User
) -> None:
    paths = places(take_in(project, notebook()))
    assert statuses(client_of(None), *paths) == statuses(client_of(sam), *paths) == [200, 200]
    projects.withdraw(project, by=ada, at=make.AT)
    asked = len(server.requests)
    assert statuses(client_of(None), *paths) == statuses(client_of(sam), *paths) == [404, 404]
    assert len(server.requests) == asked, "S3 is not even asked"
    assert statuses(client_of(ada), *paths) == [200, 200], "control"
    guessed = next(iter(server.objects)).removeprefix("media/")
    assert statuses(client_of(sam), f"/media/{guessed}", f"/{guessed}") == [404, 404]


def test_r_up_11_no_page_holds_an_address_of_the_store(server: s3.Store, project: Project) -> None:
    made = take_in(project, notebook())
    page = body(Client(), f"/@ada/churn/files/{made.name}/") + body(Client(), "/@ada/churn/")
    assert b"/media/outputs/" in page, "control"
    found = [word for word in ("X-Amz", "Signature", "amazonaws", s3.KEY_ID, server.endpoint) if word.encode() in page]
    assert found == []


def test_r_up_11_while_the_store_is_away_pages_work_and_nothing_is_lost(server: s3.Store, project: Project) -> None:
    made, drawn = take_in(project, notebook()), image(project)
    paths = [*places(made), f"/media/{drawn.uuid}/480.webp"]
    server.is_away = True
    for path in paths:
        answer = patient().get(path)
        assert (answer.status_code, answer["Retry-After"]) == (503, "10")
        assert "Nothing is lost." in answer.content.decode()
    pages = ("/explore/", "/@ada/", "/@ada/churn/", f"/@ada/churn/files/{made.name}/")
    assert statuses(patient(), *pages) == [200] * 4
    with pytest.raises(Unavailable):
        take_in(project, named("run.csv", b"epoch,loss\n1,0.5\n2,0.4\n"))
    with pytest.raises(Unavailable):
        image(project)
    assert (Artefact.objects.count(), FileVersion.objects.count()) == (2, 1)
    server.is_away = False
    assert statuses(Client(), *paths) == [200] * 3


@pytest.mark.parametrize("taken", [0, 1])
def test_r_up_11_a_store_that_goes_away_half_way_leaves_no_row(server: s3.Store, project: Project, taken: int) -> None:
    """Before the picture of an output, and between it and the notebook itself."""
    server.refuses_after = taken
    with pytest.raises(Unavailable):
        take_in(project, notebook())
    assert not Artefact.objects.exists()
    assert not FileVersion.objects.exists()
    server.refuses_after = None
    assert take_in(project, notebook()).versions.count() == 1


def test_r_up_11_what_is_removed_while_the_store_is_away_is_swept_later(server: s3.Store, project: Project) -> None:
    made = take_in(project, notebook())
    server.is_away = True
    artefacts.remove(made, by=None, at=make.AT)
    assert not Artefact.objects.exists()
    server.is_away = False
    assert len(server.objects) == 2
    for key in server.objects:
        server.age(key, 25)
    call_command("sweep_files", stdout=io.StringIO())
    assert server.objects == {}
