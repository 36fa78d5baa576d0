"""Taking a framework in, in a real browser: a file, its preview, the draft, and the page that everybody sees."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import FilePayload, Page, expect

from accounts.models import User
from competence.models import Draft
from tests.browser import axe
from tests.factories.packages import tree, uid

pytestmark = pytest.mark.browser
PAGE = "/manage/frameworks/import/"
KEY = "example-standards"


@pytest.fixture
def page(open_page: Callable[..., Page], live_server: Any, frameworks: None, max: User, client_of: Any) -> Page:
    """A page in which max, who may edit frameworks, is signed in."""
    opened = open_page(live_server.url, bypass_csp=True)
    name = django_settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client_of(max).cookies[name].value, "url": live_server.url}
    opened.context.add_cookies([cookie])
    return opened


def choose(page: Page, content: str, name: str = "standards.json") -> None:
    page.goto(PAGE)
    file = FilePayload(name=name, mimeType="application/json", buffer=content.encode())
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Show what would change").click()


def test_a_package_goes_from_a_file_to_a_public_page(page: Page, browser: Any, live_server: Any) -> None:
    choose(page, json.dumps(tree(a="doc", b="a", c="b", d="c", e="d")))
    expect(page.get_by_role("heading", level=1)).to_have_text("What standards.json would change")
    expect(page.locator("main")).to_contain_text("A new framework with the id example-standards.")
    assert axe.faults(page, dark=False) == []
    page.get_by_role("button", name="Take it into the draft").click()
    expect(page).to_have_url(f"{live_server.url}/manage/frameworks/{KEY}/")
    expect(page.locator("#flashes")).to_contain_text("standards.json is taken in.")
    assert page.request.get(f"{live_server.url}/frameworks/{KEY}/").status == 404
    page.get_by_role("link", name="Review and publish").click()
    page.get_by_label("Note").fill("As the board published it.")
    page.get_by_role("button", name="Publish edition 1.0.0").click()
    expect(page.locator("#flashes")).to_contain_text("Edition 1.0.0 is published.")
    everybody = browser.new_page()
    try:
        everybody.goto(f"{live_server.url}/frameworks/{KEY}/skills/{uid('e')}/")
        expect(everybody.get_by_role("heading", level=1)).to_have_text("Can do e.")
        expect(everybody.get_by_role("navigation", name="Breadcrumb").get_by_role("link")).to_have_text(
            ["Framework", "Example Standards", "Can do a.", "Can do b.", "Can do c.", "Can do d."]
        )
    finally:
        everybody.close()


def test_a_file_with_a_fault_is_told_where_and_changes_nothing(page: Page) -> None:
    broken = tree(a="doc", b="a")
    del broken["CFItems"][1]["identifier"]
    choose(page, json.dumps(broken))
    expect(page.locator("#refused")).to_contain_text("standards.json is refused, and nothing was changed")
    expect(page.locator("#refused")).to_contain_text("CFItems[2].identifier")
    assert axe.faults(page, dark=False) == []
    assert not Draft.objects.exists()
