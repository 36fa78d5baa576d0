"""One's own checklists in the browser's eyes: the shelf, a page that is read by category, undo, sharing."""

from __future__ import annotations

import gzip
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

AT = make.AT
HTMX = {"HX-Request": "true"}
LOAD = "s1.basics.load"


@pytest.fixture
def client(no_frameworks: None, ada: User, client_of: Any) -> Client:
    load_text(SMALL)
    return client_of(ada)


@pytest.fixture
def copy(client: Client, ada: User) -> Checklist:
    return actions.take(ada.practitioner, framework="small", by=ada, at=AT)


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return str(response.content.decode())


def test_taking_a_copy_and_finding_it_on_the_shelf(client: Client) -> None:
    assert "Take a copy of A small framework" in (before := text(client.get("/studio/checklists/")))
    assert "edition 1.0.0, 3 items" in before
    answer = client.post("/studio/checklists/new/", {"framework": "small"})
    copy = Checklist.objects.get()
    assert answer["Location"] == copy.get_absolute_url()
    shelf = text(client.get("/studio/checklists/"))
    assert "0 of 3, 0%" in shelf and "Take a copy of" not in shelf
    assert "Archive it before" in text(client.post("/studio/checklists/new/", {"framework": "small"}), 422)


def test_the_page_says_where_one_is_and_opens_what_is_next(client: Client, copy: Checklist) -> None:
    html = text(client.get(copy.get_absolute_url()))
    for words in ("Stage 1, First", "0 of 2, 0%", "Load data", "Split data", "Stage 2, Second", "Only you see it."):
        assert words in html
    assert "Tune</span></button>" not in html, "another category is not read"
    assert "Tune</span></button>" in text(client.get(f"{copy.get_absolute_url()}?branch=s2.more"))
    level = text(client.get(f"{copy.get_absolute_url()}?branch=s1"))
    assert level.count('aria-pressed="false"') == 2


def test_a_tick_with_htmx_is_the_part_read_anew_and_without_it_a_redirect(client: Client, copy: Checklist) -> None:
    url = f"{copy.get_absolute_url()}items/tick/"
    part = text(client.post(url, {"tick": LOAD, "branch": "s1.basics"}, headers=HTMX))
    assert part.lstrip().startswith('<div id="checklists-show"') and "<html" not in part
    assert f'id="t-{LOAD}" name="untick"' in part and "1 of 3, 33%" in part
    assert "Last change: Ticked “Load data”." in part
    answer = client.post(url, {"untick": LOAD, "branch": "s1.basics"})
    assert answer["Location"] == f"{copy.get_absolute_url()}?branch=s1.basics#i-{LOAD}"
    assert "not in your checklist any more" in text(client.post(url, {"tick": "nothing"}, headers=HTMX), 422)


def test_undo_from_the_page_and_from_the_history(client: Client, copy: Checklist) -> None:
    items.tick(copy, key=LOAD, on=AT.date(), by=None, at=AT)
    assert "Ticked “Load data”" in text(client.get(f"{copy.get_absolute_url()}history/"))
    part = text(client.post(f"{copy.get_absolute_url()}undo/", {"number": "1"}, headers=HTMX))
    assert "Undone." in part and "0 of 3, 0%" in part
    assert "undone already" in text(client.post(f"{copy.get_absolute_url()}undo/", {"number": "1"}), 422)
    assert "undone already" in text(client.post(f"{copy.get_absolute_url()}undo/", {"number": "x"}), 422)


def test_an_archived_one_is_read_only_and_can_come_back_or_go(client: Client, copy: Checklist) -> None:
    url = copy.get_absolute_url()
    client.post(f"{url}archive/")
    html = text(client.get(url))
    assert "Archived <time" in html and "Change Load data" not in html and "Use it again" in html
    assert "is archived" in text(client.post(f"{url}items/tick/", {"tick": LOAD}), 422)
    client.post(f"{url}restore/")
    assert "Archive the checklist first" in text(client.post(f"{url}remove/"), 422)
    client.post(f"{url}archive/")
    assert client.post(f"{url}remove/")["Location"] == "/studio/checklists/"
    assert not Checklist.objects.exists()


def test_a_shared_one_stands_on_the_profile_as_claimed_and_nowhere_else(client: Client, copy: Checklist) -> None:
    make.practitioner(copy.practitioner.user, visibility="public")
    items.edit(copy, key=LOAD, revision=0, name="", note="my secret", done_on=AT.date(), by=None, at=AT)
    assert "Ticked, claimed only" not in text(Client().get("/@ada/"))
    client.post(f"{copy.get_absolute_url()}share/", {"on_profile": "yes"})
    html = text(Client().get("/@ada/"))
    assert "Ticked, claimed only" in html and "1 of 3 items ticked" in html and "Stage 1, First" in html
    assert "my secret" not in html and "0 evidenced" not in html.split("Ticked, claimed only")[1]
    items.tick(copy, key="s1.basics.split", on=AT.date(), by=None, at=AT + timedelta(days=1))
    assert "2 of 3 items ticked" in text(Client().get("/@ada/")), "the page that was kept is not shown again"
    client.post(f"{copy.get_absolute_url()}archive/")
    assert "Ticked, claimed only" not in text(Client().get("/@ada/"))


def test_the_public_page_costs_one_query_more_when_shared_and_none_otherwise(
    client: Client, copy: Checklist, django_assert_max_num_queries: Any
) -> None:
    make.practitioner(copy.practitioner.user, visibility="public")
    text(Client().get("/@ada/?framework=small"))  # the editions are read once a process
    counts = []
    for on in (False, True):
        actions.share(copy, on_profile=on, by=None, at=AT)
        with django_assert_max_num_queries(20) as seen:
            text(Client().get("/@ada/"))
        counts.append(len(seen.captured_queries))
    assert counts[1] == counts[0] + 1


def large(items_of: int) -> str:
    """SMALL with another category of so many items."""
    skills = "".join(
        f'\n[[skills]]\nid = "s2.c{n // 50}.i{n}"\ncompetence = "s2.c{n // 50}"\nname = "Item {n}"\n'
        f'can_do = "Can do the thing number {n}."\nevidence = "E."\npitfall = "P."\nproof = "project"\n'
        for n in range(items_of)
    )
    places = "".join(
        f'\n[[competences]]\nid = "s2.c{n}"\nlevel = "s2"\nname = "Category {n}"\n'
        for n in range((items_of + 49) // 50)
    )
    return SMALL + places + skills


@pytest.mark.parametrize("size", [5, 500])
def test_the_page_costs_as_many_queries_for_five_hundred_items_as_for_five(
    client: Client, ada: User, size: int, django_assert_num_queries: Any
) -> None:
    load_text(large(size).replace('version = "1.0.0"', 'version = "2.0.0"'))
    copy = actions.take(ada.practitioner, framework="small", by=ada, at=AT)
    keys = [f"s2.c{n // 50}.i{n}" for n in range(size)]
    items.tick_all(copy, dates=dict.fromkeys(keys[: size // 2], AT.date()), by=ada, at=AT)
    address = f"{copy.get_absolute_url()}?branch=s2.c0"
    client.get(address)
    with django_assert_num_queries(9):
        response = client.get(address)
    assert len(gzip.compress(response.content)) < 20_000
    assert response.content.count(b"aria-pressed") == min(size, 50)
