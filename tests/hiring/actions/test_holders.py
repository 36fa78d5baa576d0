"""Whoever changes something comes first, and what is gone by then is said."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.errors import DomainError
from hiring.actions import briefs, conversations, entries, holders, notes, searches, shortlists, teams, veils
from hiring.models import Brief, Conversation, Membership, Team
from hiring.sheets import Sheet
from portfolio.models import Practitioner
from tests.factories import choosing as chosen
from tests.factories import portfolio as make
from tests.factories.hiring import AT

pytestmark = pytest.mark.usefixtures("frameworks")
SHEET = Sheet("A role", "", "three-levels")
SEARCH = {"kind": "people", "query": "", "title": "All"}


@pytest.fixture
def world(hana: User, remi: User, ada: User) -> dict[str, Any]:
    """One of everything that Hana can change."""
    person = make.practitioner(ada, visibility="public")
    team = chosen.team(hana, remi)
    held = chosen.shortlist(team, person)
    entry = held.entries.get()
    return {
        "team": team,
        "member": Membership.objects.select_related("team").get(user=remi),
        "invitation": teams.invite(team, email="new@example.org", role="member", by=hana, at=AT),
        "brief": chosen.brief(team, ("level", "l1", "must")),
        "list": held,
        "entry": entry,
        "note": chosen.note(entry, hana),
        "search": chosen.search(team),
        "person": person,
        "talk": chosen.conversation(person, hana),
    }


CHANGES: dict[str, Callable[[dict[str, Any], User], object]] = {
    "a brief": lambda w, by: briefs.create(SHEET, holder=w["team"], by=by, at=AT),
    "a copy": lambda w, by: briefs.copy(w["brief"], by=by, at=AT),
    "moving": lambda w, by: briefs.move(w["brief"], to=by, by=by, at=AT),
    "publishing": lambda w, by: briefs.publish(w["brief"], by=by, at=AT),
    "removing": lambda w, by: briefs.remove(w["brief"], by=by, at=AT),
    "a veil": lambda w, by: veils.put(w["brief"], blind=True, by=by, at=AT),
    "a list": lambda w, by: shortlists.create(w["team"], title="One", brief=w["brief"], by=by, at=AT),
    "another title": lambda w, by: shortlists.change(
        w["list"], title="One", brief=w["brief"], revision=1, by=by, at=AT
    ),
    "settling": lambda w, by: shortlists.settle(w["list"], by=by, at=AT),
    "putting on": lambda w, by: entries.add(w["list"], handles=["ada"], by=by, at=AT),
    "a list with people": lambda w, by: entries.begin(
        w["team"], title="One", brief=None, handles=[w["person"].handle], by=by, at=AT
    ),
    "judging": lambda w, by: entries.judge(w["entry"], state="talk", revision=1, by=by, at=AT),
    "a note": lambda w, by: notes.write(w["entry"], text="Yes.", by=by, at=AT),
    "a search": lambda w, by: searches.create(w["team"], **SEARCH, by=by, at=AT),
    "a team": lambda w, by: teams.create(name="One", by=by, at=AT),
    "inviting": lambda w, by: teams.invite(w["team"], email="one@example.org", role="member", by=by, at=AT),
    "a role": lambda w, by: teams.set_role(w["member"], role="owner", by=by, at=AT),
    "leaving": lambda w, by: teams.leave(w["team"], by=by, at=AT),
    "a message": lambda w, by: conversations.reply(w["talk"], text="Yes.", by=by, at=AT),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_account_is_taken_before_everything_else(world: dict[str, Any], hana: User, name: str) -> None:
    """As deleting an account does, so that two tabs of one person stand in line."""
    with CaptureQueriesContext(
        connection,
    ) as seen:
        try:
            CHANGES[name](world, hana)
        except DomainError:
            assert name in ("leaving", "putting on")
    first = next(query["sql"] for query in seen.captured_queries if query["sql"].startswith("SELECT"))
    assert 'FROM "accounts_user"' in first


@pytest.mark.parametrize("name", CHANGES)
def test_an_account_that_is_gone_changes_nothing(world: dict[str, Any], sam: User, name: str) -> None:
    User.objects.filter(pk=sam.pk).delete()
    with pytest.raises(DomainError, match=holders.LEFT):
        CHANGES[name](world, sam)


@pytest.mark.parametrize(
    "name", ["a brief", "a list", "a list with people", "a search", "inviting", "a role", "leaving"]
)
def test_nothing_is_made_for_a_team_that_is_gone(world: dict[str, Any], hana: User, name: str) -> None:
    Team.objects.filter(pk=world["team"].pk).delete()
    with pytest.raises(DomainError, match=holders.TEAM_GONE):
        CHANGES[name](world, hana)


def test_a_brief_is_not_given_to_a_team_that_is_gone(hana: User) -> None:
    brief, team = chosen.brief(hana), chosen.team(hana)
    Team.objects.filter(pk=team.pk).delete()
    with pytest.raises(DomainError, match=holders.TEAM_GONE):
        briefs.move(brief, to=team, by=hana, at=AT)
    assert Brief.objects.get().owner == hana


@pytest.mark.parametrize("name", ["a copy", "moving", "publishing", "removing", "a veil", "a list", "another title"])
def test_a_brief_that_is_gone_is_said_to_be(world: dict[str, Any], hana: User, name: str) -> None:
    Brief.objects.filter(pk=world["brief"].pk).delete()
    with pytest.raises(DomainError, match=holders.BRIEF_GONE):
        CHANGES[name](world, hana)


def test_somebody_who_has_left_the_site_is_not_blocked(world: dict[str, Any], ada: User) -> None:
    talk: Conversation = world["talk"]
    User.objects.filter(pk=talk.started_by_id).delete()
    with pytest.raises(DomainError, match=conversations.GONE):
        conversations.block(talk, by=ada, at=AT)
    assert Practitioner.objects.filter(user=ada).exists()
