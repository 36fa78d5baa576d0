"""How often: sign-in, mails, changes. The clock stands still or is moved on."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from accounts.models import User

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def sign_in(email: str, password: str = "not the right password", ip: str = "192.0.2.1") -> HttpResponse:
    return Client(REMOTE_ADDR=ip).post("/accounts/login/", {"login": email, "password": password})


def test_r_au_02_five_failures_from_one_place_then_a_pause(
    ada: User, clock: time_machine.Traveller, password: str
) -> None:
    assert [sign_in(ada.email).status_code for _ in range(5)] == [200] * 5
    refused = sign_in(ada.email, password)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) == 15 * 60
    clock.shift(timedelta(minutes=15, seconds=1))
    assert sign_in(ada.email, password).status_code == 302


def test_r_au_02_nobody_is_locked_out_from_elsewhere(ada: User, clock: time_machine.Traveller, password: str) -> None:
    for number in range(30):
        sign_in(ada.email, ip=f"192.0.2.{1 + number // 5}")
    assert sign_in(ada.email, ip="192.0.2.1").status_code == 429
    assert sign_in(ada.email, password, ip="198.51.100.7").status_code == 302


def test_twenty_failures_an_hour_from_one_place_whoever_is_meant(db: None, clock: time_machine.Traveller) -> None:
    statuses = [sign_in(f"person{number}@example.org").status_code for number in range(21)]
    assert statuses == [200] * 20 + [429]


def test_a_made_up_forwarded_address_does_not_help(ada: User, clock: time_machine.Traveller) -> None:
    """No proxy is trusted by default, so the header is the client's own."""
    for number in range(6):
        browser = Client(REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": f"198.51.100.{number}"})
        last = browser.post("/accounts/login/", {"login": ada.email, "password": "not the right password"})
    assert last.status_code == 429


def reset(email: str, ip: str = "192.0.2.1") -> int:
    return Client(REMOTE_ADDR=ip).post("/accounts/password/reset/", {"email": email}).status_code


def test_two_mails_for_a_new_password_an_hour_and_five_a_day(ada: User, clock: time_machine.Traveller) -> None:
    sent = []
    for hour in range(4):
        sent += [reset(ada.email, ip=f"192.0.2.{3 * hour + number}") for number in range(3)]
        clock.shift(timedelta(hours=1, seconds=1))
    assert sent == [302, 302, 429, 302, 302, 429, 302, 429, 429, 429, 429, 429]
    assert len(mail.outbox) == 5


def test_the_limit_is_the_same_for_an_address_without_account(db: None, clock: time_machine.Traveller) -> None:
    """R-AU-01: or the limit would tell."""
    assert [reset("nobody@example.org") for _ in range(3)] == [302, 302, 429]


def test_five_mails_for_a_new_password_a_day_from_one_place(db: None, clock: time_machine.Traveller) -> None:
    assert [reset(f"person{number}@example.org") for number in range(6)] == [302] * 5 + [429]


def test_a_confirmation_is_mailed_twice_an_hour_at_most(db: None, clock: time_machine.Traveller) -> None:
    Client().post("/accounts/signup/", {"email": "new@example.org", "password1": "correct horse battery"})
    for _ in range(3):
        assert sign_in("new@example.org", "correct horse battery")["Location"] == "/accounts/confirm-email/"
    assert len(mail.outbox) == 2


def test_a_workshop_can_sign_up_from_one_place(db: None, clock: time_machine.Traveller) -> None:
    for number in range(20):
        Client().post(
            "/accounts/signup/", {"email": f"guest{number}@example.org", "password1": "correct horse battery"}
        )
    assert len(mail.outbox) == 20


def test_asking_again_for_the_password_is_limited(
    ada: User, clock: time_machine.Traveller, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(ada)
    answers = [
        browser.post("/accounts/reauthenticate/", {"password": "not the right one"}).status_code for _ in range(6)
    ]
    assert answers == [200] * 5 + [429]


def test_changing_the_address_is_limited(
    ada: User, clock: time_machine.Traveller, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(ada)
    answers = [
        browser.post("/accounts/email/", {"email": "no address", "action_add": ""}).status_code for _ in range(5)
    ]
    assert answers == [200] * 4 + [429]
