"""A title of a hundred letters without a space, a name, a note: no page becomes wider than its window for it, and no
list loses its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.db.models import CharField, TextField, Value
from django.db.models.functions import Cast, Concat
from playwright.sync_api import Page, expect

from accounts.models import User
from portfolio.models import Practitioner
from tests.architecture.routes import World, build
from tests.architecture.test_access import table
from tests.browser import axe
from tests.factories import portfolio as made

pytestmark = pytest.mark.browser
WORDS = frozenset(
    """title name label headline location open_to about order_reason summary question harness lessons limits hardware
    seeds run_time originality_source body choice context options reason revisit technique problem_shown conclusion
    metric split note caption alt statement grounds text subject affiliation role licence source size""".split()
)
"""Columns that hold a person's own words, whatever the table."""
NOT_WORDS = {"Membership", "Invitation", "Reference"}
"""Tables in which a column of such a name holds one of a few values."""
APPS = ("portfolio:", "hiring:", "dashboard:", "accounts:")
NOT_PAGES = ("-card", "-feed", "-export", "-download", "-picture", ":images-show", ":sitemaps-show")
BEYOND = """() => [...document.querySelectorAll("main .scroll")]
    .filter((one) => one.querySelector("table.fold") && one.scrollWidth > one.clientWidth + 1)
    .map((one) => `${one.getAttribute("aria-label")}: ${one.scrollWidth} in ${one.clientWidth}`)"""


@pytest.fixture
def world(frameworks: None, ada: User) -> World:
    """Everything that there can be, and then every word of it without an end."""
    found = build(ada)
    project = made.project(Practitioner.objects.get(user=ada), "Another")
    made.evidence(project, "l2.generalization.dropout", made.result(project))
    for app in ("accounts", "portfolio", "hiring"):
        for model in apps.get_app_config(app).get_models():
            fields = {field.name: "W" * min(120, field.max_length or 120) for field in _words(model)}
            if fields and model.__name__ not in NOT_WORDS:
                model._default_manager.update(**fields)
    Practitioner.objects.update(links=[{"label": "W" * 60, "url": f"https://a.example/{'w' * 200}"}])
    return found


def _words(model: Any) -> Iterator[Any]:
    for field in model._meta.concrete_fields:
        is_address = (model.__name__, field.name) == ("Artefact", "name")
        if field.name in WORDS and isinstance(field, CharField | TextField) and not (field.choices or is_address):
            yield field


def _endless(field: Any) -> Any:
    """As many letters as fit, with a number behind them, since some names are unique."""
    return Concat(Value("W" * (min(120, field.max_length or 120) - 8)), Cast("pk", CharField()))


@pytest.fixture
def page(open_page: Callable[..., Page], live_server: Any, ada: User, client_of: Callable[..., Any]) -> Page:
    """Ada is signed in."""
    opened = open_page(live_server.url)
    name = django_settings.SESSION_COOKIE_NAME
    opened.context.add_cookies([{"name": name, "value": client_of(ada).cookies[name].value, "url": live_server.url}])
    return opened


def test_no_page_becomes_wider_than_its_window(page: Page, world: World) -> None:
    lines = [line for line in table() if line.method == "GET" and line.expected["ada"] == "200"]
    pages = [line for line in lines if line.route.name.startswith(APPS) and not line.route.name.endswith(NOT_PAGES)]
    found = [told for line in pages for told in _beyond(page, world.address(line.route, line.variant))]
    assert not found, "\n".join(found)


def _beyond(page: Page, address: str) -> Iterator[str]:
    page.goto(address)
    page.evaluate(axe.OPEN)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        yield from (f"{address} at {width}: {one}" for one in [*axe.sideways(page), *page.evaluate(BEYOND)])


def test_every_column_of_the_list_of_projects_is_in_sight(page: Page, world: World) -> None:
    for address in ("/studio/projects/", "/dashboard/"):
        page.goto(address)
        for column in ("Checklist", "Next step", "Proof", "State"):
            head = page.get_by_role("columnheader", name=column, exact=True)
            expect(head).to_be_in_viewport() if address != "/dashboard/" else head.scroll_into_view_if_needed()
            box = head.bounding_box()
            assert box and box["x"] + box["width"] <= 1280, (address, column)
