"""The pages of teams: what each member finds there, invitations from mail to place, leaving."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from hiring import tokens
from hiring.actions import teams as actions
from hiring.models import Invitation, Membership, Team
from tests.factories import hiring
from tests.factories.hiring import AT
from tests.factories.meanwhile import meanwhile

Of = Callable[[User | None], Client]
RENAMED = {"name": "New", "revision": "1"}
INVITED = {"email": "new@example.org", "role": "member"}


def url(name: str, team: Team, **more: Any) -> str:
    return reverse(f"hiring:teams-{name}", kwargs={"uuid": team.uuid, **more})


def member_url(name: str, team: Team, user: User) -> str:
    place = Membership.objects.get(team=team, user=user)
    return reverse(f"hiring:members-{name}", kwargs={"uuid": team.uuid, "member": place.uuid})


@pytest.fixture
def team(hana: User, remi: User) -> Team:
    return hiring.team(hana, remi, name="Grid hiring")


def invited(team: Team, by: User, email: str) -> str:
    """The link in the mail to `email`."""
    place = actions.invite(team, email=email, role="member", by=by, at=AT)
    place.token_hash, place.expires_at = tokens.hashed("a-known-secret"), AT.replace(year=2126)
    place.save()
    return "/teams/join/a-known-secret/"


def test_a_first_team_is_made_and_shown(hana: User, client_of: Of) -> None:
    client = client_of(hana)
    assert "No team yet" in client.get("/teams/").content.decode()
    assert client.post("/teams/new/", {"name": " "}).status_code == 422
    page = client.post("/teams/new/", {"name": "Grid hiring"}, follow=True).content.decode()
    assert "Team made" in page
    assert "Send the invitation" in page
    assert "Grid hiring" in client.get("/teams/").content.decode()


def test_members_see_each_other_and_do_not_lead(team: Team, remi: User, client_of: Of) -> None:
    actions.invite(team, email="new@example.org", role="member", by=team.memberships.first().user, at=AT)
    client = client_of(remi)
    page = client.get(url("show", team)).content.decode()
    assert "Hana Sato" in page
    assert "new@example.org" not in page, "who is invited is the business of owners"
    assert "Send the invitation" not in page
    for address in (url("rename", team), url("invite", team), member_url("edit", team, remi)):
        assert client.post(address, {"name": "x", "email": "a@b.org", "role": "owner"}).status_code == 403
    assert Invitation.objects.count() == 1


def test_a_stranger_finds_nothing(team: Team, sam: User, client_of: Of) -> None:
    client = client_of(sam)
    assert client.get(url("show", team)).status_code == 404
    assert client.post(url("leave", team)).status_code == 404
    assert "Grid hiring" not in client.get("/teams/").content.decode()


def test_a_team_is_renamed(team: Team, hana: User, client_of: Of) -> None:
    client, given = client_of(hana), {"name": "Wind hiring", "revision": "1"}
    page = client.post(url("rename", team), given, follow=True).content.decode()
    assert "Wind hiring" in page
    assert "Grid hiring" not in page
    late = client.post(url("rename", team), {**given, "name": "Typed late"})
    page = late.content.decode()
    assert (late.status_code, "Typed late" in page, "Save mine instead" in page) == (409, True, True)
    team.refresh_from_db()
    assert team.name == "Wind hiring"


def test_from_the_mail_to_the_place(
    team: Team, hana: User, sam: User, client_of: Of, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sent = client_of(hana).post(url("invite", team), {"email": "sam@example.org", "role": "member"}, follow=True)
    assert "Invited. The link in the mail to sam@example.org works for 14 days." in sent.content.decode()
    link = re.search(r"/teams/join/[\w-]+/", mailoutbox[0].body)
    assert link is not None
    first = client_of(None).get(link[0]).content.decode()
    assert f'href="/accounts/login/?next={link[0]}">Sign in</a>' in first
    assert f'href="/accounts/signup/?next={link[0]}">Create an account</a>' in first
    assert "Join Grid hiring?" in client_of(sam).get(link[0]).content.decode()
    assert "You are in the team Grid hiring" in client_of(sam).post(link[0], follow=True).content.decode()
    assert client_of(sam).get(link[0]).status_code == 404, "it works once"


@pytest.mark.parametrize("address", ["sam@example.org", "jo@example.org"])
def test_the_page_of_an_invitation_says_where_its_forms_come_from_and_not_its_address(
    team: Team, hana: User, sam: User, client_of: Of, address: str
) -> None:
    answer = client_of(sam).get(invited(team, hana, address))
    assert '<meta name="referrer" content="strict-origin">' in answer.content.decode()
    assert answer["Referrer-Policy"] == "no-referrer", "what knows no such element tells nothing at all"
    gone = client_of(sam).get("/teams/join/unknown/").content.decode()
    assert '<meta name="referrer" content="strict-origin">' in gone, "one can sign out from there, too"


def test_the_link_says_nothing_to_another_account(team: Team, hana: User, sam: User, client_of: Of) -> None:
    link = invited(team, hana, "jo@example.org")
    answer = client_of(sam).get(link)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "for another address" in page
    assert "Grid hiring" not in page
    assert "jo@example.org" not in page
    assert client_of(sam).post(link).status_code == 403
    assert not Membership.objects.filter(user=sam).exists()


def test_whoever_is_not_signed_in_learns_of_an_invitation_and_of_nothing_more(team: Team, hana: User) -> None:
    link = invited(team, hana, "jo@example.org")
    for answer in (Client().get(link), Client().post(link)):
        page = answer.content.decode()
        assert "You are invited to a team" in page
        assert [word for word in ("Grid hiring", "Hana", "example.org") if word in page] == []
        assert (answer["Referrer-Policy"], "no-store" in answer["Cache-Control"]) == ("no-referrer", True)
    assert Client().get("/teams/join/unknown/").status_code == 404


def test_whoever_has_no_name_is_asked_for_one_on_making_and_on_joining_a_team(
    team: Team, hana: User, make_user: Callable[..., User], client_of: Of
) -> None:
    jo, kim = make_user("jo"), make_user("kim")
    link = invited(team, hana, jo.email)
    assert "Your name" in client_of(jo).get(link).content.decode()
    refused = client_of(jo).post(link, {"own_name": "x" * 121})
    assert (refused.status_code, "x" * 121 in refused.content.decode()) == (422, True)
    assert "<b>Jo Moreau</b>" in client_of(jo).post(link, {"own_name": " Jo Moreau "}, follow=True).content.decode()
    page = client_of(kim).post("/teams/new/", {"name": "Wind hiring", "own_name": "Kim"}, follow=True)
    assert "<b>Kim</b>" in page.content.decode()
    assert "Your name" not in client_of(kim).get("/teams/new/").content.decode()
    client_of(kim).post("/teams/new/", {"name": "Another", "own_name": "Not mine"})
    kim.refresh_from_db()
    assert kim.name == "Kim"


def test_invitations_are_limited(team: Team, hana: User, client_of: Of, monkeypatch: Any) -> None:
    monkeypatch.setattr("hiring.views.teams.INVITATIONS_A_DAY", 1)
    client = client_of(hana)
    assert client.post(url("invite", team), {"email": "a@example.org", "role": "member"}).status_code == 302
    assert client.post(url("invite", team), {"email": "b@example.org", "role": "member"}).status_code == 429


def test_a_refused_invitation_keeps_what_was_typed(team: Team, hana: User, client_of: Of) -> None:
    answer = client_of(hana).post(url("invite", team), {"email": "remi@example.org", "role": "member"})
    assert answer.status_code == 422
    assert "in the team already" in answer.content.decode()
    assert 'value="remi@example.org"' in answer.content.decode()


def test_an_invitation_is_withdrawn(team: Team, hana: User, client_of: Of) -> None:
    place = actions.invite(team, email="jo@example.org", role="member", by=hana, at=AT)
    client_of(hana).post(url("withdraw", team, invitation=place.uuid))
    assert not Invitation.objects.exists()


def test_roles_are_given_and_the_team_is_handed_over(team: Team, hana: User, remi: User, client_of: Of) -> None:
    client = client_of(hana)
    answer = client.post(member_url("edit", team, hana), {"role": "member"})
    assert answer.status_code == 422
    assert "A team needs an owner" in answer.content.decode()
    assert "becomes an owner" in client.get(member_url("lead", team, remi)).content.decode()
    page = client.post(member_url("lead", team, remi), follow=True).content.decode()
    assert "Remi Fontaine leads the team now" in page
    assert "Send the invitation" not in page, "hana is a member from now on"
    assert client.get(member_url("remove", team, remi)).status_code == 403


def test_somebody_is_removed(team: Team, hana: User, remi: User, client_of: Of) -> None:
    client = client_of(hana)
    assert client.get(member_url("remove", team, hana)).status_code == 403, "oneself one leaves"
    assert "no longer in the team" in client.post(member_url("remove", team, remi), follow=True).content.decode()
    assert client_of(remi).get(url("show", team)).status_code == 404


def test_the_last_one_is_told_what_goes(hana: User, client_of: Of) -> None:
    team = hiring.team(hana, name="Alone")
    hiring.brief(team)
    client = client_of(hana)
    page = client.get(url("leave", team)).content.decode()
    assert "1 brief, 0 shortlists" in page
    assert client.post(url("leave", team)).status_code == 422
    assert Team.objects.count() == 1
    page = client.post(url("leave", team), {"with_everything": "on"}, follow=True).content.decode()
    assert "Alone is deleted" in page
    assert Team.objects.count() == 0


def test_an_only_owner_is_led_to_handing_over(team: Team, hana: User, client_of: Of) -> None:
    client = client_of(hana)
    assert "hand the team over" in client.get(url("leave", team)).content.decode()
    assert client.post(url("leave", team), {"with_everything": "on"}).status_code == 422
    assert Membership.objects.filter(team=team).count() == 2


class TestMeanwhile:
    """Somebody else was quicker: a sentence says so, nothing breaks, and the team keeps an owner."""

    @pytest.mark.parametrize("verb", ["lead", "remove", "edit"])
    def test_a_member_who_leaves_at_this_moment(
        self, team: Team, hana: User, remi: User, client_of: Of, verb: str
    ) -> None:
        client, address = client_of(hana), member_url(verb, team, remi)
        with meanwhile(lambda: Membership.objects.filter(team=team, user=remi).delete()):
            response = client.post(address, {"role": "owner"})
        assert response.status_code == 422
        assert "They have left the team in the meantime." in response.content.decode()
        assert Membership.objects.get(team=team).role == "owner"

    def test_whoever_is_made_a_member_at_this_moment_removes_nobody(
        self, team: Team, hana: User, remi: User, client_of: Of
    ) -> None:
        actions.set_role(Membership.objects.get(team=team, user=remi), role="owner", by=hana, at=AT)
        client, address = client_of(hana), member_url("remove", team, remi)
        with meanwhile(lambda: Membership.objects.filter(team=team, user=hana).update(role="member")):
            response = client.post(address)
        assert response.status_code == 422
        assert "A team needs an owner." in response.content.decode()
        assert Membership.objects.filter(team=team).count() == 2

    @pytest.mark.parametrize(("verb", "sent"), [("rename", RENAMED), ("leave", {}), ("invite", INVITED)])
    def test_a_team_that_is_deleted_at_this_moment(
        self, team: Team, hana: User, client_of: Of, verb: str, sent: dict[str, str]
    ) -> None:
        client, address = client_of(hana), url(verb, team)
        with meanwhile(lambda: Team.objects.filter(pk=team.pk).delete()):
            response = client.post(address, sent)
        assert response.status_code == 404
        assert "You are no longer in this team, or it was deleted." in response.content.decode()

    def test_an_invitation_to_a_team_that_is_deleted_at_this_moment(
        self, team: Team, hana: User, sam: User, client_of: Of
    ) -> None:
        token = "t" * 43
        place = actions.invite(team, email="sam@example.org", role="member", by=hana, at=timezone.now())
        Invitation.objects.filter(pk=place.pk).update(token_hash=tokens.hashed(token))
        client = client_of(sam)
        with meanwhile(lambda: Team.objects.filter(pk=team.pk).delete()):
            response = client.post(f"/teams/join/{token}/")
        assert response.status_code == 422
        assert "This team was deleted in the meantime." in response.content.decode()
