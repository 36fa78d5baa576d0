"""Everything by keyboard alone: the skip link, the menus, the picker of skills; and where one stands is always seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, expect

from accounts.models import User
from portfolio.models import Evidence, Practitioner
from tests.factories import portfolio as made

pytestmark = pytest.mark.browser
FOCUSED = "() => document.activeElement?.outerHTML.slice(0, 120) ?? ''"
SEEN = """() => {
  const one = document.activeElement;
  const shown = one.matches(".vh") ? one.labels?.[0] ?? one.nextElementSibling : one;
  const style = getComputedStyle(shown), box = shown.getBoundingClientRect();
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const within = box.width > 0 && box.height > 0 && box.top < innerHeight && box.bottom > 0;
  if (ring && within) return "";
  return `${one.outerHTML.slice(0, 140)}: ring ${style.outlineStyle} ${style.outlineWidth}, box ` +
    [box.left, box.top, box.width, box.height].map(Math.round).join(" ");
}"""


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Presses Tab until the focus stands on `selector`."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} was not reached; the focus stands on {page.evaluate(FOCUSED)}")


@pytest.mark.parametrize(
    "handle, address",
    [
        ("", "/"),
        ("", "/@ada/"),
        ("", "/explore/"),
        ("", "/frameworks/three-levels/"),
        ("", "/accounts/login/"),
        ("ada", "/dashboard/"),
        ("ada", "/studio/projects/churn-on-mixed-tabular-data/edit/"),
        ("ada", "/studio/projects/churn-on-mixed-tabular-data/evidence/"),
        ("ada", "/accounts/"),
    ],
)
def test_every_stop_of_the_tab_key_is_seen(
    open_page: Callable[..., Page], demo: str, sign_in_to_demo: Any, handle: str, address: str
) -> None:
    """A ring of two pixels or more, inside the window; and the page lets the focus go again."""
    page = open_page(demo, reduced_motion="reduce", storage_state=sign_in_to_demo(handle) if handle else None)
    page.goto(address)
    unseen, stops = [], 0
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        stops += 1
        unseen += [found] if (found := page.evaluate(SEEN)) else []
    assert unseen == []
    assert stops > 10


def test_the_skip_link_comes_first_and_leads_to_the_text(open_page: Callable[..., Page], demo: str) -> None:
    page = open_page(demo)
    page.goto("/@ada/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_opens_walks_and_closes(open_page: Callable[..., Page], demo: str, sign_in_to_demo: Any) -> None:
    page = open_page(demo, storage_state=sign_in_to_demo("ada"))
    page.goto("/dashboard/")
    menu = page.locator("details.menu")
    tab_to(page, "details.menu summary")
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Your profile")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    for name in ("Your profile", "Messages", "Snapshots", "Account"):
        page.keyboard.press("Tab")
        expect(menu.get_by_role("link", name=name)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/")


def test_the_colour_theme_is_chosen_by_arrow_and_kept(open_page: Callable[..., Page], demo: str) -> None:
    page = open_page(demo, color_scheme="light")
    page.goto("/")
    tab_to(page, '[name="theme"]')
    page.keyboard.press("ArrowRight")
    expect(page.locator("#theme-dark")).to_be_checked()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto("/explore/")
    expect(page.locator("#theme-dark")).to_be_checked()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    tab_to(page, '[name="theme"]')
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#theme-auto")).to_be_checked()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark


def test_evidence_is_linked_by_keyboard_alone(
    open_page: Callable[..., Page], live_server, frameworks: None, ada: User, client_of: Callable[..., Any]
) -> None:
    """Type words, arrow down to the skill, tick the place, say what to look at, send."""
    project = made.project(Practitioner.objects.get(user=ada))
    comparison = made.comparison(project)
    page = open_page(live_server.url)
    name = django_settings.SESSION_COOKIE_NAME
    cookie = client_of(ada).cookies[name].value
    page.context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])
    page.goto(f"/studio/projects/{project.slug}/evidence/")
    tab_to(page, "#q")
    page.keyboard.type("dropout")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator('[name="skill"]:checked')).to_have_value("l2.generalization.dropout")
    expect(page.locator("#evidence-preview")).to_contain_text("A reviewer looks for")
    tab_to(page, f'[name="places"][value="comparison:{comparison.uuid}"]')
    page.keyboard.press("Space")
    tab_to(page, '[name="statement"]')
    page.keyboard.type("The two curves before and after.")
    tab_to(page, "form#ev .btn:not(.quiet)")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Evidence linked. It is evidenced.").first).to_be_visible()
    piece = Evidence.objects.get()
    assert piece.skill.key == "l2.generalization.dropout" and piece.pointers.get().comparison == comparison
    assert page.evaluate("document.activeElement.matches('.flash')"), "the focus is lost after saving"
