"""Odd signs in an address or in what is sent are answered as what they are: nothing that is there. Never an error."""

from urllib.parse import quote

import pytest
from django.test import Client

from accounts.models import User
from competence.actions import drafts
from portfolio.actions import checklists
from portfolio.models import Checklist, Practitioner
from tests.conftest import NOW

ODD = ["\x00", "9" * 5_000, "²", "x" * 3_000, "'\"><", "\u202e", "۹"]
BASE = "/manage/frameworks/field-guide/"
GETS = [
    "/frameworks/?q={}", "/frameworks/field-guide/?q={}&page={}", "/frameworks/field-guide/editions/{}/",
    "/frameworks/field-guide/editions/{}/changes/", "/frameworks/field-guide/editions/1.0.0/changes/?since={}",
    "/frameworks/field-guide/formats/?edition={}", "/frameworks/field-guide/formats/csv/?edition={}",
    "/frameworks/field-guide/formats/{}/", "/frameworks/field-guide/competences/{}/",
    "/frameworks/field-guide/editions/{}/competences/{}/", "/frameworks/field-guide/skills/{}/suggest/",
    "/frameworks/field-guide/skills/{}/", "/ims/case/v1p1/CFDocuments?limit={}&offset={}",
    "/ims/case/v1p1/CFDocuments?filter=title~'{}'",
    "/ims/case/v1p1/CFDocuments?sort={}&orderBy={}", "/ims/case/v1p1/CFDocuments?fields={}",
    "/ims/case/v1p1/CFItems/{}", "/ims/case/v1p1/{}", "/ims/case/v1p0/{}",
    f"{BASE}?open={{}}&at={{}}&seen={{}}", f"{BASE}others/?seen={{}}", f"{BASE}history/?page={{}}",
    f"{BASE}items/{{}}/",
    f"{BASE}items/rules/?at={{}}&page={{}}", f"{BASE}new/skills/?under={{}}", f"{BASE}new/rules/?under={{}}&rule={{}}",
    f"{BASE}new/{{}}/", f"{BASE}items/{{}}/x/", f"{BASE}items/skills/{{}}/", f"{BASE}items/skills/{{}}/move/",
    f"{BASE}items/axes/{{}}/rows/new/", f"{BASE}items/axes/{{}}/rows/1/", "/manage/frameworks/import/?into={}",
    "/manage/frameworks/import/{}/", "/manage/suggestions/?all={}&page={}", "/suggestions/?page={}",
    f"{BASE}publish/?seen={{}}", f"{BASE}analytics/?framework={{}}",
]  # fmt: skip
POSTS = [
    (f"{BASE}undo/", ("tab", "seen", "open")), (f"{BASE}redo/", ("seen",)), (f"{BASE}discard/", ("seen",)),
    (f"{BASE}new/skills/", ("under", "name", "seen")), (f"{BASE}new/rules/", ("under", "rule")),
    (f"{BASE}new/levels/", ("name", "seen")), (f"{BASE}publish/", ("seen", "note")),
    (f"{BASE}effects/", ("under", "rule", "seen")), (f"{BASE}effects/?item=%00", ("seen",)),
    ("/manage/frameworks/new/", ("key", "title", "copy_of")),
]  # fmt: skip


@pytest.fixture
def editor(frameworks: None, max: User) -> Client:
    """Somebody who may edit, with a draft that is open."""
    client = Client(raise_request_exception=False)
    client.force_login(max)
    drafts.open_current("field-guide", by=max, at=NOW)
    return client


@pytest.mark.parametrize(
    "odd", ODD, ids=["nul", "digits", "squared", "long", "marks", "direction", "digit of elsewhere"]
)
def test_no_address_breaks(editor: Client, odd: str) -> None:
    answers = {path: editor.get(path.replace("{}", quote(odd, safe=""))).status_code for path in GETS}
    for path, names in POSTS:
        answers |= {f"{path} {name}": editor.post(path, {"seen": "0", name: odd}).status_code for name in names}
    assert not {address: status for address, status in answers.items() if status >= 500}
    assert answers[f"{BASE}items/skills/{{}}/"] == answers["/frameworks/field-guide/formats/{}/"] == 404


@pytest.mark.parametrize("odd", ODD[:4], ids=["nul", "digits", "squared", "long"])
def test_no_checklist_breaks(frameworks: None, ada: User, odd: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(ada)
    person = Practitioner.objects.get(user=ada)
    base = checklists.take(person, framework="field-guide", by=ada, at=NOW).get_absolute_url()
    sent = [
        client.post("/studio/checklists/new/", {"framework": odd}),
        client.get(f"{base}?branch={quote(odd)}"),
        client.get(f"{base}items/{quote(odd)}/edit/"),
        client.post(f"{base}items/tick/", {"tick": odd, "branch": odd}),
        client.post(f"{base}items/new/", {"name": "Mine", "branch": odd}),
        client.post(f"{base}items/x/put/", {"state": odd}),
        client.post(f"{base}ticks/accept/", {"item": odd}),
        client.post(f"{base}undo/", {"number": odd}),
        client.post(f"{base}merge/", {"version": odd, f"name:{odd}": odd}),
    ]
    assert not [answer.status_code for answer in sent if answer.status_code >= 500]
    assert not Checklist.objects.exclude(practitioner=person, framework__key="field-guide").exists()
