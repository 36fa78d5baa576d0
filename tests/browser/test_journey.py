"""The main journey, with and without JavaScript: from sign-up to a published project, and out of sight again."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from tests.browser import work

pytestmark = pytest.mark.browser
PASSPHRASE = "nine green kettles in a row"
PROFILE = "/@vera/"
PROJECT = f"/@vera/{work.SLUG}/"
SKILLS = "/frameworks/three-levels/skills"
MEDIA = re.compile(r"/media/[0-9a-f-]{36}/\d+\.webp")


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def vera(request: pytest.FixtureRequest, open_page: Callable[..., Page], live_server, frameworks: None) -> Page:
    """The browser of somebody who has never been here."""
    return open_page(live_server.url, java_script_enabled=request.param)


@pytest.fixture
def anybody(open_page: Callable[..., Page], live_server) -> Page:
    """A visitor in another browser, who is not signed in."""
    return open_page(live_server.url)


def test_from_sign_up_to_a_published_project_and_back(vera: Page, anybody: Page) -> None:
    """Must show 2 and, at its end, R-AZ-07: what is withdrawn is gone with the next request."""
    sign_up(vera)
    write_profile(vera)
    work.write(vera)
    everybody_sees_nothing(anybody)
    before = traces(anybody)
    preview_and_publish(vera)
    image = profile_and_project_stand(anybody)
    it_is_found(anybody)
    machines_read_it(anybody)
    withdraw(vera)
    everybody_sees_nothing(anybody)
    assert seen(anybody, image) == 404
    hide_profile(vera)
    assert traces(anybody) == before
    publish(vera)
    assert seen(anybody, image) == 200
    hide_profile(vera)
    assert traces(anybody) == before
    assert seen(anybody, image) == 404


# ── What Vera does ───────────────────────────────────────────────────────────────────────────────────────────────────
def sign_up(page: Page) -> None:
    """From the first page over the mail to the first question."""
    page.goto("/")
    page.get_by_role("link", name="Publish a project").click()
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("E-mail address").fill("vera@example.org")
    page.get_by_label("Password").fill(PASSPHRASE)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Check your mail")).to_be_visible()
    link = re.search(r"https?://\S+/confirm-email/\S+", mail.outbox[-1].body)
    assert link and mail.outbox[-1].to == ["vera@example.org"]
    page.goto(urlsplit(link.group()).path)
    page.get_by_role("button", name="Confirm address").click()
    page.wait_for_url(lambda url: "confirm-email" not in url)


def write_profile(page: Page) -> None:
    """Name and address, then what stands beside them."""
    page.goto("/studio/")
    expect(page.get_by_role("heading", name="Your place")).to_be_visible()
    work.fill(page, {"name": "Vera Sandoval", "handle": "vera"})
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="New project")).to_be_visible()
    page.goto("/studio/profile/edit/")
    work.fill(page, {
        "headline": "Churn and credit, small tables", "location": "Valencia", "open_to": "part-time work",
        "about": "I measure before I tune.", "link-0-label": "Code", "link-0-url": "https://github.com/vera-example",
        "background-0-period": "2019 to now", "background-0-text": "Analyst at a telecom",
    })  # fmt: skip
    work.press(page, "Save profile", "saved")


def preview_and_publish(page: Page) -> None:
    """What a visitor will see, then the choice."""
    page.goto(f"{work.STUDIO}/preview/")
    expect(page.get_by_text("Only you see this preview.")).to_be_visible()
    the_write_up_is_there(page)
    publish(page)
    expect(page.get_by_role("heading", level=1, name=work.TITLE)).to_be_visible()


def publish(page: Page) -> None:
    """With the profile, when that is still private."""
    page.goto(f"{work.STUDIO}/publish/")
    page.get_by_role("radio", name="Public").check()
    work.press(page, "Publish", "Published.")


def withdraw(page: Page) -> None:
    """Everything is kept; nobody else sees it."""
    page.goto(f"{work.STUDIO}/sections/")
    page.get_by_role("link", name="Withdraw").click()
    work.press(page, "Withdraw", "Withdrawn.")


def hide_profile(page: Page) -> None:
    """Nobody sees anything of hers, whatever was chosen for each project."""
    page.goto("/studio/profile/visibility/")
    page.get_by_role("radio", name="Private").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).not_to_be_empty()


# ── What everybody sees ──────────────────────────────────────────────────────────────────────────────────────────────
def the_write_up_is_there(page: Page) -> None:
    """Mathematics, code, table, figures, decision, image, code link: all that was typed stands on the page."""
    main = page.get_by_role("main")
    expect(main.locator("math").first).to_be_attached()
    expect(main.locator("pre", has_text="StandardScaler().fit(train)")).to_be_visible()
    expect(main.locator("table", has_text="tenure").get_by_role("cell", name="median")).to_be_visible()
    for text in ("0.840", "0.500", "0.862", "always the majority", "Kaggle, first place", "Dropout 0.3", "0.812"):
        expect(main.get_by_text(text).first).to_be_attached()
    for text in ("F1 on the minority class instead of accuracy", "A missed leaver costs ten calls.", "One telecom"):
        expect(main.get_by_text(text).first).to_be_visible()
    expect(main.get_by_role("link", name="train.py").first).to_have_attribute("href", re.compile(work.COMMIT))
    image = main.get_by_role("img", name="Both losses by epoch").first
    image.scroll_into_view_if_needed()
    expect(image).to_be_visible()


def profile_and_project_stand(page: Page) -> str:
    """The profile with its map and shape, the project with everything in it. Returns the address of the image."""
    assert status(page, PROFILE) == 200
    expect(page.get_by_role("heading", level=1, name="Vera Sandoval")).to_be_visible()
    shape = page.locator(".shape").first.inner_text()
    assert "Level 1" in shape and "Level 2" in shape
    for key, state in (
        ("l2.generalization.dropout", "evidenced"),
        ("l1.modeling.target-binary", "evidenced"),
        ("l1.library.fit-model", "evidenced"),
        ("l1.modeling.scaling", "claimed"),
        ("l2.generalization.diagnose-overfitting", "claimed"),
    ):
        mark = page.locator(f'.lm .sk[data-k="{key}"]')
        expect(mark).to_have_class(re.compile(rf"\b{state}\b"))
        expect(mark).to_have_text(re.compile(state))
    expect(page.locator('.lm .sk[data-k="l1.library.predict"]')).to_have_class(re.compile(r"\bgap\b"))
    expect(page.get_by_text("Churn and credit, small tables").first).to_be_visible()
    expect(page.get_by_text("Analyst at a telecom")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name=work.TITLE).first.click()
    page.wait_for_url(f"**{PROJECT}*")
    the_write_up_is_there(page)
    for skill in re.compile("dropout", re.IGNORECASE), re.compile("binary", re.IGNORECASE):
        expect(page.locator("#evidence summary").filter(has_text=skill).first).to_be_visible()
    found = MEDIA.search(page.content())
    assert found and seen(page, found.group()) == 200
    return found.group()


def it_is_found(page: Page) -> None:
    """On the page of the skill, among people and projects, by words, skill, level, strength and library."""
    for address in (
        f"{SKILLS}/l2.generalization.dropout/", "/explore/", "/explore/?q=telecom", "/explore/?q=vera",
        "/explore/?skill=l2.generalization.dropout", "/explore/?library=keras", "/",
    ):  # fmt: skip
        assert "Vera Sandoval" in text_of(page, address), address
    for address in ("/explore/projects/", "/explore/projects/?q=churn", "/explore/projects/?library=keras"):
        assert work.TITLE in text_of(page, address), address
    assert "Vera Sandoval" not in text_of(page, "/explore/?q=radiology")


def machines_read_it(page: Page) -> None:
    """Feed, site map, card, JSON-LD."""
    request = page.request
    assert PROJECT in request.get("/sitemap.xml").text() and PROFILE in request.get("/sitemap.xml").text()
    assert work.TITLE in request.get(f"{PROFILE}feed.atom").text()
    card = request.get(f"{PROFILE}card.png")
    assert card.status == 200 and card.headers["content-type"] == "image/png"
    page.goto(PROFILE)
    assert "Vera Sandoval" in page.locator('script[type="application/ld+json"]').inner_text()


# ── What nobody sees ─────────────────────────────────────────────────────────────────────────────────────────────────
def everybody_sees_nothing(page: Page) -> None:
    """R-AZ-07: no page, no image, no word, no count of it anywhere."""
    assert status(page, PROJECT) == status(page, "/@vera/never-there/") == 404
    for address in (
        "/", "/explore/", "/explore/?q=telecom", "/explore/projects/", "/explore/projects/?q=churn", "/sitemap.xml",
        "/explore/projects/?library=keras", f"{SKILLS}/l2.generalization.dropout/",
        f"{SKILLS}/l1.modeling.target-binary/", "/frameworks/three-levels/",
    ):  # fmt: skip
        answer = page.request.get(address).text()
        assert work.TITLE not in answer and work.SLUG not in answer, address
    for address in (PROFILE, f"{PROFILE}feed.atom"):
        answer = page.request.get(address)
        assert work.TITLE not in answer.text() and "Dropout 0.3" not in answer.text(), address
    if page.request.get(PROFILE).status == 200:
        assert page.goto(PROFILE)
        expect(page.locator(".lm .sk.evidenced, .lm .sk.claimed")).to_have_count(0)
    shown = text_of(page, "/explore/projects/?q=churn")
    assert re.search(r"\bNo project|\bNothing|\bno project|\b0 projects", shown), shown


def traces(page: Page) -> dict[str, str]:
    """All that a visitor could learn from: every list, count, facet and machine-readable page, word for word."""
    lists = ["/", "/explore/", "/explore/projects/", "/frameworks/", "/frameworks/three-levels/"]
    found = {address: text_of(page, address) for address in [*lists, *(f"{SKILLS}/{e[1]}/" for e in work.EVIDENCE)]}
    found |= {address: page.request.get(address).text() for address in ("/sitemap.xml", "/explore/?q=keras")}
    gone = (PROFILE, PROJECT, f"{PROFILE}feed.atom", f"{PROFILE}card.png")
    return found | {address: str(page.request.get(address).status) for address in gone}


def status(page: Page, address: str) -> int:
    """What the site answers."""
    answer = page.goto(address)
    assert answer is not None
    return answer.status


def seen(page: Page, image: str) -> int:
    """What this browser, with all that it keeps, gets for a picture: 200 or 404."""
    page.goto("/about/proof/")
    return int(page.evaluate("address => fetch(address).then((answer) => answer.status)", image))


def text_of(page: Page, address: str) -> str:
    """The words of the main part of a page."""
    assert status(page, address) == 200
    return page.get_by_role("main").inner_text()
