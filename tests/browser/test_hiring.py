"""From a job text to an interview: by mouse, by keyboard alone, and on a telephone without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from hiring import tokens
from hiring.actions import teams
from hiring.models import Note
from portfolio.models import Practitioner
from tests.browser import axe
from tests.conftest import PASSWORD
from tests.factories import choosing as chosen
from tests.factories import hiring
from tests.factories import portfolio as made

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
JOB = """Machine-learning engineer, customer retention

You build models that tell who is about to leave. You must have fought overfitting with dropout, and early
stopping is no news to you. Our tables have missing values in every second column. Nice to have: model averaging.
"""
PEOPLE = (
    (
        "Ines Maravall",
        ("l2.generalization.dropout", "l2.generalization.early-stopping", "l1.modeling.impute-missing-values"),
    ),
    ("Tomasz Wierzba", ("l2.generalization.dropout", "l1.modeling.impute-missing-values")),
    ("Camille Oudinet", ("l2.generalization.dropout",)),
)


@dataclass(frozen=True)
class Hand:
    """Somebody at work: with a mouse (or a finger), or with the keyboard and nothing else."""

    page: Page
    keys: bool = False

    def press(self, target: Locator) -> None:
        """Follows a link, presses a button, opens a fold, ticks a box."""
        if not self.keys:
            target.click()
            return
        self.reach(target)
        box = target.evaluate("(one) => one.matches('input[type=checkbox], input[type=radio]')")
        self.page.keyboard.press("Space" if box else "Enter")

    def write(self, target: Locator, text: str) -> None:
        """Types into a box, over what stands there."""
        if not self.keys:
            target.fill(text)
            return
        self.reach(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def reach(self, target: Locator) -> None:
        """Presses Tab until the focus stands there."""
        for _ in range(200):
            if target.evaluate("(one) => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} was not reached by the keyboard")


@pytest.fixture
def people(frameworks: None) -> None:
    """Three people with public work, of whom one shows all, one some, one little of what the text asks for."""
    for name, skills in PEOPLE:
        handle = name.split()[0].lower()
        person = made.practitioner(made.user(name), handle=handle, name=name, visibility="public")
        work = made.project(person, f"Who leaves, by {name}", visibility="public")
        choice = made.decision(work)
        trial = made.comparison(work)
        for number, key in enumerate(skills):
            made.evidence(work, key, trial if "l2." in key else choice, at=made.AT + timedelta(hours=number))


@pytest.fixture
def signed_in(open_page: Open, live_server: Any, people: None, hana: User, client_of: Callable[..., Any]) -> Open:
    """`signed_in(**options of the context)`: a page in which Hana is signed in, on a site with three people."""
    name = django_settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client_of(hana).cookies[name].value, "url": live_server.url}

    def make(**options: Any) -> Page:
        opened = open_page(live_server.url, reduced_motion="reduce", **options)
        opened.context.add_cookies([cookie])
        return opened

    return make


def journey(hand: Hand, check: Callable[[Page], None]) -> None:
    """Paste a job text → brief → matches → compare three → shortlist with a note → interview kit."""
    page = hand.page
    page.goto("/briefs/")
    hand.press(page.get_by_role("main").get_by_role("link", name="Write a brief"))
    hand.write(page.get_by_label("The text of the advertisement"), JOB)
    hand.press(page.get_by_role("button", name="Look for skills"))
    for name in ("Dropout", "Early stopping", "Impute missing values"):
        hand.press(page.get_by_role("checkbox", name=name))
    check(page)
    hand.write(page.get_by_label("Role", exact=True), "Retention engineer")
    hand.press(page.get_by_role("button", name="Make a brief of what is ticked"))
    hand.press(page.get_by_role("link", name="See the people"))

    expect(page.locator("article.match h3")).to_have_text(["Ines Maravall", "Tomasz Wierzba", "Camille Oudinet"])
    check(page)
    for name in ("Ines", "Tomasz", "Camille"):
        hand.press(page.get_by_role("checkbox", name=f"Choose {name}"))
    hand.press(page.get_by_role("button", name="Compare chosen"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Three people, one brief")
    check(page)
    page.go_back()
    hand.press(page.get_by_role("button", name="Add chosen to a shortlist"))
    hand.write(page.get_by_role("main").get_by_role("textbox").first, "To talk to")
    hand.press(page.get_by_role("main").get_by_role("button", name="Add", exact=True))

    expect(page.get_by_role("heading", level=1)).to_have_text("To talk to")
    row = page.locator("li.match").filter(has_text="Ines Maravall")
    hand.press(row.locator("summary", has_text="Add a note"))
    hand.write(row.get_by_label("Note"), "Ask about the gaps.")
    hand.press(row.get_by_role("button", name="Keep note"))
    expect(row).to_contain_text("Ask about the gaps.")
    hand.press(row.get_by_role("button", name="Talk", exact=True))
    expect(row.get_by_role("button", name="Talk", exact=True)).to_have_attribute("aria-pressed", "true")
    check(page)
    hand.press(row.get_by_role("link", name="What to ask"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ines Maravall")
    expect(page.locator("ol.asks > li").first).to_be_visible()
    check(page)
    assert Note.objects.get().text == "Ask about the gaps."


def sound(page: Page) -> None:
    """No page is wider than the window, and axe finds nothing."""
    assert axe.wrong(page) == []


def test_with_a_mouse_and_the_kit_prints_on_two_pages(signed_in: Open) -> None:
    page = signed_in(bypass_csp=True)
    journey(Hand(page), sound)
    assert page.pdf(format="A4").count(b"/Type /Page\n") <= 2


def test_with_the_keyboard_alone(signed_in: Open) -> None:
    journey(Hand(signed_in(), keys=True), lambda page: None)


def test_leaving_a_brief_to_which_something_was_only_added_asks_first(signed_in: Open, hana: User) -> None:
    page, asked = signed_in(), []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    brief = hiring.brief(hana, ("level", "l1", "must"))

    def add() -> None:
        page.goto(f"{brief.get_absolute_url()}edit/")
        page.get_by_label("From the list").select_option(label="Dropout")
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_text("Added: Dropout. Not saved yet.")).to_be_visible()

    add()
    page.get_by_role("link", name="See the people").click()
    expect(page.get_by_role("heading", name="What the work needs")).to_be_visible()
    assert asked == ["beforeunload"]
    add()
    page.get_by_role("button", name="Save brief").click()
    expect(page.get_by_text("Brief saved.")).to_be_visible()
    page.get_by_role("link", name="See the people").click()
    expect(page.get_by_role("heading", name="What the work needs")).to_be_visible()
    assert asked == ["beforeunload"], "nothing is left to lose"


def test_an_invitation_to_a_team_is_taken(signed_in: Open, hana: User, mailoutbox: list[Any]) -> None:
    """The page of a secret address hides it, and its form is taken all the same."""
    lead = made.user("Remi")
    team = hiring.team(lead, name="Grid hiring")
    place = teams.invite(team, email=hana.email, role="member", by=lead, at=timezone.now())
    place.token_hash = tokens.hashed("a-known-secret")
    place.save()
    page = signed_in()
    page.goto("/teams/join/a-known-secret/")
    page.get_by_role("button", name="Join the team").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Grid hiring")
    expect(page.get_by_text("You are in the team Grid hiring.")).to_be_visible()


LONG = "Machine" * 17
HIDDEN = """() => {
  const one = document.activeElement, bar = document.querySelector(".chosen, .send").getBoundingClientRect();
  const box = one.getBoundingClientRect();
  if (one === document.body || one.closest(".chosen, .send")) return "";
  const needed = Math.min(box.height, 48);  // of a large box its first lines, where one begins to write
  return box.top >= bar.bottom || box.top + needed <= bar.top + 1 ? "" : one.outerHTML;
}"""


def test_the_bar_at_the_foot_hides_nothing_that_has_the_focus(signed_in: Open, hana: User) -> None:
    brief = hiring.brief(hana, ("skill", "l2.generalization.dropout", "must"))
    for width in (1280, 390):
        page = signed_in(viewport={"width": width, "height": 640})
        for address in ("", "edit/"):
            page.goto(brief.get_absolute_url() + address)
            hidden = []
            for _ in range(45):
                page.keyboard.press("Tab")
                hidden += [found] if (found := page.evaluate(HIDDEN)) else []
            assert hidden == []


def test_on_a_telephone_the_people_come_soon_and_long_words_stay_within(signed_in: Open, hana: User) -> None:
    asks = [("skill", f"l2.generalization.{key}", "must") for key in ("dropout", "early-stopping", "adding-noise")]
    brief = hiring.brief(hana, *asks, text="We forecast load for two regions. " * 40)
    page = signed_in(viewport={"width": 390, "height": 844})
    page.goto(brief.get_absolute_url())
    first = page.locator("article.match").first.evaluate("(one) => one.getBoundingClientRect().top + scrollY")
    assert first < 1.5 * 844
    brief = hiring.brief(hana, *asks, title=LONG)
    for address in (brief.get_absolute_url(), f"{brief.get_absolute_url()}edit/", f"/explore/?q={LONG[:45]}"):
        page.goto(address)
        page.set_viewport_size({"width": 360, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_a_job_text_is_there_again_after_signing_in_anew(signed_in: Open) -> None:
    page = signed_in()
    page.goto("/briefs/new/")
    page.get_by_label("The text of the advertisement").fill(JOB)
    Session.objects.all().delete()
    page.get_by_role("button", name="Look for skills").click()
    page.wait_for_url("**/accounts/login/**")
    page.get_by_label("E-mail address").fill("hana@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/briefs/new/")
    expect(page.get_by_label("The text of the advertisement")).to_have_value(JOB)
    page.get_by_role("button", name="Look for skills").click()
    expect(page.get_by_role("checkbox", name="Dropout")).to_be_visible()


def test_on_a_telephone_without_javascript(signed_in: Open) -> None:
    page = signed_in(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    journey(Hand(page), lambda page: None)


def test_on_a_list_the_focus_stays_with_whom_the_last_key_was_about(signed_in: Open, hana: User) -> None:
    held = chosen.shortlist(hana, *Practitioner.objects.filter(visibility="public").order_by("pk")[:2])
    page = signed_in()
    page.goto(held.get_absolute_url())
    row = page.locator("li.match").filter(has_text="Ines Maravall")

    def enter() -> None:
        expect(page.locator(".htmx-added, .htmx-settling, .htmx-request")).to_have_count(0)
        page.keyboard.press("Enter")

    def press(button: Locator) -> None:
        button.focus()
        enter()

    press(row.get_by_role("button", name="Move Ines Maravall down"))
    expect(row.get_by_role("button", name="Move Ines Maravall up")).to_be_focused()
    enter()
    expect(row.get_by_role("button", name="Move Ines Maravall down")).to_be_focused()
    press(row.locator("summary", has_text="Add a note"))
    row.get_by_label("Note").fill("Ask about the gaps.")
    press(row.get_by_role("button", name="Keep note"))
    expect(page.get_by_text("Note kept.")).to_be_visible()
    expect(row.locator("summary", has_text="Add a note")).to_be_focused()
    press(row.get_by_role("button", name="Take Ines Maravall off the list"))
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    enter()
    expect(row.get_by_role("heading").get_by_role("link")).to_be_focused()
