"""The interview kit on paper: two pages of A4, with room for notes and four words to tick for each question."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from hiring.pages import veils
from portfolio.models import Practitioner
from tests.browser import axe
from tests.browser.proofs import signed_in
from tests.browser.test_print import CUT_OFF, pages_of
from tests.factories import choosing, disguises
from tests.factories import portfolio as made

pytestmark = pytest.mark.browser
SKILLS = (
    *(
        "l2.learning.batch-size",
        "l2.learning.learning-rate",
        "l2.generalization.dropout",
        "l2.generalization.adding-noise",
    ),
    *("l1.modeling.test-harness", "l1.modeling.compare-models", "l1.modeling.scaling", "l1.modeling.cross-validation"),
)
LONG = "because the second of the two had been measured on other data, and nobody could tell which was the better; "


def wordy(user: User) -> Practitioner:
    """Somebody with four projects whose texts are as long as a kit takes them."""
    person = made.practitioner(user, visibility="public")
    for number in range(4):
        project = made.project(person, f"Project {number}: {LONG}"[:140], visibility="public")
        for place in range(2):
            key = SKILLS[2 * number + place]
            decision = made.decision(
                project, f"{place} {LONG}"[:160], reason=LONG * 3, options=LONG * 3, revisit=LONG * 2
            )
            item = made.evidence(
                project, key, decision if place else made.comparison(project), statement=(LONG * 3)[:300]
            )
            made.verdict(item, by=made.user("Remi"), outcome="partly", grounds=LONG * 4)
        made.result(project, baseline="0.5", best="0.85", metric=f"Balanced accuracy {number}")
    return person


def test_the_longest_kit_prints_on_two_pages_of_a4(
    open_page: Callable[..., Page],
    live_server: LiveServer,
    frameworks: None,
    transactional_db: None,
    client_of: Callable[..., object],
    hana: User,
) -> None:
    person = wordy(made.user("Ida Quist"))
    needs = [("skill", key, "must") for key in SKILLS] + [("skill", "l2.prediction.model-averaging", "must")]
    brief = choosing.brief(hana, *needs, title=LONG[:120])
    page = signed_in(open_page(live_server.url, viewport={"width": 688, "height": 1000}), client_of(hana))
    page.add_init_script("window.print = () => { document.title = 'Printed' }")
    page.goto(f"/briefs/{brief.uuid}/interview/{person.handle}/")
    assert page.locator(".ask").count() == 12
    page.get_by_role("button", name="Print", exact=True).click()
    expect(page).to_have_title("Printed")
    page.emulate_media(media="print")
    assert page.locator(".ask-scale li").count() == 48
    expect(page.locator(".ask-notes").last).to_be_visible()
    expect(page.locator(".kit-switch")).to_be_hidden()
    assert page.evaluate(CUT_OFF) == []
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 2
    assert pages_of(page.pdf(format="A4")) == 2
    page.locator(".ask-why").evaluate_all("all => all.forEach((one) => { one.append(' more'.repeat(200)) })")
    assert pages_of(page.pdf(prefer_css_page_size=True)) > 2, "a kit that is too long would be found"


def test_kits_and_blind_people_are_for_everybody(
    open_page: Callable[..., Page],
    live_server: LiveServer,
    frameworks: None,
    transactional_db: None,
    client_of: Callable[..., object],
    hana: User,
) -> None:
    """Axe finds nothing at any width, and nothing stands out sideways."""
    person = disguises.zelda()
    brief = choosing.brief(hana, ("skill", disguises.DROPOUT, "must"), is_blind=True)
    veil = veils.of(brief.uuid)
    page = signed_in(open_page(live_server.url, reduced_motion="reduce", bypass_csp=True), client_of(hana))
    for address in (veil.href(person.pk), veil.kit(person.pk), brief.get_absolute_url()):
        page.goto(address)
        assert axe.wrong(page) == [], address
