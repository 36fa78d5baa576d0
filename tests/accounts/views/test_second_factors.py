"""An authenticator app and recovery codes."""

import re
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from accounts import qr
from accounts.models import User

SET_UP = "/accounts/2fa/totp/activate/"
CODE = "/accounts/2fa/authenticate/"


def test_setting_up_the_app(
    django_capture_on_commit_callbacks: Any, ada: User, sign_in: Any, confirm_password: Any, code: Callable[[str], str]
) -> None:
    browser = sign_in(ada)
    assert browser.get(SET_UP)["Location"].startswith("/accounts/reauthenticate/")
    page = confirm_password(browser, next=SET_UP)
    page = browser.get(page["Location"]).content.decode()
    secret = re.search(r'class="key-text">(\w+)<', page)
    drawn = re.search(r'<path d="([^"]+)" fill="#000"/>', page)
    assert secret and drawn
    expected = f"otpauth://totp/ada%40example.org?secret={secret[1]}&issuer=Threefold%20%28127.0.0.1%29"
    assert drawn[1] == qr.path(expected), "the picture says what the text says"
    assert "data:" not in page
    assert " style=" not in page
    with django_capture_on_commit_callbacks(execute=True):
        response = browser.post(SET_UP, {"code": code(secret[1])})
    assert response["Location"] == "/accounts/2fa/recovery-codes/"
    page = browser.get(response["Location"]).content.decode()
    assert "10 codes of 10 left." in page
    assert len(re.findall(r"<li><code>\d{8}</code></li>", page)) == 10
    assert mail.outbox[-1].subject == "An authenticator app was set up"


def test_a_wrong_code_sets_nothing_up(ada: User, sign_in: Any, confirm_password: Any) -> None:
    browser = sign_in(ada)
    confirm_password(browser)
    browser.get(SET_UP)
    page = browser.post(SET_UP, {"code": "000000"}).content.decode()
    assert "That is not the code." in page
    assert not Authenticator.objects.exists()


def test_signing_in_asks_for_the_code(
    ada: User, sign_in: Any, give_app: Any, code: Callable[[], str], is_signed_in: Any
) -> None:
    give_app(ada)
    browser = sign_in(ada)
    assert not is_signed_in(browser), "the password alone is not enough"
    assert "Six figures from your authenticator app" in browser.get(CODE).content.decode()
    assert "That is not the code." in browser.post(CODE, {"code": "000000"}).content.decode()
    assert not is_signed_in(browser)
    assert browser.post(CODE, {"code": code()})["Location"] == "/dashboard/"
    assert is_signed_in(browser)


def test_r_au_09_a_code_works_once(
    ada: User, sign_in: Any, give_app: Any, code: Callable[[], str], is_signed_in: Any
) -> None:
    give_app(ada)
    first, second = sign_in(ada), sign_in(ada)
    used = code()
    first.post(CODE, {"code": used})
    second.post(CODE, {"code": used})
    assert is_signed_in(first)
    assert not is_signed_in(second)


def test_r_au_09_the_code_of_the_period_before_is_refused(
    ada: User, sign_in: Any, give_app: Any, code: Callable[..., str], is_signed_in: Any
) -> None:
    """That one was used is remembered for its own period only: taken in the next one, it would work twice."""
    give_app(ada)
    browser = sign_in(ada)
    browser.post(CODE, {"code": code(ago=1)})
    assert not is_signed_in(browser)


def test_a_recovery_code_works_once(ada: User, sign_in: Any, give_app: Any, is_signed_in: Any) -> None:
    codes = give_app(ada)
    first, second = sign_in(ada), sign_in(ada)
    first.post(CODE, {"code": codes[0]})
    assert is_signed_in(first)
    second.post(CODE, {"code": codes[0]})
    assert not is_signed_in(second)
    assert "9 recovery codes left" in first.get("/accounts/").content.decode()


def test_a_new_password_does_not_pass_by_the_second_factor(
    ada: User, give_app: Any, link: Any, sign_in: Any, is_signed_in: Any
) -> None:
    give_app(ada)
    visitor = Client()
    visitor.post("/accounts/password/reset/", {"email": ada.email})
    form = visitor.get(link(ada.email, "/password/reset/key/"), follow=True)
    visitor.post(form.request["PATH_INFO"], {"password1": "a passphrase from the link"})
    assert not is_signed_in(sign_in(ada, "a passphrase from the link"))


def test_removing_the_app_asks_for_the_password_and_takes_the_codes(
    ada: User, sign_in: Any, give_app: Any, code: Callable[[], str], confirm_password: Any
) -> None:
    give_app(ada)
    browser = sign_in(ada)
    browser.post(CODE, {"code": code()})
    remove = "/accounts/2fa/totp/deactivate/"
    assert browser.post(remove)["Location"].startswith("/accounts/reauthenticate/")
    assert Authenticator.objects.count() == 2
    confirm_password(browser)
    assert "Signing in then asks for the password only." in browser.get(remove).content.decode()
    browser.post(remove)
    assert not Authenticator.objects.exists()
    assert mail.outbox[-1].subject == "The authenticator app was removed"


def test_codes_are_shown_and_downloaded_after_the_password_only(
    ada: User, sign_in: Any, give_app: Any, code: Callable[[], str], confirm_password: Any
) -> None:
    codes = give_app(ada)
    browser = sign_in(ada)
    browser.post(CODE, {"code": code()})
    for path in ("/accounts/2fa/recovery-codes/", "/accounts/2fa/recovery-codes/download/"):
        assert browser.get(path)["Location"].startswith("/accounts/reauthenticate/")
    confirm_password(browser)
    assert all(f"<code>{one}</code>" in browser.get("/accounts/2fa/recovery-codes/").content.decode() for one in codes)
    file = browser.get("/accounts/2fa/recovery-codes/download/")
    assert file.content.decode().split() == codes
    assert file["Content-Type"].startswith("text/plain")
    assert "no-store" in file["Cache-Control"]


def test_making_new_codes_ends_the_old_ones(
    ada: User, sign_in: Any, give_app: Any, code: Callable[[], str], confirm_password: Any, is_signed_in: Any
) -> None:
    old = give_app(ada)
    browser = sign_in(ada)
    browser.post(CODE, {"code": code()})
    confirm_password(browser)
    make = "/accounts/2fa/recovery-codes/generate/"
    assert "The 10 codes that you have left will no longer work." in browser.get(make).content.decode()
    browser.post(make)
    other = sign_in(ada)
    other.post(CODE, {"code": old[0]})
    assert not is_signed_in(other)


def test_a_waiting_address_comes_first(ada: User, sign_in: Any) -> None:
    """Or a second factor could be set up under an address that is nobody's yet."""
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=ada, email="new@example.org")
    page = sign_in(ada).get(SET_UP, follow=True).content.decode()
    assert "First confirm your new e-mail address" in page
