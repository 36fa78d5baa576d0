"""Sending a snapshot: what is offered, looked at, sent; and what another tab did in the meantime."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from hiring.actions import snapshots
from hiring.models import Brief, Snapshot
from portfolio.actions import parts
from portfolio.models import Evidence
from tests.factories import choosing, hiring
from tests.factories import portfolio as made
from tests.factories import snapshots as sent
from tests.factories.hiring import AT

Of = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("frameworks")
BINARY, SCALING, NOISE = "l1.modeling.target-binary", "l1.modeling.scaling", "l2.generalization.adding-noise"


@pytest.fixture
def brief(hana: User, remi: User) -> Brief:
    asks = (
        ("skill", BINARY, "must"),
        ("skill", SCALING, "must"),
        ("skill", NOISE, "useful"),
        ("level", "l1", "useful"),
    )
    return hiring.brief(hiring.team(hana, remi, name="Halden hiring"), *asks, title="Grid engineer", published_at=AT)


@pytest.fixture
def proofs(ada: User) -> dict[str, Evidence]:
    """Public and verified: binary. Private and evidenced: scaling."""
    person = made.practitioner(ada, visibility="public")
    public = made.project(person, "Churn in a telecom table", visibility="public")
    binary = made.evidence(public, BINARY, made.result(public, baseline="0.5"), statement="Chosen by cost.")
    made.verdict(binary)
    private = made.project(person, "Canary in private")
    return {"public": binary, "private": made.evidence(private, SCALING, made.result(private, baseline="0.5"))}


@pytest.fixture
def browser(client_of: Of, ada: User) -> Client:
    return client_of(ada)


def address(brief: Brief) -> str:
    return f"/briefs/{brief.uuid}/open/snapshot/"


def given(*chosen: Evidence, **fields: Any) -> dict[str, Any]:
    last = timezone.now().date() + timedelta(days=60)
    return {"pieces": [e.uuid for e in chosen], "message": "Good day.", "ends_on": last, "step": "look", **fields}


def look(browser: Client, brief: Brief, *chosen: Evidence, **fields: Any) -> tuple[str, dict[str, Any]]:
    """The page before sending, and what its button Send sends."""
    data = given(*chosen, **fields)
    page = browser.post(address(brief), data).content.decode()
    seal = re.search(r'name="seal" value="([0-9a-f]{64})"', page)
    assert seal, page
    return page, {**data, "seal": seal[1], "step": "send"}


def test_the_public_page_leads_there_for_practitioners_only(
    brief: Brief, ada: User, hana: User, max: User, client_of: Of
) -> None:
    for user, leads in ((ada, True), (hana, False), (max, False), (None, False)):
        page = client_of(user).get(f"/briefs/{brief.uuid}/open/").content.decode()
        assert (address(brief) in page) is leads


def test_evidence_is_offered_point_by_point_and_what_is_public_is_ticked(
    brief: Brief, proofs: dict[str, Evidence], browser: Client
) -> None:
    page = " ".join(browser.get(address(brief)).content.decode().split())
    assert f'value="{proofs["public"].uuid}" checked' in page
    assert f'value="{proofs["private"].uuid}">' in page, "a private piece is offered, and never ticked"
    assert page.count("Only the people behind this brief will see it.") == 1
    assert "Nothing of yours speaks for this yet." in page
    assert "the team Halden hiring" in page
    assert "hana@example.org" not in page and "Hana Sato" not in page
    assert f'value="{timezone.now().date() + timedelta(days=60)}"' in page


def test_what_is_looked_at_is_what_the_readers_see(
    brief: Brief, proofs: dict[str, Evidence], browser: Client, hana: User, client_of: Of
) -> None:
    page, data = look(browser, brief, *proofs.values())
    assert not Snapshot.objects.exists(), "nothing is sent by looking"
    answer = browser.post(address(brief), data)
    snapshot = Snapshot.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, snapshot.get_absolute_url())
    read = client_of(hana).get(snapshot.get_absolute_url()).content.decode()
    for text in ("Ada Lindqvist", "Good day.", "Chosen by cost.", "Canary in private", "Nothing was chosen for this."):
        assert text in page
        assert text in read


def test_nothing_typed_is_lost_by_going_back(brief: Brief, proofs: dict[str, Evidence], browser: Client) -> None:
    page = browser.post(address(brief), given(proofs["private"], step="edit", message="Two\nlines")).content.decode()
    assert f'value="{proofs["private"].uuid}" checked' in page
    assert f'value="{proofs["public"].uuid}">' in page
    assert "Two\nlines" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"pieces": []}, "Choose at least one piece"),
        ({"pieces": ["7d1d9d7d-68fe-4b30-b5f5-dff6f3277af4"]}, "is gone in the meantime"),
        ({"message": "a" * 1001}, "At most 1,000 characters"),
        ({"ends_on": ""}, "required"),
        ({"ends_on": timezone.now().date()}, "a day after today"),
        ({"ends_on": timezone.now().date() + timedelta(days=200)}, "within 180 days"),
    ],
)
@pytest.mark.parametrize("step", ["look", "send"])
def test_what_is_refused_stays_in_the_form(
    brief: Brief, proofs: dict[str, Evidence], browser: Client, step: str, fields: dict[str, Any], words: str
) -> None:
    data = given(proofs["public"], step=step, **fields) | fields
    answer = browser.post(address(brief), data)
    assert (answer.status_code, Snapshot.objects.count()) == (422, 0)
    assert words in answer.content.decode()
    assert ("a" * 1001 if "message" in fields else "Good day.") in answer.content.decode()


def test_evidence_of_others_cannot_be_sent(brief: Brief, proofs: dict[str, Evidence], browser: Client) -> None:
    project = made.project(made.practitioner(visibility="public"), "Of another", visibility="public")
    other = made.evidence(project, BINARY, made.result(project, baseline="0.5"))
    assert browser.post(address(brief), given(other, step="send")).status_code == 422
    assert not Snapshot.objects.exists()


def test_what_changed_since_the_look_is_shown_before_it_is_sent(
    brief: Brief, proofs: dict[str, Evidence], browser: Client, ada: User
) -> None:
    _, data = look(browser, brief, proofs["public"])
    proofs["public"].refresh_from_db()
    parts.change(
        proofs["public"], revision=proofs["public"].revision, fields={"statement": "Otherwise."}, by=ada, at=AT
    )
    answer = browser.post(address(brief), data)
    assert (answer.status_code, Snapshot.objects.count()) == (409, 0)
    page = answer.content.decode()
    assert "changed since you looked" in page
    assert "Otherwise." in page
    _, again = look(browser, brief, proofs["public"])
    assert browser.post(address(brief), again).status_code == 302


def test_the_second_of_two_tabs_is_told_and_loses_nothing(
    brief: Brief, proofs: dict[str, Evidence], browser: Client
) -> None:
    _, data = look(browser, brief, proofs["public"])
    browser.post(address(brief), data)
    answer = browser.post(address(brief), data)
    assert (answer.status_code, Snapshot.objects.count()) == (422, 1)
    assert "it is open. Withdraw it first" in answer.content.decode()
    assert "Good day." in answer.content.decode()
    assert Snapshot.objects.get().get_absolute_url() in browser.get(address(brief)).content.decode()


def test_blocked_and_switched_off_read_the_same(
    brief: Brief, proofs: dict[str, Evidence], browser: Client, remi: User, ada: User
) -> None:
    def pages() -> list[str]:
        found = [browser.get(f"/briefs/{brief.uuid}/open/"), browser.get(address(brief))]
        found.append(browser.post(address(brief), given(proofs["public"])))
        return [re.sub(r"csrf[^>]*|nonce[^>]*", "", answer.content.decode()) for answer in found]

    snapshots.take(brief, takes=False, by=remi, at=AT)
    off = pages()
    assert "does not take snapshots at the moment" in off[1]
    snapshots.take(brief, takes=True, by=remi, at=AT)
    choosing.block(made.practitioner(remi), ada)
    assert pages() == off


def test_whoever_sends_nothing_is_led_back_to_the_brief(brief: Brief, hana: User, max: User, client_of: Of) -> None:
    for user in (hana, max):
        answer = client_of(user).get(address(brief))
        assert (answer.status_code, answer["Location"]) == (302, f"/briefs/{brief.uuid}/open/")


def test_without_anything_to_send_the_way_to_the_studio_is_shown(brief: Brief, sam: User, client_of: Of) -> None:
    page = client_of(sam).get(address(brief)).content.decode()
    assert "Nothing of yours speaks for this brief yet" in page
    assert 'name="pieces"' not in page


def test_a_brief_that_is_not_published_is_not_there(brief: Brief, ada: User, browser: Client) -> None:
    Brief.objects.update(published_at=None)
    assert browser.get(address(brief)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_for_many_projects_as_for_one(
    brief: Brief, ada: User, count: int, django_assert_num_queries: Any
) -> None:
    person = made.practitioner(ada)
    for number in range(count):
        project = made.project(person, f"Project {number}")
        made.evidence(project, BINARY, made.result(project, baseline="0.5"))
    opened = Brief.objects.select_related("team", "framework").get(pk=brief.pk)
    sent.desk(opened, person)
    with django_assert_num_queries(13):
        sent.desk(opened, person)
