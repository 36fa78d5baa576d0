"""Where a visitor goes: the head and the tabs on a phone, and links into what is folded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
STUDIO = "/studio/projects/churn-on-mixed-tabular-data"
ROWS = """(selector) => new Set([...document.querySelectorAll(selector)]
  .map((one) => Math.round((one.getBoundingClientRect().top + one.getBoundingClientRect().bottom) / 20))).size"""
IN_VIEW = """(one) => one.getBoundingClientRect().left >= one.parentElement.getBoundingClientRect().left &&
  one.getBoundingClientRect().right <= one.parentElement.getBoundingClientRect().right"""


def has_no_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [390, 320])
def test_the_head_has_two_rows_and_the_tabs_have_one(
    open_page: Callable[..., Page], demo: str, sign_in_to_demo: Any, width: int, scripts: bool
) -> None:
    phone = {"viewport": {"width": width, "height": 800}, "java_script_enabled": scripts}
    visitor, ada = open_page(demo, **phone), open_page(demo, **phone, storage_state=sign_in_to_demo("ada"))
    visitor.goto("/@ada/")
    for name in ("Sign up", "Sign in"):
        expect(visitor.locator(".site-head").get_by_role("link", name=name, exact=True)).to_be_in_viewport(ratio=1)
    ada.goto(f"{STUDIO}/comparisons/")
    for page in (visitor, ada):
        assert page.evaluate(ROWS, ".brand, .site-nav, .theme, .enter, .menu") <= 2
        assert page.locator(".site-head").bounding_box()["height"] < 90  # type: ignore[index]
        assert has_no_sideways(page)
    assert ada.evaluate(ROWS, "main nav.tabs a") == 1
    assert ada.locator("main nav.tabs a").first.bounding_box()["height"] >= 24  # type: ignore[index]
    if scripts:
        assert ada.locator("main nav.tabs [aria-current]").evaluate(IN_VIEW), "the row begins where one is"


def test_the_last_tab_is_reached_by_keyboard(open_page: Callable[..., Page], demo: str, sign_in_to_demo: Any) -> None:
    page = open_page(demo, viewport={"width": 390, "height": 800}, storage_state=sign_in_to_demo("ada"))
    page.goto(f"{STUDIO}/edit/")
    tabs = page.locator("main nav.tabs a")
    tabs.first.focus()
    for _ in range(tabs.count() - 1):
        page.keyboard.press("Tab")
    expect(tabs.last).to_be_focused()
    assert tabs.last.evaluate(IN_VIEW)
    assert has_no_sideways(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_mark_of_the_map_opens_its_piece_and_no_other(
    open_page: Callable[..., Page], demo: str, scripts: bool
) -> None:
    page = open_page(demo, java_script_enabled=scripts)
    page.goto("/@ada/")
    page.locator('.lm .sk[data-k="l1.library.network-type-choice"] a').click()
    page.wait_for_url("**/churn-on-mixed-tabular-data/#evidence-*")
    expect(page.locator("details.proof")).to_have_count(18)
    expect(page.locator("details.proof[open]")).to_have_count(1)
    piece = page.locator("details.proof[open]")
    expect(piece.locator("summary").first).to_be_in_viewport(ratio=1)
    expect(piece.get_by_text("Why a perceptron and not something larger")).to_be_in_viewport()
    piece.get_by_role("link", name="What this skill means").click()
    page.wait_for_url("**/skills/**")
    page.go_back()
    expect(page.get_by_text("Why a perceptron and not something larger").last).to_be_visible()
    if scripts:
        page.locator("details.proof[open] > summary").click()
        expect(page.locator("details.proof[open]")).to_have_count(0)


def test_on_paper_every_piece_stands_open(open_page: Callable[..., Page], demo: str) -> None:
    page = open_page(demo)
    page.goto("/@ada/churn-on-mixed-tabular-data/")
    words = page.get_by_text("Why a perceptron and not something larger").last
    expect(words).to_be_hidden()
    page.emulate_media(media="print")
    expect(words).to_be_visible()


def test_a_page_wide_enough_has_the_head_in_one_row(open_page: Callable[..., Page], demo: str) -> None:
    page = open_page(demo)
    page.goto("/")
    assert page.evaluate(ROWS, ".brand, .site-nav, .theme, .enter") == 1
