"""A real browser: the Chromium that the system has, driven by Playwright.

Two sites to look at: `live_server` shares the process and the settings of the test and begins empty (with the shipped
frameworks); `demo` is the demo world behind gunicorn, as `make run` serves it, made once and only looked at.
Both serve static files as production does: collected, hashed, compressed, by whitenoise.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.core.signals import setting_changed
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from portfolio.demo.cast import PASSWORD as DEMO_PASSWORD
from tests.browser.watch import Watch

# Playwright's synchronous interface keeps an event loop in this thread; our queries are not made from within it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BESIDE_THE_DEMO = {
    "test_editor",
    "test_publishing",
    "test_importing",
    "test_hiring",
    "test_two_tabs",
    "test_long_words",
}
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]
Open = Callable[..., Page]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Half of the tests, by time: those that look at the demo world, which is made only there, and `BESIDE_THE_DEMO`.
    `make browser` runs both halves side by side."""
    if "demo" in getattr(item, "fixturenames", ()) or item.path.stem in BESIDE_THE_DEMO:
        item.add_marker(pytest.mark.one)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; `CHROMIUM` names another one."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail("There is no Chromium here. Install one (apt install chromium) or name it by CHROMIUM=/path.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


# ── The site of the test ─────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file, as in production: in memory all threads of the server would share one connection."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test_site.sqlite3")


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Static files as production has them."""
    place = tmp_path_factory.mktemp("static")
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    django_settings.STORAGES = {**django_settings.STORAGES, "staticfiles": storage}
    django_settings.STATIC_ROOT = place
    setting_changed.send(sender=None, setting="STORAGES", value=django_settings.STORAGES, enter=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    return place


@pytest.fixture(scope="session")
def live_server(collected: Path) -> Iterator[LiveServer]:
    """The site in a thread of this process. Nothing stands before its middleware, so whitenoise serves the files."""
    with mock.patch("django.contrib.staticfiles.handlers.StaticFilesHandler", lambda application: application):
        server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def known_address(request: pytest.FixtureRequest) -> None:
    """The site of the test knows its own address, so that links in mails and cards lead to it."""
    if "live_server" in request.fixturenames:
        request.getfixturevalue("settings").SITE_URL = request.getfixturevalue("live_server").url


# ── The demo world ───────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, unused_port: int) -> Iterator[str]:
    """The address of the demo world behind the production server. Tests look at it and change nothing.

    `DEMO_SITE` names one that runs already, which saves half a minute while tests are written.
    """
    if "DEMO_SITE" in os.environ:
        yield os.environ["DEMO_SITE"]
        return
    data = tmp_path_factory.mktemp("demo")
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = {**kept, "DATA_DIR": str(data), "DEMO": "yes", "PORT": str(unused_port), "RESERVE_MB": "0"}
    quiet: dict[str, Any] = {"cwd": ROOT, "env": environment, "stdout": subprocess.DEVNULL}
    for command in ("migrate", "load_frameworks", "demo", "collectstatic --noinput"):
        subprocess.run([sys.executable, "manage.py", *command.split()], check=True, **quiet)
    process = subprocess.Popen([sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.conf.py"], **quiet)
    address = f"http://127.0.0.1:{unused_port}"
    try:
        _wait_for(f"{address}/healthz", process)
        yield address
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="session")
def unused_port() -> int:
    """A port that was free a moment ago."""
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[Any]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server ended before it answered"
        try:
            with urlopen(address, timeout=5) as answer:
                assert answer.status == 200
                return
        except (URLError, TimeoutError):  # not yet there, or still at its first answer
            time.sleep(0.1)
    raise AssertionError("the server did not answer within thirty seconds")


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """`open_page(site, **options of the context)`: a page in a browser of its own. `page.watch` tells what it saw.

    After the test nothing may have happened that should not (R-XSS-03, R-XSS-09): no violation of the policy, no
    request to another host, no complaint on the console, no missing part, no dialog. `strict=False` leaves that to the
    test.
    """
    contexts: list[tuple[BrowserContext, Watch | None]] = []

    def make(site: str, *, strict: bool = True, **options: Any) -> Page:
        context = browser.new_context(base_url=site, **options)
        context.set_default_timeout(15_000)
        watch = Watch(site)
        watch.over(context)
        contexts.append((context, watch if strict else None))
        page = context.new_page()
        page.watch = watch  # type: ignore[attr-defined]
        return page

    yield make
    faults = [watch.faults for _, watch in contexts if watch and watch.faults]
    for context, _ in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(open_page: Open, live_server: LiveServer) -> Page:
    """A page of the site of the test; `page.goto("/path")` is relative to it."""
    return open_page(live_server.url)


@pytest.fixture
def loose_page(open_page: Open, live_server: LiveServer) -> Page:
    """The same for pages that are hostile on purpose: what was seen is for the test to judge."""
    return open_page(live_server.url, strict=False)


@pytest.fixture(scope="session")
def sign_in_to_demo(browser: Browser, demo: str) -> Callable[[str], Any]:
    """`sign_in_to_demo("ada")`: the state of a browser in which this person is signed in, for `storage_state=`."""
    known: dict[str, Any] = {}

    def state(handle: str) -> Any:
        if handle not in known:
            context = browser.new_context(base_url=demo)
            form = context.new_page()
            form.goto("/accounts/login/")
            form.get_by_label("E-mail address").fill(f"{handle}@example.org")
            form.get_by_label("Password").fill(DEMO_PASSWORD)
            form.get_by_role("button", name="Sign in").click()
            form.wait_for_url(lambda url: "/login/" not in url)
            known[handle] = context.storage_state()
            context.close()
        return known[handle]

    return state
