"""R-XSS-05: nothing in a hostile notebook fires in a real browser, with no policy to help, and nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from portfolio.rendering import process
from tests.bench import checked
from tests.browser import axe, hostile
from tests.factories import notebooks as made

pytestmark = pytest.mark.browser
HERE = "http://site.example"
FRAME = '<!doctype html><html lang="en"><title>Notebook</title><body><main><h1>Notebook</h1><h2>Cells</h2>{}</main>'


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def shown(page: Page, body: str) -> tuple[list[str], list[str]]:
    """What fires, and what is asked for, when everything on a page with `body` is provoked."""
    fired, asked = hostile.listen(page), []

    def answer(route) -> None:
        asked.append(route.request.url)
        main = route.request.url == f"{HERE}/"
        route.fulfill(body=FRAME.format(body) if main else "", content_type="text/html" if main else "image/webp")

    page.route("**/*", answer)
    page.goto(f"{HERE}/")
    hostile.provoke(page)
    return fired, asked[1:]


def test_r_xss_05_control_a_careless_page_fires_and_fetches(page: Page) -> None:
    fired, asked = shown(page, made.as_it_is(made.hostile()))
    assert len(fired) >= 3
    assert any("evil.example" in address for address in asked)


def test_r_xss_05_nothing_fires_and_only_our_picture_is_fetched(page: Page) -> None:
    done = process.process(made.hostile(), "notebook", "a.ipynb")
    fired, asked = shown(page, checked.page(done.rendering))
    assert fired == []
    assert asked == [f"{HERE}/pictures/{done.pictures[0].key}.webp"]
    assert axe.faults(page) == []


def test_line_numbers_are_not_copied_with_the_code(page: Page) -> None:
    done = process.process(made.notebook(made.code("a = 1\n\nb = 2")), "notebook", "a.ipynb")
    shown(page, checked.page(done.rendering))
    assert page.inner_text(".nb-src").rstrip("\n").replace("\n\n\n", "\n\n") == "a = 1\n\nb = 2"
    page.goto(f"{HERE}/#cell-1-L3")
    assert page.locator(".ln:target").inner_text().strip() == "b = 2"
