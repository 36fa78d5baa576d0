"""R-AU-03 and R-AU-04: a session begins anew and ends for good."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.actions import users
from accounts.models import User


def test_r_au_03_a_planted_session_is_worth_nothing(ada: User, password: str, is_signed_in: Any) -> None:
    browser = Client()
    browser.get("/accounts/signup/")
    session = browser.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    browser.cookies["session"] = planted
    browser.post("/accounts/login/", {"login": ada.email, "password": password})
    assert is_signed_in(browser)
    assert browser.session.session_key != planted
    thief = Client()
    thief.cookies["session"] = planted
    assert not is_signed_in(thief)


def test_r_au_03_a_replayed_cookie_is_anonymous(ada: User, sign_in: Callable[..., Client], is_signed_in: Any) -> None:
    browser = sign_in(ada)
    stolen = browser.cookies["session"].value
    thief = Client()
    thief.cookies["session"] = stolen
    assert is_signed_in(thief), "control: before the sign-out it is worth something"
    browser.post("/accounts/logout/")
    assert not is_signed_in(thief)
    assert not is_signed_in(browser)


def test_r_au_03_the_second_factor_changes_the_key(
    ada: User, sign_in: Callable[..., Client], give_app: Any, code: Callable[[], str]
) -> None:
    give_app(ada)
    browser = sign_in(ada)
    before = browser.session.session_key
    browser.post("/accounts/2fa/authenticate/", {"code": code()})
    assert browser.session.session_key != before


def test_r_au_03_cookie_flags(ada: User, sign_in: Callable[..., Client], settings: Any) -> None:
    settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE = "__Host-session", True  # as with https
    settings.CSRF_COOKIE_NAME, settings.CSRF_COOKIE_SECURE = "__Host-csrf", True
    browser = Client()
    browser.get("/accounts/login/")
    sign_in(ada, client=browser)
    for name in ("__Host-session", "__Host-csrf"):
        cookie = browser.cookies[name]
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax"), name
        assert (cookie["path"], cookie["domain"]) == ("/", ""), name


def test_r_au_04_sign_out_everywhere_else(
    ada: User, sam: User, sign_in: Callable[..., Client], is_signed_in: Any
) -> None:
    here, elsewhere, of_sam = sign_in(ada), sign_in(ada), sign_in(sam)
    key = here.session.session_key
    page = here.post("/accounts/sessions/end/", follow=True).content.decode()
    assert "Signed out everywhere else." in page
    assert is_signed_in(here)
    assert here.session.session_key != key
    assert not is_signed_in(elsewhere)
    assert is_signed_in(of_sam)


def test_signing_out_everywhere_needs_a_post(ada: User, sign_in: Callable[..., Client]) -> None:
    assert sign_in(ada).get("/accounts/sessions/end/").status_code == 405


def test_r_au_04_another_role_ends_the_session(ada: User, max: User, sign_in: Any, is_signed_in: Any) -> None:
    browser = sign_in(ada)
    users.change_role(ada, is_staff=True, by=max, at=timezone.now())
    assert not is_signed_in(browser)


def test_what_a_signed_in_person_sees_is_never_stored(ada: User, sign_in: Callable[..., Client]) -> None:
    browser = sign_in(ada)
    for path in ("/accounts/", "/accounts/email/", "/accounts/2fa/", "/accounts/delete/"):
        assert "no-store" in browser.get(path)["Cache-Control"], path
