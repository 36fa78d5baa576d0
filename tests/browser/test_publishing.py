"""Publishing in a real browser: who is touched, before; the old edition and retired skills, after; two at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Permission
from playwright.sync_api import Page, expect

from accounts.models import User
from competence.actions import drafts
from portfolio.models import Practitioner
from tests.browser import axe
from tests.factories import portfolio as made
from tests.factories import retired

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
SPLIT, LOAD, RULE = "s1.basics.split", "s1.basics.load", "s1.rule.basics"
EDITOR = "/manage/frameworks/small/"


@pytest.fixture
def as_(open_page: Open, live_server: Any, no_frameworks: None, client_of: Callable[..., Any]) -> Callable[..., Page]:
    """`as_(user, **options of the context)`: a page in which the user is signed in, with one small framework."""
    retired.first()
    name = django_settings.SESSION_COOKIE_NAME

    def make(user: User, **options: Any) -> Page:
        opened = open_page(live_server.url, **options)
        cookie = {"name": name, "value": client_of(user).cookies[name].value, "url": live_server.url}
        opened.context.add_cookies([cookie])
        return opened

    return make


def shows(of: Practitioner, *keys: str) -> None:
    project = made.project(of, "Splitting", visibility="public")
    for key in keys:
        made.evidence(project, key, made.link(project, key[-4:]), lines="1-9")


def test_a_rule_is_changed_people_are_seen_and_the_old_edition_stays(
    as_: Callable[..., Page], ada: User, max: User
) -> None:
    page = as_(max, bypass_csp=True)
    shows(made.practitioner(of=ada, visibility="public"), SPLIT)
    page.goto("/manage/frameworks/")
    page.locator(f"form[action='{EDITOR}begin/'] button").click()
    expect(page).to_have_url(re.compile(f"{EDITOR}$"))
    page.goto(f"{EDITOR}items/rules/{RULE}/")
    page.locator("[name=at_least]").fill("2")
    page.get_by_role("button", name="See whom it touches").click()
    effect = page.locator("#effects-new")
    expect(effect).to_contain_text("1 of 1 person would lose Stage 1. Ada Lindqvist")
    expect(page.locator("[name=at_least]")).to_have_value("2")
    page.get_by_role("button", name="Save to draft").click()
    expect(page.locator(".flash[role=status]")).to_be_visible()

    page.goto(EDITOR)
    page.get_by_role("link", name="Review and publish").click()
    expect(page.locator("#publications-impact")).to_contain_text("1 of 1 person would lose Stage 1.")
    expect(page.locator("#publications-impact").get_by_role("link", name="Ada Lindqvist").first).to_be_visible()
    assert axe.faults(page, dark=False) == []
    page.get_by_role("button", name="Publish edition 2.0.0").click()
    expect(page.get_by_label("Note")).to_be_focused()
    page.get_by_label("Note").fill("Both basics are asked for.")
    page.get_by_role("button", name="Publish edition 2.0.0").click()
    expect(page.locator("#flashes")).to_contain_text("Edition 2.0.0 is published.")

    page.goto("/frameworks/small/editions/1.0.0/")
    expect(page.locator("#frameworks-notice")).to_contain_text("The current edition is 2.0.0")
    expect(page.locator("main")).to_contain_text("One of the two basics.")
    page.get_by_role("link", name="what has changed since").click()
    expect(page.locator("main")).to_contain_text("Both basics are asked for.")
    expect(page.locator("main ins")).to_have_text("2")


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_skill_is_retired_and_its_evidence_goes_on(
    as_: Callable[..., Page], ada: User, max: User, scripts: bool
) -> None:
    page = as_(max, java_script_enabled=scripts)
    shows(made.practitioner(of=ada, visibility="public"), LOAD)
    drafts.open_current("small", by=max, at=made.AT)
    page.goto(f"{EDITOR}items/skills/{LOAD}/retire/")
    page.locator("select[name=successor]").select_option(SPLIT)
    page.get_by_role("button", name="Retire", exact=True).click()
    expect(page.get_by_text("Retired the skill “Load data”").first).to_be_visible()
    page.goto(f"{EDITOR}publish/")
    expect(page.locator("#publications-impact")).to_contain_text("Retired, continued as “Split data”")
    expect(page.locator("#publications-impact")).to_contain_text("1 piece of 1 person")
    page.get_by_label("Note").fill("Loading goes on as splitting.")
    page.get_by_role("button", name="Publish edition").click()
    expect(page.locator("main")).to_contain_text("retired")

    hers = as_(ada, java_script_enabled=scripts)
    hers.goto("/dashboard/?framework=small")
    hers.get_by_role("link", name="Splitting", exact=True).first.click()
    expect(hers.get_by_role("heading", name="Splitting")).to_be_visible()
    hers.goto("/studio/projects/splitting/evidence/")
    expect(hers.locator("#evidence-index")).to_contain_text("Retired in edition 2.0.0, continued as Split data.")
    hers.get_by_role("button", name="Move it to “Split data”").click()
    expect(hers.locator("#evidence-index")).not_to_contain_text("Retired in edition")
    hers.goto(f"/frameworks/small/skills/{LOAD}/")
    expect(hers.locator("main")).to_contain_text("Retired in edition 2.0.0, continued as Split data.")


def test_two_admins_at_once_see_both_texts_and_nobody_publishes_unseen(
    as_: Callable[..., Page], ada: User, max: User
) -> None:
    first = as_(max)
    ada.user_permissions.add(Permission.objects.get(codename="change_edition"))
    second = as_(ada)
    drafts.open_current("small", by=max, at=made.AT)
    for page in (first, second):
        page.goto(f"{EDITOR}items/skills/{LOAD}/")
    second.locator("[name=can_do]").fill("Can load data from a bucket.")
    second.get_by_role("button", name="Save to draft").click()
    expect(second.locator(".flash[role=status]")).to_be_visible()
    publish = as_(max)
    publish.goto(f"{EDITOR}publish/")

    first.locator("[name=can_do]").fill("Can load data from a disk.")
    with first.expect_response(lambda response: response.request.method == "POST") as caught:
        first.get_by_role("button", name="Save to draft").click()
    assert caught.value.status == 409
    conflict = first.locator(".conflict")
    expect(conflict).to_contain_text("Can load data from a disk.")
    expect(conflict).to_contain_text("Can load data from a bucket.")
    first.get_by_role("button", name="Save to draft").click()
    expect(first.locator(".flash[role=status]")).to_be_visible()

    publish.get_by_label("Note").fill("Other words.")
    with publish.expect_response(lambda response: response.request.method == "POST") as caught:
        publish.get_by_role("button", name="Publish edition").click()
    assert caught.value.status == 409
    expect(publish.get_by_role("alert")).to_contain_text("The draft was changed since you opened this page")
    expect(publish.locator("main")).to_contain_text("disk.")
    publish.get_by_role("button", name="Publish edition").click()
    expect(publish.locator("#flashes")).to_contain_text("Edition 1.0.1 is published.")
