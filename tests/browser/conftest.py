"""A real browser: the Chromium that the system has, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

# Playwright's synchronous interface keeps an event loop in this thread; our queries are not made from within it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; `CHROMIUM` names another one."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail("There is no Chromium here. Install one (apt install chromium) or name it by CHROMIUM=/path.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """A page in a fresh context. `page.goto("/path")` is relative to the site; `window.violations` lists what the
    content-security policy stopped; `page.foreign` the requests to other hosts, which must stay empty."""
    context = browser.new_context(base_url=live_server.url)
    context.add_init_script(WATCH)
    opened = context.new_page()
    opened.foreign = []  # type: ignore[attr-defined]
    opened.on("request", lambda request: _note(opened, request.url, live_server.url))
    yield opened
    context.close()


def _note(page: Page, url: str, own: str) -> None:
    if not url.startswith((own, "data:", "blob:", "about:")):
        page.foreign.append(url)  # type: ignore[attr-defined]
