"""Choosing, changing and resetting a password."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User

CHANGE = "/accounts/password/change/"
RESET = "/accounts/password/reset/"
NEW = "  quite another 🦊 passphrase  "


@pytest.mark.parametrize(
    "chosen",
    [
        "  spaces kept exactly  ",
        "🦊🦉🐢🐙🦋🐝🦔🐬🦩🐌🦚🐊",
        "x" + "words and so on " * 7 + "to the end 1234",
        "Å" * 2 + "ngström, no\tnorm",
    ],
)
def test_r_au_08_a_password_is_kept_exactly(db: None, chosen: str, client: Client, link: Callable[..., str]) -> None:
    client.post("/accounts/signup/", {"email": "new@example.org", "password1": chosen})
    user = User.objects.get()
    assert user.check_password(chosen)
    assert not user.check_password(chosen.strip() if chosen != chosen.strip() else chosen[:-1])
    client.post(link("new@example.org", "/confirm-email/"))
    response = Client().post("/accounts/login/", {"login": "new@example.org", "password": chosen})
    assert response["Location"] == "/dashboard/"


@pytest.mark.parametrize(
    ("chosen", "reason"),
    [
        ("elevenchars", "at least 12"),
        ("qwerty123456", "too common"),
        ("passwordpassword", "tried first"),
        ("word " * 26, "at most 128"),
        ("with a NUL \x00 in it", "Take out the characters that cannot be seen."),
    ],
)
def test_r_au_08_refused_with_the_reason_beside_the_field(db: None, chosen: str, reason: str, client: Client) -> None:
    response = client.post("/accounts/signup/", {"email": "new@example.org", "password1": chosen})
    assert reason in response.content.decode()
    assert chosen not in response.content.decode()
    assert 'value="new@example.org"' in response.content.decode(), "the address is still in the form"
    assert not User.objects.exists()


def test_no_password_field_forbids_pasting_or_the_manager(ada: User, client: Client, sign_in: Any) -> None:
    for page in (client.get("/accounts/signup/"), client.get("/accounts/login/"), sign_in(ada).get(CHANGE)):
        text = page.content.decode()
        assert "onpaste" not in text
        assert 'autocomplete="off"' not in text
        assert "maxlength" not in text.split('type="password"')[1].split(">")[0]


def test_changing_it_keeps_this_session_and_ends_the_others(
    ada: User, sign_in: Callable[..., Client], is_signed_in: Callable[[Client], bool], password: str
) -> None:
    """R-AU-04: password change."""
    here, elsewhere = sign_in(ada), sign_in(ada)
    key = here.session.session_key
    page = here.post(CHANGE, {"oldpassword": password, "password1": NEW}, follow=True).content.decode()
    assert "Password changed. All other sessions have ended." in page
    assert is_signed_in(here)
    assert here.session.session_key != key, "R-AU-03: the key changes with the power"
    assert not is_signed_in(elsewhere)
    assert mail.outbox[-1].subject == "Your password was changed"
    assert mail.outbox[-1].to == ["ada@example.org"]
    ada.refresh_from_db()
    assert ada.check_password(NEW)


def test_changing_it_asks_for_the_old_one(ada: User, sign_in: Callable[..., Client], password: str) -> None:
    response = sign_in(ada).post(CHANGE, {"oldpassword": "not the right one", "password1": NEW})
    assert "That is not your password." in response.content.decode()
    ada.refresh_from_db()
    assert ada.check_password(password)


def test_a_reset_sets_it_and_ends_every_session(
    ada: User, sign_in: Callable[..., Client], is_signed_in: Callable[[Client], bool], link: Callable[..., str]
) -> None:
    """R-AU-04: password reset. The link works once."""
    elsewhere, visitor = sign_in(ada), Client()
    page = visitor.post(RESET, {"email": "Ada@example.org"}, follow=True).content.decode()
    assert "works once, for one hour" in page
    reset = link("ada@example.org", "/password/reset/key/")
    form = visitor.get(reset, follow=True)
    assert form.redirect_chain[0][0].endswith("-set-password/"), "the secret leaves the address"
    page = visitor.post(form.request["PATH_INFO"], {"password1": NEW}, follow=True).content.decode()
    assert "Sign in with the new password." in page
    assert not is_signed_in(visitor), "a link in a mail is not a second sign-in"
    assert not is_signed_in(elsewhere)
    assert is_signed_in(sign_in(ada, NEW))
    assert "This link does not work" in Client().get(reset, follow=True).content.decode()
    assert mail.outbox[-1].subject == "Your password was set anew"


def test_a_reset_link_holds_an_hour(ada: User, link: Callable[..., str]) -> None:
    Client().post(RESET, {"email": ada.email})
    reset = link("ada@example.org", "/password/reset/key/")
    assert "Choose a new password" in Client().get(reset, follow=True).content.decode()
    with time_machine.travel(timezone.now() + timedelta(hours=1, seconds=2)):
        assert "older than one hour" in Client().get(reset, follow=True).content.decode()


def test_a_reset_link_cannot_be_made_up(ada: User) -> None:
    page = Client().get(f"/accounts/password/reset/key/{ada.pk}-abc123-deadbeef/", follow=True).content.decode()
    assert "This link does not work" in page


def test_the_pages_of_a_secret_link_tell_nobody_where_they_were(ada: User, link: Callable[..., str]) -> None:
    Client().post(RESET, {"email": ada.email})
    response = Client().get(link("ada@example.org", "/password/reset/key/"), follow=True)
    assert response["Referrer-Policy"] == "no-referrer"
