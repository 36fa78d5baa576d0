"""Evidence for a retired skill, wherever it is shown, and the offer to move it."""

import re
from typing import Any

import pytest
from django.urls import reverse

from portfolio.models import Evidence
from tests.factories import portfolio as made
from tests.factories import retired

SAID = "Retired in edition 1.1.0, continued as"


def plain(response: Any) -> str:
    """The text of a page, without its markup and with single spaces."""

    return " ".join(re.sub(r"<[^>]+>", "", response.content.decode()).split())


@pytest.fixture
def piece(no_frameworks: None, ada: Any) -> Evidence:
    retired.first()
    person = made.practitioner(of=ada, visibility="public")
    project = made.project(person, "Loading", visibility="public")
    piece = made.evidence(project, retired.OLD, made.link(project), lines="3-9")
    piece.featured = person.featured.create(evidence=piece, position=1)
    return piece


def address(verb: str, piece: Evidence) -> str:
    return reverse(f"portfolio:successors-{verb}", args=[piece.project.slug, piece.uuid])


def test_it_is_said_on_every_page_that_shows_the_evidence(piece: Evidence, ada: Any, client_of: Any):
    retired.edition()
    client = client_of(ada)
    for page in (
        piece.project.get_absolute_url(),
        piece.project.practitioner.get_absolute_url(),
        reverse("portfolio:evidence-index", args=[piece.project.slug]),
        reverse("portfolio:skills-show", args=["small", retired.OLD]),
    ):
        assert f"{SAID} Split data." in plain(client.get(page)), page
    assert "Retired in edition" not in plain(client.get(reverse("portfolio:skills-show", args=["small", retired.NEW])))
    dashboard = plain(client.get("/dashboard/?framework=small"))
    assert "Move evidence for “Load data” to “Split data” in Loading" in dashboard


def test_the_form_of_the_evidence_still_saves(piece: Evidence, ada: Any, client_of: Any):
    retired.edition()
    url = reverse("portfolio:evidence-edit", args=[piece.project.slug, piece.uuid])
    response = client_of(ada).post(url, {"statement": "Said anew.", "revision": piece.revision})
    assert response.status_code == 302
    piece.refresh_from_db()
    assert (piece.statement, piece.skill.key) == ("Said anew.", retired.OLD)


def test_accepting_moves_it_and_the_proposal_is_gone(piece: Evidence, ada: Any, client_of: Any):
    retired.edition()
    client = client_of(ada)
    assert client.post(address("accept", piece)).status_code == 302
    piece.refresh_from_db()
    assert piece.skill.key == retired.NEW
    assert "Move evidence for" not in plain(client.get("/dashboard/?framework=small"))
    assert client.post(address("accept", piece)).status_code == 422


def test_put_aside_it_is_not_proposed_again_and_can_still_be_moved(piece: Evidence, ada: Any, client_of: Any):
    retired.edition()
    client = client_of(ada)
    assert client.post(address("dismiss", piece)).status_code == 302
    assert "Move evidence for" not in plain(client.get("/dashboard/?framework=small"))
    page = plain(client.get(reverse("portfolio:evidence-index", args=[piece.project.slug])))
    assert "Leave it here" not in page
    assert "Move it to “Split data”" in page
    assert client.post(address("accept", piece)).status_code == 302


def test_shown_already_or_without_a_successor_it_stays_and_that_is_said(piece: Evidence, ada: Any, client_of: Any):
    made.evidence(piece.project, retired.NEW)
    retired.edition()
    client, tab = client_of(ada), reverse("portfolio:evidence-index", args=[piece.project.slug])
    assert "shows “Split data” by other evidence already" in plain(client.get(tab))
    refused = client.post(address("accept", piece), headers={"HX-Request": "true"})
    assert refused.status_code == 422
    assert "by other evidence already. Change that evidence instead." in plain(refused)
    retired.edition("1.2.0", successor="", at=retired.RETIRED_AT.replace(month=8))
    assert "without a successor." in plain(client.get(tab))
    assert client.post(address("accept", piece)).status_code == 422
    assert client.post(address("dismiss", piece)).status_code == 302
