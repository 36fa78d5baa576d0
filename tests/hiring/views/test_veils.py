"""Choosing blind is switched on and off by whoever holds the brief."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from hiring.actions import briefs as actions
from hiring.models import Brief
from hiring.queries import veils
from tests.factories import choosing
from tests.factories.choosing import AT

pytestmark = pytest.mark.django_db
Open = Callable[[User | None], Client]


@pytest.fixture
def brief(hana: User, frameworks: None) -> Brief:
    return choosing.brief(hana)


def test_on_and_off(brief: Brief, hana: User, client_of: Open) -> None:
    client, address = client_of(hana), f"/briefs/{brief.uuid}/blind/"
    assert veils.of(brief) is None
    answer = client.post(address, {"blind": "yes"})
    assert answer["Location"] == brief.get_absolute_url()
    brief.refresh_from_db()
    assert brief.is_blind
    assert veils.of(brief) is not None
    client.post(address)
    brief.refresh_from_db()
    assert not brief.is_blind
    assert brief.revision == 1, "an open form is not behind"


def test_an_archived_brief_stays_as_it_is(brief: Brief, hana: User, client_of: Open) -> None:
    Brief.objects.filter(pk=brief.pk).update(archived_at=AT)
    client_of(hana).post(f"/briefs/{brief.uuid}/blind/", {"blind": "yes"})
    brief.refresh_from_db()
    assert not brief.is_blind


def test_a_settled_list_shows_names_and_an_open_one_hides_them_again(brief: Brief, hana: User) -> None:
    brief.is_blind = True
    shortlist = choosing.shortlist(hana, brief=brief)
    assert veils.of(brief) is not None
    shortlist.settled_at = AT
    shortlist.save(update_fields=["settled_at"])
    assert veils.of(brief) is None
    shortlist.settled_at = None
    shortlist.save(update_fields=["settled_at"])
    assert veils.of(brief) is not None


def test_only_a_list_of_whoever_holds_the_brief_shows_names(hana: User, remi: User, frameworks: None) -> None:
    team = choosing.team(hana, remi)
    brief = choosing.brief(team, is_blind=True)
    choosing.shortlist(hana, brief=brief, settled_at=AT)
    choosing.shortlist(choosing.team(hana, name="Another"), brief=brief, settled_at=AT)
    assert veils.of(brief) is not None
    assert list(veils.hiding()) == [brief]
    choosing.shortlist(team, brief=brief, settled_at=AT)
    assert veils.of(brief) is None
    assert not veils.hiding().exists()


def test_a_brief_that_moved_is_blind_until_its_new_holder_settles_a_list(
    hana: User, remi: User, frameworks: None
) -> None:
    brief = choosing.brief(hana, is_blind=True)
    choosing.shortlist(hana, brief=brief, settled_at=AT)
    assert veils.of(brief) is None
    moved = actions.move(brief, to=choosing.team(hana, remi), by=hana, at=AT)
    assert veils.of(moved) is not None
