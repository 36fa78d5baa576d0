"""On paper: a profile is a two-page CV, with what a reader on paper needs and without what only works on a screen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import proofs
from tests.factories import portfolio as made

pytestmark = pytest.mark.browser
MARGIN = {"top": "0", "right": "0", "bottom": "0", "left": "0"}


CUT_OFF = """() => [...document.querySelectorAll("pre, code, img, table, .nb-cell, .nb-out, .scroll, svg")]
  .filter((one) => one.checkVisibility() && !one.closest(".vh"))
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1 ||
    (one.matches("pre, .scroll") && one.scrollWidth > one.clientWidth + 1))
  .map((one) => `${one.tagName} ${one.className} ${one.scrollWidth} in ${one.clientWidth}`)
"""


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF of Chromium has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def test_the_profile_is_two_pages_of_a4(open_page: Callable[..., Page], demo: str) -> None:
    page = open_page(demo)
    page.goto("/@ada/")
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 2
    assert pages_of(page.pdf(format="A4")) == 2


def test_people_beside_each_other_are_printed_across(open_page: Callable[..., Page], demo: str) -> None:
    """Three and five people on A4, landscape, each in a column of their own, without what only works on a screen."""
    page = open_page(demo)
    for people, most in (("ada,tomas,ingrid", 2), ("ada,tomas,ingrid,meilin,marta", 3)):
        page.goto(f"/compare/?people={people}")
        pdf = page.pdf(prefer_css_page_size=True)
        assert pages_of(pdf) <= most
        assert {float(w) > float(h) for w, h in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)} == {True}
    page.emulate_media(media="print")
    expect(page.get_by_role("columnheader", name="Ada Lindqvist")).to_be_visible()
    expect(page.get_by_text("Take out").first).to_be_hidden()


def test_every_profile_of_the_demo_world_stays_short(open_page: Callable[..., Page], demo: str) -> None:
    page = open_page(demo)
    for handle in ("tomas", "meilin", "jonas", "gustavo", "nadia", "marta"):
        page.goto(f"/@{handle}/")
        assert pages_of(page.pdf(prefer_css_page_size=True)) <= 3, handle


def test_paper_has_the_words_and_not_the_buttons(open_page: Callable[..., Page], demo: str) -> None:
    page = open_page(demo, color_scheme="dark")
    page.goto("/@ada/")
    page.emulate_media(media="print")
    for seen in ("h1", ".shape", ".lm", "#gaps", "#background"):
        expect(page.locator(seen).first).to_be_visible()
    for hidden in (".site-nav", ".theme", ".skip"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.get_by_text("The live map, with a link to every piece of proof")).to_be_visible()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}, "paper is white, in the dark as well"


def test_a_project_prints_whole(open_page: Callable[..., Page], demo: str) -> None:
    """What is folded up on the screen is no loss: the text of every step is there, and nothing is cut off."""
    page = open_page(demo, viewport={"width": 720, "height": 1000})
    page.goto("/@ada/churn-on-mixed-tabular-data/")
    page.emulate_media(media="print")
    assert page.locator("section.step .prose").count() > 3
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert 2 <= pages_of(page.pdf(prefer_css_page_size=True)) <= 12


def test_a_notebook_and_its_excerpts_print_within_the_margins(
    open_page: Callable[..., Page], live_server, frameworks: None, transactional_db: None
) -> None:
    """Long lines are broken, pictures are as wide as the paper at most, and nothing is scrolled out of sight."""
    shelf = proofs.project_of(made.practitioner(handle="ada"))
    page = open_page(live_server.url, viewport={"width": 720, "height": 1000}, color_scheme="dark")
    page.emulate_media(media="print")
    for address in (shelf.page_of(proofs.NOTEBOOK), shelf.page_of("train.py"), shelf.project.get_absolute_url()):
        page.goto(address)
        assert page.locator(".nb-src").count() > 0
        assert page.evaluate(CUT_OFF) == [], address
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        for hidden in (".site-nav", ".nb-outline", ".btn"):
            assert not any(one.is_visible() for one in page.locator(hidden).all()), hidden
        expect(page.get_by_text(f"{shelf.project.get_absolute_url()}").last).to_be_visible()
        assert 1 <= pages_of(page.pdf(prefer_css_page_size=True)) <= 12
    page.locator(".nb-src").evaluate_all("all => all.forEach((one) => { one.style.whiteSpace = 'pre' })")
    assert page.evaluate(CUT_OFF) != [], "a line that is not broken would not be found"
