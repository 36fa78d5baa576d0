"""The cast, and the ground on which every test stands.

ada practises (user and portfolio), sam is a stranger (user and an empty portfolio of his own), remi reviews,
hana hires, max administers (staff). All of them sign in with `PASSWORD`.
"""

import gc
import os
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as django_settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission
from django.core.cache import caches
from django.test import Client

from accounts.models import User
from portfolio.models import Practitioner
from tests.factories.competence import (  # noqa: F401  # fixtures
    django_db_setup,
    frameworks,
    frameworks_stay,
    no_frameworks,
)

PASSWORD = "a-long-passphrase-of-the-cast"
NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


# The same examples each time, so that a change is judged by what it changed.
# HYPOTHESIS_PROFILE=search looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True)
hypothesis.settings.register_profile("search", derandomize=False)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--only-database`: for the second database; what asks for none has been tested with the first.
    `--without-database`: for whoever waits, `make fast`."""
    parser.addoption("--only-database", action="store_true", help="only the tests that ask for a database")
    parser.addoption("--without-database", action="store_true", help="only the tests that ask for none")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out, with `--only-database`, the tests without one: the same code gives the same answer. With
    `--without-database`, the others."""
    if config.getoption("--only-database") or config.getoption("--without-database"):
        wanted = [item for item in items if asks_for_database(item) is config.getoption("--only-database")]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(wanted)])
        items[:] = wanted
    if "PYTEST_XDIST_WORKER" in os.environ:
        long_files_first(items)


def long_files_first(items: list[pytest.Item]) -> None:
    """Puts files with slow tests first, then those with the most: a worker takes a whole file, and all end together."""
    tests = Counter(item.path for item in items)
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (item.path not in slow, -tests[item.path]))


def pytest_collection_finish() -> None:
    """What is loaded by now stays, so the collector of garbage need not go through it again and again."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def asks_for_database(item: pytest.Item) -> bool:
    """By a fixture or a mark; `services` says that processes of the test ask for it, or that it asks for the cache."""
    asked = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    return bool(asked or item.get_closest_marker("django_db") or item.get_closest_marker("services"))


def pytest_configure() -> None:
    """Static files by their plain names: no test depends on `collectstatic` having run. SQL answers, unless a test is
    about the index: a count now and then, whether it pays, would be in the way of counted queries."""
    django_settings.SEARCH_INDEX = "off"
    django_settings.STORAGES = {
        **django_settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    own_redis(os.environ.get("PYTEST_XDIST_WORKER", ""))


def own_redis(worker: str) -> None:
    """Workers that run side by side empty their caches before each test, so each has a Redis database of its own."""
    for cache_settings in django_settings.CACHES.values():
        address, _, number = cache_settings["LOCATION"].rpartition("/")
        if worker and address.startswith("redis"):
            cache_settings["LOCATION"] = f"{address}/{int(number or 0) + int(worker.removeprefix('gw'))}"


@pytest.fixture(autouse=True)
def own_ground(settings: Any, tmp_path: Path) -> None:
    """Each test has its own media folder and empty caches."""
    settings.MEDIA_ROOT = tmp_path / "media"
    for name in django_settings.CACHES:
        caches[name].clear()


@pytest.fixture(scope="session")
def password_hash() -> str:
    """The hash of `PASSWORD`, made once: hashing is slow on purpose."""
    return make_password(PASSWORD)


@pytest.fixture
def make_user(db: None, password_hash: str) -> Callable[..., User]:
    """`make_user("ada", name="Ada Example")`: a user with a confirmed address, who can sign in with `PASSWORD`."""

    def make(first_name: str, **fields: Any) -> User:
        user = User(email=f"{first_name}@example.org", password=password_hash, **fields)
        user.save()
        confirm(user)
        return user

    return make


def confirm(user: User) -> None:
    """Says that the address of `user` is theirs, as after the link in the mail."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def give_portfolio(user: User, handle: str) -> None:
    """A private, empty portfolio: `user.practitioner`."""
    Practitioner.objects.create(user=user, handle=handle, name=user.name, created_at=NOW, changed_at=NOW)


@pytest.fixture
def ada(make_user: Callable[..., User]) -> User:
    """Ada practises: her handle is `ada`."""
    user = make_user("ada", name="Ada Lindqvist")
    give_portfolio(user, "ada")
    return user


@pytest.fixture
def sam(make_user: Callable[..., User]) -> User:
    """Sam is a stranger to Ada, with an empty portfolio of his own: his handle is `sam`."""
    user = make_user("sam", name="Sam Okoro")
    give_portfolio(user, "sam")
    return user


@pytest.fixture
def remi(make_user: Callable[..., User]) -> User:
    """Remi reviews and has no portfolio."""
    return make_user("remi", name="Remi Fontaine", affiliation="University of Example")


@pytest.fixture
def hana(make_user: Callable[..., User]) -> User:
    """Hana hires and has no portfolio."""
    return make_user("hana", name="Hana Sato", affiliation="Example Ltd")


@pytest.fixture
def max(make_user: Callable[..., User]) -> User:  # the name of the cast
    """Max administers (staff, not superuser), and may edit frameworks."""
    user = make_user("max", name="Max Berger", is_staff=True)
    user.user_permissions.add(Permission.objects.get(content_type__app_label="competence", codename="change_edition"))
    return user


@pytest.fixture
def cast(ada: User, sam: User, remi: User, hana: User, max: User) -> dict[str, User]:
    """Everybody, by name."""
    return {"ada": ada, "sam": sam, "remi": remi, "hana": hana, "max": max}


@pytest.fixture
def client_of() -> Callable[[User | None], Client]:
    """`client_of(ada)`: a browser in which this person is signed in; `client_of(None)`: an anonymous visitor's."""

    def make(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend=django_settings.AUTHENTICATION_BACKENDS[0])
        return client

    return make
