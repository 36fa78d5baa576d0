"""The editor in a browser: two admins at once, by mouse and by keyboard, undo; and its pages held against the rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Permission
from playwright.sync_api import Page, expect

from accounts.models import User
from competence.actions import drafts
from competence.models import Draft
from competence.queries import drafts as queries
from tests.browser import axe
from tests.conftest import NOW

pytestmark = pytest.mark.browser
TREE = "/manage/frameworks/three-levels/"
MODERN = f"{TREE}?open=l2.generalization"
EARLY = "l2.generalization.early-stopping"


@pytest.fixture
def draft(frameworks: None, max: User) -> Draft:
    return drafts.open_current("three-levels", by=max, at=NOW)


@pytest.fixture
def page_of(open_page: Callable[..., Page], live_server, client_of: Callable[..., Any]) -> Callable[[User], Page]:
    """A page on which somebody is signed in."""

    def make(user: User, **options: Any) -> Page:
        opened = open_page(live_server.url, **options)
        name = django_settings.SESSION_COOKIE_NAME
        cookie = client_of(user).cookies[name].value
        opened.context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])
        return opened

    return make


def form(page: Page) -> Any:
    return page.locator("#panel")


def rename(page: Page, name: str) -> None:
    form(page).locator('[name="name"]').fill(name)
    page.get_by_role("button", name="Save to draft").click()


def names(draft: Draft, parent: str) -> list[str]:
    return [row.data["name"] for row in queries.rows(draft, "skills", parent)]


def test_two_admins_at_once_are_told_and_lose_nothing(page_of, draft: Draft, max: User, remi: User) -> None:
    remi.user_permissions.add(Permission.objects.get(codename="change_edition"))
    first, second = page_of(max), page_of(remi)
    for page in (first, second):
        page.goto(MODERN)
        page.get_by_role("link", name="Edit Early stopping", exact=True).click()
        expect(form(page)).to_contain_text("Edit “Early stopping”")
    rename(first, "Stopping early")
    expect(first.locator(".desk .flash")).to_contain_text("Renamed “Early stopping” to “Stopping early”.")
    rename(second, "Halting in time")
    expect(form(second).locator(".conflict")).to_contain_text("Halting in time")
    expect(form(second).locator(".conflict")).to_contain_text("Stopping early")
    expect(second.locator("#drafts-others")).to_contain_text("Max Berger: Renamed “Early stopping”")
    assert queries.row(draft, "skills", EARLY).data["name"] == "Stopping early"
    second.get_by_role("button", name="Save to draft").click()
    expect(second.locator(".desk .flash")).to_contain_text("Renamed “Stopping early” to “Halting in time”.")
    first.get_by_role("button", name="Undo").click()
    expect(first.locator(".flash.bad")).to_contain_text("Somebody else worked at this meanwhile")
    first.get_by_role("button", name="Undo").click()
    expect(first.locator(".desk .flash").last).to_contain_text("Undone: Renamed “Stopping early”")
    assert queries.row(draft, "skills", EARLY).data["name"] == "Stopping early"


def test_lines_are_moved_by_mouse_and_by_keyboard(page_of, draft: Draft, max: User) -> None:
    page = page_of(max)
    page.goto(MODERN)
    line = page.locator('.ln[data-key="l2.generalization.dropout"]')
    line.drag_to(page.locator(f'.ln[data-key="{EARLY}"]'))
    expect(page.locator(".desk .flash")).to_contain_text("Moved the skill “Dropout” to “Classical techniques”")
    assert names(draft, "l2.generalization.classical")[-2:] == ["Dropout", "Early stopping"]
    button = page.get_by_role("button", name="Move Dropout up")
    button.focus()
    for place in (1, 0):
        page.keyboard.press("Enter")
        line = page.locator('[id="item-l2.generalization.classical"] > ul > li').nth(place)
        expect(line).to_contain_text("Dropout")
        expect(page.locator(".desk .flash")).to_contain_text("Moved “Dropout” up")
        assert names(draft, "l2.generalization.classical").index("Dropout") == place
        if place:
            expect(button).to_be_focused()


def test_a_skill_is_retired_with_its_successor_and_brought_back_by_undo(page_of, draft: Draft, max: User) -> None:
    page = page_of(max)
    page.goto(f"{TREE}items/skills/l2.generalization.dropout/")
    page.get_by_role("link", name="Retire skill").click()
    page.get_by_label("Continued as").select_option(EARLY)
    page.get_by_role("button", name="Retire", exact=True).click()
    expect(page.locator(".desk .flash")).to_contain_text("Retired the skill “Dropout”, continued as “Early stopping”.")
    expect(page.locator("#drafts-difference")).to_contain_text("Version 2.0.0, because “Dropout” is retired.")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#drafts-difference")).to_contain_text("Nothing differs yet.")


def test_it_works_without_javascript(page_of, draft: Draft, max: User) -> None:
    page = page_of(max, java_script_enabled=False)
    page.goto(TREE)
    page.get_by_role("link", name="Generalization competence", exact=True).click()
    page.get_by_role("link", name="Edit Dropout", exact=True).click()
    rename(page, "Dropping")
    expect(page.locator("#flashes")).to_contain_text("Renamed “Dropout” to “Dropping”.")
    page.get_by_role("link", name="Difference", exact=True).click()
    expect(page.locator("#drafts-difference")).to_contain_text("Version 1.1.1")
    page.get_by_role("button", name="Undo").click()
    assert queries.row(draft, "skills", "l2.generalization.dropout").data["name"] == "Dropout"


@pytest.mark.parametrize(
    "address",
    [
        "/manage/frameworks/",
        "/manage/frameworks/new/",
        MODERN,
        f"{TREE}items/skills/l2.generalization.dropout/",
        f"{TREE}items/rules/l3.rule.one-domain/",
        f"{TREE}items/axes/domain/",
        f"{TREE}history/",
        f"{TREE}difference/",
        f"{TREE}discard/",
    ],
)
def test_pages_of_the_editor_can_be_used_by_everybody(page_of, draft: Draft, max: User, address: str) -> None:
    page = page_of(max, reduced_motion="reduce")
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert axe.wrong(page) == []
