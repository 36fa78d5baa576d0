"""What must always hold of teams and briefs, whoever writes: each constraint is broken once."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from hiring.models import Brief, Invitation, Membership, Need, Team
from tests.factories import hiring
from tests.factories.hiring import AT


@pytest.fixture
def brief(hana: User, frameworks: None) -> Brief:
    return hiring.brief(hana, ("skill", "l2.generalization.dropout", "must"))


def refused(name: str, act: Any) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    assert name in str(caught.value)


def test_a_brief_has_one_holder_a_title_and_a_strength(brief: Brief, hana: User) -> None:
    rows = Brief.objects.filter(pk=brief.pk)
    team = hiring.team(hana)
    refused("hiring_brief_has_one_holder", lambda: rows.update(owner=None))
    refused("hiring_brief_has_one_holder", lambda: rows.update(team=team))
    refused("hiring_brief_has_a_title", lambda: rows.update(title=""))
    refused("hiring_brief_strength_is_known", lambda: rows.update(strength=4))
    assert rows.update(owner=None, team=team) == 1


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("hiring_need_kind_is_known", {"kind": "course", "key": "x", "weight": "must"}),
        ("hiring_need_only_a_level_is_not_needed", {"kind": "skill", "key": "x", "weight": "not-needed"}),
        ("hiring_need_only_a_level_is_not_needed", {"kind": "level", "key": "x", "weight": "perhaps"}),
        ("hiring_need_strength_is_known", {"kind": "level", "key": "x", "weight": "must", "strength": 0}),
        ("hiring_need_asks_for_one_or_more", {"kind": "group", "key": "x", "weight": "must", "at_least": 0}),
    ],
)
def test_a_need_says_something_that_can_be_asked(brief: Brief, name: str, fields: dict[str, Any]) -> None:
    refused(name, lambda: Need.objects.create(brief=brief, **fields))


def test_a_need_is_asked_once(brief: Brief) -> None:
    again = {"kind": "skill", "key": "l2.generalization.dropout", "weight": "useful"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.create(brief=brief, **again)


def test_teams_memberships_and_invitations(hana: User) -> None:
    team = hiring.team(hana)
    refused("hiring_team_has_a_name", lambda: Team.objects.filter(pk=team.pk).update(name=""))
    refused("hiring_role_is_known", lambda: Membership.objects.update(role="boss"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(team=team, user=hana, joined_at=AT)
    place = {"team": team, "email": "jo@example.org", "created_at": AT, "expires_at": AT}
    Invitation.objects.create(**place, token_hash="a")
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(**place, token_hash="b")
    refused("hiring_invited_role_is_known", lambda: Invitation.objects.update(role="boss"))
    Invitation.objects.update(accepted_at=AT)
    Invitation.objects.create(**place, token_hash="b")


def test_rows_of_nobody_are_nobody_s(brief: Brief, hana: User, remi: User, sam: User) -> None:
    shared = hiring.brief(hiring.team(hana, remi), title="Shared")
    assert set(Brief.objects.visible_to(hana)) == {brief, shared}
    assert list(Brief.objects.visible_to(remi)) == [shared]
    assert not Brief.objects.visible_to(sam).exists()
