"""Sending a snapshot, reading it, taking it back: without scripts, on a telephone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.factories import hiring
from tests.factories import portfolio as made

pytestmark = pytest.mark.browser
BINARY = "l1.modeling.target-binary"


@pytest.fixture
def page_of(open_page: Callable[..., Page], live_server: Any, client_of: Callable[..., Any]) -> Callable[[User], Page]:
    """`page_of(user)`: a telephone without scripts in which they are signed in."""
    name = django_settings.SESSION_COOKIE_NAME

    def make(user: User) -> Page:
        page = open_page(live_server.url, viewport={"width": 390, "height": 844}, java_script_enabled=False)
        page.context.add_cookies([{"name": name, "value": client_of(user).cookies[name].value, "url": live_server.url}])
        return page

    return make


def test_from_choosing_to_taking_back(
    frameworks: None, live_server: Any, ada: User, hana: User, page_of: Callable[[User], Page]
) -> None:
    work = made.project(made.practitioner(ada), "Churn in a telecom table")
    made.evidence(work, BINARY, made.result(work, baseline="0.5"))
    brief = hiring.brief(hana, ("skill", BINARY, "must"), title="Grid engineer", published_at=made.AT)
    page, reader = page_of(ada), page_of(hana)
    page.goto(f"{live_server.url}/briefs/{brief.uuid}/open/")
    page.get_by_role("link", name="Send a snapshot").click()
    page.get_by_role("checkbox").check()
    page.get_by_label("Message").fill("Good day.")
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_text("Not sent yet.")).to_be_visible()
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_role("checkbox")).to_be_checked()
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("link", name="Withdraw")).to_be_visible()
    reader.goto(f"{live_server.url}{brief.get_absolute_url()}")
    reader.get_by_role("link", name="Snapshots (1)").click()
    reader.get_by_role("link", name="Ada Lindqvist").click()
    expect(reader.get_by_text("Good day.")).to_be_visible()
    address = reader.url
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_text("Withdrawn. Nobody can read it")).to_be_visible()
    reader.goto(address)
    expect(reader.get_by_text("Good day.")).to_have_count(0)
