"""Pages of files, proposals and proof: axe-core finds nothing, in the light and in the dark, wide and narrow; none of
them scrolls sideways; everything can be done by keyboard, and no swap loses the focus."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from portfolio.models import Artefact, Dismissal, Evidence, Practitioner
from tests.browser import axe, proofs, work
from tests.browser.test_keyboard import FOCUSED, tab_to
from tests.factories import bad_files

pytestmark = pytest.mark.browser
STUDIO = f"/studio/projects/{proofs.SLUG}"
SLOW = 60_000


@pytest.fixture
def shelf(frameworks: None, ada: User) -> proofs.Shelf:
    """A published project with everything in it."""
    return proofs.project_of(Practitioner.objects.get(user=ada))


@pytest.fixture
def page(open_page: Callable[..., Page], live_server, shelf: proofs.Shelf, ada: User, client_of: Any) -> Page:
    """Ada is signed in, and axe may look."""
    own = open_page(live_server.url, bypass_csp=True, reduced_motion="reduce")
    own.set_default_timeout(SLOW)
    return proofs.signed_in(own, client_of(ada))


def studio_pages(shelf: proofs.Shelf) -> list[str]:
    """Every screen of the studio that files are on, with one form of each kind open."""
    uuid = {name: file.uuid for name, file in shelf.files.items()}
    notebook = shelf.files[proofs.NOTEBOOK]
    linked = Evidence.objects.get(skill__key=proofs.SKILLS[0])
    prospect = f"skill=l1.library.predict&place=notebook:{notebook.uuid}&cell=7&lines=2&statement=Here"
    return [
        f"{STUDIO}/artefacts/", f"{STUDIO}/artefacts/{notebook.uuid}/edit/", f"{STUDIO}/proposals/",
        f"{STUDIO}/artefacts/{notebook.uuid}/remove/", f"{STUDIO}/files/{notebook.uuid}/replace/",
        *(f"{STUDIO}/fills/{uuid[name]}/new/" for name in (proofs.NOTEBOOK, "after.csv", "README.md")),
        f"{STUDIO}/carried/", f"{STUDIO}/evidence/?{prospect}", f"{STUDIO}/evidence/{linked.uuid}/edit/",
        f"{STUDIO}/comparisons/new/?before={uuid['before.csv']}&after={uuid['after.csv']}", f"{STUDIO}/preview/",
    ]  # fmt: skip


def public_pages(shelf: proofs.Shelf) -> list[str]:
    """The project with excerpts, checks and curves, and a file of every kind."""
    return [shelf.project.get_absolute_url(), "/@ada/", *(shelf.page_of(name) for name in proofs.SHOWN)]


def test_pages_of_files_are_sound_and_fit_every_window(page: Page, shelf: proofs.Shelf, open_page, live_server) -> None:
    found = [fault for address in studio_pages(shelf) for fault in wrong(page, address)]
    found += refused(page)
    visitor = open_page(live_server.url, bypass_csp=True, reduced_motion="reduce")
    found += [fault for address in public_pages(shelf) for fault in wrong(visitor, address)]
    visitor.goto(shelf.project.get_absolute_url())
    assert visitor.locator("figure.excerpt .nb-cell").count() >= 7, "the excerpts are not there"
    assert visitor.locator("#comparisons figure.curves svg").count() == 1, "the curves of the comparison are not there"
    assert visitor.locator("#checks .checks > li").count() > 6, "the checks are not there"
    assert found == []


def wrong(page: Page, address: str) -> list[str]:
    answer = page.goto(address)
    assert answer is not None and answer.status == 200, f"{address}: {answer and answer.status}"
    return axe.wrong(page)


def refused(page: Page) -> list[str]:
    """The page while it tells of files that were not taken, and of proposals of which none was chosen."""
    page.goto(f"{STUDIO}/artefacts/")
    sent = [bad_files.BadFile("", name, lambda: b"", "") for name in ("a-very-long-name_" * 9 + ".csv", "b.py")]
    page.get_by_label("Choose files").set_input_files([proofs.payload(one.name, one.content) for one in sent])
    expect(page.locator("upload-zone .total")).to_contain_text("not taken", timeout=SLOW)
    found = axe.wrong(page)
    page.goto(f"{STUDIO}/proposals/")
    page.get_by_role("button", name="Take up what is ticked").click()
    expect(page.get_by_role("alert")).to_be_focused()
    return found + axe.wrong(page)


# ── By keyboard alone ────────────────────────────────────────────────────────────────────────────────────────────────
def test_files_and_proposals_by_keyboard_alone(page: Page, shelf: proofs.Shelf) -> None:
    """Choose files, take up a proposal, put one aside, bring it back, fill something in."""
    page.on("filechooser", lambda _: None)  # so that the browser hands the dialog over before the first key is pressed
    page.goto(f"{STUDIO}/artefacts/")
    tab_to(page, "#files-input")
    with page.expect_file_chooser() as asked:
        page.keyboard.press("Enter")
    asked.value.set_files(
        [proofs.payload("more.py", b"import torch\n"), proofs.payload("no.zip", bad_files.zipped("a"))]
    )
    expect(page.locator("upload-zone .total")).to_contain_text("1 of 2 files in.", timeout=SLOW)
    kept(page)
    tab_to(page, "upload-zone a.btn")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="more.py", exact=True)).to_be_visible(timeout=SLOW)
    tab_to(page, f'a[href="{STUDIO}/proposals/"]')
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What your files speak for")).to_be_visible()
    decide_on_proposals(page)
    fill_in(page, shelf)


def decide_on_proposals(page: Page) -> None:
    """Each answer is swapped in; the focus goes to what it says."""
    tab_to(page, '[name="skill"][value="l1.library.predict"]')
    page.keyboard.press("Space")
    tab_to(page, '[name="only"][aria-label="Take up Use a network to predict"]')
    page.keyboard.press("Enter")
    told(page, "Evidence linked.")
    assert Evidence.objects.filter(skill__key="l1.library.predict").exists()
    aside = page.get_by_role("button", name="Put aside Load images", exact=True)
    tab_to(page, '[aria-label="Put aside Load images"]', 200)
    expect(aside).to_be_focused()
    page.keyboard.press("Enter")
    told(page, "Put aside. You can bring it back below.")
    assert Dismissal.objects.count() == 1
    tab_to(page, "details:not([open]) > summary", 200)
    while "put aside" not in page.evaluate("document.activeElement.textContent"):
        tab_to(page, "details:not([open]) > summary", 200)
    page.keyboard.press("Enter")
    tab_to(page, '[aria-label="Propose Load images again"]')
    page.keyboard.press("Enter")
    told(page, "Proposed again.")
    assert not Dismissal.objects.exists()
    expect(aside).to_be_attached()


def fill_in(page: Page, shelf: proofs.Shelf) -> None:
    """Nothing ticked is told of without losing the place; then one thing is ticked."""
    card = shelf.files["README.md"]
    page.goto(f"{STUDIO}/fills/{card.uuid}/new/")
    tab_to(page, "#fills-send")
    page.keyboard.press("Enter")
    expect(page.locator("#fills-new .err")).to_be_visible()
    kept(page)
    page.reload()
    tab_to(page, '[name="take"][value^="library"]')
    page.keyboard.press("Space")
    tab_to(page, "#fills-send")
    page.keyboard.press("Enter")
    told(page, "Filled in.")
    assert Artefact.objects.get(pk=card.pk).project.libraries.get().name.casefold() == "keras"


def told(page: Page, words: str) -> None:
    """What the answer says has the focus."""
    expect(page.get_by_role("status").filter(has_text=re.compile(f"^{re.escape(words)}$"))).to_be_focused()


def kept(page: Page) -> None:
    """The focus is somewhere on the page, not lost to its body."""
    assert not page.evaluate("document.activeElement === document.body"), page.evaluate(FOCUSED)


def test_every_swap_of_the_evidence_form_keeps_the_focus(page: Page) -> None:
    """Renewing, and letting evidence stop following, answer with what was done."""
    page.goto(f"{STUDIO}/carried/")
    page.locator('[name="choice"]').first.check()
    work.press(page, "Carry over what is ticked", "Evidence carried over.")
    told(page, "Evidence carried over.")
    follower = Evidence.objects.exclude(follows=None).get()
    page.goto(f"{STUDIO}/evidence/{follower.uuid}/edit/")
    work.press(page, "Stop following")
    told(page, "It stands by itself now, and stays linked.")
