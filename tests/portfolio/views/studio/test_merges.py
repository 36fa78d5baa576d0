"""A newer edition: shown first, taken over with choices, undone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from portfolio.actions import checklists as actions
from portfolio.actions import items
from portfolio.models import Checklist
from tests.factories import portfolio as make
from tests.factories.competence import SMALL, load_text
from tests.portfolio.actions.test_checklists import NEWER

AT = make.AT
LOAD, SPLIT = "s1.basics.load", "s1.basics.split"


@pytest.fixture
def client(no_frameworks: None, ada: User, client_of: Any) -> Client:
    load_text(SMALL)
    return client_of(ada)


@pytest.fixture
def copy(client: Client, ada: User) -> Checklist:
    made = actions.take(ada.practitioner, framework="small", by=ada, at=AT)
    items.edit(made, key=LOAD, revision=0, name="", note="By hand", done_on=AT.date(), by=ada, at=AT)
    items.edit(made, key=SPLIT, revision=0, name="Hold out", note="", done_on=None, by=ada, at=AT)
    return made


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return str(response.content.decode())


def test_the_preview_asks_where_both_changed_and_changes_nothing(client: Client, copy: Checklist) -> None:
    assert "Nothing to take over" in text(client.get(f"{copy.get_absolute_url()}merge/"))
    load_text(NEWER, at=AT + timedelta(days=1))
    assert "Edition 1.1.0 of this framework was published." in text(client.get(copy.get_absolute_url()))
    assert "Edition 1.1.0 is there" in text(client.get("/studio/checklists/"))
    html = text(client.get(f"{copy.get_absolute_url()}merge/"))
    assert "Carry your tick and your note over to “Split data well” as well" in html
    assert "Keep “Hold out”" in html and "Take “Split data well”" in html
    assert "1 of 3 now; 0 of 2 after" in html
    copy.refresh_from_db()
    assert copy.edition.version == "1.0.0"


def test_taking_it_over_and_taking_that_back(client: Client, copy: Checklist) -> None:
    load_text(NEWER, at=AT + timedelta(days=1))
    url = copy.get_absolute_url()
    stale = {"version": "1.0.0", f"retired:{LOAD}": "carry"}
    refused = text(client.post(f"{url}merge/", stale), 409)
    assert "Another edition was published" in refused
    assert f'name="retired:{LOAD}" value="carry" checked' in refused, "what was chosen stays chosen"
    answer = client.post(f"{url}merge/", {"version": "1.1.0", f"retired:{LOAD}": "carry", f"name:{SPLIT}": "mine"})
    assert answer["Location"] == url
    html = text(client.get(url))
    assert "No longer in the framework" in html and "Retired in edition 1.1.0" in html
    assert "Last change: Took over edition 1.1.0." in html
    assert copy.items.get(key=SPLIT).done_on == AT.date()
    client.post(f"{url}undo/", {"number": "3"})
    copy.refresh_from_db()
    assert (copy.edition.version, copy.items.get(key=SPLIT).done_on) == ("1.0.0", None)
