"""What a file can fill in: offered, ticked, filled in."""

import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from portfolio.actions import files, projects
from portfolio.models import Artefact, DataSet, Project, Result
from tests.factories import logs, notebooks
from tests.factories import portfolio as make
from tests.factories.files import point

HTMX = {"HX-Request": "true"}
CARD = b"""---
license: apache-2.0
library_name: keras
datasets: [mnist]
model-index:
- name: small
  results:
  - dataset: {name: MNIST, type: mnist, split: test}
    metrics:
    - {type: accuracy, value: 94.10 +/- 0.30 %}
    - {type: loss, value: 0.215}
---
# Model card for a small net
"""
TRAINS = """import keras
import numpy as np
from sklearn.datasets import make_moons
np.random.seed(42)
(x, y), (x_test, y_test) = keras.datasets.mnist.load_data()
z = make_moons(100)
model.evaluate(x_test, y_test)"""


def text(response: Any) -> str:
    return unescape(response.content.decode())


def take(project: Project, content: bytes, name: str) -> Artefact:
    return files.take_in(project, file=ContentFile(content, name=name), by=None, at=make.AT).artefact


def notebook(project: Project, shown: str = "test accuracy: 94.1%") -> Artefact:
    return take(project, notebooks.notebook(notebooks.code(TRAINS, notebooks.stream(shown))), "fit.ipynb")


def address(base: str, artefact: Artefact) -> str:
    return f"{base}/fills/{artefact.uuid}/new/"


def offered(page: str) -> dict[str, str]:
    """Key → what is said of it."""
    found = re.findall(r'name="take" value="([^"]+)"(?: checked)?> <span>(.*?)</span></label>', page, flags=re.DOTALL)
    return {key: " ".join(re.sub("<[^>]+>", " ", words).split()) for key, words in found}


def ticked(page: str) -> list[str]:
    return re.findall(r'name="take" value="([^"]+)" checked>', page)


def key_of(page: str, words: str) -> str:
    (key,) = [key for key, said in offered(page).items() if said.startswith(words)]
    return key


def test_what_a_notebook_says_is_offered_under_headings(client: Client, project: Project, base: str) -> None:
    page = text(client.get(address(base, notebook(project))))
    said = list(offered(page).values())
    assert (
        said
        == [
            "accuracy 94.1% test, printed in cell 1",
            "MNIST loaded in cell 1, line 5",
            "moons made in cell 1, line 6",
            "Keras imported",
            "NumPy imported",
            "scikit-learn imported",
            "Seeds: numpy 42 set in the code",
        ]
        or said
    )
    assert re.findall(r"<legend><b>(.*?)</b>", page) == ["Results", "Data sets", "Libraries", "Other"]
    assert ticked(page) == []


def test_a_figure_keeps_its_digits_and_its_unit(client: Client, project: Project, base: str) -> None:
    artefact = notebook(project, "test accuracy: 94.10%")
    page = text(client.get(address(base, artefact)))
    answer = client.post(address(base, artefact), {"take": [key_of(page, "accuracy")], **origins(page)}, follow=True)
    assert "Filled in." in text(answer) and answer.redirect_chain == [(f"{base}/artefacts/", 302)]
    result = Result.objects.get()
    assert (result.metric, str(result.value), result.unit, result.split) == ("accuracy", "94.10", "%", "test")
    assert result.is_headline and result.note == "From the file: test, printed in cell 1."


def origins(page: str, **given: str) -> dict[str, str]:
    """What the boxes for origins hold, as a browser sends them."""
    names = re.findall(r'<select name="(origin-\d+)"', page)
    chosen = {name: re.search(rf'name="{name}".*?value="([^"]+)" selected', page, flags=re.DOTALL) for name in names}
    return {name: found[1] for name, found in chosen.items() if found} | given


def test_a_data_set_comes_with_its_origin(client: Client, project: Project, base: str) -> None:
    artefact = notebook(project)
    page = text(client.get(address(base, artefact)))
    sent = origins(page)
    assert sorted(sent.values()) == ["dataset-generator", "standard-dataset"]
    names = dict(zip(("MNIST", "moons"), sent, strict=True))
    taken = [key_of(page, "MNIST"), key_of(page, "moons")]
    client.post(address(base, artefact), {"take": taken, **sent, names["MNIST"]: "academic-benchmark"})
    found = dict(DataSet.objects.values_list("name", "origin"))
    assert found == {"MNIST": "academic-benchmark", "moons": "dataset-generator"}


def test_an_origin_that_is_none_is_refused_and_the_ticks_stay(client: Client, project: Project, base: str) -> None:
    artefact = notebook(project)
    page = text(client.get(address(base, artefact)))
    sent = {**origins(page), next(iter(origins(page))): "stolen"}
    answer = client.post(address(base, artefact), {"take": [key_of(page, "MNIST"), key_of(page, "Keras")], **sent})
    again = text(answer)
    assert answer.status_code == 422 and "Choose one of those that are offered." in again and len(ticked(again)) == 2
    assert not DataSet.objects.exists()


def test_a_log_fills_results_with_their_place(client: Client, project: Project, base: str) -> None:
    artefact = take(project, logs.keras_csv(), "history.csv")
    page = text(client.get(address(base, artefact)))
    assert "validation, epoch 11" in page and offered(page)
    sent = {"take": list(offered(page))}
    answer = client.post(address(base, artefact), sent, headers=HTMX)
    said = text(answer)
    assert answer.status_code == 200 and f"{len(sent['take'])} things filled in." in said
    assert said.startswith('<div id="artefacts-index"')
    loss = Result.objects.get(metric="loss", split="validation")
    assert loss.value == min(Decimal(f"{value:.4g}") for value in logs.CURVES["val_loss"]) and loss.better == "lower"
    assert Result.objects.filter(is_headline=True).count() == 1


def test_a_card_fills_results_data_library_and_licence(client: Client, project: Project, base: str) -> None:
    artefact = take(project, CARD, "README.md")
    page = text(client.get(address(base, artefact)))
    client.post(address(base, artefact), {"take": list(offered(page)), **origins(page)})
    project.refresh_from_db()
    accuracy = Result.objects.get(metric__icontains="accuracy")
    assert (str(accuracy.value), str(accuracy.spread), accuracy.spread_kind, accuracy.unit) == (
        "94.10",
        "0.30",
        "std",
        "%",
    )
    assert project.code_licence == "apache-2.0" and DataSet.objects.get().name == "mnist"
    assert [library.name for library in project.libraries.all()] == ["keras"]


def test_what_was_filled_in_is_not_offered_again(client: Client, project: Project, base: str) -> None:
    for artefact in (
        notebook(project),
        take(project, CARD, "README.md"),
        take(project, logs.keras_csv(), "history.csv"),
    ):
        page = text(client.get(address(base, artefact)))
        client.post(address(base, artefact), {"take": list(offered(page)), **origins(page)})
        page = text(client.get(address(base, artefact)))
        assert offered(page) == {} and "Nothing to fill in" in page


def test_libraries_and_seeds_are_added_and_nothing_is_lost(client: Client, project: Project, base: str) -> None:
    fields = {"hardware": "One laptop", "question": "Who leaves?"}
    projects.change(project, revision=1, fields=fields, libraries=["JAX", "NumPy"], by=None, at=make.AT)
    projects.classify(project, axes={"domain": ["tabular-data"]}, libraries=["JAX", "NumPy"], by=None, at=make.AT)
    artefact = notebook(project)
    page = text(client.get(address(base, artefact)))
    assert "NumPy imported" not in offered(page).values()
    client.post(address(base, artefact), {"take": [key_of(page, "Keras"), key_of(page, "Seeds")], **origins(page)})
    project.refresh_from_db()
    assert [library.name for library in project.libraries.order_by("pk")] == ["JAX", "NumPy", "Keras"]
    assert "42" in project.seeds and (project.hardware, project.question) == ("One laptop", "Who leaves?")
    assert project.axis_choices.get().value == "tabular-data"


def test_seeds_that_stand_are_kept(client: Client, project: Project, base: str) -> None:
    projects.change(project, revision=1, fields={"seeds": "1, 2, 3"}, by=None, at=make.AT)
    assert "Seeds" not in text(client.get(address(base, notebook(project)))).split('id="fill-head"')[1]


def test_nothing_chosen_says_so(client: Client, project: Project, base: str) -> None:
    artefact = notebook(project)
    page = text(client.get(address(base, artefact)))
    for headers in ({}, HTMX):
        answer = client.post(address(base, artefact), origins(page), headers=headers)
        assert answer.status_code == 422 and "Choose at least one thing to fill in." in text(answer)
        assert offered(text(answer)) == offered(page)


def test_what_the_file_does_not_say_is_not_filled_in(client: Client, project: Project, base: str) -> None:
    """R-AZ-02: keys come from the file, never from the request."""
    artefact = notebook(project)
    page = text(client.get(address(base, artefact)))
    sent = {"take": [key_of(page, "Keras"), "result:0:accuracy:100", "library:pytorch"], **origins(page)}
    assert client.post(address(base, artefact), sent).status_code == 422
    assert not Result.objects.exists() and not project.libraries.exists()


def test_two_tabs_fill_in_the_same_once(client: Client, project: Project, base: str) -> None:
    """R-RL-03"""
    artefact = notebook(project)
    page = text(client.get(address(base, artefact)))
    sent = {"take": [key_of(page, "accuracy")], **origins(page)}
    assert client.post(address(base, artefact), sent).status_code == 302
    again = client.post(address(base, artefact), sent)
    assert again.status_code == 422 and "Part of this stands in the project already." in text(again)
    assert Result.objects.count() == 1


def test_files_of_others_fill_nothing(
    base: str, project: Project, sam: User, client_of: Callable[[User | None], Client]
) -> None:
    """R-AZ-02"""
    artefact = notebook(project)
    for who, shown, status in ((sam, 404, 404), (None, 302, 401)):
        assert client_of(who).get(address(base, artefact)).status_code == shown
        assert client_of(who).post(address(base, artefact), {"take": ["library:keras"]}).status_code == status
    other = make.project(project.practitioner, "Other")
    owner = client_of(project.practitioner.user)
    assert owner.get(address(f"/studio/projects/{other.slug}", artefact)).status_code == 404


def test_only_the_newest_version_is_read(client: Client, project: Project, base: str) -> None:
    artefact = notebook(project)
    piece = make.evidence(project, "l1.library.fit-model")
    point(piece, artefact.versions.get().cells.get())
    notebook(project, "test accuracy: 95.0%")
    assert artefact.versions.count() == 2
    page = text(client.get(address(base, artefact)))
    assert "accuracy 95.0%" in page and "accuracy 94.1%" not in page


def test_the_page_costs_the_same_for_one_figure_and_ten(
    client: Client, project: Project, base: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (1, 10):
        cells = [notebooks.code("fit()", notebooks.stream(f"test accuracy: 0.9{n}")) for n in range(number)]
        artefact = take(project, notebooks.notebook(*cells), f"fit-{number}.ipynb")
        client.get(address(base, artefact))
        with django_assert_num_queries(19):
            client.get(address(base, artefact))
