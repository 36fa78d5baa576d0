"""What happens to a user: R-AU-04 at the level of the actions."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.actions import users
from accounts.models import User

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_create_makes_a_user_with_a_confirmed_address() -> None:
    user = users.create(email="Lin@example.org", password="a passphrase of Lin", name="Lin", at=NOW)
    assert (user.email, user.name, user.joined_at) == ("lin@example.org", "Lin", NOW)
    assert user.check_password("a passphrase of Lin")
    assert EmailAddress.objects.filter(user=user, email="lin@example.org", verified=True, primary=True).exists()


def test_describe_sets_name_and_affiliation_only(ada: User) -> None:
    users.describe(ada, name="Ada L.", affiliation="Example Institute", by=ada, at=NOW)
    ada.refresh_from_db()
    assert (ada.name, ada.affiliation, ada.session_epoch) == ("Ada L.", "Example Institute", 0)


@pytest.mark.parametrize(
    "act",
    [
        lambda user: users.set_password(user, password="quite another passphrase", by=user, at=NOW),
        lambda user: users.change_role(user, is_staff=True, by=user, at=NOW),
        lambda user: users.deactivate(user, by=user, at=NOW),
        lambda user: users.end_sessions(user, by=user, at=NOW),
    ],
    ids=["password", "role", "deactivation", "everywhere"],
)
def test_r_au_04_the_session_epoch_rises(ada: User, act: Callable[[User], None]) -> None:
    before = ada.get_session_auth_hash()
    act(ada)
    assert ada.session_epoch == 1, "the user in hand knows the new epoch"
    ada.refresh_from_db()
    assert ada.session_epoch == 1
    assert ada.get_session_auth_hash() != before


def test_r_au_04_two_at_once_do_not_lose_one_another(ada: User) -> None:
    """The epoch is counted in the database, not in the object that each holds."""
    same = User.objects.get(pk=ada.pk)
    users.end_sessions(ada, by=ada, at=NOW)
    users.end_sessions(same, by=ada, at=NOW)
    assert same.session_epoch == 2


def test_r_au_04_a_session_from_before_the_deactivation_stays_dead(
    ada: User, max: User, client_of: Callable[[User], Client], is_signed_in: Callable[[Client], bool]
) -> None:
    browser = client_of(ada)
    assert is_signed_in(browser)
    users.deactivate(ada, by=max, at=NOW)
    assert not is_signed_in(browser)
    users.activate(ada, by=max, at=NOW)
    assert not is_signed_in(browser)
    assert is_signed_in(client_of(ada))


def test_r_au_04_control_without_the_epoch_the_session_comes_back(
    ada: User, client_of: Callable[[User], Client], is_signed_in: Callable[[Client], bool]
) -> None:
    """What Django does by itself, so the test above can fail."""
    browser = client_of(ada)
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert not is_signed_in(browser)
    User.objects.filter(pk=ada.pk).update(is_active=True)
    assert is_signed_in(browser)


def test_delete_takes_the_sessions_of_the_person_and_leaves_the_others(
    remi: User, hana: User, client_of: Callable[[User], Client]
) -> None:
    client_of(remi).get("/accounts/")
    client_of(hana).get("/accounts/")
    anonymous = Client().session  # a sign-in that got as far as the password
    anonymous["account_authentication_methods"] = [{"method": "password", "email": remi.email}]
    anonymous.save()
    assert Session.objects.count() == 3
    users.delete(remi, at=NOW)
    assert [row.get_decoded()["_auth_user_id"] for row in Session.objects.all()] == [str(hana.pk)]
    assert not User.objects.filter(email="remi@example.org").exists()
    assert not EmailAddress.objects.filter(email="remi@example.org").exists()
