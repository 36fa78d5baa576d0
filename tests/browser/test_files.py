"""Files in a real browser: from a notebook that is dropped in to the very cell that a visitor looks at, with JavaScript
and without; sixty files at once; a lost connection; the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from portfolio.inspection import kinds
from portfolio.models import Artefact, Evidence, FileVersion, Practitioner, Project
from tests.browser import proofs, work
from tests.factories import bad_files, notebooks
from tests.factories import portfolio as made

pytestmark = pytest.mark.browser
TAKEN_UP = {
    # skill: the cell and line that it points at. Dropout stays a claim: it asks for a measured before and after.
    "l1.library.define-model": "cell-4-L1",
    "l1.library.fit-model": "cell-5-L3",
    "l1.library.predict": "cell-7-L2",
    "l1.modeling.prepare-final-model": "cell-8-L1",
    "l3.technique.cv-deep-cnn": "cell-4-L7",
    "l2.generalization.dropout": "cell-4-L11",
}
REFUSED = ("zip", "svg-with-script", "pickle", "elf", "half-pdf", "empty")
STUDIO = f"/studio/projects/{proofs.SLUG}"
SLOW = 60_000


@pytest.fixture
def project(frameworks: None, ada: User) -> Project:
    """Ada's, with a title and nothing in it."""
    return made.project(Practitioner.objects.get(user=ada), proofs.TITLE)


@pytest.fixture
def page(open_page: Callable[..., Page], live_server, project: Project, ada: User, client_of: Any) -> Page:
    """Ada is signed in."""
    return proofs.signed_in(open_page(live_server.url), client_of(ada))


@pytest.fixture
def plain_page(open_page: Callable[..., Page], live_server, project: Project, ada: User, client_of: Any) -> Page:
    """Ada is signed in, without JavaScript."""
    return proofs.signed_in(open_page(live_server.url, java_script_enabled=False), client_of(ada))


def sixty() -> list[tuple[str, bytes]]:
    """Small files of every kind, each with a name of its own."""
    some = [one for one in bad_files.GOOD if one.id != "notebook-3"]  # it has no cells
    good = [(f"{n:02}-{PurePath(one.name).name}", one.content) for n, one in enumerate(some)]
    good.append(("v3.ipynb", notebooks.version_3()))
    tables = [(f"{n:02}-houses.csv", bad_files.CSV + b"70,3,%d\n" % n) for n in range(len(good), 60)]
    return good + tables


def images() -> set[str]:
    """Names of those that are images."""
    return {name for name, content in sixty() if kinds.decide(content, name) == "image"}


# ── Must show 5 ──────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_a_dropped_notebook_to_the_cell_in_one_click(
    scripts: bool, request: pytest.FixtureRequest, open_page: Callable[..., Page], live_server
) -> None:
    own = request.getfixturevalue("page" if scripts else "plain_page")
    own.goto("/@ada/")
    expect(own.get_by_role("heading", name="Nothing is published yet")).to_be_visible()
    follow_to_the_studio(own)
    put_in(own, scripts)
    before = marks(own)
    take_up(own)
    assert marks(own) == {"evidenced": before["evidenced"] + 5, "claimed": before["claimed"] + 1}
    publish(own)
    own.goto("/@ada/")
    expect(own.locator(".lm .sk.evidenced")).to_have_count(5)
    expect(own.locator(".lm .sk.claimed")).to_have_count(1)
    visitor = open_page(live_server.url, java_script_enabled=scripts)
    for skill, place in TAKEN_UP.items():
        one_click_to_the_cell(visitor, skill, place)


def follow_to_the_studio(page: Page) -> None:
    """The empty profile says where to go on."""
    page.get_by_role("link", name="Go to the studio").click()
    page.get_by_role("main").get_by_role("link", name=proofs.TITLE).first.click()
    work.tab(page, "Artefacts")


def put_in(page: Page, scripts: bool) -> None:
    """Drops the notebook on the page, or sends it by the form; then it stands in the list."""
    name, content = proofs.NOTEBOOK, proofs.notebook()
    if scripts:
        proofs.drop(page, {name: content})
    else:
        page.get_by_label("Choose files").set_input_files(proofs.payload(name, content))
        work.press(page, "Add files", f"{name} is in: notebook.")
    row = page.locator("article.part", has=page.get_by_role("link", name=name, exact=True))
    expect(row.get_by_text("Notebook", exact=True)).to_be_visible(timeout=SLOW)


def marks(page: Page) -> dict[str, int]:
    """How many marks of each strength are on the map beside the evidence in the studio."""
    page.goto(f"{STUDIO}/evidence/")
    return {state: page.locator(f"#evidence-preview .mm .cell.{state}").count() for state in ("evidenced", "claimed")}


def take_up(page: Page) -> None:
    """Looks at what the file speaks for, ticks six skills and takes them up."""
    work.tab(page, "Artefacts")
    page.get_by_role("link", name="See which skills your files speak for").click()
    expect(page.get_by_role("heading", name="What your files speak for")).to_be_visible()
    expect(page.locator("#offer-l2generalizationdropout")).to_contain_text("a measured before and after")
    for skill in TAKEN_UP:
        page.locator(f'[name="skill"][value="{skill}"]').check()
    work.press(page, "Take up what is ticked", "6 pieces of evidence linked. 5 of them evidenced.")
    assert set(Evidence.objects.values_list("skill__key", flat=True)) == set(TAKEN_UP)
    assert page.locator('[name="skill"]').count() > 0, "the other proposals are still there"
    expect(page.locator('[name="skill"][value="l1.library.predict"]')).to_have_count(0)


def publish(page: Page) -> None:
    """A page needs a text; then both the project and the profile are shown."""
    page.goto(f"{STUDIO}/sections/new/")
    work.fill(page, {"title": "What was asked", "body": "How far does a small network get?"})
    work.press(page, "Add section", "Section added.")
    page.goto(f"{STUDIO}/publish/")
    page.get_by_role("radio", name="Public").check()
    work.press(page, "Publish", "Published.")


def one_click_to_the_cell(page: Page, skill: str, place: str) -> None:
    """From the map to the cell beside the claim, and from there to the cell in the whole notebook."""
    cell, _, line = place.removeprefix("cell-").partition("-L")
    page.goto("/@ada/")
    page.locator(f'.lm .sk[data-k="{skill}"] a').click()
    page.wait_for_url(re.compile(r"#evidence-"))
    excerpt = page.locator("article:target figure.excerpt")
    expect(excerpt.locator(".nb-cell")).to_be_in_viewport()
    meant = excerpt.locator(".ln.meant")
    expect(meant).to_be_in_viewport()
    expect(meant.locator(f'a[data-n="{line}"]')).to_have_count(1)
    words = meant.inner_text().strip()
    excerpt.get_by_role("link", name=f"cell {cell}", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=proofs.NOTEBOOK)).to_be_attached()
    expect(page.locator(f"#cell-{cell}:target")).to_be_in_viewport()
    page.go_back()
    excerpt.locator("figcaption a").click()
    expect(page.locator(f"#{place}:target")).to_be_in_viewport()
    assert page.locator(f"#{place}").inner_text().strip() == words


# ── Must show 4 ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_sixty_files_in_one_drop_each_with_its_line(page: Page) -> None:
    """Every kind that is taken and six that are not, in one choice; every one of them is told of."""
    bad = [one for one in bad_files.BAD if one.id in REFUSED]
    sent = [*sixty(), *((f"bad-{one.name}", one.content) for one in bad)]
    page.goto(f"{STUDIO}/artefacts/")
    page.get_by_label("Choose files").set_input_files([proofs.payload(*one) for one in sent])
    zone = page.locator("upload-zone")
    expect(zone.locator("progress:visible").first).to_be_visible()
    expect(zone.get_by_text(re.compile(r"^[1-9]\d* of 66 files in$"))).to_be_visible(timeout=SLOW)
    expect(zone.locator(".total")).to_have_text(
        "60 of 66 files in. 6 files not taken, with the reason beside the name.", timeout=5 * SLOW
    )
    assert zone.locator(".taken").count() == 60 and zone.locator(".refused").count() == 6
    told = zone.locator(".taken .words").all_inner_texts()
    assert all(" is in: " in words or " is in, an image." in words for words in told), told
    for one in bad:
        said = zone.locator(".refused", has_text=f"bad-{one.name}").inner_text()
        assert any(sentence.replace("although it is named ", "") in said for sentence in said_of(one)), said
    all_of_them_are_in([name for name, _ in sent[:60]])
    zone.get_by_role("link", name="Show the files").click()
    expect(page.locator("section[aria-labelledby=files-head] article.part")).to_have_count(60 - len(images()))
    expect(page.locator("section[aria-labelledby=images-head] article.part")).to_have_count(len(images()))


def said_of(bad: bad_files.BadFile) -> list[str]:
    """What the person is told of it: one of these, each up to where its name is said."""
    return [sentence.partition(", although")[0] for sentence in bad.sentence.split("|")]


def titled(name: str) -> str:
    """An image is called by its name without the ending, other files by the whole of it."""
    return PurePath(name).stem if name in images() else name


def all_of_them_are_in(names: list[str]) -> None:
    stored = set(FileVersion.objects.values_list("file_name", flat=True))
    assert stored == set(names) - images()
    assert Artefact.objects.filter(kind="image").count() == len(images())
    assert Artefact.objects.count() == len(names)


def test_without_javascript_sixty_files_come_in_one_request(plain_page: Page) -> None:
    good, bad = sixty(), next(one for one in bad_files.BAD if one.id == "zip")
    plain_page.goto(f"{STUDIO}/artefacts/")
    box = plain_page.get_by_label("Choose files")
    box.set_input_files([proofs.payload(*one) for one in [*good, (bad.name, bad.content)]])
    plain_page.set_default_timeout(5 * SLOW)
    plain_page.get_by_role("button", name="Add files").click()
    told = plain_page.get_by_role("alert")
    expect(told).to_contain_text(f"Not added: {bad.name}. This is a zip archive.", timeout=5 * SLOW)
    told.get_by_text("60 files are in").click()
    said = told.locator("li").all_inner_texts()
    assert [words.partition(" is in")[0] for words in said] == [titled(name) for name, _ in good]
    all_of_them_are_in([name for name, _ in good])


def test_after_a_lost_connection_the_rest_is_sent_again(page: Page) -> None:
    names = [f"step_{n:02}.py" for n in range(12)]
    page.goto(f"{STUDIO}/artefacts/")
    files = [proofs.payload(name, f"import keras\nprint({name!r})\n".encode()) for name in names]
    page.get_by_label("Choose files").set_input_files(files)
    zone = page.locator("upload-zone")
    expect(zone.locator(".taken").nth(2)).to_be_visible(timeout=SLOW)
    page.context.set_offline(True)
    expect(zone.locator(".total")).to_contain_text("could not be sent.", timeout=SLOW)
    lost = zone.locator(".unsent").count()
    assert 0 < lost <= 9 and zone.locator(".taken").count() == 12 - lost and zone.locator(".refused").count() == 0
    expect(zone.locator(".unsent .words").first).to_have_text("The connection was lost.")
    assert page.url.endswith("/artefacts/"), "it stays on the page until all are in"
    page.context.set_offline(False)
    page.watch.complaints.clear()  # type: ignore[attr-defined]
    zone.get_by_role("button", name=re.compile(rf"^Send {lost} files? again$")).click()
    expect(page.locator("section[aria-labelledby=files-head] article.part")).to_have_count(12, timeout=SLOW)
    assert sorted(FileVersion.objects.values_list("file_name", flat=True)) == names


def test_the_page_shows_that_it_takes_what_is_dragged_over_it(page: Page) -> None:
    page.goto(f"{STUDIO}/artefacts/")
    zone, drop = page.locator("upload-zone"), page.locator(".drop")
    edge = drop.evaluate("one => getComputedStyle(one).borderTopColor")
    proofs.drag(page, "dragover", text="only words")
    expect(zone).not_to_have_class(re.compile("over"))
    proofs.drag(page, "dragover")
    expect(zone).to_have_class(re.compile("over"))
    assert drop.evaluate("one => getComputedStyle(one).borderTopColor") != edge
    proofs.drag(page, "dragleave")
    expect(zone).not_to_have_class(re.compile("over"))
    assert drop.evaluate("one => getComputedStyle(one).borderTopColor") == edge
