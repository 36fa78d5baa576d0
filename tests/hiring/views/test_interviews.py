"""The page of an interview kit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from hiring.models import Brief
from portfolio.actions import practitioners
from portfolio.models import Practitioner
from tests.factories import choosing
from tests.factories import portfolio as made

pytestmark = pytest.mark.django_db
Open = Callable[[User | None], Client]
HARNESS, DROPOUT = "l1.modeling.test-harness", "l2.generalization.dropout"


@pytest.fixture
def brief(hana: User, frameworks: None) -> Brief:
    return choosing.brief(hana, ("skill", HARNESS, "must"), ("skill", "l2.learning.batch-size", "useful"))


@pytest.fixture
def ida(frameworks: None) -> Practitioner:
    person = made.practitioner(made.user("Ida Quist"), visibility="public")
    project = made.project(person, "Churn & <b>telecom</b>", visibility="public")
    made.evidence(project, HARNESS, made.decision(project, "F1, not accuracy", options="Accuracy"))
    judged = made.evidence(project, DROPOUT, made.comparison(project))
    made.verdict(judged, by=made.user("Remi"))
    return person


def address(brief: Brief, person: Practitioner, query: str = "") -> str:
    return f"/briefs/{brief.uuid}/interview/{person.handle}/{query}"


def test_questions_with_place_reason_and_points(brief: Brief, ida: Practitioner, hana: User, client_of: Open) -> None:
    page = client_of(hana).get(address(brief, ida)).content.decode()
    assert "Interview with" in page
    assert "In “Churn &amp; telecom” you decided: “F1, not accuracy”." in page
    assert "The reason in the write-up: “One in four leaves”" in page
    assert f'href="{ida.projects.get().get_absolute_url()}#{ida.projects.get().decisions.get().anchor}"' in page
    assert "We look for “Batch size”" in page
    assert "With limits and alternatives" in page
    assert page.count('class="ask-notes"') == page.count('class="ask"') >= 2


def test_a_warning_sign_is_no_point_of_a_good_answer(
    brief: Brief, ida: Practitioner, hana: User, client_of: Open
) -> None:
    brief.needs.create(kind="skill", key=DROPOUT, weight="must")
    page = client_of(hana).get(address(brief, ida, "?verified=yes")).content.decode()
    good, _, rest = page.partition("What a reviewer looks for: train and validation curves")[2].partition("</ul>")
    assert "A warning sign" not in good and "Not needed" not in good
    beside = rest.partition('<ul class="ask-beside"')[2].partition("</ul>")[0]
    assert "<li>A warning sign: one rate" in beside and "<li>Not needed: " in beside


def test_verified_work_on_request(brief: Brief, ida: Practitioner, hana: User, client_of: Open) -> None:
    brief.needs.create(kind="skill", key=DROPOUT, weight="must")
    with_it = client_of(hana).get(address(brief, ida, "?verified=yes"))
    assert "A reviewer verified “Dropout”" in with_it.content.decode()
    assert "checked" in with_it.content.decode()


def test_only_for_whoever_holds_the_brief(
    brief: Brief, ida: Practitioner, cast: dict[str, User], client_of: Open
) -> None:
    for name, status in (("hana", 200), ("ada", 404), ("sam", 404), ("remi", 404), ("max", 404)):
        assert client_of(cast[name]).get(address(brief, ida)).status_code == status, name
    assert client_of(None).get(address(brief, ida)).status_code == 302


def test_the_team_of_a_brief_has_the_kit(ida: Practitioner, hana: User, remi: User, client_of: Open) -> None:
    brief = choosing.brief(choosing.team(hana, remi), ("skill", HARNESS, "must"))
    assert client_of(remi).get(address(brief, ida)).status_code == 200


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_whoever_is_not_listed_has_none(
    brief: Brief, ida: Practitioner, hana: User, client_of: Open, visibility: str
) -> None:
    practitioners.set_visibility(ida, visibility=visibility, by=ida.user, at=made.AT)
    assert client_of(hana).get(address(brief, ida)).status_code == 404


def test_somebody_with_nothing_public_has_one_question(brief: Brief, hana: User, client_of: Open) -> None:
    nobody = made.practitioner(made.user("No Body"), visibility="public")
    page = client_of(hana).get(address(brief, nobody)).content.decode()
    assert "Your portfolio shows no skill yet." in page
