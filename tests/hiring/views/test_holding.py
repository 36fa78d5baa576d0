"""A list of one's own that is given to a team."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from hiring.models import Shortlist, Team
from tests.factories import choosing
from tests.factories import portfolio as make
from tests.hiring.views.test_shortlists import text

Of = Callable[[User], Client]


@pytest.fixture
def team(frameworks: None, hana: User, remi: User) -> Team:
    return choosing.team(hana, remi)


def give(client: Client, held: Shortlist, team: Team, brief: str = "") -> HttpResponse:
    given = {"title": held.title, "brief": brief, "revision": "1", "team": str(team.uuid)}
    return client.post(f"{held.get_absolute_url()}edit/", given)


def test_a_list_of_one_s_own_goes_to_a_team_with_its_notes_and_stays_there(
    team: Team, hana: User, remi: User, client_of: Of
) -> None:
    held = choosing.shortlist(hana, make.practitioner(visibility="public"))
    choosing.note(held.entries.get(), hana, "Hana says so.")
    assert client_of(remi).get(held.get_absolute_url()).status_code == 404
    assert "every member reads and changes it, with all notes" in text(
        client_of(hana).get(f"{held.get_absolute_url()}edit/")
    )
    assert give(client_of(hana), held, team).status_code == 302
    seen = text(client_of(remi).get(held.get_absolute_url()))
    assert "Held by" in seen and "Hana says so." in seen
    assert 'name="team"' not in text(client_of(hana).get(f"{held.get_absolute_url()}edit/"))


def test_a_list_for_a_brief_goes_only_to_the_team_of_that_brief(team: Team, hana: User, client_of: Of) -> None:
    client, other = client_of(hana), choosing.team(hana, name="Another team")
    ours, own = choosing.brief(team), choosing.brief(hana)
    held = choosing.shortlist(hana, brief=ours)
    offered = text(client.get(f"{held.get_absolute_url()}edit/"))
    assert [f'value="{each.uuid}"' in offered for each in (team, other)] == [True, False]
    assert give(client, held, other, str(ours.uuid)).status_code == 422
    refused = give(client, held, team, str(own.uuid))
    assert (refused.status_code, "can only be for a brief of that team" in text(refused)) == (422, True)
    assert give(client, held, team, str(ours.uuid)).status_code == 302
    held.refresh_from_db()
    assert (held.team, held.owner, held.brief) == (team, None, ours)
    alone = choosing.shortlist(hana, brief=own)
    assert 'name="team"' not in text(client.get(f"{alone.get_absolute_url()}edit/"))
    assert give(client, alone, team).status_code == 302
    alone.refresh_from_db()
    assert alone.owner == hana


def test_a_team_takes_no_more_lists_than_it_can_hold(
    team: Team, hana: User, client_of: Of, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hiring.actions.shortlists.MOST_LISTS", 1)
    choosing.shortlist(team)
    refused = give(client_of(hana), choosing.shortlist(hana), team)
    assert (refused.status_code, "There are 1 lists already." in text(refused)) == (422, True)
