"""What a first visit weighs, and that nothing moves while it comes: to a full profile, and to a project whose page
shows cells of a notebook beside its claims, which may cost no more."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from competence.models import Skill
from portfolio.actions import evidence, portfolios, projects
from portfolio.models import Pointer, Practitioner, Project
from tests.browser import proofs
from tests.factories import portfolio as made

pytestmark = pytest.mark.browser
PROJECTS, PIECES = 12, 60
HTML_MOST, ALL_MOST = 30_000, 200_000
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shifts.push(
  `${one.value} by ${one.sources.map((source) => source.node?.className || source.node?.nodeName)}`); })
  .observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def full(frameworks: None, transactional_db: None) -> Practitioner:
    """Twelve projects and sixty pieces of evidence, most of them with a place, some of them verified."""
    person = made.practitioner(handle="full", visibility="public", headline="Small tables, honest splits")
    skills = Skill.objects.filter(framework__key="three-levels", retired_at=None).order_by("key")
    keys = skills.values_list("key", flat=True)
    pieces = []
    with portfolios.batch(person, at=made.AT):
        for number in range(PROJECTS):
            project = made.project(person, f"Project number {number} on a table of its own", visibility="public")
            place = made.comparison(project)
            made.result(project, baseline="0.5", best="0.9")
            made.decision(project)
            step = PIECES // PROJECTS
            own = keys[number * step : (number + 1) * step]
            pieces += [
                made.evidence(project, key, place, statement=f"Seen in {key}, on the second figure.") for key in own
            ]
    with portfolios.batch(person, at=made.AT):
        for piece in pieces[::4]:
            made.verdict(piece, made.user("Remi Fontaine", affiliation="University of Example"))
    assert len(pieces) == PIECES
    return person


def slow_fonts(route: Route) -> None:
    """Fonts that come after the first paint, as they do on a telephone."""
    time.sleep(0.4)
    route.continue_()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_first_visit_is_light_and_nothing_moves(
    open_page: Callable[..., Page], live_server, full: Practitioner, width: int
) -> None:
    page = open_page(live_server.url, viewport={"width": width, "height": 800})
    a_first_visit_is_light(page, full.get_absolute_url())
    assert page.locator(".lm .sk:not(.gap)").count() == PIECES


@pytest.fixture
def proof(frameworks: None, transactional_db: None) -> Project:
    """Three cells of a notebook beside three claims; outputs and a plot among them."""
    project = made.project(made.practitioner(handle="full"), proofs.TITLE)
    notebook = proofs.take_in(project, proofs.NOTEBOOK, proofs.notebook())
    version = notebook.versions.get()
    for number, key in ((4, "l1.library.define-model"), (5, "l1.library.fit-model"), (6, "l1.library.predict")):
        at = Pointer(kind="notebook", artefact=notebook, version=version, cell=version.cells.get(number=number))
        evidence.link(project, skill=made.skill(key), statement="See.", pointers=[at], by=None, at=made.AT)
    made.section(project)
    owner = made.practitioner(project.practitioner.user, visibility="public").user
    return projects.publish(project, visibility="public", by=owner, at=made.AT)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_project_with_cells_is_as_light_and_nothing_moves(
    open_page: Callable[..., Page], live_server, proof: Project, width: int
) -> None:
    page = open_page(live_server.url, viewport={"width": width, "height": 800})
    a_first_visit_is_light(page, proof.get_absolute_url())
    assert page.locator("figure.excerpt .nb-cell").count() == 3
    picture = page.locator("figure.excerpt .nb-out img")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
    assert page.evaluate("window.shifts") == [], "the picture had no place kept for it"


def a_first_visit_is_light(page: Page, address: str) -> None:
    """Opens the page with slow fonts and scrolls through it."""
    page.add_init_script(SHIFTS)
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))
    page.route("**/*.woff2", slow_fonts)
    page.goto(address, wait_until="networkidle")
    page.mouse.wheel(0, 4000)
    page.wait_for_timeout(400)
    html = sizes[page.url]
    assert html < HTML_MOST, html
    assert sum(sizes.values()) < ALL_MOST, sizes
    assert page.evaluate("window.shifts") == []
