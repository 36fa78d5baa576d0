"""Signing up, in and out."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User

SIGN_UP = "/accounts/signup/"
SIGN_IN = "/accounts/login/"
NEW = {"email": "New.Person@example.org", "password1": "correct horse battery"}


@pytest.mark.django_db
def test_sign_up_asks_for_address_and_password_once(client: Client) -> None:
    form = client.get(SIGN_UP).context["form"]
    assert list(form.fields) == ["email", "password1"]
    page = client.get(SIGN_UP).content.decode()
    assert page.count('type="password"') == 1
    assert "At least 12 characters" in page
    assert 'autocomplete="new-password"' in page
    assert "Nothing is public until you publish it." in page


@pytest.mark.django_db
def test_from_sign_up_by_the_link_to_the_dashboard(client: Client, link: Callable[..., str]) -> None:
    response = client.post(SIGN_UP, NEW)
    assert response["Location"] == "/accounts/confirm-email/"
    page = client.get(response["Location"]).content.decode()
    assert "Check your mail" in page
    assert "Mail sent to new.person@example.org." in page
    assert "within 24 hours" in page
    confirm = link("new.person@example.org", "/accounts/confirm-email/")
    page = client.get(confirm).content.decode()
    assert "Is <b>new.person@example.org</b> your address?" in page
    assert client.get("/accounts/").status_code == 302, "looking at the link is not confirming"
    assert client.post(confirm)["Location"] == "/dashboard/"
    assert (
        "new.person@example.org. Nobody sees it, but members of your teams" in client.get("/accounts/").content.decode()
    )


@pytest.mark.django_db
def test_the_link_in_another_browser_confirms_and_leads_to_sign_in(client: Client, link: Callable[..., str]) -> None:
    client.post(SIGN_UP, NEW)
    other = Client()
    response = other.post(link("new.person@example.org", "/accounts/confirm-email/"))
    assert response["Location"] == SIGN_IN
    page = other.get(SIGN_IN).content.decode()
    assert "Address confirmed: new.person@example.org." in page
    response = other.post(SIGN_IN, {"login": "new.person@example.org", "password": NEW["password1"]})
    assert response["Location"] == "/dashboard/"


@pytest.mark.django_db
def test_the_link_works_for_a_day(client: Client, link: Callable[..., str]) -> None:
    client.post(SIGN_UP, NEW)
    confirm = link("new.person@example.org", "/accounts/confirm-email/")
    with time_machine.travel(timezone.now() + timedelta(hours=24, seconds=1)):
        page = Client().get(confirm).content.decode()
        assert "This link does not work" in page
        assert "older than 24 hours" in page


@pytest.mark.django_db
def test_without_the_link_nobody_gets_in(client: Client) -> None:
    client.post(SIGN_UP, NEW)
    response = Client().post(SIGN_IN, {"login": NEW["email"], "password": NEW["password1"]})
    assert response["Location"] == "/accounts/confirm-email/"
    assert len(mail.outbox) == 2, "signing in sends the link again"


@pytest.mark.django_db
def test_sign_up_can_be_closed(client: Client, settings: Any) -> None:
    settings.SIGNUP_OPEN = False
    assert "made by the people who run it" in client.get(SIGN_UP).content.decode()
    client.post(SIGN_UP, NEW)
    assert not User.objects.exists()


@pytest.mark.django_db
def test_sign_up_takes_no_rights_along(client: Client) -> None:
    """R-AZ-04: extra fields are ignored."""
    extra = {"is_staff": "on", "is_superuser": "on", "is_active": "", "name": "Root", "session_epoch": "9"}
    client.post(SIGN_UP, NEW | extra)
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.is_active, user.name) == (False, False, True, "")


def test_signing_in_leads_to_the_dashboard(ada: User, client: Client, password: str) -> None:
    response = client.post(SIGN_IN, {"login": "ADA@example.org ", "password": password})
    assert response["Location"] == "/dashboard/"


def test_who_is_signed_in_needs_no_sign_in(ada: User, client_of: Callable[[User], Client]) -> None:
    assert client_of(ada).get(SIGN_IN)["Location"] == "/dashboard/"


def test_a_session_lasts_two_weeks_and_that_of_an_admin_half_a_day(
    ada: User, max: User, sign_in: Callable[..., Client]
) -> None:
    assert sign_in(ada).session.get_expiry_age() == 14 * 24 * 60 * 60
    assert sign_in(max).session.get_expiry_age() == 12 * 60 * 60


def test_r_au_06_signing_out_needs_a_post_and_a_token(ada: User, sign_in: Callable[..., Client], password: str) -> None:
    browser = sign_in(ada, client=Client(enforce_csrf_checks=False))
    assert "Sign out of this browser?" in browser.get("/accounts/logout/").content.decode()
    assert browser.get("/accounts/").status_code == 200
    browser.handler.enforce_csrf_checks = True
    assert browser.post("/accounts/logout/").status_code == 403
    assert browser.get("/accounts/").status_code == 200
    browser.handler.enforce_csrf_checks = False
    assert browser.post("/accounts/logout/")["Location"] == "/"
    assert browser.get("/accounts/").status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        SIGN_IN,
        SIGN_UP,
        "/accounts/logout/",
        "/accounts/password/reset/",
        "/accounts/password/change/",
        "/accounts/email/",
        "/accounts/edit/",
        "/accounts/sessions/end/",
        "/accounts/reauthenticate/",
        "/accounts/delete/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/recovery-codes/generate/",
    ],
)
def test_r_au_06_no_form_is_taken_without_a_token_or_from_a_foreign_origin(path: str, ada: User, sign_in: Any) -> None:
    browser = sign_in(ada)
    browser.handler.enforce_csrf_checks = True
    assert browser.post(path).status_code == 403
    browser.get("/accounts/edit/")
    token = browser.cookies["csrf"].value
    response = browser.post(path, {"csrfmiddlewaretoken": token}, headers={"origin": "https://evil.example"})
    assert response.status_code == 403
    response = browser.post(path, {"csrfmiddlewaretoken": token}, headers={"origin": "http://testserver"})
    assert response.status_code != 403, "control: with the token and from here it is taken"


def test_r_au_06_looking_changes_nothing(ada: User, sign_in: Callable[..., Client], confirm_password: Any) -> None:
    """Every page of the account is opened; users, addresses, factors and changes are the same afterwards."""
    browser = sign_in(ada)
    confirm_password(browser)
    before = _database()
    for path in [
        "",
        "edit/",
        "email/",
        "password/change/",
        "logout/",
        "delete/",
        "2fa/",
        "2fa/totp/activate/",
        "reauthenticate/",
    ]:
        assert browser.get(f"/accounts/{path}").status_code == 200, path
    for path in ["login/", "signup/", "password/reset/", "password/reset/done/", "confirm-email/", "inactive/"]:
        assert Client().get(f"/accounts/{path}").status_code == 200, path
    assert _database() == before


def _database() -> list[Any]:
    from django.apps import apps

    kinds = [model for app in ("accounts", "account", "mfa") for model in apps.get_app_config(app).get_models()]
    return [list(model._default_manager.order_by("pk").values()) for model in kinds]
