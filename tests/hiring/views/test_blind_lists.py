"""A shortlist of a blind brief: people without who they are, until it is settled."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from hiring.models import Brief, EntryChange, Shortlist
from hiring.pages import veils
from hiring.queries import shortlists as reading
from portfolio.models import Practitioner
from tests.factories import choosing, disguises, portfolio
from tests.factories.choosing import AT
from tests.factories.disguises import DROPOUT, TRACES

pytestmark = pytest.mark.django_db
Open = Callable[[User | None], Client]


@pytest.fixture
def brief(hana: User, frameworks: None) -> Brief:
    return choosing.brief(hana, ("skill", DROPOUT, "must"), title="Tables", is_blind=True)


@pytest.fixture
def person(frameworks: None) -> Practitioner:
    return disguises.zelda()


@pytest.fixture
def shortlist(brief: Brief, person: Practitioner, hana: User) -> Shortlist:
    made = choosing.shortlist(hana, person, brief=brief)
    EntryChange.objects.create(shortlist=made, entry=made.entries.get(), kind="added", made_by=hana, made_at=AT)
    return made


def traces(text: str) -> list[str]:
    found = unescape(text).casefold()
    return [trace for trace in TRACES if trace in found]


def addresses(shortlist: Shortlist) -> list[str]:
    entry = shortlist.entries.get()
    own = f"/shortlists/{shortlist.uuid}/"
    return [own, f"{own}?group=state", f"{own}history/", f"{own}export/", f"/shortlists/people/{entry.uuid}/history/"]


def test_no_page_and_no_download_of_the_list_says_who_it_is(
    brief: Brief, shortlist: Shortlist, person: Practitioner, hana: User, client_of: Open
) -> None:
    name = veils.of(brief.uuid).name(person.pk)
    for address in addresses(shortlist):
        response = client_of(hana).get(address)
        assert response.status_code == 200
        assert traces(response.content.decode()) == [], address
        assert name in response.content.decode(), address
        assert "Zelda" not in str(response.headers)


def test_no_value_of_the_page_says_who_it_is(shortlist: Shortlist, hana: User) -> None:
    assert traces(repr(reading.sheet(shortlist, hana).rows)) == []


def test_what_is_said_after_a_change_says_nothing_either(
    brief: Brief, shortlist: Shortlist, person: Practitioner, hana: User, client_of: Open
) -> None:
    client, entry = client_of(hana), shortlist.entries.get()
    name = veils.of(brief.uuid).name(person.pk)
    for act, data in (("state", {"state": "talk"}), ("remove", {}), ("restore", {})):
        answer = client.post(f"/shortlists/people/{entry.uuid}/{act}/", data, follow=True)
        assert name in answer.content.decode(), act
        assert traces(answer.content.decode()) == [], act


def test_settling_asks_before_it_shows_names_and_says_that_they_are_shown(
    shortlist: Shortlist, hana: User, client_of: Open
) -> None:
    client, settle = client_of(hana), f"/shortlists/{shortlist.uuid}/settle/"
    choosing.entry(shortlist, portfolio.practitioner(visibility="public"), state="talk")
    assert f'href="{settle}">Settle</a>' in client.get(shortlist.get_absolute_url()).content.decode()
    question = client.post(settle, follow=True).content.decode()
    assert "<b>Names become visible</b> to everybody who works with this brief" in question
    assert "1 person is still “To look at”." in question
    assert traces(question) == [], "an older page shows nothing by its one click"
    shown = client.post(settle, {"names": "shown"}, follow=True).content.decode()
    assert "Settled. Names are shown now. Notes can still be written." in shown
    assert "Zelda Quixborough" in shown


def test_a_settled_list_shows_who_they_are(shortlist: Shortlist, hana: User, client_of: Open) -> None:
    client = client_of(hana)
    client.post(f"/shortlists/{shortlist.uuid}/settle/", {"names": "shown"})
    assert all("Zelda Quixborough" in client.get(address).content.decode() for address in addresses(shortlist))
    client.post(f"/shortlists/{shortlist.uuid}/reopen/")
    assert all(traces(client.get(address).content.decode()) == [] for address in addresses(shortlist))


def test_a_list_of_another_brief_has_names(brief: Brief, person: Practitioner, hana: User, client_of: Open) -> None:
    open_ = choosing.shortlist(hana, person, brief=choosing.brief(hana, title="Another"))
    assert "Zelda Quixborough" in client_of(hana).get(f"/shortlists/{open_.uuid}/").content.decode()


def change(client: Client, shortlist: Shortlist, **given: str) -> HttpResponse:
    shortlist.refresh_from_db()
    data = {"title": "Renamed", "brief": "", "revision": str(shortlist.revision), **given}
    return client.post(f"/shortlists/{shortlist.uuid}/edit/", data)


def test_a_list_keeps_a_brief_that_is_put_away(brief: Brief, shortlist: Shortlist, hana: User, client_of: Open) -> None:
    client = client_of(hana)
    Brief.objects.filter(pk=brief.pk).update(archived_at=AT)
    form = client.get(f"/shortlists/{shortlist.uuid}/edit/").content.decode()
    assert f'<option value="{brief.uuid}" selected>' in form
    assert change(client, shortlist, brief=str(brief.uuid)).status_code == 302
    shortlist.refresh_from_db()
    assert (shortlist.title, shortlist.brief) == ("Renamed", brief)
    assert all(traces(client.get(address).content.decode()) == [] for address in addresses(shortlist))


def test_a_list_keeps_a_brief_that_its_owner_may_not_know_of(
    shortlist: Shortlist, remi: User, hana: User, client_of: Open
) -> None:
    Shortlist.objects.filter(pk=shortlist.pk).update(owner=remi)
    client, address = client_of(remi), f"/shortlists/{shortlist.uuid}/"
    assert 'name="brief"' not in client.get(f"{address}edit/").content.decode()
    assert change(client, shortlist).status_code == 302
    page = client.get(address).content.decode()
    assert "Renamed" in page and traces(page) == []
    assert "Names are hidden until whoever holds the brief settles a list of it." in page


def test_a_list_does_not_lose_the_brief_that_hides_its_people(
    brief: Brief, shortlist: Shortlist, hana: User, client_of: Open
) -> None:
    client = client_of(hana)
    for other in ("", str(choosing.brief(hana, title="Another").uuid)):
        refused = change(client, shortlist, brief=other)
        assert refused.status_code == 422
        assert "The brief hides who is on this list. Show names on the page of the brief first" in unescape(
            refused.content.decode()
        )
    shortlist.refresh_from_db()
    assert (shortlist.title, shortlist.brief) == ("Tables", brief)
    client.post(f"/briefs/{brief.uuid}/blind/")
    assert change(client, shortlist).status_code == 302


def test_an_empty_list_may_have_any_brief(brief: Brief, hana: User, client_of: Open) -> None:
    empty = choosing.shortlist(hana)
    assert change(client_of(hana), empty, brief=str(brief.uuid)).status_code == 302
    assert change(client_of(hana), empty).status_code == 302
    empty.refresh_from_db()
    assert empty.brief is None


def test_people_with_names_do_not_come_under_a_blind_brief(
    brief: Brief, person: Practitioner, hana: User, client_of: Open
) -> None:
    """The row would say which pseudonym is theirs."""
    named = choosing.shortlist(hana, person)
    refused = change(client_of(hana), named, brief=str(brief.uuid))
    assert refused.status_code == 422
    assert "That brief hides names, and this list says them." in refused.content.decode()
    assert (
        veils.of(brief.uuid).token(person.pk) not in client_of(hana).get(f"/shortlists/{named.uuid}/").content.decode()
    )


def test_from_a_profile_nobody_learns_who_is_on_a_blind_list(
    brief: Brief, shortlist: Shortlist, person: Practitioner, hana: User, client_of: Open
) -> None:
    client, other = client_of(hana), disguises.zelda(handle="zelda-2", name="Zelda Two")
    open_ = choosing.shortlist(hana, person, title="With names")
    asked = client.get(f"/shortlists/add/?people={person.handle}").content.decode()
    assert str(shortlist.uuid) not in asked
    assert "With names (on it already)" in asked
    token = veils.of(brief.uuid).token(other.pk)
    for one in (person, other):
        data = {"people": one.handle, "shortlist": str(shortlist.uuid), "title": ""}
        refused = client.post("/shortlists/add/", data)
        assert (refused.status_code, token in refused.content.decode()) == (422, False)
    assert shortlist.entries.count() == 1
    within = client.get(f"/shortlists/add/?people={token}&brief={brief.uuid}").content.decode()
    assert (str(shortlist.uuid) in within, str(open_.uuid) in within) == (True, False)


def test_a_brief_that_hides_people_is_not_taken_from_their_lists(
    hana: User, remi: User, person: Practitioner, client_of: Open
) -> None:
    team = choosing.team(hana, remi)
    brief = choosing.brief(team, title="Ours", is_blind=True)
    held = choosing.shortlist(team, person, brief=brief)
    client = client_of(hana)
    for act, data in (("move", {"holder": "mine"}), ("remove", {})):
        refused = client.post(f"/briefs/{brief.uuid}/{act}/", data)
        assert refused.status_code == 422, act
        assert "Show names first." in refused.content.decode(), act
    held.refresh_from_db()
    assert held.brief == brief
    client.post(f"/briefs/{brief.uuid}/blind/")
    client.post(f"/briefs/{brief.uuid}/remove/")
    assert not Brief.objects.filter(pk=brief.pk).exists()
