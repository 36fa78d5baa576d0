"""One's own profile."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from portfolio.models import Practitioner, Project
from tests.factories import naughty
from tests.factories import portfolio as make

EMPTY = {
    "link-TOTAL_FORMS": "0",
    "link-INITIAL_FORMS": "0",
    "background-TOTAL_FORMS": "0",
    "background-INITIAL_FORMS": "0",
}
FORM = {"revision": 1, "name": "Ida Quist", **EMPTY}


def text(response: Any) -> str:
    return unescape(response.content.decode())


@pytest.mark.parametrize(
    ("handle", "message"),
    [
        ("ida", "is taken"),
        ("Ida & Q", "Use 2 to 39 small letters"),
        ("a", "Use 2 to 39"),
        ("-ab", "Use 2 to 39"),
        ("", "Fill this in."),
    ],
)
def test_an_address_that_cannot_be_given(
    client: Client, hana: User, client_of: Callable[[User | None], Client], handle: str, message: str
) -> None:
    answer = client_of(hana).post("/studio/profile/new/", {"name": "Hana Typed", "handle": handle})
    assert answer.status_code == 422 and message in text(answer) and "Hana Typed" in text(answer)


@pytest.mark.parametrize("typed", ["Noor", " NOOR ", "noor"])
def test_capitals_and_spaces_of_an_address_are_put_right(
    hana: User, client_of: Callable[[User | None], Client], typed: str
) -> None:
    answer = client_of(hana).post("/studio/profile/new/", {"name": "Noor", "handle": typed})
    assert answer.status_code == 302 and Practitioner.objects.get(user=hana).handle == "noor"


def test_spaces_become_hyphens(hana: User, client_of: Callable[[User | None], Client]) -> None:
    client_of(hana).post("/studio/profile/new/", {"name": "Noor", "handle": "Noor van_Dijk"})
    assert Practitioner.objects.get(user=hana).handle == "noor-van-dijk"


def test_a_suggested_address_is_free(client: Client, make_user: Callable[..., User], client_of: Any) -> None:
    page = client_of(make_user("ida2", name="Ida")).get("/studio/profile/new/")
    assert 'value="ida-2"' in text(page)
    assert client.get("/studio/profile/new/")["Location"] == "/studio/profile/edit/"


def test_saving_everything(client: Client, project: Project) -> None:
    sent = {
        **FORM, "headline": "Forecasts", "location": "Lyon", "open_to": "Contracts", "about": "A\r\nB",
        "link-TOTAL_FORMS": "2", "link-0-label": "Code", "link-0-url": "git.example.org/ida",
        "link-1-label": "", "link-1-url": "",
        "background-TOTAL_FORMS": "1", "background-0-kind": "study", "background-0-period": "2019",
        "background-0-text": "MSc",
    }  # fmt: skip
    assert client.post("/studio/profile/edit/", sent).status_code == 302
    person = Practitioner.objects.get()
    assert (person.headline, person.about) == ("Forecasts", "A\nB")
    assert person.links == [{"label": "Code", "url": "https://git.example.org/ida"}]
    assert [(b.kind, b.period, b.text) for b in person.background.all()] == [("study", "2019", "MSc")]
    assert 'value="https://git.example.org/ida"' in text(client.get("/studio/profile/edit/"))


def test_another_line_keeps_everything_typed_and_saves_nothing(client: Client, project: Project) -> None:
    sent = {
        **FORM,
        "name": "",
        "headline": "Typed",
        "link-TOTAL_FORMS": "1",
        "link-0-label": "Half",
        "link-0-url": "",
        "another": "link",
    }
    for headers in ({}, {"HX-Request": "true"}):
        answer = client.post("/studio/profile/edit/", sent, headers=headers)
        page = text(answer)
        assert answer.status_code == 200 and 'value="Typed"' in page and 'value="Half"' in page
        assert 'name="link-1-label"' in page and "Fill this in." not in page
    assert Practitioner.objects.get().headline == ""


def test_an_invalid_line_keeps_everything(client: Client, project: Project) -> None:
    sent = {
        **FORM,
        "headline": "Typed",
        "link-TOTAL_FORMS": "1",
        "link-0-label": "Bad",
        "link-0-url": "javascript:alert(1)",
    }
    answer = client.post("/studio/profile/edit/", sent)
    assert answer.status_code == 422 and 'value="Typed"' in text(answer) and "begins with https://" in text(answer)


def test_two_tabs_do_not_overwrite_each_other(client: Client, project: Project) -> None:
    """R-RL-03"""
    assert client.post("/studio/profile/edit/", {**FORM, "headline": "First tab"}).status_code == 302
    clash = client.post("/studio/profile/edit/", {**FORM, "headline": "Second tab"})
    assert clash.status_code == 409 and "First tab" in text(clash) and "Second tab" in text(clash)
    assert client.post("/studio/profile/edit/", {**FORM, "revision": 2, "headline": "Second tab"}).status_code == 302
    assert Practitioner.objects.get().headline == "Second tab"


def test_two_tabs_show_both_lists_of_links_and_of_background(client: Client, project: Project) -> None:
    """R-RL-03: what only one tab knows of is named before it can be replaced."""
    first = {
        **FORM, "link-TOTAL_FORMS": "1", "link-0-label": "Code", "link-0-url": "https://one.example/",
        "background-TOTAL_FORMS": "1", "background-0-kind": "study", "background-0-text": "MSc of the first tab",
    }  # fmt: skip
    assert client.post("/studio/profile/edit/", first).status_code == 302
    clash = client.post("/studio/profile/edit/", FORM)
    assert clash.status_code == 409 and "Both texts are the same" not in text(clash)
    assert "<h4>Links: saved in the meantime</h4>" in text(clash)
    assert '<pre class="told">Label: Code, Address: https://one.example/</pre>' in text(clash)
    assert '<h4>Background: yours</h4><pre class="told">(empty)</pre>' in text(clash)
    assert "What: MSc of the first tab</pre>" in text(clash)
    same = text(client.post("/studio/profile/edit/", first))
    assert "Both texts are the same" in same


def test_fields_that_are_not_in_the_form_are_ignored(client: Client, project: Project) -> None:
    """R-AZ-04"""
    before = Practitioner.objects.get()
    extra = {
        "visibility": "public",
        "handle": "other",
        "user": 1,
        "version": 1,
        "is_staff": "1",
    }
    assert client.post("/studio/profile/edit/", {**FORM, **extra}).status_code == 302
    after = Practitioner.objects.get()
    assert (after.visibility, after.handle, after.user_id) == (before.visibility, before.handle, before.user_id)


def test_naughty_strings_in_every_box(client: Client, project: Project) -> None:
    """R-IN-04"""
    for string in naughty.sample(50):
        short = string[:100]
        revision = Practitioner.objects.get().revision
        sent = {
            "revision": revision,
            "name": short,
            "headline": short,
            "location": short,
            "open_to": short,
            "about": short,
        }
        answer = client.post("/studio/profile/edit/", {**FORM, **sent})
        assert answer.status_code in (302, 422), string
        assert client.get("/studio/profile/edit/").status_code == 200
        assert client.get("/@ida/").status_code == 200, string


def test_three_proofs_in_an_order(client: Client, project: Project) -> None:
    assert "Nothing to choose from yet" in text(client.get("/studio/profile/feature/"))
    pieces = [
        make.evidence(project, key, make.section(project))
        for key in ("l1.modeling.target-binary", "l1.modeling.target-regression")
    ]
    claim = make.evidence(project, "l1.modeling.target-multiclass")
    page = text(client.get("/studio/profile/feature/"))
    assert str(pieces[0].uuid) in page and str(claim.uuid) not in page and "Binary classification" in page
    sent = {"proof1": pieces[1].uuid, "proof2": "", "proof3": pieces[0].uuid}
    assert client.post("/studio/profile/feature/", sent).status_code == 302
    assert [f.evidence for f in project.practitioner.featured.order_by("position")] == pieces[::-1]
    twice = client.post("/studio/profile/feature/", {"proof1": pieces[0].uuid, "proof2": pieces[0].uuid})
    assert twice.status_code == 422 and "chosen already" in text(twice)
    assert client.post("/studio/profile/feature/", {"proof1": claim.uuid}).status_code == 422


def test_who_can_see_it(client: Client, project: Project) -> None:
    assert client.post("/studio/profile/visibility/", {"visibility": "unlisted"}).status_code == 302
    assert Practitioner.objects.get().visibility == "unlisted"
    assert client.post("/studio/profile/visibility/", {"visibility": "everybody"}).status_code == 422
