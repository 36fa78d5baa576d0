"""R-RL-03: what two tabs write is never lost silently; nor is what is typed after the session has ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from portfolio.models import Practitioner, Project
from tests.conftest import PASSWORD
from tests.factories import portfolio as made

pytestmark = pytest.mark.browser
CONFLICT = "Somebody else, or you in another tab, saved this first"
MODES = pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])


@pytest.fixture
def project(frameworks: None, ada: User) -> Project:
    return made.project(Practitioner.objects.get(user=ada), "Churn in a telecom table")


@pytest.fixture
def tabs(
    open_page: Callable[..., Page], live_server, client_of: Callable[..., Any]
) -> Callable[..., tuple[Page, Page]]:
    """`tabs(user, scripts)`: two tabs of one browser in which the user is signed in."""

    def open_two(user: User, scripts: bool) -> tuple[Page, Page]:
        first = open_page(live_server.url, java_script_enabled=scripts)
        sign_in(first.context, live_server.url, client_of(user))
        return first, first.context.new_page()

    return open_two


def sign_in(context: BrowserContext, site: str, client: Any) -> None:
    name = django_settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


def save(page: Page, button: str, status: int) -> None:
    """Presses a button and checks what the site answers to what it sends."""
    with page.expect_response(lambda response: response.request.method == "POST") as caught:
        page.get_by_role("button", name=button, exact=True).click()
    assert caught.value.status == status, caught.value.status


def saved(page: Page, button: str) -> None:
    """The same for a form that is taken: it says so."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("status").filter(has_text="saved").first).to_be_visible()


def both_stand_side_by_side(page: Page, mine: str, theirs: str) -> None:
    """The notice with both texts, and one's own still in the form."""
    expect(page.get_by_role("heading", name=CONFLICT)).to_be_visible()
    told = page.locator(".conflict .told").all_inner_texts()
    assert any(mine in text for text in told) and any(theirs in text for text in told), told


@MODES
def test_r_rl_03_a_section(tabs, ada: User, project: Project, scripts: bool) -> None:
    section = made.section(project, "Preparation", "as it was")
    first, second = tabs(ada, scripts)
    address = f"/studio/projects/{project.slug}/sections/{section.uuid}/edit/"
    for page in (first, second):
        page.goto(address)
        expect(page.locator('[name="body"]')).to_have_value("as it was")
    first.locator('[name="body"]').fill("of the first tab")
    saved(first, "Save section")
    second.locator('[name="body"]').fill("of the second tab")
    save(second, "Save section", 409)
    both_stand_side_by_side(second, "of the second tab", "of the first tab")
    expect(second.locator('[name="body"]')).to_have_value("of the second tab")
    section.refresh_from_db()
    assert section.body == "of the first tab"
    saved(second, "Save mine instead")
    section.refresh_from_db()
    assert section.body == "of the second tab"


@MODES
def test_r_rl_03_a_result_with_its_references(tabs, ada: User, project: Project, scripts: bool) -> None:
    result = made.result(project, "0.843", baseline="0.5", note="as it was")
    first, second = tabs(ada, scripts)
    address = f"/studio/projects/{project.slug}/results/{result.uuid}/edit/"
    for page in (first, second):
        page.goto(address)
    first.locator('[name="value"]').fill("0.850")
    first.locator('[name="ref-0-value"]').fill("0.55")
    saved(first, "Save result")
    second.locator('[name="value"]').fill("0.860")
    second.locator('[name="ref-1-value"]').fill("0.91")
    save(second, "Save result", 409)
    both_stand_side_by_side(second, "0.860", "0.850")
    both_stand_side_by_side(second, "Value: 0.91", "Value: 0.55")  # the lines of both tabs, before one gives way
    expect(second.locator('[name="ref-1-value"]')).to_have_value("0.91")
    result.refresh_from_db()
    assert str(result.value) == "0.850" and [str(r.value) for r in result.references.all()] == ["0.55"]
    saved(second, "Save mine instead")
    result.refresh_from_db()
    assert str(result.value) == "0.860" and {str(r.value) for r in result.references.all()} == {"0.5", "0.91"}


@MODES
def test_r_rl_03_the_profile(tabs, ada: User, project: Project, scripts: bool) -> None:
    first, second = tabs(ada, scripts)
    for page in (first, second):
        page.goto("/studio/profile/edit/")
    first.locator('[name="headline"]').fill("of the first tab")
    first.locator('[name="background-0-text"]').fill("Typed in the first tab")
    saved(first, "Save profile")
    second.locator('[name="headline"]').fill("of the second tab")
    second.locator('[name="background-0-text"]').fill("Typed in the second tab")
    save(second, "Save profile", 409)
    both_stand_side_by_side(second, "of the second tab", "of the first tab")
    both_stand_side_by_side(second, "Typed in the second tab", "Typed in the first tab")
    expect(second.locator('[name="background-0-text"]')).to_have_value("Typed in the second tab")
    assert Practitioner.objects.get().headline == "of the first tab"
    saved(second, "Save mine instead")
    person = Practitioner.objects.get()
    assert person.headline == "of the second tab" and person.background.get().text == "Typed in the second tab"


def sign_in_by_hand(page: Page) -> None:
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()


LONG = "a long text,\ntyped after the session had ended"


def test_a_session_that_ended_while_typing_leads_to_sign_in_and_back(tabs, ada: User, project: Project) -> None:
    """With htmx: nothing is half saved, the person is asked to sign in, is told why, and comes back to the same form,
    which says that it is not saved yet."""
    section = made.section(project, "Preparation", "as it was")
    page, _ = tabs(ada, True)
    address = f"/studio/projects/{project.slug}/sections/{section.uuid}/edit/"
    page.goto(address)
    page.locator('[name="body"]').fill(LONG)
    Session.objects.all().delete()
    page.get_by_role("button", name="Save section").click()
    page.wait_for_url("**/accounts/login/**")
    expect(page.get_by_text("What you typed is kept in this tab")).to_be_visible()
    section.refresh_from_db()
    assert section.body == "as it was" and section.revision == 1
    sign_in_by_hand(page)
    page.wait_for_url(f"**{address}")
    expect(page.locator('[name="body"]')).to_have_value(LONG)
    expect(page.get_by_text("Restored, not saved yet")).to_be_visible()
    page.get_by_role("button", name="Drop it").click()
    expect(page.get_by_text("Restored, not saved yet")).to_have_count(0)
    expect(page.locator('[name="body"]')).to_have_value("as it was")


def test_who_was_not_sent_to_sign_in_is_told_nothing_about_text(tabs, ada: User, project: Project) -> None:
    page, _ = tabs(ada, True)
    Session.objects.all().delete()
    page.goto(f"/studio/projects/{project.slug}/sections/")
    expect(page.get_by_text("What you typed is kept")).to_be_hidden()


def test_a_session_that_ended_without_javascript_gives_the_text_back(tabs, ada: User, project: Project) -> None:
    """The text stands on the page, signing in happens in a new tab, and then it is sent; one press more for the token
    that signing in has renewed."""
    section = made.section(project, "Preparation", "as it was")
    page, _ = tabs(ada, False)
    page.goto(f"/studio/projects/{project.slug}/sections/{section.uuid}/edit/")
    page.locator('[name="body"]').fill(LONG)
    Session.objects.all().delete()
    page.get_by_role("button", name="Save section").click()
    expect(page.get_by_role("heading", name="Signed out, not saved yet")).to_be_visible()
    expect(page.locator("pre.told").filter(has_text="a long text")).to_have_text(LONG, use_inner_text=True)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    sign_in_by_hand(opened.value)
    opened.value.wait_for_url("**/dashboard/**")
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_role("heading", name="Not saved yet")).to_be_visible()
    page.get_by_role("button", name="Send it again").click()
    page.wait_for_url("**/sections/")
    section.refresh_from_db()
    assert section.body == LONG
    page.watch.complaints.clear()  # type: ignore[attr-defined]
