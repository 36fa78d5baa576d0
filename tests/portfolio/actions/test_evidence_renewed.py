"""Evidence that is pointed at the newest version of its file."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from core.errors import DomainError
from portfolio.actions import evidence, files, parts
from portfolio.models import Evidence, FileVersion, Pointer, Project
from tests.factories import logs, notebooks
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


def script(project: Project, source: str) -> FileVersion:
    taken = files.take_in(project, file=ContentFile(source.encode(), name="train.py"), by=None, at=make.AT)
    return taken.artefact.versions.order_by("-number")[0]


def at_lines(project: Project, at: FileVersion, lines: str) -> Evidence:
    pointer = Pointer(kind="code", artefact=at.artefact, version=at, cell=at.cells.get(), lines=lines)
    skill = make.skill("l1.library.fit-model")
    return evidence.link(project, skill=skill, statement="Fitted.", pointers=[pointer], by=None, at=make.AT)


def test_lines_of_a_script_are_found_where_they_stand_now(project: Project) -> None:
    piece = at_lines(project, script(project, "import keras\nmodel.fit(x, y)\nprint(1)\n"), "2-3")
    script(project, "import os\nimport keras\nmodel.fit(x, y)\nprint(1)\n")
    evidence.renew(piece, by=None, at=LATER)
    assert (cell_of(piece), piece.pointers.get().lines) == ((2, 1), "3-4")


def test_lines_of_a_script_that_are_gone_are_asked_for(project: Project) -> None:
    piece = at_lines(project, script(project, "import keras\nmodel.fit(x, y)\n"), "2")
    script(project, "import keras\nmodel.evaluate(x, y)\n")
    with pytest.raises(DomainError, match="Give the lines anew"):
        evidence.renew(piece, by=None, at=LATER)
    assert (cell_of(piece), piece.pointers.get().lines) == ((1, 1), "2")


def test_what_follows_other_evidence_is_not_renewed_alone(project: Project) -> None:
    piece = linked(project, version(project, FIT, SCORE), 1)
    follower = evidence.follow(piece, skill=make.skill("ck.entry.networks.dense-networks"), by=None, at=make.AT)
    version(project, SCORE, FIT)
    with pytest.raises(DomainError):
        evidence.renew(follower, by=None, at=LATER)


def test_a_version_that_went_in_the_meantime_is_no_place(project: Project) -> None:
    first = version(project, FIT)
    pointer = Pointer(kind="notebook", artefact=first.artefact, version=first, cell=first.cells.get())
    version(project, SCORE)
    skill = make.skill("l1.library.fit-model")
    with pytest.raises(DomainError, match="Choose the place again"):
        evidence.link(project, skill=skill, statement="", pointers=[pointer], by=None, at=LATER)


def test_words_and_curves_that_are_shown_are_part_of_the_version_that_was_judged(project: Project) -> None:
    piece = linked(project, version(project, FIT), 1)
    before = fingerprint(piece)
    notebook = piece.pointers.get().artefact
    parts.change(notebook, revision=notebook.revision, fields={"caption": "On a TPU."}, by=None, at=LATER)
    assert fingerprint(piece) != before
    log = files.take_in(project, file=ContentFile(logs.keras_csv(), name="a.csv"), by=None, at=make.AT).artefact
    comparison = make.comparison(project)
    other = make.evidence(project, "l2.generalization.dropout", comparison)
    before = fingerprint(other)
    fields = {"before_log": log, "after_log": log}
    parts.change(comparison, revision=comparison.revision, fields=fields, by=None, at=LATER)
    with_logs = fingerprint(other)
    assert with_logs != before
    changed = logs.keras_csv().replace(b"0.", b"1.")
    files.take_in(project, file=ContentFile(changed, name="a.csv"), by=None, at=LATER)
    assert fingerprint(other) != with_logs


def fingerprint(piece: Evidence) -> str:
    piece.refresh_from_db()
    return piece.fingerprint
