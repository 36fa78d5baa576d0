"""R-XSS-05: a hostile notebook, uploaded through the site, does nothing on any page that shows a part of it.

With the content-security policy, and with the policy taken away, when nothing but the renderer stands between the
notebook and the page. What the notebook could do is shown by the control.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from competence.models import Skill
from portfolio.actions import evidence, portfolios, projects
from portfolio.models import Artefact, Pointer, Practitioner, Project
from tests.browser import axe, hostile, proofs
from tests.factories import notebooks
from tests.factories import portfolio as made

pytestmark = pytest.mark.browser
NAME = '"><img src=x onerror=alert(1)>.ipynb'
STUDIO = "/studio/projects/attack"
SLOW = 60_000


@pytest.fixture
def project(frameworks: None, ada: User) -> Project:
    return made.project(Practitioner.objects.get(user=ada), "Attack")


@pytest.fixture(params=[False, True], ids=["with the policy", "without it"])
def page(
    request: pytest.FixtureRequest, open_page: Callable[..., Page], live_server, ada: User, client_of: Any
) -> Page:
    own = open_page(live_server.url, bypass_csp=request.param)
    own.set_default_timeout(SLOW)
    return proofs.signed_in(own, client_of(ada))


def test_r_xss_05_nothing_of_a_hostile_notebook_acts(page: Page, project: Project) -> None:
    """Nothing fires, no other host is asked, the policy has nothing to stop: `page.watch` holds all of it."""
    fired = hostile.listen(page)
    page.goto(f"{STUDIO}/artefacts/")
    page.get_by_label("Choose files").set_input_files(proofs.payload(NAME, notebooks.hostile()))
    expect(page.locator("article.part .tag", has_text="Notebook")).to_be_visible(timeout=SLOW)
    file = Artefact.objects.get()
    cells = point_at_every_cell(project, file)
    attacks = {address: look(page, address, fired) for address in addresses(project, file)}
    whole, beside = f"/@ada/attack/files/{file.name}/", "/@ada/attack/"
    assert attacks[whole] > 30, "the texts are not there at all"
    assert attacks[beside] > 20 and page_has(page, beside, "figure.excerpt .nb-cell") == cells
    assert attacks[f"{STUDIO}/artefacts/"] > 0


def point_at_every_cell(project: Project, file: Artefact) -> int:
    """Evidence at each cell, so that every one of them stands as an excerpt on the project's page, for everybody."""
    person, version = project.practitioner, file.versions.get()
    skills = Skill.objects.filter(framework__key="three-levels", retired_at=None).order_by("key")
    cells = list(version.cells.order_by("number"))
    with portfolios.batch(person, at=made.AT):
        for skill, cell in zip(skills, cells, strict=False):
            pointer = Pointer(kind="notebook", artefact=file, version=version, cell=cell)
            evidence.link(
                project, skill=skill, statement=notebooks.FIRES, pointers=[pointer], by=person.user, at=made.AT
            )
    made.section(project)
    made.practitioner(person.user, visibility="public")
    projects.publish(project, visibility="public", by=person.user, at=made.AT)
    return len(cells)


def addresses(project: Project, file: Artefact) -> list[str]:
    """The notebook, the project with its excerpts, and every page of the studio that shows a part of it."""
    return [
        f"/@ada/attack/files/{file.name}/", f"/@ada/attack/files/{file.name}/#cell-5", "/@ada/attack/", "/@ada/",
        f"{STUDIO}/artefacts/", f"{STUDIO}/artefacts/{file.uuid}/edit/", f"{STUDIO}/artefacts/{file.uuid}/remove/",
        f"{STUDIO}/files/{file.uuid}/replace/", f"{STUDIO}/fills/{file.uuid}/new/", f"{STUDIO}/proposals/",
        f"{STUDIO}/evidence/", f"{STUDIO}/evidence/?place=notebook:{file.uuid}&cell=5", f"{STUDIO}/carried/",
        f"{STUDIO}/preview/", f"{STUDIO}/comparisons/new/",
    ]  # fmt: skip


def look(page: Page, address: str, fired: list[str]) -> int:
    """Opens a page and does everything to everything on it; says how often the text of an attack stands there."""
    page.goto("about:blank")
    answer = page.goto(address)
    assert answer is not None and answer.status == 200, f"{address}: {answer and answer.status}"
    seen = page.content().count("alert(1)")
    assert axe.sideways(page) == [], address
    assert hostile.provoke(page) > 40
    assert fired == [], address
    assert page.watch.faults == {}, address  # type: ignore[attr-defined]
    return seen


def page_has(page: Page, address: str, selector: str) -> int:
    page.goto(address)
    return page.locator(selector).count()


def test_r_xss_05_control_the_same_texts_act_where_nothing_guards(loose_page: Page) -> None:
    """A careless page with the texts of that notebook: if it did nothing, the test above would prove nothing."""
    fired = hostile.listen(loose_page)
    body = f"<!doctype html><html lang=en><title>raw</title><body>{notebooks.as_it_is(notebooks.hostile())}"
    loose_page.route("**/raw/", lambda route: route.fulfill(body=body, content_type="text/html"))
    loose_page.route("https://**", lambda route: route.abort())
    loose_page.goto("/raw/")
    hostile.provoke(loose_page)
    loose_page.wait_for_timeout(500)
    assert len(fired) >= 3
    assert any("evil.example" in address for address in loose_page.watch.foreign)  # type: ignore[attr-defined]
