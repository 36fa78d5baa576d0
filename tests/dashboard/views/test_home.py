"""The home of the site, and what it says about proof and privacy."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.factories import portfolio as made


def test_an_empty_site_says_how_to_begin(frameworks, db):
    html = Client().get("/").content.decode()
    assert "A portfolio that says what it proves" in html
    assert "Begin with something small and finished" in html
    assert "Newly verified" not in html
    assert "On this site" not in html


def test_a_site_without_frameworks_has_pages_too(no_frameworks, db):
    made.practitioner(made.user("Ann"), handle="ann", name="Ann Early", visibility="public")
    for path in ("/", "/explore/", "/explore/projects/", "/@ann/", "/sitemap.xml"):
        assert Client().get(path).status_code == 200


def test_the_home_shows_the_most_verified_person_and_what_was_verified_last(frameworks, db):
    for number, name in enumerate(("Ann Little", "Bob Much"), 1):
        person = made.practitioner(made.user(name), handle=f"p-{number}", name=name, visibility="public")
        at = made.AT + timedelta(days=3 - number)
        project = made.project(person, f"Work of {name}", visibility="public", at=at)
        result = made.result(project, at=at)
        for key in ("l1.modeling.test-harness", "l1.library.fit-model")[:number]:
            made.verdict(made.evidence(project, key, result, at=at), at=at)
    html = Client().get("/").content.decode()
    sample = html.split('id="home-sample"')[1].split("</p>")[0]
    assert "Bob Much" in sample
    newest = html.split("Newly verified")[1]
    assert newest.index("Work of Ann Little") < newest.index("Work of Bob Much")
    assert "On this site: 2 people, 2 projects, 3 links from skill to proof, 3 reviewers." in html


def test_a_place_that_shows_nothing_is_no_link_to_proof_and_no_verdict_makes_it_one(frameworks, db):
    """A section where a measured comparison is asked for stays a claim."""
    person = made.practitioner(made.user("Ann"), handle="ann", name="Ann Claims", visibility="public")
    project = made.project(person, "Told, not measured", visibility="public")
    made.verdict(made.evidence(project, "l2.generalization.dropout", made.section(project)))
    html = Client().get("/").content.decode()
    assert "On this site: 1 person, 1 project, 0 links from skill to proof" in html
    assert "Newly verified" not in html


def test_pages_about_the_site_are_open_and_leave_no_trace(db):
    for path, words in (
        ("/about/proof/", "Nobody’s own verdict counts"),
        ("/about/privacy/", "Private is the default"),
    ):
        response = Client().get(path)
        assert response.status_code == 200
        assert words in response.content.decode()
        assert response.cookies == {}


@pytest.mark.parametrize("address", ["/", "/accounts/signup/", "/accounts/login/"])
def test_whoever_comes_to_hire_learns_that_one_can_hire_here(no_frameworks, db, address):
    page = Client().get(address).content.decode()
    assert "hire by what others have shown" in page or 'Hiring? <a href="/briefs/new/">Paste a job text</a>' in page
