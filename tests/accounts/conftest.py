"""Browsers, links in mails, and codes of an authenticator app."""

import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from accounts.models import User

PASSWORD = "a-long-passphrase-of-the-cast"  # of tests/conftest.py
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(scope="session")
def password_hash() -> str:
    """Hashing is slow on purpose, and most of these tests do not ask about it. `real_hashing` brings it back."""
    return MD5PasswordHasher().encode(PASSWORD, "salt-of-the-tests")


@pytest.fixture(autouse=True)
def one_address(settings: Any) -> None:
    """The address that `link` looks for, whatever the environment says."""
    settings.SITE_URL = "http://127.0.0.1:8000"
    settings.SITE = urlsplit(settings.SITE_URL)


@pytest.fixture(autouse=True)
def cheap_hashing(request: pytest.FixtureRequest, settings: Any) -> None:
    """For all tests but those that use `real_hashing`."""
    if "real_hashing" not in request.fixturenames:
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def real_hashing() -> None:
    """Passwords are hashed as the settings say."""


@pytest.fixture
def password() -> str:
    """What the cast signs in with."""
    return PASSWORD


@pytest.fixture
def sign_in() -> Callable[..., Client]:
    """`sign_in(ada)`: a browser of its own in which Ada signed in through the form."""

    def make(user: User, password: str = PASSWORD, client: Client | None = None) -> Client:
        browser = client or Client()
        response = browser.post("/accounts/login/", {"login": user.email, "password": password})
        assert response.status_code == 302, response.content.decode()
        return browser

    return make


@pytest.fixture
def confirm_password() -> Callable[..., HttpResponse]:
    """Answers the question for the password that stands before what matters."""

    def confirm(browser: Client, password: str = PASSWORD, **fields: str) -> HttpResponse:
        return browser.post("/accounts/reauthenticate/", {"password": password, **fields})

    return confirm


@pytest.fixture
def link() -> Callable[..., str]:
    """The path of the first link with `part` in the last mail to `to`; links lead to SITE_URL."""

    def find(to: str, part: str) -> str:
        body = next(message.body for message in reversed(mail.outbox) if message.to == [to])
        found = re.search(rf"^http://127\.0\.0\.1:8000(\S*{re.escape(part)}\S*)$", body, re.MULTILINE)
        assert found, body
        return found.group(1)

    return find


@pytest.fixture
def give_app() -> Callable[[User], list[str]]:
    """Sets up an authenticator app for the user; returns the recovery codes."""

    def give(user: User) -> list[str]:
        TOTP.activate(user, SECRET)
        return RecoveryCodes.activate(user).generate_codes()

    return give


@pytest.fixture
def code() -> Callable[..., str]:
    """What the app shows now (`give_app` gave it the key), or showed `ago` periods of 30 seconds ago."""

    def now(secret: str = SECRET, *, ago: int = 0) -> str:
        return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - ago))

    return now


@pytest.fixture
def is_signed_in() -> Callable[[Client], bool]:
    """Does this browser open a page that asks for an account?"""

    def check(browser: Client) -> bool:
        status = browser.get("/accounts/").status_code
        assert status in {200, 302}
        return status == 200

    return check
