"""axe-core finds nothing on any page, in the light and in the dark, wide and narrow; and no page scrolls sideways."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import axe

pytestmark = pytest.mark.browser
SKILLS = "/frameworks/three-levels/skills"
PUBLIC = (
    "/", "/about/proof/", "/about/privacy/", "/nowhere/", "/explore/", "/explore/?q=nobody-at-all",
    "/explore/?strength=verified&level=2", "/explore/projects/", "/frameworks/", "/frameworks/three-levels/",
    "/frameworks/field-guide/", "/frameworks/global-competencies/", "/frameworks/ml-progress-checklist/",
    "/compare/?people=ada,tomas,ingrid", "/compare/?people=ada",
    "/frameworks/three-levels/editions/1.1.0/", f"{SKILLS}/l2.generalization.dropout/",
    f"{SKILLS}/l1.modeling.end-to-end/",
    "/@ada/", "/@jonas/", "/@gustavo/", "/@marta/", "/@meilin/", "/@chidi/", "/@ada/?framework=ml-progress-checklist",
    "/@ada/taming-overfitting-on-500-x-rays/", "/@ada/power-demand-thirty-six-hours-ahead/",
    "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/password/reset/done/",
    "/accounts/confirm-email/", "/accounts/confirm-email/used-before/", "/accounts/password/reset/key/1-cut-off/",
    "/accounts/inactive/",
)  # fmt: skip
TABS = ("sections", "datasets", "results", "comparisons", "decisions", "contributors", "artefacts", "evidence")
STUDIO = (
    "/dashboard/", "/dashboard/?framework=field-guide", "/studio/projects/", "/studio/projects/new/",
    "/studio/profile/edit/", "/studio/profile/feature/", "/studio/profile/visibility/", "/studio/checklists/",
    "/nowhere/",
)  # fmt: skip
ACCOUNT = (
    "/accounts/", "/accounts/edit/", "/accounts/email/", "/accounts/password/change/", "/accounts/2fa/",
    "/accounts/2fa/totp/activate/", "/accounts/delete/", "/accounts/logout/",
    "/accounts/reauthenticate/",
)  # fmt: skip


@pytest.fixture
def wide_and_narrow(
    open_page: Callable[..., Page], demo: str, sign_in_to_demo: Callable[[str], Any]
) -> Callable[[str, Iterable[str]], list[str]]:
    """`wide_and_narrow(handle, addresses)`: everything that is wrong with these pages, as this person sees them."""

    def look(handle: str, addresses: Iterable[str]) -> list[str]:
        state = sign_in_to_demo(handle) if handle else None
        options = {"bypass_csp": True, "reduced_motion": "reduce", "storage_state": state}
        page = open_page(demo, **options)
        return [fault for address in addresses for fault in faults_of(page, address)]

    return look


def faults_of(page: Page, address: str) -> Iterator[str]:
    answer = page.goto(address)
    assert answer is not None and answer.status in {200, 404}, f"{address}: {answer and answer.status}"
    yield from axe.wrong(page)


def test_control_what_is_wrong_is_found(open_page, demo: str) -> None:
    page = open_page(demo, bypass_csp=True)
    page.goto("/about/proof/")
    page.evaluate("""() => { document.querySelector("main").innerHTML =
        "<img src='/favicon.ico'><p style='color:#999;background:#aaa;width:2000px'>hardly to be seen</p>"
        + "<style>@media (min-width: 400px) { .telephone { display: none } }</style>"
        + "<p class='telephone' style='color:#999;background:#aaa'>nor this</p>" }""")
    rules = " ".join(axe.wrong(page))
    assert re.search(r" at 390: light: color-contrast: \.telephone", rules)
    assert "image-alt" in rules and "light: color-contrast" in rules and "dark: color-contrast" in rules
    assert "the page is" in rules


def test_public_pages(wide_and_narrow) -> None:
    assert wide_and_narrow("", PUBLIC) == []


def test_pages_of_the_studio(wide_and_narrow, open_page, demo: str, sign_in_to_demo) -> None:
    page = open_page(demo, storage_state=sign_in_to_demo("ada"))
    assert wide_and_narrow("ada", [*STUDIO, *addresses_of_a_project(page)]) == []


def addresses_of_a_project(page: Page) -> list[str]:
    """Every page of one project: its tabs, and on each of them one form of every kind."""
    page.goto("/studio/projects/")
    first = page.locator("main table a").first.get_attribute("href")
    assert first
    base = first.removesuffix("sections/")
    found = [f"{base}{name}/" for name in ("edit", "preview", "publish", "withdraw", "remove", "artefacts/upload")]
    for tab in TABS:
        page.goto(f"{base}{tab}/")
        found += [f"{base}{tab}/", f"{base}{tab}/new/"]
        for act in ("edit", "remove"):
            links = page.locator(f'main a[href$="/{act}/"][href*="/{tab}/"]')
            found += [str(links.first.get_attribute("href"))] if links.count() else []
    return found


def test_pages_of_the_account(wide_and_narrow) -> None:
    assert wide_and_narrow("hana", ACCOUNT) == []


def test_pages_of_somebody_who_has_nothing_yet(wide_and_narrow) -> None:
    assert wide_and_narrow("sam", ["/dashboard/", "/studio/profile/new/", "/studio/projects/", "/@ada/"]) == []


def test_the_style_guide(wide_and_narrow) -> None:
    assert wide_and_narrow("max", ["/styleguide/"]) == []
