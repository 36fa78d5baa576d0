"""A checklist from the copy to a newer edition: by keyboard, without a reload, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, expect

from accounts.models import User
from portfolio.models import Checklist
from tests.browser import axe
from tests.browser.test_keyboard import tab_to
from tests.factories import portfolio as made
from tests.factories.competence import SMALL, load_text
from tests.portfolio.actions.test_checklists import NEWER

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture
def signed_in(
    open_page: Open, live_server: Any, no_frameworks: None, ada: User, client_of: Callable[..., Any]
) -> Callable[..., Page]:
    """`signed_in(**options of the context)`: a page in which Ada is signed in, with one small framework on the site."""
    load_text(SMALL)
    name = django_settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client_of(ada).cookies[name].value, "url": live_server.url}

    def make(**options: Any) -> Page:
        opened = open_page(live_server.url, **options)
        opened.context.add_cookies([cookie])
        return opened

    return make


def item(page: Page, key: str) -> Any:
    return page.locator(f'[id="t-{key}"]')


def settled(page: Page) -> None:
    """Waits until htmx knows what it swapped in: pressed within those few milliseconds, a link loads its page."""
    busy = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
    page.wait_for_function("(busy) => !document.querySelector(busy)", arg=busy)


def test_a_copy_is_taken_ticked_by_keyboard_changed_and_merged(signed_in: Callable[..., Page]) -> None:
    page = signed_in(bypass_csp=True, reduced_motion="reduce")
    page.goto("/studio/checklists/")
    page.get_by_role("button", name="Take a copy of A small framework").press("Enter")
    expect(page.locator("#flashes")).to_contain_text("Only you see it.")
    page.evaluate("() => { window.same = true }")

    tab_to(page, '[id="t-s1.basics.load"]')
    page.keyboard.press("Space")
    expect(item(page, "s1.basics.load")).to_have_attribute("aria-pressed", "true")
    expect(item(page, "s1.basics.load")).to_be_focused()
    settled(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(item(page, "s1.basics.split")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".figure-line")).to_contain_text("2 of 3, 66%")
    settled(page)
    page.get_by_role("button", name="Undo", exact=True).press("Enter")
    expect(item(page, "s1.basics.split")).to_have_attribute("aria-pressed", "false")

    settled(page)
    page.get_by_role("link", name="Change Split data").press("Enter")
    expect(page.get_by_role("heading", name="Split data")).to_be_focused()
    assert axe.wrong(page) == []
    page.get_by_label("Your name for it").fill("Hold out a part")
    page.get_by_label("Your note").fill("With a seed.")
    settled(page)
    page.get_by_role("button", name="Save item").press("Enter")
    expect(item(page, "s1.basics.split")).to_contain_text("Hold out a part")
    settled(page)
    page.get_by_role("link", name="Add an item of your own to Basics").click()
    page.get_by_label("Item", exact=True).fill("Label by hand")
    settled(page)
    page.get_by_role("button", name="Add item").click()
    expect(page.get_by_role("link", name="Change Label by hand")).to_be_visible()
    settled(page)
    page.get_by_role("link", name="Change Label by hand").click()
    expect(page.get_by_role("heading", name="Label by hand")).to_be_focused()
    settled(page)
    page.get_by_role("button", name="Move Label by hand up").press("Enter")
    expect(page.locator(".items > li").nth(1)).to_contain_text("Label by hand")
    expect(page.get_by_role("button", name="Move Label by hand up")).to_be_focused()
    settled(page)
    page.get_by_role("button", name="Hide Label by hand").click()
    expect(page.get_by_text("1 hidden item")).to_be_visible()
    assert page.evaluate("() => window.same"), "the page was loaded anew"

    load_text(NEWER, at=made.AT + timedelta(days=9))
    page.reload()
    page.get_by_role("link", name="See what it would change").click()
    assert axe.faults(page) == []
    page.get_by_label("Carry your tick over to “Split data well” as well").check()
    page.get_by_role("button", name="Take over edition 1.1.0").click()
    expect(page.locator("#flashes")).to_contain_text("on edition 1.1.0 now")
    expect(page.get_by_role("heading", name="No longer in the framework")).to_be_visible()
    page.get_by_role("link", name="Basics", exact=True).click()
    expect(item(page, "s1.basics.split")).to_have_attribute("aria-pressed", "true")
    expect(item(page, "s1.basics.split")).to_contain_text("Hold out a part")
    expect(page.get_by_text("With a seed.")).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_text("Edition 1.1.0 of this framework was published.")).to_be_visible()
    assert Checklist.objects.get().edition.version == "1.0.0"


def test_everything_goes_without_javascript(signed_in: Callable[..., Page]) -> None:
    page = signed_in(java_script_enabled=False)
    page.goto("/studio/checklists/")
    page.get_by_role("button", name="Take a copy of A small framework").click()
    item(page, "s1.basics.load").click()
    expect(page.locator("#flashes")).to_contain_text("Ticked.")
    page.get_by_role("link", name="More", exact=True).click()
    expect(item(page, "s2.more.tune")).to_have_attribute("aria-pressed", "false")
    page.get_by_role("link", name="Change Tune").click()
    page.get_by_role("button", name="Skip Tune").click()
    expect(page.get_by_text("0 of 1, 1 skipped")).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator(".figure-line")).to_contain_text("0 of 3, 0%")
