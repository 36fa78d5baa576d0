"""What every page may ask of the request; an anonymous one must cost nothing."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from core.context import site


class Untouchable:
    """Stands where the user or the messages are, and fails the test when it is looked at."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"{name} was asked for")


def test_without_our_cookie_neither_user_nor_messages_are_touched(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = Untouchable()  # type: ignore[assignment]
    request._messages = Untouchable()  # type: ignore[attr-defined]
    found = site(request)
    assert (found["viewer"], list(found["flashes"])) == (None, [])


def test_a_session_of_nobody_has_no_viewer(rf: RequestFactory, settings: Any) -> None:
    request = rf.get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "expired"
    request.user = AnonymousUser()
    assert site(request)["viewer"] is None


@pytest.mark.django_db
def test_a_signed_in_person_is_the_viewer(rf: RequestFactory, settings: Any, ada: Any) -> None:
    request = rf.get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "some session"
    request.user = ada
    assert site(request)["viewer"] == ada


@pytest.mark.parametrize("is_open", [True, False])
def test_whether_an_account_can_be_made(rf: RequestFactory, settings: Any, is_open: bool) -> None:
    settings.SIGNUP_OPEN = is_open
    assert site(rf.get("/"))["signup_open"] is is_open


def test_the_address_of_the_site_ends_without_a_slash(rf: RequestFactory, settings: Any) -> None:
    settings.SITE_URL = "https://threefold.example/"
    assert site(rf.get("/"))["site_url"] == "https://threefold.example"
