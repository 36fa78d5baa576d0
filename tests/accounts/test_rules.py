"""Who may do what with accounts."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts import rules
from accounts.models import User

ADMIN = User(is_staff=True)
CLOSED = User(is_staff=True, is_active=False)


@pytest.mark.parametrize(
    ("user", "answer"), [(ADMIN, True), (CLOSED, False), (User(), False), (AnonymousUser(), False)]
)
def test_is_admin(user: User, answer: bool) -> None:
    assert rules.is_admin(user) is answer


@pytest.mark.parametrize(
    ("user", "second_factor", "answer"),
    [
        (ADMIN, True, True),
        (ADMIN, False, False),
        (CLOSED, True, False),
        (User(), True, False),
        (AnonymousUser(), True, False),
    ],
)
def test_may_administer(user: User, second_factor: bool, answer: bool) -> None:
    assert rules.may_administer(user, has_second_factor=second_factor) is answer
