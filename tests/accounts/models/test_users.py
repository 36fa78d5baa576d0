"""The user: addresses, the first admin, and what a session is tied to."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User


@pytest.mark.django_db
def test_an_address_is_kept_in_small_letters() -> None:
    assert User.objects.create_user("Ada@Example.ORG").email == "ada@example.org"


@pytest.mark.django_db
def test_a_user_needs_an_address() -> None:
    with pytest.raises(ValueError, match="needs an e-mail address"):
        User.objects.create_user("")


def test_an_address_is_unique_without_case(ada: User) -> None:
    """Constraint accounts_user_email_is_unique_without_case: even for a row that passes by the manager."""
    with pytest.raises(IntegrityError), transaction.atomic():
        User(email="ADA@example.org").save()


def test_there_is_no_account_before_somebody_makes_one(db: None) -> None:
    assert not User.objects.exists()


@pytest.mark.django_db
def test_the_first_admin_comes_from_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a passphrase for the first admin")
    call_command("createsuperuser", "--noinput", "--email", "First@example.org", verbosity=0)
    user = User.objects.get()
    assert (user.email, user.is_staff, user.is_superuser) == ("first@example.org", True, True)
    assert user.check_password("a passphrase for the first admin")
    assert EmailAddress.objects.get(user=user).verified
    assert abs(timezone.now() - user.joined_at) < timedelta(minutes=1)


@pytest.mark.django_db
def test_whoever_makes_a_user_says_when() -> None:
    at = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    User.objects.create_user("lin@example.org", joined_at=at)
    assert User.objects.get().joined_at == at


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("password", "another hash"),
        ("email", "other@example.org"),
        ("session_epoch", 1),
        ("is_staff", True),
        ("is_superuser", True),
    ],
)
def test_a_session_is_tied_to_whatever_gives_power(field: str, value: object) -> None:
    """R-AU-04: whoever writes it, the auth hash is another one."""
    user = User(email="ada@example.org", password="a hash")
    before = user.get_session_auth_hash()
    setattr(user, field, value)
    assert user.get_session_auth_hash() != before


def test_a_session_is_not_tied_to_the_name() -> None:
    user = User(email="ada@example.org", password="a hash")
    before = user.get_session_auth_hash()
    user.name = "Ada"
    assert user.get_session_auth_hash() == before
