"""The public pages of frameworks and editions."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from competence.models import Edition, Framework
from competence.queries import editions
from tests.factories.competence import LOADED_AT, SMALL, load_text

FRAMEWORKS = ("three-levels", "ml-progress-checklist", "field-guide", "global-competencies")


def test_index_shows_every_framework_with_its_own_words(client: Client, frameworks: None) -> None:
    page = client.get("/frameworks/").content.decode()
    assert "4 levels, 9 competences and 96 skills" in page
    assert "3 levels, 16 categories and 96 items" in page
    assert "2 areas, 11 competencies or topics and 66 facets or techniques" in page
    assert page.index("Three Levels of Deep Learning Competence") < page.index("Machine Learning Progress Checklist")
    assert 'href="/frameworks/field-guide/"' in page
    assert "Side by side, in no order." in page


def test_index_without_frameworks_says_what_to_do(client: Client, no_frameworks: None) -> None:
    response = client.get("/frameworks/")
    assert response.status_code == 200
    assert "load_frameworks" in response.content.decode()


@pytest.mark.parametrize("key", FRAMEWORKS)
def test_a_framework_shows_every_skill_linked(client: Client, frameworks: None, key: str) -> None:
    page = client.get(f"/frameworks/{key}/").content.decode()
    yardstick = editions.of(key)
    for skill in yardstick.skills.values():
        assert f'href="/frameworks/{key}/skills/{skill.key}/"' in page
    assert page.count("<h2 ") == len(yardstick.levels) + 1
    assert 'href="/frameworks/' in page


def test_a_framework_shows_meaning_rules_matrices_and_notes(client: Client, frameworks: None) -> None:
    page = client.get("/frameworks/three-levels/").content.decode()
    assert "That you hold a degree, master every technique" in page
    assert "At least five of the seven library skills" in page
    assert "Robust evaluation on small data and a model sized for it." in page
    assert "Depth: every prominent sub-problem of one domain." in page
    assert "Recommended: " not in page
    assert "Variety of Level 1 projects: 15 cells" in page
    assert "Many people skip Level 2." in page
    assert "3 Levels of Deep Learning Competence, Jason Brownlee, 2019" in page
    assert "optional. After Modeling." in page


def test_areas_side_by_side_carry_no_numbers(client: Client, frameworks: None) -> None:
    page = client.get("/frameworks/global-competencies/").content.decode()
    assert '<b aria-hidden="true">' not in page
    assert "Goes back to 6 Global Competencies for Deep Learning." in page
    assert '<b aria-hidden="true">3</b>' in client.get("/frameworks/field-guide/").content.decode()


def test_an_edition_that_is_not_current_says_so(client: Client, no_frameworks: None) -> None:
    load_text(SMALL)
    load_text(SMALL.replace('version = "1.0.0"', 'version = "1.1.0"').replace("Can tune.", "Can tune well."))
    old = client.get("/frameworks/small/editions/1.0.0/").content.decode()
    assert "This is edition 1.0.0, an earlier one, kept as it was published." in old
    assert "Can tune." in old
    new = client.get("/frameworks/small/editions/1.1.0/").content.decode()
    assert "kept as it was published" not in new
    assert "Can tune well." in new
    assert "Can tune well." in client.get("/frameworks/small/").content.decode()
    assert 'href="/frameworks/small/editions/1.0.0/"' in new


@pytest.mark.parametrize(
    "address",
    [
        "/frameworks/nothing/",
        "/frameworks/small/editions/2.0.0/",
        "/frameworks/small/editions/9.9.9/",
        "/frameworks/nothing/editions/1.0.0/",
        "/frameworks/small/editions/%00/",
    ],
)
def test_drafts_and_what_is_not_there_are_404(client: Client, no_frameworks: None, address: str) -> None:
    load_text(SMALL)
    Edition.objects.create(framework=Framework.objects.get(), version="2.0.0", title="Secret draft", content_hash="x")
    response = client.get(address)
    assert response.status_code == 404
    assert "Secret draft" not in response.content.decode()
    assert "2.0.0" not in client.get("/frameworks/small/").content.decode()


def test_r_xss_01_html_of_a_file_is_shown_as_text(client: Client, no_frameworks: None) -> None:
    evil = "<script>alert(1)</script>"
    text = SMALL
    for right in ("Load data", "Can load data.", "Begin small.", "You can begin.", "One of the two basics.", "Small"):
        text = text.replace(f'"{right}"', f'"{evil}"', 1)
    load_text(text.replace("A small framework", evil).replace("Nobody", evil).replace("Sizes and kinds", evil))
    for address in ("/frameworks/", "/frameworks/small/", "/frameworks/small/editions/1.0.0/"):
        page = client.get(address).content.decode()
        assert evil not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize(
    "address", ["/frameworks/", "/frameworks/three-levels/", "/frameworks/three-levels/editions/1.1.0/"]
)
def test_pages_are_made_for_nobody_in_particular(client: Client, frameworks: None, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert "csrf" not in response.content.decode().lower()
    assert "Cookie" not in response.headers["Vary"]
    assert response["ETag"].startswith('W/"')
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_the_etag_changes_with_the_edition(client: Client, no_frameworks: None) -> None:
    load_text(SMALL)
    before = client.get("/frameworks/small/")["ETag"]
    index = client.get("/frameworks/")["ETag"]
    load_text(SMALL.replace('version = "1.0.0"', 'version = "1.1.0"'), at=LOADED_AT + timedelta(days=1))
    assert client.get("/frameworks/small/", headers={"if-none-match": before}).status_code == 200
    assert client.get("/frameworks/", headers={"if-none-match": index}).status_code == 200


def test_whoever_is_signed_in_gets_a_page_of_their_own(ada: User, client_of: Any, frameworks: None) -> None:
    response = client_of(ada).get("/frameworks/three-levels/")
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_a_framework_costs_three_queries_however_large(
    client: Client, frameworks: None, django_assert_num_queries: Any
) -> None:
    load_text(SMALL)
    for key in ("three-levels", "small"):
        client.get(f"/frameworks/{key}/")
        with django_assert_num_queries(3):
            client.get(f"/frameworks/{key}/")
        page = client.get(f"/frameworks/{key}/")
        with django_assert_num_queries(1):
            client.get(f"/frameworks/{key}/", headers={"if-none-match": page["ETag"]})


def test_the_index_costs_four_queries_however_many(
    client: Client, no_frameworks: None, django_assert_num_queries: Any
) -> None:
    load_text(SMALL)
    client.get("/frameworks/")
    with django_assert_num_queries(4):
        client.get("/frameworks/")
    for name in ("t", "u"):
        text = (
            SMALL.replace('"s1', f'"{name}1').replace('"s2', f'"{name}2').replace('id = "small"', f'id = "{name}"', 1)
        )
        load_text(text)
    client.get("/frameworks/")
    with django_assert_num_queries(4):
        assert client.get("/frameworks/").content.decode().count("<article") == 3


def test_only_reading_is_possible(client: Client, frameworks: None) -> None:
    assert client.post("/frameworks/three-levels/").status_code == 405
