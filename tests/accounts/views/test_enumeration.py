"""R-AU-01: nobody learns from outside who has an account. Times are compared by their medians, of interleaved tries."""

import re
import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from accounts.models import User

PASSWORD = "a-long-passphrase-of-the-cast"  # of tests/conftest.py
KINDS = ["existing", "missing", "inactive", "without password", "old hasher", "unconfirmed"]
TRIES = 7
FACTOR = 1.6
"""How far a median may lie from the others. Hashing is nearly all of the time: without it, it is five or more."""
OLD_HASH = "pbkdf2_sha256$1000000$c2FsdHNhbHQ$vWnRzV1TEmXjW2bSG0C1mvYkqjEKm4FStQAVd0qxDv0="


@pytest.fixture(scope="module")
def password_hash() -> str:
    return make_password(PASSWORD)


@pytest.fixture(autouse=True)
def no_limits(real_hashing: None, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.fixture
def people(make_user: Callable[..., User]) -> dict[str, str]:
    """One address of each kind; the right password is that of the cast wherever there is one."""
    make_user("existing")
    make_user("inactive", is_active=False)
    locked = make_user("without")
    locked.set_unusable_password()
    locked.save()
    old = make_user("old")
    old.password = OLD_HASH
    old.save()
    EmailAddress.objects.filter(user=make_user("unconfirmed")).update(verified=False)
    return {kind: f"{kind.split()[0]}@example.org" for kind in KINDS}


def ask(path: str, **fields: str) -> HttpResponse:
    return Client().post(path, fields)


def appearance(response: HttpResponse, email: str) -> tuple[Any, ...]:
    """Status, headers and body without what is random, and without the address that was typed."""
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode()).replace(email, "ADDRESS")
    random = {"X-Request-ID", "Expires"}
    headers = {name: value for name, value in response.items() if name not in random | {"Content-Length"}}
    return response.status_code, headers, sorted(response.cookies), body


def landing(response: HttpResponse, email: str) -> tuple[Any, ...]:
    """The page that a redirect leads to, in the same browser."""
    return appearance(response.client.get(response["Location"]), email)


@pytest.mark.parametrize("kind", KINDS)
def test_r_au_01_signing_in_with_a_wrong_password_looks_the_same(people: dict[str, str], kind: str) -> None:
    seen = ask("/accounts/login/", login=people[kind], password="not the right password")
    usual = ask("/accounts/login/", login="nobody@example.org", password="not the right password")
    assert appearance(seen, people[kind]) == appearance(usual, "nobody@example.org")
    assert "Address and password do not belong together" in seen.content.decode()


def test_r_au_01_a_closed_account_looks_like_none_even_with_its_password(people: dict[str, str], password: str) -> None:
    closed = ask("/accounts/login/", login=people["inactive"], password=password)
    usual = ask("/accounts/login/", login="nobody@example.org", password=password)
    assert appearance(closed, people["inactive"]) == appearance(usual, "nobody@example.org")
    assert ask("/accounts/login/", login=people["existing"], password=password).status_code == 302, "control"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("path", "fields"),
    [("/accounts/password/reset/", {}), ("/accounts/signup/", {"password1": "correct horse battery"})],
    ids=["reset", "sign-up"],
)
def test_r_au_01_reset_and_sign_up_look_the_same(
    people: dict[str, str], kind: str, path: str, fields: dict[str, str]
) -> None:
    seen = ask(path, email=people[kind], **fields)
    usual = ask(path, email="nobody@example.org", **fields)
    assert appearance(seen, people[kind]) == appearance(usual, "nobody@example.org")
    assert landing(seen, people[kind]) == landing(usual, "nobody@example.org")
    assert [message.to for message in mail.outbox] == [[people[kind]], ["nobody@example.org"]], "one mail each"


@pytest.mark.django_db
def test_r_au_01_mails_say_only_what_is_so(people: dict[str, str]) -> None:
    ask("/accounts/signup/", email=people["existing"], password1="correct horse battery")
    assert "There is one already, so nothing was changed." in mail.outbox[-1].body
    assert User.objects.get(email=people["existing"]).check_password(PASSWORD)
    for kind in ("missing", "inactive"):
        ask("/accounts/password/reset/", email=people[kind])
        assert "No open account here uses it." in mail.outbox[-1].body
        assert "/password/reset/key/" not in mail.outbox[-1].body


def medians(tries: dict[str, Callable[[int], HttpResponse]]) -> dict[str, float]:
    """The median processor seconds of each, tried in turns; what else the machine does is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in tries}
    for number in range(TRIES + 1):
        for name, attempt in tries.items():
            start = time.process_time()
            attempt(number)
            seconds[name].append(time.process_time() - start)
    return {name: statistics.median(taken[1:]) for name, taken in seconds.items()}  # the first one warms up


def assert_alike(taken: dict[str, float]) -> None:
    assert max(taken.values()) <= FACTOR * min(taken.values()), {
        name: f"{s * 1000:.1f} ms" for name, s in taken.items()
    }


@pytest.mark.slow
def test_r_au_01_signing_in_takes_the_same_time(people: dict[str, str]) -> None:
    def attempt(email: str) -> Callable[[int], HttpResponse]:
        return lambda _: ask("/accounts/login/", login=email, password="not the right password")

    assert_alike(medians({kind: attempt(email) for kind, email in people.items()}))


@pytest.mark.slow
def test_r_au_01_signing_up_takes_the_same_time(people: dict[str, str]) -> None:
    def attempt(email: str) -> Callable[[int], HttpResponse]:
        return lambda number: ask("/accounts/signup/", email=email.format(number), password1="correct horse battery")

    tries = {kind: attempt(email) for kind, email in people.items() if kind != "missing"}
    assert_alike(medians(tries | {"free": attempt("free{}@example.org")}))


@pytest.mark.slow
def test_r_au_01_asking_for_a_new_password_takes_the_same_time(people: dict[str, str]) -> None:
    def attempt(email: str) -> Callable[[int], HttpResponse]:
        return lambda _: ask("/accounts/password/reset/", email=email)

    assert_alike(medians({kind: attempt(email) for kind, email in people.items()}))


@pytest.mark.slow
def test_r_au_01_control_without_hashing_the_times_differ(
    people: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The measure can fail: a taken address whose password is not hashed answers much sooner."""
    monkeypatch.setattr("accounts.forms.entrance.make_password", lambda _: "")

    def attempt(email: str) -> Callable[[int], HttpResponse]:
        return lambda number: ask("/accounts/signup/", email=email.format(number), password1="correct horse battery")

    taken = medians({"taken": attempt(people["existing"]), "free": attempt("free{}@example.org")})
    with pytest.raises(AssertionError):
        assert_alike(taken)
