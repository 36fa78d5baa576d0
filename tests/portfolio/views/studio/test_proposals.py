"""What the files of a project speak for: taken up, edited first, put aside, brought back."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from competence.strengths import Strength
from portfolio.actions import files
from portfolio.models import Artefact, Dismissal, Evidence, Project
from portfolio.queries import records
from tests.factories import notebooks
from tests.factories import portfolio as make

HTMX = {"HX-Request": "true"}
DEFINE, FIT, PREDICT = "l1.library.define-model", "l1.library.fit-model", "l1.library.predict"
DROPOUT, SCALE = "l2.generalization.dropout", "l1.modeling.input-same-scale"
LOADS = """import keras
from sklearn.model_selection import train_test_split
(x, y), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train, x_val, y_train, y_val = train_test_split(x, y)"""
TRAINS = """model = keras.Sequential([
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dropout(0.5),
    keras.layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit(x_train, y_train, validation_data=(x_val, y_val))"""


def text(response: Any) -> str:
    return unescape(response.content.decode())


def take(project: Project, content: bytes, name: str) -> Artefact:
    return files.take_in(project, file=ContentFile(content, name=name), by=None, at=make.AT).artefact


@pytest.fixture
def notebook(project: Project) -> Artefact:
    cells = [notebooks.code(source) for source in (LOADS, TRAINS, "model.predict(x_test)")]
    return take(project, notebooks.notebook(notebooks.markdown("# Fit"), *cells), "fit.ipynb")


def offers(page: str) -> dict[str, str]:
    """Skill → its proposal, as it stands on the page."""
    found = re.findall(r'<li class="offer" id="[^"]+">(.*?)</li>', page, flags=re.DOTALL)
    return {re.search(r'name="skill" value="([^"]+)"', each)[1]: each for each in found}  # type: ignore[index]


def keys() -> set[str]:
    return set(Evidence.objects.values_list("skill__key", flat=True))


def test_a_project_without_code_says_what_to_drop_in(client: Client, project: Project, base: str) -> None:
    make.section(project)
    page = text(client.get(f"{base}/proposals/"))
    assert "No notebook or script yet" in page and f'href="{base}/artefacts/"' in page and offers(page) == {}


def test_each_skill_is_proposed_with_why_and_where(client: Client, notebook: Artefact, base: str) -> None:
    page = text(client.get(f"{base}/proposals/"))
    assert "1 file was read, and none was run." in page and not Evidence.objects.exists()
    found = offers(page)
    assert {DEFINE, FIT, PREDICT, DROPOUT, SCALE} <= found.keys()
    fit = found[FIT]
    assert "A Keras model is fitted: cell 3, line 7 calls keras.Sequential.fit" in fit
    assert 'href="/@ida/churn/files/fit/#cell-3-L7"' in fit and "fit.ipynb, cell 3, line 7</a>" in fit
    assert "<code>model.fit(x_train, y_train" in fit and "Level 1" in fit
    assert "The code does what the skill names." in fit and "It would stay a claim" not in fit
    assert "and 2 more places" in found[DEFINE]


def test_what_a_technique_needs_is_said_before(client: Client, notebook: Artefact, base: str) -> None:
    dropout = offers(text(client.get(f"{base}/proposals/")))[DROPOUT]
    assert "Level 2, Tuning" in dropout and "cell claimed" in dropout
    assert "It would stay a claim: " in dropout and "a measured before and after" in dropout


def test_hints_are_folded(client: Client, notebook: Artefact, base: str) -> None:
    page = text(client.get(f"{base}/proposals/"))
    before, _, folded = page.partition("weaker hint")
    assert SCALE in offers(folded) and SCALE not in offers(before) and FIT in offers(before)
    assert "Take it up only if you know that it does." in offers(folded)[SCALE]


def test_several_are_taken_up_at_once(client: Client, project: Project, notebook: Artefact, base: str) -> None:
    answer = client.post(f"{base}/proposals/accept/", {"skill": [FIT, PREDICT, DROPOUT]}, headers=HTMX)
    page = text(answer)
    assert answer.status_code == 200 and page.startswith('<div id="proposals-index"')
    assert "3 pieces of evidence linked. 2 of them evidenced." in page
    assert not {FIT, PREDICT, DROPOUT} & offers(page).keys() and "3 more skills were found that are linked" in page
    assert keys() == {FIT, PREDICT, DROPOUT} and answer["HX-Replace-Url"] == f"{base}/proposals/"
    found = {item.skill_key: item for item in records.read_project(project).evidence}
    assert found[FIT].strength == Strength.EVIDENCED and found[DROPOUT].strength == Strength.CLAIMED
    place = found[FIT].places[0]
    assert (place.label, place.page) == ("fit.ipynb, cell 3, line 7", "/@ida/churn/files/fit/#cell-3-L7")
    assert found[FIT].evidence.statement.startswith("A Keras model is fitted: cell 3, line 7")


def test_one_is_taken_up_by_its_button_whatever_is_ticked(client: Client, notebook: Artefact, base: str) -> None:
    answer = client.post(f"{base}/proposals/accept/", {"skill": [PREDICT, DROPOUT], "only": FIT}, follow=True)
    assert answer.redirect_chain == [(f"{base}/proposals/", 302)]
    assert "Evidence linked." in text(answer) and keys() == {FIT}


def test_nothing_becomes_evidence_without_the_person(client: Client, notebook: Artefact, base: str) -> None:
    for address in ("proposals/", "evidence/", "artefacts/"):
        client.get(f"{base}/{address}")
    for verb in ("accept", "dismiss", "restore"):
        assert client.get(f"{base}/proposals/{verb}/", {"skill": FIT}).status_code == 405
    assert not Evidence.objects.exists() and not Dismissal.objects.exists()


@pytest.mark.parametrize(
    "sent", [{}, {"skill": "no.such"}, {"only": "l3.technique.nlp-translation"}, {"skill": "\x00"}]
)
def test_what_is_not_proposed_is_not_taken_up(
    client: Client, notebook: Artefact, base: str, sent: dict[str, str]
) -> None:
    answer = client.post(f"{base}/proposals/accept/", sent)
    assert answer.status_code == 422 and "Choose at least one skill." in text(answer) and keys() == set()


def test_what_is_linked_already_is_not_offered(client: Client, project: Project, notebook: Artefact, base: str) -> None:
    make.evidence(project, FIT)
    page = text(client.get(f"{base}/proposals/"))
    assert FIT not in offers(page) and "1 more skill was found that is linked already." in page
    assert client.post(f"{base}/proposals/accept/", {"only": FIT}).status_code == 422
    assert Evidence.objects.count() == 1


def test_put_aside_and_brought_back(client: Client, project: Project, notebook: Artefact, base: str) -> None:
    page = text(client.post(f"{base}/proposals/dismiss/", {"skill": [FIT, DROPOUT]}, headers=HTMX))
    assert "2 skills put aside." in page and not {FIT, DROPOUT} & offers(page).keys()
    assert re.findall(r'name="only" value="([^"]+)" aria-label="Propose', page) == [FIT, DROPOUT]
    assert client.post(f"{base}/proposals/accept/", {"only": FIT}).status_code == 422
    page = text(client.post(f"{base}/proposals/restore/", {"only": FIT}, headers=HTMX))
    assert "Proposed again." in page and FIT in offers(page) and DROPOUT not in offers(page)
    page = text(client.post(f"{base}/proposals/dismiss/", {"only": FIT, "skill": [PREDICT]}, headers=HTMX))
    assert "Put aside. You can bring it back below." in page and PREDICT in offers(page)
    answer = client.post(f"{base}/proposals/dismiss/", {})
    assert answer.status_code == 422 and "Choose at least one skill." in text(answer)
    assert Dismissal.objects.filter(project=project).count() == 2 and keys() == set()


def test_edit_first_leads_to_the_form_filled_in(client: Client, notebook: Artefact, base: str) -> None:
    offer = offers(text(client.get(f"{base}/proposals/")))[FIT]
    address = re.search(r'<a href="([^"]+)">Edit first', offer)[1]  # type: ignore[index]
    asked = {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}
    assert asked["framework"] == "three-levels" and asked["skill"] == FIT and asked["cell"] == "3"
    page = text(client.get(address))
    assert not Evidence.objects.exists()
    assert f'name="skill" value="{FIT}" checked' in page
    assert f'name="places" value="notebook:{notebook.uuid}" checked' in page
    assert '<option value="3" selected>' in page and asked["statement"] in page
    assert "fit.ipynb, cell 3" in page.split('id="evidence-preview"')[1] and "Evidenced" in page


def test_edit_first_fills_in_the_lines_of_a_script(client: Client, project: Project, base: str) -> None:
    script = take(project, f"{LOADS}\n{TRAINS}\n".encode(), "train.py")
    offer = offers(text(client.get(f"{base}/proposals/")))[FIT]
    assert "train.py, line 11</a>" in offer and 'href="/@ida/churn/files/train/#cell-1-L11"' in offer
    page = text(client.get(re.search(r'<a href="([^"]+)">Edit first', offer)[1]))  # type: ignore[index]
    assert re.search(rf'name="lines-{script.uuid}" value="11"', page)
    assert f'name="places" value="code:{script.uuid}" checked' in page


def test_of_two_files_the_one_that_says_more_is_proposed(
    client: Client, project: Project, notebook: Artefact, base: str
) -> None:
    take(project, b"import torch\nmodel = torch.nn.Linear(3, 1)\n", "net.py")
    page = text(client.get(f"{base}/proposals/"))
    assert "2 files were read, and none was run." in page
    assert "fit.ipynb, cell 3" in offers(page)[FIT]


def test_only_the_newest_version_speaks(client: Client, project: Project, notebook: Artefact, base: str) -> None:
    client.post(f"{base}/proposals/accept/", {"only": FIT})
    take(project, notebooks.notebook(notebooks.code(LOADS)), "fit.ipynb")
    assert notebook.versions.count() == 2
    page = text(client.get(f"{base}/proposals/"))
    assert PREDICT not in offers(page) and DROPOUT not in offers(page)


def test_projects_of_others_answer_nothing(
    base: str, notebook: Artefact, sam: User, client_of: Callable[[User | None], Client]
) -> None:
    """R-AZ-02"""
    for who, shown, status in ((sam, 404, 404), (None, 302, 401)):
        visitor = client_of(who)
        assert visitor.get(f"{base}/proposals/").status_code == shown
        for verb in ("accept", "dismiss", "restore"):
            assert visitor.post(f"{base}/proposals/{verb}/", {"skill": FIT}).status_code == status
    assert not Evidence.objects.exists() and not Dismissal.objects.exists()


def test_the_page_costs_the_same_for_one_file_and_three(
    client: Client, project: Project, notebook: Artefact, base: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (1, 3):
        if number == 3:
            take(project, f"{LOADS}\n{TRAINS}\n".encode(), "train.py")
            take(project, b"import torch\nmodel = torch.nn.Dropout(0.5)\n", "net.py")
        client.get(f"{base}/proposals/")
        with django_assert_num_queries(27):
            client.get(f"{base}/proposals/")
