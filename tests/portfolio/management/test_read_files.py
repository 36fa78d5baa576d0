"""Uploaded files are drawn and read anew; evidence goes on pointing at its cell."""

from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from portfolio.actions import evidence, files
from portfolio.models import Cell, FileVersion, Pointer, Project, Reading
from tests.factories import notebooks
from tests.factories import portfolio as make

pytestmark = pytest.mark.slow


@pytest.fixture
def version(frameworks: None) -> FileVersion:
    project: Project = make.project(make.practitioner())
    raw = notebooks.notebook(notebooks.code("import keras", notebooks.shows(image_png=notebooks.plot())))
    taken = files.take_in(project, file=ContentFile(raw, name="fit.ipynb"), by=None, at=make.AT)
    return taken.artefact.versions.get()


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("read_files", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_what_an_older_renderer_drew_is_drawn_anew_and_keeps_its_evidence(version: FileVersion) -> None:
    cell = version.cells.get()
    pointer = Pointer(kind="notebook", artefact=version.artefact, version=version, cell=cell)
    project = version.artefact.project
    skill = make.skill("l1.library.fit-model")
    piece = evidence.link(project, skill=skill, statement="", pointers=[pointer], by=None, at=make.AT)
    piece.refresh_from_db()
    Cell.objects.update(drawn={"old": True})
    Reading.objects.all().delete()
    FileVersion.objects.update(renderer=0)
    before = version.pictures[0]["path"]
    assert "1 read anew, 0 left" in run()
    again = FileVersion.objects.get()
    assert again.renderer == files.RENDERER and again.cells.get().drawn["anchor"] == "cell-1"
    assert again.reading.facts["libraries"][0]["name"] == "Keras"
    assert piece.pointers.get().cell_id == cell.pk == again.cells.get().pk
    assert default_storage.exists(again.pictures[0]["path"])
    fingerprint = piece.fingerprint
    piece.refresh_from_db()
    assert piece.fingerprint == fingerprint
    assert before != again.pictures[0]["path"]


def test_cells_keep_the_hash_of_verdicts_and_go_when_nothing_points_at_them(version: FileVersion) -> None:
    Cell.objects.update(content_hash="as it was judged", drawn={})
    more = [Cell(version=version, number=number, kind="code", content_hash="x", drawn={}) for number in (2, 3)]
    _, kept = Cell.objects.bulk_create(more)
    piece = make.evidence(version.artefact.project, "l1.library.fit-model")
    Pointer.objects.create(evidence=piece, kind="notebook", artefact=version.artefact, version=version, cell=kept)
    assert "1 read anew" in run("--all")
    found = version.cells.order_by("number")
    assert [(cell.number, cell.content_hash) for cell in found] == [(1, "as it was judged"), (3, "x")]
    assert found[0].drawn["anchor"] == "cell-1"


def test_what_is_drawn_as_now_is_left_unless_all_are_asked_for(version: FileVersion) -> None:
    assert "0 read anew" in run()
    assert "1 read anew" in run("--all")


def test_a_file_that_is_gone_is_named_and_left(version: FileVersion) -> None:
    default_storage.delete(version.path)
    told = run("--all")
    assert "fit.ipynb of" in told and "0 read anew, 1 left as they were" in told
    assert version.cells.count() == 1
