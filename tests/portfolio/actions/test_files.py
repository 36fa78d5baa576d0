"""Files that come in: what they become, what is refused, versions, and evidence that points into them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from competence.strengths import Strength
from core.errors import DomainError
from portfolio.actions import evidence, files, room, verdicts
from portfolio.inspection import kinds, model_cards
from portfolio.inspection.logs import read as log_reader
from portfolio.models import Artefact, Evidence, FileVersion, Pointer, Project
from portfolio.queries import records
from portfolio.rendering import process
from tests.core import pictures
from tests.factories import logs, notebooks
from tests.factories import portfolio as make
from tests.factories.bad_files import BAD

LATER = make.AT + timedelta(days=1)
TRAINS = "import keras\nmodel = keras.Sequential([keras.layers.Dense(1)])\nmodel.fit(x, y)"


@pytest.fixture
def project(frameworks: None) -> Project:
    return make.project(make.practitioner())


def take(project: Project, content: bytes, name: str, **more: Any) -> files.Taken:
    return files.take_in(project, file=ContentFile(content, name=name), by=None, at=more.pop("at", make.AT), **more)


def trained(text: str = "loss: 0.31") -> bytes:
    return notebooks.notebook(notebooks.markdown("# Fit"), notebooks.code(TRAINS, notebooks.stream(text)))


def stored() -> set[str]:
    found: set[str] = set()
    for folder in ("files", "outputs", "images"):
        if default_storage.exists(folder):
            for inner in default_storage.listdir(folder)[0]:
                found |= {f"{folder}/{inner}/{name}" for name in default_storage.listdir(f"{folder}/{inner}")[1]}
    return found


def test_a_notebook_becomes_cells_and_a_reading(project: Project) -> None:
    taken = take(project, trained(), "fit.ipynb")
    version = taken.artefact.versions.get()
    assert (taken.outcome, taken.artefact.kind, taken.artefact.title, taken.artefact.name) == (
        "new", "notebook", "fit.ipynb", "fit",
    )  # fmt: skip
    assert [(cell.number, cell.kind, cell.first_line) for cell in version.cells.order_by("number")] == [
        (1, "markdown", "Fit"),
        (2, "code", "import keras"),
    ]
    assert version.reading.facts["libraries"][0]["name"] == "Keras"
    assert version.reading.runs["counts"] == [[2, 1]]
    with default_storage.open(version.path) as file:
        assert file.read() == trained()


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"import torch\nprint(torch.__version__)\n", "train.py", "code"),
        (logs.keras_csv(), "history.csv", "log"),
        (b"---\nlicense: mit\nlibrary_name: keras\n---\n# A card\n", "README.md", "card"),
        (b"name,age\nAda,36\nGrace,40\n", "people.csv", "file"),
    ],
)
def test_the_content_decides_what_it_is(project: Project, content: bytes, name: str, kind: str) -> None:
    assert take(project, content, name).artefact.kind == kind


def test_an_image_comes_in_by_the_door_of_images_and_waits_for_its_words(project: Project) -> None:
    taken = take(project, pictures.png(40, 30), "curves.png")
    assert (taken.artefact.kind, taken.artefact.alt, taken.artefact.title) == ("image", "", "curves")


def test_the_same_name_is_the_next_version_and_the_same_content_is_none(project: Project) -> None:
    first = take(project, trained(), "fit.ipynb")
    assert take(project, trained(), "fit.ipynb").outcome == "same"
    second = take(project, trained("loss: 0.29"), "fit.ipynb", at=LATER)
    assert second.outcome == "version" and second.artefact.pk == first.artefact.pk
    assert [v.number for v in second.artefact.versions.all()] == [2]


def test_the_same_content_is_not_read_again_and_the_next_one_is_of_the_same_kind(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = take(project, logs.keras_csv(), "history.csv").artefact
    with pytest.raises(DomainError, match=r"history\.csv is a training log; fit\.ipynb is none"):
        take(project, trained(), "fit.ipynb", into=first)
    with pytest.raises(DomainError, match=r"history\.csv is a training log; a\.png is none"):
        take(project, pictures.png(40, 30), "a.png", into=first)
    monkeypatch.setattr(process, "started", pytest.fail)
    assert take(project, logs.keras_csv(), "history.csv").artefact == first
    assert take(project, logs.keras_csv(), "other.csv", into=first).outcome == "same"


def test_no_file_is_decided_on_or_read_in_the_process_that_serves_pages(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, reader in ((kinds, "decide"), (log_reader, "read"), (model_cards, "read")):
        monkeypatch.setattr(module, reader, pytest.fail)
    assert take(project, logs.keras_csv(), "history.csv").artefact.versions.get().reading.log["runs"]
    card = take(project, b"---\nlicense: mit\nlibrary_name: keras\n---\n# A card\n", "README.md").artefact
    assert card.versions.get().reading.card["licence"] == "mit"


def test_an_earlier_version_stays_while_evidence_points_at_it(
    project: Project, django_capture_on_commit_callbacks: Any
) -> None:
    first = take(project, trained(), "fit.ipynb").artefact.versions.get()
    piece = evidence.link(
        project, skill=make.skill("l1.library.fit-model"), statement="It is fitted.", pointers=[at_cell(first, 2)],
        by=None, at=make.AT,
    )  # fmt: skip
    second = take(project, trained("loss: 0.29"), "fit.ipynb", at=LATER).artefact
    assert [v.number for v in second.versions.order_by("number")] == [1, 2]
    place = records.read_project(project).evidence[0].places[0]
    assert place.is_changed and place.page.endswith("/files/fit/versions/1/#cell-2")
    newest = second.versions.get(number=2)
    with django_capture_on_commit_callbacks(execute=True):
        evidence.change(piece, revision=1, statement="It is fitted.", pointers=[at_cell(newest, 2)], by=None, at=LATER)
    assert [v.number for v in second.versions.all()] == [2]
    assert not default_storage.exists(first.path)


def at_cell(version: FileVersion, number: int, lines: str = "") -> Pointer:
    cell = version.cells.get(number=number)
    return Pointer(kind="notebook", artefact=version.artefact, version=version, cell=cell, lines=lines)


def test_a_cell_is_evidence_and_a_notebook_alone_is_not(project: Project) -> None:
    version = take(project, trained(), "fit.ipynb").artefact.versions.get()
    whole = Pointer(kind="notebook", artefact=version.artefact, version=version)
    skill = make.skill("l1.library.fit-model")
    piece = evidence.link(project, skill=skill, statement="Fitted.", pointers=[whole], by=None, at=make.AT)
    (item,) = records.read_project(project).evidence
    assert item.strength == Strength.CLAIMED
    assert "fit.ipynb names no cell. Choose the cell. Without it this stays a claim." in texts(item)
    evidence.change(piece, revision=1, statement="Fitted.", pointers=[at_cell(version, 2)], by=None, at=make.AT)
    (item,) = records.read_project(project).evidence
    assert item.strength == Strength.EVIDENCED
    assert item.places[0].label == "fit.ipynb, cell 2"


def texts(item: records.EvidenceRecord) -> list[str]:
    return [line.text for line in item.reading.lines]


def test_a_verdict_holds_for_the_cell_and_not_for_the_rest_of_the_notebook(project: Project) -> None:
    version = take(project, trained(), "fit.ipynb").artefact.versions.get()
    piece = evidence.link(
        project, skill=make.skill("l1.library.fit-model"), statement="Fitted.", pointers=[at_cell(version, 2)],
        by=None, at=make.AT,
    )  # fmt: skip
    piece.refresh_from_db()
    verdicts.record(
        piece, outcome="meets", grounds="Ran it.", fingerprint=piece.fingerprint, by=make.user(), at=make.AT
    )
    more = notebooks.notebook(notebooks.markdown("# New"), notebooks.code(TRAINS, notebooks.stream("loss: 0.31")))
    newest = take(project, more, "fit.ipynb", at=LATER).artefact.versions.get(number=2)
    evidence.change(piece, revision=1, statement="Fitted.", pointers=[at_cell(newest, 2)], by=None, at=LATER)
    (item,) = records.read_project(project).evidence
    assert item.strength == Strength.VERIFIED
    other = take(project, trained("loss: 0.11"), "fit.ipynb", at=LATER).artefact.versions.get(number=3)
    evidence.change(piece, revision=2, statement="Fitted.", pointers=[at_cell(other, 2)], by=None, at=LATER)
    (item,) = records.read_project(project).evidence
    assert item.strength == Strength.EVIDENCED and item.reading.is_earlier


def test_a_pointer_stays_within_its_file(project: Project) -> None:
    one = take(project, trained(), "one.ipynb").artefact.versions.get()
    two = take(project, trained("loss: 1"), "two.ipynb").artefact.versions.get()
    mixed = Pointer(kind="notebook", artefact=one.artefact, version=two)
    with pytest.raises(DomainError, match="not part of that file"):
        evidence.link(
            project, skill=make.skill("l1.library.fit-model"), statement="", pointers=[mixed], by=None, at=make.AT
        )
    assert not Evidence.objects.exists()


def test_what_follows_says_and_shows_the_same(project: Project) -> None:
    version = take(project, trained(), "fit.ipynb").artefact.versions.get()
    piece = evidence.link(
        project, skill=make.skill("l1.library.fit-model"), statement="Fitted.", pointers=[at_cell(version, 2)],
        by=None, at=make.AT,
    )  # fmt: skip
    follower = evidence.follow(piece, skill=make.skill("ck.entry.networks.dense-networks"), by=None, at=make.AT)
    assert follower.follows == piece and follower.statement == "Fitted."
    assert follower.pointers.get().cell_id == piece.pointers.get().cell_id
    evidence.change(piece, revision=1, statement="Fitted twice.", pointers=[at_cell(version, 1)], by=None, at=LATER)
    follower.refresh_from_db()
    assert follower.statement == "Fitted twice." and follower.pointers.get().cell.number == 1
    evidence.remove(piece, by=None, at=LATER)
    assert not Evidence.objects.exists()


@pytest.mark.slow
def test_r_up_01_bad_files_are_refused_with_their_sentence_and_nothing_else_is_lost(project: Project) -> None:
    """Every third kind; all of them are held against their sentences in tests/portfolio/inspection/test_kinds.py."""
    keep = take(project, b"a,b\n1,2\n", "kept.csv").artefact
    before = stored()
    said = {}
    for bad in BAD[::3]:
        with pytest.raises(DomainError) as refused:
            take(project, bad.make(), bad.name)
        said[bad.id] = bool(re.search(bad.sentence, refused.value.message))
    assert len(said) > 40 and all(said.values()), said
    assert list(Artefact.objects.values_list("pk", flat=True)) == [keep.pk]
    assert stored() == before


def test_r_up_08_over_the_quota_nothing_is_kept(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_BYTES", 5)
    with pytest.raises(room.Full, match="quota"):
        take(project, b"a,b\n1,2\n", "kept.csv")
    assert not stored() and not Artefact.objects.exists()
