"""R-AZ-08: deleting an account takes everything of the person, and nothing of others."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.serializers import serialize
from django.db import connection
from django.test import Client

from accounts.models import User
from portfolio.models import Practitioner, Verdict
from tests.factories import files
from tests.factories import portfolio as make

PATH = "/accounts/delete/"
PASSWORD = "a-long-passphrase-of-the-cast"
SURE = {"password": PASSWORD, "confirmation": "delete my account"}


def dump() -> str:
    """Every value of every table, sessions decoded."""
    from django.apps import apps
    from django.contrib.sessions.models import Session

    rows = [row for model in apps.get_models() for row in model._default_manager.all()]
    return serialize("json", rows) + "".join(str(row.get_decoded()) for row in Session.objects.all())


@pytest.fixture
def rich_ada(ada: User) -> User:
    """Ada with canaries everywhere: profile, project, image, notebook, evidence, a verdict given and one received."""
    ada.affiliation = "CANARY-affiliation"
    ada.save()
    practitioner = Practitioner.objects.get(user=ada)
    practitioner.about = "CANARY-about"
    practitioner.save()
    project = make.project(practitioner, title="CANARY-title")
    path = default_storage.save("CANARY.webp", ContentFile(b"CANARY-bytes"))
    renditions = [{"width": 640, "height": 400, "path": path, "bytes": 12}]
    make.image(project, "canary", title="CANARY-image", alt="CANARY-alt", renditions=renditions)
    files.notebook(project, "canary-runs", content=b"CANARY-notebook")
    return ada


def test_the_page_says_what_goes_and_what_stays(rich_ada: User, client_of: Callable[[User], Client]) -> None:
    page = client_of(rich_ada).get(PATH).content.decode()
    assert "It happens at once and cannot be undone." in page
    assert "The profile @ada and its address." in page
    assert "1 project with everything in them, published or not: 1 image and 1 other file among it." in page
    assert "You gave no verdicts to others" in page


def test_it_is_for_who_is_signed_in(client: Client, db: None) -> None:
    assert client.get(PATH)["Location"] == f"/accounts/login/?next={PATH}"
    assert client.post(PATH, SURE).status_code == 302


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"password": "not the right one"}, "That is not your password. Nothing has been deleted."),
        ({"confirmation": "yes"}, "Type the words “delete my account”. Nothing has been deleted."),
        ({"password": ""}, "Fill this in."),
    ],
)
def test_without_password_and_words_nothing_goes(
    ada: User, sent: dict[str, str], reason: str, client_of: Callable[[User], Client]
) -> None:
    response = client_of(ada).post(PATH, SURE | sent)
    assert (response.status_code, reason in response.content.decode()) == (422, True)
    assert User.objects.filter(pk=ada.pk).exists()


def test_r_az_08_everything_of_the_person_goes(
    rich_ada: User, sam: User, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    elsewhere, browser = Client(), Client()
    for one in (elsewhere, browser):
        one.post("/accounts/login/", {"login": rich_ada.email, "password": PASSWORD})
    media = Path(settings.MEDIA_ROOT)
    before = dump()
    assert all(word in before for word in ("CANARY-about", "CANARY-title", "CANARY-affiliation", "ada@example.org"))
    kept = [file.read_bytes() for file in media.rglob("*") if file.is_file()]
    assert len(kept) == 3 and all(content.startswith(b"CANARY") for content in kept), "control"
    with django_capture_on_commit_callbacks(execute=True):
        response = browser.post(PATH, SURE)
    assert response["Location"] == "/accounts/login/"
    assert "Your account is deleted, with everything in it." in browser.get("/accounts/login/").content.decode()
    after = dump()
    assert not [word for word in ("CANARY", "ada@example.org", "Lindqvist") if word in after]
    assert not [file for file in media.rglob("*") if file.is_file()]
    assert elsewhere.get("/accounts/")["Location"].startswith("/accounts/login/")
    assert Practitioner.objects.filter(user=sam).exists(), "and nothing of others"


def test_r_az_08_verdicts_that_the_person_gave_stay_without_the_name(
    ada: User, remi: User, client_of: Callable[[User], Client]
) -> None:
    remi.affiliation = "CANARY-affiliation"
    remi.save()
    project = make.project(Practitioner.objects.get(user=ada))
    verdict = make.verdict(make.evidence(project), by=remi)
    browser = client_of(remi)
    assert "1 verdict that you gave to others" in browser.get(PATH).content.decode()
    assert browser.post(PATH, SURE).status_code == 302
    kept = Verdict.objects.get(pk=verdict.pk)
    assert (kept.reviewer, kept.reviewer_name, kept.reviewer_affiliation) == (None, "", "")
    assert (kept.outcome, kept.grounds) == (verdict.outcome, verdict.grounds)
    after = dump()
    assert not [word for word in ("CANARY", "Fontaine", "remi@example.org") if word in after]


def test_no_foreign_key_is_left_hanging(rich_ada: User, client_of: Callable[[User], Client]) -> None:
    client_of(rich_ada).post(PATH, SURE)
    connection.check_constraints()
