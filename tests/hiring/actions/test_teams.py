"""Teams always have an owner, places are taken by whom they were offered to, and what goes is said before."""

import re
from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from core.errors import DomainError
from hiring import tokens
from hiring.actions import teams as actions
from hiring.models import Brief, Invitation, Membership, Team
from hiring.queries import teams
from tests.factories import hiring
from tests.factories import portfolio as made
from tests.factories.hiring import AT

LATER = AT + timedelta(days=1)


def roles(team: Team) -> dict[str, str]:
    return {m.user.email: m.role for m in Membership.objects.filter(team=team).select_related("user")}


def test_whoever_makes_a_team_owns_it(hana: User) -> None:
    team = actions.create(name="  Grid hiring ", by=hana, at=AT)
    assert (team.name, roles(team)) == ("Grid hiring", {"hana@example.org": "owner"})


def test_there_is_a_limit_to_teams(hana: User) -> None:
    for number in range(actions.TEAMS_AT_MOST):
        hiring.team(hana, name=f"Team {number}")
    with pytest.raises(DomainError, match="Leave one before you make another"):
        actions.create(name="One more", by=hana, at=AT)


def test_an_invitation_goes_by_mail_and_only_its_hash_is_kept(
    hana: User, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    team = hiring.team(hana, name="Grid")
    with django_capture_on_commit_callbacks(execute=True):
        place = actions.invite(team, email="Remi@Example.org", role="member", by=hana, at=AT)
    [mail] = mailoutbox
    assert mail.to == ["remi@example.org"]
    assert "Hana Sato invites you to the team “Grid”" in mail.body
    found = re.search(r"/teams/join/([\w-]+)/", mail.body)
    assert found is not None
    assert place.token_hash == tokens.hashed(found[1])
    assert teams.invitation(found[1], at=AT) == place
    assert found[1] not in str(Invitation.objects.values().get())


def test_inviting_again_ends_the_first_link(hana: User) -> None:
    team = hiring.team(hana)
    first = actions.invite(team, email="remi@example.org", role="member", by=hana, at=AT)
    second = actions.invite(team, email="remi@example.org", role="owner", by=hana, at=LATER)
    assert list(Invitation.objects.all()) == [second]
    assert first.token_hash != second.token_hash
    assert second.expires_at == LATER + timedelta(days=14)


def test_members_are_not_invited_and_teams_have_a_size(hana: User, remi: User, monkeypatch: Any) -> None:
    team = hiring.team(hana, remi)
    with pytest.raises(DomainError, match="in the team already"):
        actions.invite(team, email="REMI@example.org", role="member", by=hana, at=AT)
    monkeypatch.setattr(actions, "PLACES_AT_MOST", 3)
    actions.invite(team, email="a@example.org", role="member", by=hana, at=AT)
    with pytest.raises(DomainError, match="at most 3"):
        actions.invite(team, email="b@example.org", role="member", by=hana, at=AT)


class TestAccepting:
    @pytest.fixture
    def place(self, hana: User, remi: User) -> Invitation:
        return actions.invite(hiring.team(hana), email="remi@example.org", role="owner", by=hana, at=AT)

    def test_it_gives_the_role_once(self, place: Invitation, remi: User) -> None:
        actions.accept(place, by=remi, at=LATER)
        assert roles(place.team)["remi@example.org"] == "owner"
        with pytest.raises(DomainError, match="withdrawn, taken or is too old"):
            actions.accept(place, by=remi, at=LATER)

    def test_another_account_cannot(self, place: Invitation, sam: User) -> None:
        with pytest.raises(DomainError, match="another address"):
            actions.accept(place, by=sam, at=LATER)
        assert "sam@example.org" not in roles(place.team)

    def test_an_address_that_is_not_confirmed_is_not_theirs(self, place: Invitation, remi: User) -> None:
        remi.emailaddress_set.update(verified=False)
        with pytest.raises(DomainError, match="another address"):
            actions.accept(place, by=remi, at=LATER)

    def test_it_ends_after_fourteen_days(self, place: Invitation, remi: User) -> None:
        with pytest.raises(DomainError, match="too old"):
            actions.accept(place, by=remi, at=AT + timedelta(days=14))
        assert actions.accept(place, by=remi, at=AT + timedelta(days=13, hours=23))

    def test_a_withdrawn_one_leads_nowhere(self, place: Invitation, remi: User, hana: User) -> None:
        actions.withdraw(place, by=hana, at=AT)
        with pytest.raises(DomainError, match="withdrawn"):
            actions.accept(place, by=remi, at=AT)

    def test_withdrawing_what_was_taken_changes_nothing(self, place: Invitation, remi: User, hana: User) -> None:
        actions.accept(place, by=remi, at=AT)
        actions.withdraw(place, by=hana, at=AT)
        assert roles(place.team)["remi@example.org"] == "owner"


class TestOwners:
    @pytest.fixture
    def team(self, hana: User, remi: User) -> Team:
        return hiring.team(hana, remi)

    def member(self, team: Team, user: User) -> Membership:
        return Membership.objects.get(team=team, user=user)

    def test_the_last_owner_stays_one(self, team: Team, hana: User, remi: User) -> None:
        with pytest.raises(DomainError, match="needs an owner"):
            actions.set_role(self.member(team, hana), role="member", by=hana, at=AT)
        with pytest.raises(DomainError, match="needs an owner"):
            actions.leave(team, by=hana, with_everything=True, at=AT)
        with pytest.raises(DomainError, match="needs an owner"):
            actions.remove(self.member(team, hana), by=remi, at=AT)
        assert roles(team) == {"hana@example.org": "owner", "remi@example.org": "member"}

    def test_with_another_owner_one_may_step_back(self, team: Team, hana: User, remi: User) -> None:
        actions.set_role(self.member(team, remi), role="owner", by=hana, at=AT)
        actions.set_role(self.member(team, hana), role="member", by=hana, at=AT)
        assert roles(team) == {"hana@example.org": "member", "remi@example.org": "owner"}

    def test_a_team_is_handed_over_in_one_step(self, team: Team, hana: User, remi: User) -> None:
        actions.hand_over(self.member(team, remi), by=hana, at=AT)
        assert roles(team) == {"hana@example.org": "member", "remi@example.org": "owner"}

    def test_nobody_who_has_left_is_given_the_team(self, team: Team, hana: User, remi: User) -> None:
        left = self.member(team, remi)
        actions.leave(team, by=remi, at=AT)
        for act in (actions.hand_over, actions.remove):
            with pytest.raises(DomainError, match="They have left the team"):
                act(left, by=hana, at=AT)
        with pytest.raises(DomainError, match="They have left the team"):
            actions.set_role(left, role="owner", by=hana, at=AT)
        assert roles(team) == {"hana@example.org": "owner"}
        with pytest.raises(DomainError, match="You are no longer in this team"):
            actions.leave(team, by=remi, at=AT)

    def test_a_member_who_is_removed_leaves_their_work(self, team: Team, hana: User, remi: User) -> None:
        brief = hiring.brief(team)
        actions.remove(self.member(team, remi), by=hana, at=AT)
        assert roles(team) == {"hana@example.org": "owner"}
        assert not Brief.objects.held_by(remi).exists()
        assert Brief.objects.held_by(hana).get() == brief

    def test_a_member_leaves(self, team: Team, remi: User) -> None:
        assert actions.leave(team, by=remi, at=AT) is False
        assert roles(team) == {"hana@example.org": "owner"}


def test_the_last_one_deletes_the_team_only_on_purpose(hana: User) -> None:
    team = hiring.team(hana)
    hiring.brief(team, ("level", "l1", "must"))
    with pytest.raises(DomainError, match="last one"):
        actions.leave(team, by=hana, at=AT)
    assert Brief.objects.count() == 1
    assert actions.leave(team, by=hana, with_everything=True, at=AT) is True
    assert (Team.objects.count(), Brief.objects.count()) == (0, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_teams_is_one_query(hana: User, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        hiring.brief(hiring.team(hana, made.user(), name=f"Team {number}"))
    hiring.team(made.user())
    with django_assert_num_queries(1):
        rows = teams.index(hana)
    assert [(row.team.name, row.members, row.briefs, row.is_owner) for row in rows] == [
        (f"Team {number}", 2, 1, True) for number in range(count)
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_team_is_five_queries(hana: User, count: int, django_assert_num_queries: Any) -> None:
    team = hiring.team(hana, *(made.user() for _ in range(count)))
    for number in range(count):
        actions.invite(team, email=f"p{number}@example.org", role="member", by=hana, at=AT)
    with django_assert_num_queries(5):
        desk = teams.desk(team, hana)
    assert desk is not None
    assert (len(desk.others), len(desk.invitations), desk.is_last_owner) == (count, count, True)
