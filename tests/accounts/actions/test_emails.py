"""Confirming and undoing a change of address: R-AU-05 at the level of the actions."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from accounts.actions import emails
from accounts.models import EmailChange, User

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def wants(user: User, email: str) -> EmailAddress:
    return EmailAddress.objects.create(user=user, email=email)


def change(user: User, email: str, at: datetime = NOW) -> EmailChange:
    made = emails.confirm(wants(user, email), at=at)
    assert made is not None
    user.refresh_from_db()
    return made


def addresses(user: User) -> list[tuple[str, bool, bool]]:
    return list(EmailAddress.objects.filter(user=user).values_list("email", "verified", "primary"))


def test_the_first_confirmation_is_no_change(ada: User) -> None:
    EmailAddress.objects.filter(user=ada).update(verified=False)
    assert emails.confirm(EmailAddress.objects.get(user=ada), at=NOW) is None
    assert addresses(ada) == [("ada@example.org", True, True)]
    ada.refresh_from_db()
    assert ada.session_epoch == 0


def test_r_au_05_a_confirmed_address_takes_the_place_of_the_old_one(ada: User) -> None:
    made = change(ada, "lovelace@example.org")
    assert ada.email == "lovelace@example.org"
    assert addresses(ada) == [("lovelace@example.org", True, True)]
    assert (made.old_email, made.new_email, made.changed_at) == ("ada@example.org", "lovelace@example.org", NOW)
    assert ada.session_epoch == 1


def test_r_au_05_an_address_that_somebody_else_confirmed_is_refused(ada: User, sam: User) -> None:
    with pytest.raises(emails.AddressTaken, match=r"sam@example\.org belongs to another account"):
        emails.confirm(wants(ada, "sam@example.org"), at=NOW)
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"


def test_a_sign_up_that_was_never_confirmed_gives_way_to_who_holds_the_mailbox(ada: User) -> None:
    squatter = User.objects.create_user("lovelace@example.org", "a passphrase of a squatter")
    EmailAddress.objects.create(user=squatter, email=squatter.email, primary=True)
    change(ada, "lovelace@example.org")
    assert list(User.objects.filter(email="lovelace@example.org")) == [ada]


def test_a_user_who_has_signed_in_does_not_give_way(ada: User) -> None:
    other = User.objects.create_user("lovelace@example.org", last_login=NOW)
    with pytest.raises(emails.AddressTaken):
        emails.confirm(wants(ada, other.email), at=NOW)
    assert User.objects.filter(pk=other.pk).exists()


def test_r_au_05_undo_gives_the_account_back(ada: User, give_app: Callable[[User], list[str]]) -> None:
    made = change(ada, "thief@example.org")
    give_app(ada)
    Authenticator.objects.update(created_at=NOW + timedelta(minutes=1))
    emails.undo(made, at=NOW + timedelta(days=6))
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"
    assert addresses(ada) == [("ada@example.org", True, True)]
    assert not ada.has_usable_password(), "whoever changed it knew the password"
    assert ada.session_epoch == 2
    assert not Authenticator.objects.exists()


def test_undo_keeps_a_second_factor_from_before(ada: User, give_app: Callable[[User], list[str]]) -> None:
    give_app(ada)
    Authenticator.objects.update(created_at=NOW - timedelta(days=30))
    emails.undo(change(ada, "thief@example.org"), at=NOW)
    assert Authenticator.objects.count() == 2


def test_r_au_05_undoing_the_first_change_undoes_the_later_ones(ada: User) -> None:
    """Or the thief would take the account back with the link that went to the thief's first address."""
    first = change(ada, "thief@example.org")
    second = change(ada, "thief-again@example.org", NOW + timedelta(hours=1))
    emails.undo(first, at=NOW + timedelta(days=1))
    with pytest.raises(emails.CannotUndo, match="undone already"):
        emails.undo(second, at=NOW + timedelta(days=1))
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"


def test_r_au_05_after_seven_days_it_is_too_late(ada: User) -> None:
    made = change(ada, "lovelace@example.org")
    with pytest.raises(emails.CannotUndo, match="for 7 days"):
        emails.undo(made, at=NOW + timedelta(days=7, seconds=1))


def test_undo_is_refused_when_the_old_address_has_a_new_owner(ada: User) -> None:
    made = change(ada, "lovelace@example.org")
    other = User.objects.create_user("ada@example.org")
    EmailAddress.objects.create(user=other, email=other.email, verified=True, primary=True)
    with pytest.raises(emails.AddressTaken):
        emails.undo(made, at=NOW)
