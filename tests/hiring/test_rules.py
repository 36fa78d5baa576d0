"""Who may lead a team and remove people from it, and whose notes one may delete. No database."""

import pytest

from accounts.models import User
from hiring import rules
from hiring.models import Membership, Note

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


@pytest.mark.parametrize(
    ("writer", "own", "may"),
    [
        (1, None, True),
        (None, None, True),
        (2, None, False),
        (1, MEMBER, True),
        (None, MEMBER, True),
        (2, MEMBER, False),
        (2, OWNER, False),
        (9, MEMBER, False),
        (9, OWNER, True),
    ],
)
def test_notes_of_who_left_the_team_are_deleted_by_its_owners(
    writer: int | None, own: Membership | None, may: bool
) -> None:
    note = Note(written_by_id=writer)
    assert rules.can_remove_note(User(pk=1), note, own, {1, 2}) is may
    assert rules.can_edit_note(User(pk=1), note) is (writer == 1)
