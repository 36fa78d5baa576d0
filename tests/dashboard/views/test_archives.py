"""R-AZ-08: what a person takes along holds everything of theirs, and nothing of others."""

import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import User
from config import addresses
from portfolio.models import Artefact, FileVersion, Verdict
from tests.conftest import PASSWORD
from tests.factories import canaries, files
from tests.factories import portfolio as make

PATH = "/accounts/archive/"
DERIVED = {"Practitioner.last_proof_on"}
OPENS_THE_ACCOUNT = {"User.password"}


def taken(browser: Client) -> zipfile.ZipFile:
    response = browser.post(PATH)
    assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
    return zipfile.ZipFile(BytesIO(b"".join(response)))


def text_of(file: zipfile.ZipFile) -> str:
    return file.read("portfolio.json").decode()


@pytest.fixture
def two(frameworks: None, ada: User, sam: User) -> tuple[dict[str, str], dict[str, str]]:
    """Ada and Sam with a word of their own in every column, and a verdict each for the other's private work."""
    for person, other in ((ada, sam), (sam, ada)):
        private = make.project(make.practitioner(person), "Private work")
        make.verdict(make.evidence(private), by=other)
        canaries.portfolio(person, skill="l2.generalization.dropout")
    planted = canaries.plant(ada, "ada"), canaries.plant(sam, "sam")
    ada.refresh_from_db()
    sam.refresh_from_db()
    return planted


def test_r_az_08_everything_of_the_person_is_inside(
    two: tuple[dict[str, str], dict[str, str]], ada: User, client_of: Callable[[User], Client]
) -> None:
    text = text_of(taken(client_of(ada)))
    wanted = {word: where for word, where in two[0].items() if where not in DERIVED | OPENS_THE_ACCOUNT}
    wanted = {word: where for word, where in wanted.items() if where != "User.last_login"}  # just now, by signing in
    assert len(set(wanted.values())) > 100, "control"
    assert {where for word, where in wanted.items() if word not in text} == set()
    assert {where for word, where in two[0].items() if where in OPENS_THE_ACCOUNT and word in text} == set()


def test_r_az_08_nothing_of_others_is_inside(
    two: tuple[dict[str, str], dict[str, str]], ada: User, sam: User, client_of: Callable[[User], Client]
) -> None:
    file = taken(client_of(ada))
    text = text_of(file)
    received = {"Verdict.grounds", "Verdict.reviewer_name", "Verdict.reviewer_affiliation", "Verdict.fingerprint"}
    said = Verdict.objects.get(reviewer=ada)
    own_words = {said.grounds, said.reviewer_name, said.reviewer_affiliation, said.given_at.isoformat()}
    assert {word for word in two[1] if word in text} == own_words, "what Ada said of Sam's private work is hers"
    assert {verdict["address"] for verdict in json.loads(text)["verdicts_given"]} == {None}
    assert not [name for name in file.namelist() if "sam" in name]
    own = text_of(taken(client_of(sam)))
    assert received <= {where for word, where in two[1].items() if word in own}, "control: they are in Sam's"


def test_r_az_08_of_the_person_judged_only_the_public_address_is_inside(
    frameworks: None, sam: User, remi: User, client_of: Callable[[User], Client]
) -> None:
    make.practitioner(sam, visibility="public")
    evidence = canaries.portfolio(sam).evidence.get()
    make.verdict(evidence, by=remi, grounds="Word by word.")
    words = canaries.plant(sam, "sam")
    text = text_of(taken(client_of(remi)))
    assert {where for word, where in words.items() if word in text} == {
        "Practitioner.handle", "Project.slug", "Verdict.grounds", "Verdict.reviewer_name",
        "Verdict.reviewer_affiliation", "Verdict.given_at",
    }  # fmt: skip
    given = json.loads(text)["verdicts_given"]
    assert [words[verdict["grounds"]] for verdict in given] == ["Verdict.grounds"], "one's own words only"
    assert given[0]["address"].endswith(f"/#{evidence.anchor}")


def test_r_az_08_no_hash_session_or_key_is_inside(ada: User, client: Client) -> None:
    client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})
    Authenticator.objects.create(user=ada, type="totp", data={"secret": "CANARY-of-the-app"})
    session = Session.objects.get()
    file = taken(client)
    everything = b"".join(file.read(name) for name in file.namelist()).decode()
    ada.refresh_from_db()
    secrets = (ada.password, ada.password.split("$")[-1], session.session_key, session.session_data, "CANARY", PASSWORD)
    assert not [secret for secret in secrets if secret in everything]
    assert "ada@example.org" in everything, "control"


def test_images_inside_are_the_stored_files(
    frameworks: None, ada: User, client_of: Callable[[User], Client], settings: Any
) -> None:
    project = canaries.portfolio(ada)
    image = Artefact.objects.get(project=project, kind="image")
    assert len(image.renditions) > 1, "control"
    file = taken(client_of(ada))
    document = json.loads(text_of(file))
    listed = document["practitioner"]["projects"][0]["artefacts"][1]["renditions"]
    assert sorted(row["file"] for row in listed) == sorted(
        name for name in file.namelist() if name.startswith("images/")
    )
    for row, size in zip(listed, image.renditions, strict=True):
        assert row["file"] == f"images/{project.slug}/{image.name}-{size['width']}.webp"
        assert file.read(row["file"]) == (Path(settings.MEDIA_ROOT) / size["path"]).read_bytes()
    assert document["missing_files"] == []


def test_files_inside_are_every_version_as_it_was_uploaded(
    frameworks: None, ada: User, client_of: Callable[[User], Client]
) -> None:
    project = canaries.portfolio(ada)
    notebook = Artefact.objects.get(project=project, kind="notebook")
    first = notebook.versions.get()
    second = files.version(notebook, b"the second")
    FileVersion.objects.filter(pk=second.pk).update(file_name="../../Läufe: Mai.IPYNB")
    file = taken(client_of(ada))
    listed = json.loads(text_of(file))["practitioner"]["projects"][0]["artefacts"][2]["versions"]
    assert [(row["number"], row["file"], row["file_name"]) for row in listed] == [
        (1, f"files/{project.slug}/runs-1.ipynb", "runs.ipynb"),
        (2, f"files/{project.slug}/runs-2.ipynb", "../../Läufe: Mai.IPYNB"),
    ]
    for row, version in zip(listed, (first, second), strict=True):
        content = file.read(row["file"])
        assert (len(content), sha256(content).hexdigest()) == (row["size"], row["sha256"])
        assert row["uuid"] == str(version.uuid)
    assert not [name for name in file.namelist() if name.startswith("outputs")], "pictures of outputs follow from them"


def test_r_up_11_a_store_that_is_away_gives_no_half_archive(
    frameworks: None, ada: User, client_of: Callable[[User], Client], settings: Any
) -> None:
    canaries.portfolio(ada)
    browser = client_of(ada)
    browser.raise_request_exception = False
    nobody_there = addresses.storage("s3://bucket?endpoint=http://127.0.0.1:9", key_id="a", secret="b")
    settings.STORAGES, before = {**settings.STORAGES, "default": nobody_there}, settings.STORAGES
    answer = browser.post(PATH)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    settings.STORAGES = before
    assert len(taken(browser).namelist()) > 3


def test_the_file_is_named_after_person_and_day_and_kept_by_nobody(
    ada: User, remi: User, client_of: Callable[[User], Client]
) -> None:
    day = f"{timezone.now():%Y-%m-%d}"
    for person, name in ((ada, "ada"), (remi, "account")):
        response = client_of(person).post(PATH)
        assert response["Content-Disposition"] == f'attachment; filename="threefold-{name}-{day}.zip"'
        assert response["Cache-Control"] == "private, no-store"
        assert int(response["Content-Length"]) == len(b"".join(response))


def test_the_page_says_what_is_inside(frameworks: None, ada: User, client_of: Callable[[User], Client]) -> None:
    canaries.portfolio(ada)
    browser = client_of(ada)
    page = browser.get(PATH).content.decode()
    assert "The profile @ada: texts, links, background" in page
    assert "1 project, whole, published or not: 1 image in every size stored and 1 other file in every version" in page
    assert "1 piece of evidence with the exact places, and 1 verdict that others gave you." in page
    assert "that you gave to others" not in page
    for place in ("/accounts/", "/accounts/delete/"):
        assert f'href="{PATH}"' in browser.get(place).content.decode()


def test_a_person_without_a_portfolio_takes_the_account(remi: User, client_of: Callable[[User], Client]) -> None:
    browser = client_of(remi)
    assert "you have not started a portfolio" in browser.get(PATH).content.decode()
    file = taken(browser)
    document = json.loads(text_of(file))
    assert file.namelist() == ["portfolio.json"]
    assert (document["account"]["name"], document["practitioner"]) == ("Remi Fontaine", None)


def test_six_times_an_hour(ada: User, remi: User, client_of: Callable[[User], Client]) -> None:
    browser = client_of(ada)
    for _ in range(6):
        taken(browser)
    assert browser.post(PATH).status_code == 429
    assert browser.get(PATH).status_code == 200
    taken(client_of(remi))


def test_it_is_for_who_is_signed_in(client: Client, db: None) -> None:
    assert client.get(PATH)["Location"] == client.post(PATH)["Location"] == f"/accounts/login/?next={PATH}"
