"""A shortlist of a blind brief: people without who they are, until it is settled."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from accounts.models import User
from hiring.models import Brief, EntryChange, Shortlist
from hiring.pages import veils
from portfolio.models import Practitioner
from tests.factories import choosing, disguises
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


def test_what_is_said_after_a_change_says_nothing_either(
    brief: Brief, shortlist: Shortlist, person: Practitioner, hana: User, client_of: Open
) -> None:
    client, entry = client_of(hana), shortlist.entries.get()
    name = veils.of(brief.uuid).name(person.pk)
    for act, data in (("state", {"state": "talk"}), ("remove", {}), ("restore", {})):
        answer = client.post(f"/shortlists/people/{entry.uuid}/{act}/", data, follow=True)
        assert name in answer.content.decode(), act
        assert traces(answer.content.decode()) == [], act


def test_a_settled_list_shows_who_they_are(shortlist: Shortlist, hana: User, client_of: Open) -> None:
    client = client_of(hana)
    client.post(f"/shortlists/{shortlist.uuid}/settle/")
    assert all("Zelda Quixborough" in client.get(address).content.decode() for address in addresses(shortlist))
    client.post(f"/shortlists/{shortlist.uuid}/reopen/")
    assert all(traces(client.get(address).content.decode()) == [] for address in addresses(shortlist))


def test_a_list_of_another_brief_has_names(brief: Brief, person: Practitioner, hana: User, client_of: Open) -> None:
    open_ = choosing.shortlist(hana, person, brief=choosing.brief(hana, title="Another"))
    assert "Zelda Quixborough" in client_of(hana).get(f"/shortlists/{open_.uuid}/").content.decode()
