"""Must show 5: what a first visit to a full profile weighs, and that nothing moves while it comes."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from competence.models import Skill
from portfolio.actions import portfolios
from portfolio.models import Practitioner
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
    page.add_init_script(SHIFTS)
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))
    page.route("**/*.woff2", slow_fonts)
    page.goto(full.get_absolute_url(), wait_until="networkidle")
    page.mouse.wheel(0, 4000)
    page.wait_for_timeout(400)
    html = sizes[f"{live_server.url}{full.get_absolute_url()}"]
    assert html < HTML_MOST, html
    assert sum(sizes.values()) < ALL_MOST, sizes
    assert page.evaluate("window.shifts") == []
    assert page.locator(".lm .sk:not(.gap)").count() == PIECES
