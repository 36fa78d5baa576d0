"""Who may lead a team and remove people from it. No database."""

import pytest

from hiring import rules
from hiring.models import Membership

OWNER = Membership(pk=1, team_id=1, role="owner")
OTHER_OWNER = Membership(pk=2, team_id=1, role="owner")
MEMBER = Membership(pk=3, team_id=1, role="member")
STRANGER = Membership(pk=4, team_id=2, role="member")


@pytest.mark.parametrize(("who", "may"), [(OWNER, True), (MEMBER, False)])
def test_owners_lead(who: Membership, may: bool) -> None:
    assert rules.can_lead(who) is may


@pytest.mark.parametrize(
    ("who", "other", "may"),
    [
        (OWNER, MEMBER, True),
        (OWNER, OTHER_OWNER, True),
        (OWNER, OWNER, False),
        (OWNER, STRANGER, False),
        (MEMBER, OWNER, False),
        (MEMBER, MEMBER, False),
    ],
)
def test_owners_remove_others_of_their_team(who: Membership, other: Membership, may: bool) -> None:
    assert rules.can_remove(who, other) is may
