"""Evidence that is pointed at the newest version of its file."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from core.errors import DomainError
from portfolio.actions import evidence, files
from portfolio.models import Evidence, FileVersion, Pointer, Project
from tests.factories import notebooks
from tests.factories import portfolio as make

LATER = make.AT + timedelta(days=1)
FIT, SCORE = "model.fit(x, y)", "print(score)"


@pytest.fixture
def project(frameworks: None) -> Project:
    return make.project(make.practitioner())


def version(project: Project, *sources: str) -> FileVersion:
    raw = notebooks.notebook(*(notebooks.code(source) for source in sources))
    taken = files.take_in(project, file=ContentFile(raw, name="fit.ipynb"), by=None, at=make.AT)
    return taken.artefact.versions.order_by("-number")[0]


def linked(project: Project, at: FileVersion, number: int) -> Evidence:
    pointer = Pointer(kind="notebook", artefact=at.artefact, version=at, cell=at.cells.get(number=number), lines="1")
    skill = make.skill("l1.library.fit-model")
    return evidence.link(project, skill=skill, statement="Fitted.", pointers=[pointer], by=None, at=make.AT)


def cell_of(piece: Evidence) -> tuple[int, int]:
    pointer = piece.pointers.select_related("version", "cell").get()
    return pointer.version.number, pointer.cell.number


def test_the_cell_is_found_by_its_content_wherever_it_stands_now(project: Project) -> None:
    piece = linked(project, version(project, FIT, SCORE), 1)
    version(project, "import keras", SCORE, FIT)
    evidence.renew(piece, by=None, at=LATER)
    assert cell_of(piece) == (2, 3)
    assert piece.pointers.get().lines == "1"


def test_a_cell_that_was_changed_is_found_by_its_first_line(project: Project) -> None:
    piece = linked(project, version(project, FIT, SCORE), 1)
    version(project, SCORE, f"{FIT}\nmodel.save()")
    evidence.renew(piece, by=None, at=LATER)
    assert cell_of(piece) == (2, 2)


def test_a_cell_that_is_gone_is_asked_for_and_nothing_changes(project: Project) -> None:
    piece = linked(project, version(project, FIT, SCORE), 1)
    version(project, SCORE)
    with pytest.raises(DomainError, match="Cell 1 was not found again"):
        evidence.renew(piece, by=None, at=LATER)
    piece.refresh_from_db()
    assert cell_of(piece) == (1, 1) and piece.revision == 1


def test_what_follows_is_pointed_anew_with_what_it_follows(project: Project) -> None:
    piece = linked(project, version(project, FIT, SCORE), 1)
    follower = evidence.follow(piece, skill=make.skill("ck.entry.networks.dense-networks"), by=None, at=make.AT)
    version(project, SCORE, FIT)
    with pytest.raises(DomainError, match="This follows other evidence"):
        evidence.renew(follower, by=None, at=LATER)
    assert cell_of(follower) == (1, 1)
    evidence.renew(piece, by=None, at=LATER)
    assert cell_of(follower) == cell_of(piece) == (2, 2)
