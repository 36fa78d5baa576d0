"""The studio when things go differently: back and forward, no network, files that are no pictures, leaving unsaved."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, expect

from accounts.models import User
from portfolio.models import Artefact, Practitioner, Project
from tests.browser import proofs, work
from tests.factories import portfolio as made

pytestmark = pytest.mark.browser


@pytest.fixture
def project(frameworks: None, ada: User) -> Project:
    return made.project(Practitioner.objects.get(user=ada), "Churn in a telecom table")


@pytest.fixture
def page(open_page: Callable[..., Page], live_server, ada: User, client_of: Callable[..., Any]) -> Page:
    """Ada is signed in."""
    opened = open_page(live_server.url)
    name = django_settings.SESSION_COOKIE_NAME
    cookie = client_of(ada).cookies[name].value
    opened.context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])
    return opened


def test_back_and_forward_lead_through_the_forms(page: Page, project: Project) -> None:
    section = made.section(project, "Preparation", "as it was")
    page.goto(f"/studio/projects/{project.slug}/sections/")
    page.get_by_role("link", name="Edit Preparation").click()
    expect(page.locator('[name="body"]')).to_have_value("as it was")
    assert page.url.endswith(f"/sections/{section.uuid}/edit/")
    page.go_back()
    expect(page.locator('[name="body"]')).to_have_count(0)
    expect(page.get_by_role("heading", name="Preparation")).to_be_visible()
    expect(page.locator("header.site-head")).to_have_count(1)
    page.go_forward()
    expect(page.locator('[name="body"]')).to_have_value("as it was")
    page.reload()
    expect(page.locator('[name="body"]')).to_have_value("as it was")
    page.get_by_role("link", name="Cancel").click()
    expect(page.locator('[name="body"]')).to_have_count(0)


def test_without_an_answer_the_text_stays_and_is_saved_later(page: Page, project: Project) -> None:
    page.goto(f"/studio/projects/{project.slug}/sections/new/")
    work.fill(page, {"title": "Typed in a tunnel", "body": "A long text."})
    page.context.set_offline(True)
    page.get_by_role("button", name="Add section").click()
    expect(page.locator("#flashes")).to_contain_text("What you typed is still here")
    expect(page.locator('[name="body"]')).to_have_value("A long text.")
    page.context.set_offline(False)
    page.watch.complaints.clear()  # type: ignore[attr-defined]
    work.press(page, "Add section", "Section added.")
    assert project.sections.get(title="Typed in a tunnel").body == "A long text."


def test_leaving_with_unsaved_text_asks_first(page: Page, project: Project) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    page.goto(f"/studio/projects/{project.slug}/sections/new/")
    page.locator('[name="body"]').press_sequentially("half a thought")
    page.goto(f"/studio/projects/{project.slug}/edit/")
    assert asked == ["beforeunload"]
    page.goto(f"/studio/projects/{project.slug}/results/")
    assert asked == ["beforeunload"]


def test_a_text_that_is_too_long_is_counted_kept_and_refused(page: Page, project: Project) -> None:
    page.goto(f"/studio/projects/{project.slug}/edit/")
    box, long = page.locator('[name="summary"]'), "x" * 598 + "🙂!"
    box.fill("")
    page.keyboard.insert_text(long)
    expect(page.get_by_text("600 of 400 characters: 200 over.")).to_be_visible()
    page.get_by_role("button", name="Save overview").click()
    expect(page.get_by_text("At most 400 characters; this has 600.")).to_be_visible()
    expect(box).to_have_value(long)
    expect(box).to_be_focused()


def test_a_new_title_stands_on_the_tab_and_a_new_message_takes_the_place_of_the_old(
    page: Page, project: Project
) -> None:
    page.goto("/studio/projects/new/")
    work.fill(page, {"title": "Noise out of speech"})
    page.get_by_role("button", name="Start project").click()
    expect(page.locator("#flashes")).to_contain_text("Project started.")
    expect(page).to_have_title("Noise out of speech: edit · Threefold")
    work.fill(page, {"title": "Less noise", "address": "Less noise"})
    expect(page.get_by_text("/@ada/less-noise/")).to_be_visible()
    work.press(page, "Save overview", "Overview saved.")
    expect(page).to_have_title("Less noise: edit · Threefold")
    expect(page).to_have_url(re.compile("/studio/projects/less-noise/edit/$"))
    expect(page.get_by_text("Project started.")).to_have_count(0)
    page.get_by_text("Seeds", exact=False).first.click()
    work.fill(page, {"seeds": "1 to 5"})


def test_the_address_of_a_profile_follows_the_typing(
    open_page: Callable[..., Page], live_server, hana: User, client_of: Callable[..., Any]
) -> None:
    page = proofs.signed_in(open_page(live_server.url), client_of(hana))
    page.goto("/studio/profile/new/")
    page.get_by_label("Your address").fill("Noor van Dijk")
    expect(page.get_by_text("/@noor-van-dijk/")).to_be_visible()


def test_what_is_no_picture_is_refused_in_the_form_with_its_words_kept(page: Page, project: Project) -> None:
    page.goto(f"/studio/projects/{project.slug}/artefacts/upload/")
    words = {"image-0-alt": "Both losses by epoch", "image-0-caption": "Five seeds"}
    work.fill(page, words)
    page.locator('[name="image-0-file"]').set_input_files(
        {"name": "curves.png", "mimeType": "image/png", "buffer": b"<svg onload=alert(1)>"}
    )
    page.get_by_role("button", name="Add images").click()
    expect(page.get_by_role("alert")).to_contain_text("Image 1, curves.png: not added.")
    for name, value in words.items():
        expect(page.locator(f'[name="{name}"]')).to_have_value(value)
    assert not Artefact.objects.exists()
    page.locator('[name="image-0-file"]').set_input_files(
        {"name": "curves.png", "mimeType": "image/png", "buffer": work.png()}
    )
    work.press(page, "Add images", "Image added.")
    image = page.get_by_role("img", name="Both losses by epoch")
    assert image.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0


def test_a_file_that_is_too_large_says_so(page: Page, project: Project) -> None:
    page.goto(f"/studio/projects/{project.slug}/artefacts/upload/")
    work.fill(page, {"image-0-alt": "Far too much"})
    page.locator('[name="image-0-file"]').set_input_files(
        {"name": "huge.png", "mimeType": "image/png", "buffer": work.png() + bytes(11 * 1024 * 1024)}
    )
    page.get_by_role("button", name="Add images").click()
    said = page.locator("#flashes .flash, [role=alert]").first
    expect(said).to_contain_text("large")
    expect(page.locator('[name="image-0-alt"]')).to_have_value("Far too much")
    page.watch.complaints.clear()  # type: ignore[attr-defined]


def test_a_skill_is_found_by_other_words_and_nothing_found_is_said(page: Page, project: Project) -> None:
    page.goto(f"/studio/projects/{project.slug}/evidence/")
    box, none = page.get_by_label("Find a skill"), page.locator("#skills .none")
    box.press_sequentially("EfficientNet")
    expect(page.locator("#skills .opt:visible")).to_have_text(["Specific vision architectures, not shown"])
    expect(box).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="1 skill found")).to_be_attached()
    box.fill("qwxz")
    expect(none).to_have_text("No skill with these words. Try fewer, or another framework.")
    expect(none).to_be_visible()
    box.fill("dropout")
    expect(none).to_be_hidden()
    expect(page.locator("#skills .opt:visible")).to_have_text(["Dropout, not shown"])
    page.goto(f"/studio/projects/{project.slug}/evidence/?q=efficientnet")
    expect(page.locator("#skills .opt:visible")).to_have_text(["Specific vision architectures, not shown"])
    box.fill("")
    expect(page.locator("#skills details")).not_to_have_count(0)
    expect(none).to_be_hidden()


def test_looking_first_brings_the_answer_into_sight(page: Page, project: Project) -> None:
    made.section(project, "Preparation", "text")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"/studio/projects/{project.slug}/evidence/?q=dropout")
    page.get_by_role("radio", name="Dropout").check()
    page.get_by_role("link", name="What counts, and how it will read").click()
    expect(page.locator("#evidence-preview").get_by_text("A reviewer looks for")).to_be_in_viewport()
    page.get_by_role("checkbox", name="Preparation").check()
    page.get_by_role("button", name="Look first").click()
    expect(page.locator("#evidence-preview code", has_text="Section “Preparation”")).to_be_in_viewport()
    expect(page.get_by_role("checkbox", name="Preparation")).to_be_checked()


def test_order_is_changed_in_place_and_the_focus_stays(page: Page, project: Project) -> None:
    for choice in ("First", "Second", "Third"):
        made.decision(project, choice)
    page.goto(f"/studio/projects/{project.slug}/decisions/")
    page.get_by_role("button", name="Move Third up").press("Enter")
    expect(page.locator("article.part h3")).to_have_text(["First", "Third", "Second"])
    assert page.evaluate("document.querySelector('.desk').contains(document.activeElement)"), "the focus is lost"
    page.get_by_role("link", name="Remove First").click()
    expect(page.get_by_role("heading", name="Remove the decision “First”?")).to_be_focused()
    work.press(page, "Remove", "Decision removed.")
    expect(page.locator("article.part h3")).to_have_text(["Third", "Second"])
