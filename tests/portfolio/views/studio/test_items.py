"""The items of one's own checklist: forms, own items, what is put aside, the order."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from portfolio.actions import checklists as actions
from portfolio.models import Checklist
from tests.factories import portfolio as make
from tests.factories.competence import SMALL, load_text

HTMX = {"HX-Request": "true"}
LOAD = "s1.basics.load"


@pytest.fixture
def client(no_frameworks: None, ada: User, client_of: Any) -> Client:
    load_text(SMALL)
    return client_of(ada)


@pytest.fixture
def copy(client: Client, ada: User) -> Checklist:
    return actions.take(ada.practitioner, framework="small", by=ada, at=make.AT)


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return str(response.content.decode())


def test_changing_an_item_shows_what_it_means_and_saves_name_note_and_date(client: Client, copy: Checklist) -> None:
    url = f"{copy.get_absolute_url()}items/{LOAD}/edit/"
    form = text(client.get(f"{url}?branch=s1.basics"))
    assert "Can load data." in form and "/frameworks/small/skills/s1.basics.load/" in form
    sent = {"name": "Read <b>files</b>", "note": "By hand\r\nat first", "done_on": "2026-05-01", "revision": "0"}
    answer = client.post(url, {**sent, "branch": "s1.basics"})
    assert answer["Location"] == f"{copy.get_absolute_url()}?branch=s1.basics#i-{LOAD}"
    assert copy.items.values_list("note", "done_on").get() == ("By hand\nat first", date(2026, 5, 1))
    html = text(client.get(copy.get_absolute_url()))
    assert "Read &lt;b&gt;files&lt;/b&gt;" in html and "The framework calls it “Load data”." in html
    assert "1 May 2026" in html


def test_a_second_tab_is_told_and_nothing_is_overwritten(client: Client, copy: Checklist) -> None:
    url = f"{copy.get_absolute_url()}items/{LOAD}/edit/"
    sent = {"name": "", "done_on": "", "revision": "0", "branch": "s1.basics"}
    client.post(url, {**sent, "note": "first"})
    html = text(client.post(url, {**sent, "note": "second"}, headers=HTMX), 409)
    assert "Somebody else, or you in another tab" in html and "first" in html and "second" in html
    assert copy.items.get().note == "first"


def test_a_day_to_come_is_refused(client: Client, copy: Checklist) -> None:
    sent = {"name": "", "note": "", "done_on": "2999-01-01", "revision": "0", "branch": "s1.basics"}
    html = text(client.post(f"{copy.get_absolute_url()}items/{LOAD}/edit/", sent), 422)
    assert "Give a day up to today." in html
    assert client.get(f"{copy.get_absolute_url()}items/nothing/edit/").status_code == 404


def test_own_items_and_habits(client: Client, copy: Checklist) -> None:
    url = f"{copy.get_absolute_url()}items/new/"
    assert "Add item" in text(client.get(f"{url}?branch=s1.basics"))
    assert "required" in text(client.post(url, {"name": "", "branch": "s1.basics"}), 422)
    client.post(url, {"name": "Read a paper", "branch": "s1.basics", "is_habit": "on"})
    own = copy.items.get()
    html = text(client.get(copy.get_absolute_url()))
    assert "Read a paper: done today" in html and "0 of 3, 0%" in html
    client.post(f"{copy.get_absolute_url()}items/tick/", {"tick": own.key})
    assert "last on" in text(client.get(copy.get_absolute_url()))
    client.post(f"{copy.get_absolute_url()}items/{own.key}/remove/")
    assert not copy.items.exists()


def test_skipping_and_hiding_leave_the_figure_and_can_be_seen(client: Client, copy: Checklist) -> None:
    url = f"{copy.get_absolute_url()}items/{LOAD}/put/"
    sent = {"branch": "s1.basics"}
    assert "1 skipped" in text(client.post(url, {**sent, "state": "skipped"}, headers=HTMX))
    hidden = text(client.post(url, {**sent, "state": "hidden"}, headers=HTMX))
    assert "0 of 3, 0%" in hidden and "1 hidden" in hidden and f'id="t-{LOAD}"' not in hidden
    assert "Show Load data again" in hidden
    assert f'id="t-{LOAD}"' in text(client.post(url, {**sent, "state": "shown"}, headers=HTMX))


def test_moving_keeps_the_item_open_so_that_it_can_go_on(client: Client, copy: Checklist) -> None:
    url = f"{copy.get_absolute_url()}items/{LOAD}/move/"
    part = text(client.post(url, {"to": "down", "branch": "s1.basics"}, headers=HTMX))
    assert part.index("Split data") < part.index(f'id="up-{LOAD}"')
    assert client.post(url, {"to": "up", "branch": "s1.basics"}).status_code == 302
    copy.refresh_from_db()
    assert copy.orders == {}
