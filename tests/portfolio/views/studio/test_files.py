"""Files dropped into a project: several at once, one by one, new versions, and what is refused."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from portfolio.actions import files as actions
from portfolio.actions import room
from portfolio.models import Artefact, FileVersion, Project
from portfolio.views.studio import artefacts
from portfolio.views.studio import files as views
from tests.core import pictures
from tests.factories import files as stored
from tests.factories import logs, notebooks
from tests.factories import portfolio as make
from tests.factories.answers import read_out

HTMX = {"HX-Request": "true"}
JSON = {"Accept": "application/json"}
CSV = b"name,age\nAda,36\nGrace,40\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def text(response: Any) -> str:
    return unescape(response.content.decode())


def file(name: str, content: bytes = CSV) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def fit(loss: str = "0.31") -> SimpleUploadedFile:
    cell = notebooks.code("model.fit(x, y)", notebooks.stream(f"loss: {loss}"))
    return file("fit.ipynb", notebooks.notebook(notebooks.markdown("# Fit"), cell))


def titles() -> list[str]:
    return list(Artefact.objects.order_by("pk").values_list("title", flat=True))


def test_several_files_in_one_request_are_taken_in(client: Client, project: Project, base: str) -> None:
    sent = [fit(), file("history.csv", logs.keras_csv()), file("plot.png", pictures.png(40, 30))]
    answer = client.post(f"{base}/files/new/", {"files": sent}, follow=True)
    page = text(answer)
    assert answer.redirect_chain == [(f"{base}/artefacts/", 302)] and "3 files taken in." in page
    assert titles() == ["fit.ipynb", "history.csv", "plot"]
    assert '<span class="tag">Notebook</span>' in page and '<span class="tag">Training log</span>' in page
    for artefact in Artefact.objects.filter(kind__in=Artefact.FILES):
        assert f'href="/@ida/churn/files/{artefact.name}/"' in page


def test_one_file_is_told_in_a_sentence(client: Client, base: str) -> None:
    page = text(client.post(f"{base}/files/new/", {"files": [fit()]}, headers=HTMX))
    assert "fit.ipynb is in: notebook." in page and page.startswith('<div id="artefacts-index"')
    page = text(client.post(f"{base}/files/new/", {"files": [file("a.png", pictures.png(4, 3))]}, headers=HTMX))
    assert "Say what it shows, for people who cannot see it." in page


def test_some_taken_and_some_refused(client: Client, project: Project, base: str) -> None:
    """R-UP-01: the good ones stay, and every other is named with its sentence."""
    sent = [file("good.csv"), file("plot.png", SVG), file("broken.ipynb", b'{"cells": [}'), file("also.csv", CSV * 2)]
    answer = client.post(f"{base}/files/new/", {"files": sent})
    page = text(answer)
    assert answer.status_code == 422 and titles() == ["good.csv", "also.csv"]
    assert "good.csv is in: file." in page and "also.csv is in: file." in page
    assert "<b>Not added: plot.png.</b> SVG images are not taken" in page
    assert "<b>Not added: broken.ipynb.</b> " in page and "2 files are in" in page
    assert FileVersion.objects.count() == 2


def test_names_are_shown_and_never_obeyed(client: Client, base: str) -> None:
    """R-UP-06"""
    for name in ("<img src=x onerror=alert(1)>.csv", "\u202egnp.csv", "x" * 300 + ".csv"):
        answer = client.post(f"{base}/files/new/", {"files": [file(name, b"\x7fELF" + bytes(40))]})
        page = answer.content.decode()
        assert answer.status_code == 422 and "Not added: " in page
        assert "<img src=x" not in page and "\u202e" not in page and "x" * 300 not in page


def test_nothing_chosen(client: Client, base: str) -> None:
    answer = client.post(f"{base}/files/new/", {})
    assert answer.status_code == 422 and "Choose a file first." in text(answer)
    answer = client.post(f"{base}/files/new/", {}, headers=JSON)
    assert (answer.status_code, answer.json()) == (422, {"text": "Choose a file first."})


def test_one_by_one_each_is_told_of(client: Client, project: Project, base: str) -> None:
    def send(one: SimpleUploadedFile) -> tuple[int, str, str]:
        answer = client.post(f"{base}/files/new/", {"files": [one]}, headers=JSON)
        return answer.status_code, answer.json()["name"], answer.json()["text"]

    assert send(fit()) == (200, "fit.ipynb", "fit.ipynb is in: notebook.")
    assert send(fit()) == (200, "fit.ipynb", "fit.ipynb is there already, with this very content.")
    status, name, said = send(fit("0.29"))
    assert (status, name) == (200, "fit.ipynb") and "a new version is in" in said
    status, name, said = send(file("run.exe", b"MZ" + bytes(100)))
    assert (status, name) == (422, "run.exe") and said
    assert titles() == ["fit.ipynb"]


def test_r_up_08_a_full_quota_is_413_and_names_it(
    client: Client, project: Project, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_BYTES", 30)
    answer = client.post(f"{base}/files/new/", {"files": [file("small.csv"), file("large.csv", CSV * 9)]})
    page = text(answer)
    assert answer.status_code == 413 and titles() == ["small.csv"]
    assert "small.csv is in" in page and "<b>Not added: large.csv.</b> Your quota is used up" in page
    answer = client.post(f"{base}/files/new/", {"files": [file("large.csv", CSV * 9)]}, headers=JSON)
    assert answer.status_code == 413 and answer.json()["text"].startswith("Your quota is used up")


def test_r_up_08_while_storage_is_low_uploads_wait_and_everything_else_goes_on(
    project: Project, base: str, settings: Any, client_of: Callable[[User | None], Client]
) -> None:
    person = make.practitioner(project.practitioner.user, visibility="public")
    shown = make.project(person, "Shown", visibility="public")
    artefact = actions.take_in(shown, file=fit(), by=None, at=make.AT).artefact
    settings.RESERVE_MB = 10**9
    client = client_of(person.user)
    answer = client.post(f"{base}/files/new/", {"files": [file("a.csv"), file("b.csv")]})
    assert answer.status_code == 507 and text(answer).count("The server has little room left") == 2
    answer = client.post(f"{base}/files/new/", {"files": [file("a.csv")]}, headers=JSON)
    assert answer.status_code == 507 and answer.json() == {"name": "a.csv", "text": views.LOW}
    replace = f"/studio/projects/shown/files/{artefact.uuid}/replace/"
    assert client.post(replace, {"file": fit("0.1")}).status_code == 507
    assert FileVersion.objects.count() == 1
    page = f"{shown.get_absolute_url()}files/fit/"
    for address in ("/", "/explore/", person.get_absolute_url(), shown.get_absolute_url(), page, "/accounts/login/"):
        assert Client().get(address).status_code == 200, address
    assert read_out(Client().get(f"{page}versions/1/download/")).status_code == 200
    assert client.get(f"{base}/artefacts/").status_code == 200


def test_more_than_an_hour_allows(client: Client, project: Project, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first stay, the rest are named."""
    monkeypatch.setattr(artefacts, "UPLOADS_AN_HOUR", 2)
    answer = client.post(f"{base}/files/new/", {"files": [file(f"{n}.csv", CSV + b"%d,1\n" % n) for n in range(3)]})
    page = text(answer)
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 0
    assert titles() == ["0.csv", "1.csv"] and "1.csv is in" in page and "<b>Not added: 2.csv.</b> " in page
    answer = client.post(f"{base}/files/new/", {"files": [file("3.csv")]}, headers=JSON)
    assert answer.status_code == 429 and answer.json()["name"] == "3.csv" and "Retry-After" in answer
    assert "More than 2 files within an hour." in answer.json()["text"]


def test_more_files_than_one_request_may_have_are_refused_before_any_is_read(
    client: Client, base: str, settings: Any
) -> None:
    most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
    answer = client.post(f"{base}/files/new/", {"files": [file(f"{n}.csv") for n in range(most + 1)]}, headers=JSON)
    assert answer.status_code == 400 and titles() == []


def test_a_body_over_the_limit_is_refused_unread(client: Client, base: str, settings: Any) -> None:
    settings.BODY_LIMIT = 1000
    answer = client.post(f"{base}/files/new/", {"files": [file("a.csv", CSV * 50)]})
    assert answer.status_code == 413 and titles() == []


def test_projects_of_others_take_no_files(base: str, sam: User, client_of: Callable[[User | None], Client]) -> None:
    """R-AZ-02"""
    version = stored.notebook(Project.objects.get(slug="churn"))
    for who, status in ((sam, 404), (None, 401)):
        visitor = client_of(who)
        assert visitor.post(f"{base}/files/new/", {"files": [file("a.csv")]}).status_code == status
        replace = f"{base}/files/{version.artefact.uuid}/replace/"
        assert visitor.post(replace, {"file": fit()}).status_code == status
        assert visitor.get(replace).status_code == (302 if who is None else 404)
    assert FileVersion.objects.count() == 1


def test_a_file_of_another_project_of_one_s_own_is_not_replaced_here(client: Client, project: Project) -> None:
    version = stored.notebook(project)
    other = make.project(project.practitioner, "Other")
    answer = client.post(f"/studio/projects/{other.slug}/files/{version.artefact.uuid}/replace/", {"file": fit()})
    assert answer.status_code == 404 and FileVersion.objects.count() == 1


def test_an_image_is_not_replaced_by_this_way(client: Client, project: Project, base: str) -> None:
    image = make.image(project)
    assert client.get(f"{base}/files/{image.uuid}/replace/").status_code == 404


def test_a_new_version_whatever_the_file_is_called(client: Client, project: Project, base: str) -> None:
    client.post(f"{base}/files/new/", {"files": [fit()]})
    address = f"{base}/files/{Artefact.objects.get().uuid}/replace/"
    form = text(client.get(address))
    assert "New version of fit.ipynb" in form and 'type="file" id="version-input" name="file"' in form
    other = fit("0.28")
    other.name = "fit-final (2).ipynb"
    answer = client.post(address, {"file": other}, follow=True)
    assert "fit.ipynb: a new version is in." in text(answer)
    version = FileVersion.objects.get()
    assert (version.number, version.file_name, version.artefact.title) == (2, "fit-final (2).ipynb", "fit.ipynb")


def test_a_version_of_another_kind_is_refused_in_the_form(client: Client, project: Project, base: str) -> None:
    version = stored.notebook(project)
    address = f"{base}/files/{version.artefact.uuid}/replace/"
    answer = client.post(address, {"file": file("people.csv")})
    page = text(answer)
    assert answer.status_code == 422 and "runs.ipynb is a notebook; people.csv is none. Add it as a new file." in page
    assert "New version of runs.ipynb" in page
    answer = client.post(address, {"file": file("fit.ipynb", b"{}")}, headers=HTMX)
    assert answer.status_code == 422 and text(answer).startswith('<div id="artefacts-index"')
    answer = client.post(address, {})
    assert answer.status_code == 422 and "Choose the file first." in text(answer)
    assert FileVersion.objects.count() == 1


def test_the_tab_has_the_form_and_every_file(client: Client, project: Project, base: str) -> None:
    stored.notebook(project, caption="Three runs.")
    page = text(client.get(f"{base}/files/new/"))
    assert page.count('type="file"') == 1 and 'name="files" multiple' in page
    assert f'action="{base}/files/new/" enctype="multipart/form-data"' in page
    assert "Three runs." in page and "See which skills your files speak for" in page
    assert f'href="{base}/fills/{Artefact.objects.get().uuid}/new/"' in page


def test_only_what_can_be_read_offers_to_fill_in(client: Client, project: Project, base: str) -> None:
    client.post(f"{base}/files/new/", {"files": [file("people.csv")]})
    page = text(client.get(f"{base}/artefacts/"))
    assert "people.csv" in page and "What it can fill in" not in page and "See which skills" not in page
    assert client.get(f"{base}/fills/{Artefact.objects.get().uuid}/new/").status_code == 404


def test_versions_that_are_kept_and_notes_are_told(client: Client, project: Project, base: str) -> None:
    first = stored.notebook(project)
    stored.version(first.artefact, b"second")
    FileVersion.objects.filter(number=2).update(notes=["Two pictures were left out.", "One cell is <b>empty</b>."])
    page = client.get(f"{base}/artefacts/").content.decode()
    assert "2 versions are kept, because evidence points at them" in page
    assert "Two pictures were left out." in page and "&lt;b&gt;empty" in page


def test_the_words_of_a_file_change_and_it_goes(client: Client, project: Project, base: str) -> None:
    artefact = stored.notebook(project).artefact
    sent = {"revision": 1, "title": "The runs", "caption": "Three of them.", "kind": "file", "name": "x"}
    assert client.post(f"{base}/artefacts/{artefact.uuid}/edit/", sent).status_code == 302
    artefact.refresh_from_db()
    assert (artefact.title, artefact.caption, artefact.kind, artefact.name) == (
        "The runs", "Three of them.", "notebook", "runs",
    )  # fmt: skip
    assert client.post(f"{base}/artefacts/{artefact.uuid}/remove/").status_code == 302
    assert not FileVersion.objects.exists()


def test_the_tab_costs_the_same_for_one_and_three(
    client: Client, project: Project, base: str, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        stored.version(stored.notebook(project, f"runs-{number}").artefact, b"second")
        if number in (0, 2):
            client.get(f"{base}/artefacts/")
            with django_assert_num_queries(18):
                client.get(f"{base}/artefacts/")
