"""R-XSS-01, R-XSS-03, R-XSS-09: whatever a person writes stays text, with the policy and without it.

Without the policy nothing but escaping and the sanitiser stand between a text and the page, so that is the harder test.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page

from tests.browser import axe, hostile

pytestmark = pytest.mark.browser
ATOM = frozenset("feed entry title subtitle id link updated published summary author name uri category".split())


@pytest.fixture
def world(frameworks: None, make_user: Callable[..., Any]) -> hostile.World:
    return hostile.world(make_user("mallory", name=hostile.PAYLOADS[0][:120], affiliation=hostile.PAYLOADS[1]))


def test_r_xss_01_no_payload_fires_on_any_page(
    world: hostile.World, open_page: Callable[..., Page], live_server, client_of: Callable[..., Any], settings: Any
) -> None:
    go_round(open_page(live_server.url), world, client_of, every=150, lists=2)
    settings.CONTENT_SECURITY_POLICY = None
    narrow = {"width": 390, "height": 800}
    seen = go_round(open_page(live_server.url, viewport=narrow), world, client_of, every=24, lists=9)
    assert seen > 40_000


def go_round(page: Page, world: hostile.World, client_of: Callable[..., Any], *, every: int, lists: int) -> int:
    """All kinds of pages, as a visitor and as the person herself; says how many elements were provoked.

    Of the people and projects that are named by payloads, one in `every` is opened; nine `lists` show them all.
    """
    fired = hostile.listen(page)
    seen = sum(look(page, address, fired) for address in public_pages(world, every, lists))
    the_feed_is_text(page, world)
    page.goto(f"/@{world.handle}/{world.slugs[1]}/")
    assert page.inner_text("main").count("alert(") > 200, "the texts are not there at all"
    sign_in(page, client_of(world.mallory))
    seen += sum(look(page, address, fired) for address in studio_pages(world, every // 3))
    previews_while_typing(page, world, fired)
    return seen


def look(page: Page, address: str, fired: list[str]) -> int:
    """Opens one page and does everything to everything on it; says how many elements it has.

    Nor do words without an end make the page wider than its window.
    """
    answer = page.goto(address)
    assert answer is not None and answer.status == 200, f"{address}: {answer and answer.status}"
    assert axe.sideways(page) == [], address
    seen = hostile.provoke(page)
    assert fired == [], address
    assert page.watch.faults == {}, address  # type: ignore[attr-defined]
    return seen


def public_pages(world: hostile.World, every: int, lists: int) -> list[str]:
    some = world.others[::every]
    return [
        "/", f"/@{world.handle}/", *(f"/@{world.handle}/{slug}/" for slug in world.slugs),
        *(f"/@{handle}/" for handle in some), *(f"/@{handle}/work/" for handle in some),
        *pages_of("/explore/", lists), *pages_of("/explore/projects/", lists),
        "/explore/?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/explore/projects/?q=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E&library=%22%3E%3Csvg%20onload=alert(1)%3E",
        "/frameworks/three-levels/skills/l1.library.define-model/",
        "/accounts/login/?next=javascript:alert(1)", "/accounts/signup/?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    ]  # fmt: skip


def pages_of(address: str, count: int) -> list[str]:
    return [f"{address}?page={number}" for number in range(1, count + 1)]


def studio_pages(world: hostile.World, every: int) -> list[str]:
    tabs = "sections datasets results comparisons decisions artefacts evidence contributors".split()
    pages = ["/dashboard/", "/studio/projects/", "/studio/projects/new/", "/accounts/"]
    pages += [f"/studio/profile/{name}/" for name in ("edit", "feature", "visibility")]
    for slug in world.slugs[::every]:
        base = f"/studio/projects/{slug}"
        pages += [f"{base}/{tab}/" for tab in tabs]
        pages += [f"{base}/{name}/" for name in ("edit", "preview", "publish", "withdraw", "remove")]
        pages += [f"{base}/{tab}/new/" for tab in tabs]
        pages += [f"{base}/artefacts/upload/", f"{base}/evidence/?q=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E"]
    return pages


def sign_in(page: Page, client: Any) -> None:
    name = django_settings.SESSION_COOKIE_NAME
    site = page.watch.own  # type: ignore[attr-defined]
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


def previews_while_typing(page: Page, world: hostile.World, fired: list[str]) -> None:
    """The live preview of a text: its HTML comes by a request and is put into the page."""
    for start in range(0, len(hostile.PAYLOADS), 40):
        page.goto(f"/studio/projects/{world.slugs[0]}/sections/new/")
        page.get_by_role("button", name="Preview", exact=True).click()
        page.locator('[name="body"]').fill("\n\n".join([*hostile.PAYLOADS[start : start + 40], "and so it ends"]))
        page.locator(".md-out").get_by_text("and so it ends").first.wait_for()
        hostile.provoke(page)
        assert fired == []


def the_feed_is_text(page: Page, world: hostile.World) -> None:
    """No element but those of Atom, so nothing that a reader could take for markup."""
    answer = page.request.get(f"/@{world.handle}/feed.atom")
    assert answer.status == 200 and answer.headers["content-type"].startswith("application/atom+xml")
    names = {element.tag.partition("}")[2] for element in ElementTree.fromstring(answer.body()).iter()}
    assert names <= ATOM and "entry" in names


def test_r_xss_01_control_the_payloads_fire_where_nothing_guards(loose_page: Page) -> None:
    """If they did not, the tests above would prove nothing. Other hosts are asked for as well (R-XSS-03)."""
    fired = hostile.listen(loose_page)
    body = hostile.raw(hostile.PAYLOADS)
    loose_page.route("**/raw/", lambda route: route.fulfill(body=body, content_type="text/html"))
    loose_page.route("https://**", lambda route: route.abort())
    loose_page.goto("/raw/")
    hostile.provoke(loose_page)
    loose_page.wait_for_timeout(1500)
    which = {told.split(" at ")[0] for told in fired}
    assert len(which) >= 90, sorted(which)
    assert len(loose_page.watch.foreign) >= 8  # type: ignore[attr-defined]
