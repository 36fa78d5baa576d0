"""Putting people on a list: which one is meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import User
from hiring.models import Shortlist
from tests.factories import choosing
from tests.factories import portfolio as make
from tests.hiring.views.test_shortlists import text

Of = Callable[[User], Client]
ADD = "/shortlists/add/"
CHOSEN = re.compile(r'name="shortlist"[^>]* checked')


@pytest.fixture
def there(frameworks: None, hana: User) -> Shortlist:
    """A list of Hana's, and somebody to put on it."""
    make.practitioner(make.user("Ida Quist"), handle="ida", visibility="public")
    return choosing.shortlist(hana, title="There")


def test_without_a_brief_no_list_is_chosen_beforehand(there: Shortlist, hana: User, client_of: Of) -> None:
    browser = client_of(hana)
    seen = text(browser.get(f"{ADD}?people=ida"))
    assert "There" in seen and CHOSEN.findall(seen) == []
    assert "A title that you type here makes a new list." in seen
    refused = browser.post(ADD, {"people": "ida", "title": ""})
    assert (refused.status_code, "Choose a list, or give a title for a new one." in text(refused)) == (422, True)
    named = text(browser.get(f"{ADD}?people=ida&shortlist={there.uuid}"))
    assert len(CHOSEN.findall(named)) == 1


def test_a_typed_title_means_a_new_list_and_a_suggested_one_does_not(
    there: Shortlist, hana: User, client_of: Of
) -> None:
    browser, chosen = client_of(hana), {"people": "ida", "shortlist": str(there.uuid)}
    browser.post(ADD, {**chosen, "title": "Typed"})
    assert Shortlist.objects.get(title="Typed").entries.count() == 1
    assert there.entries.count() == 0
    brief = choosing.brief(hana, title="Of the brief")
    browser.post(ADD, {**chosen, "brief": str(brief.uuid), "title": "Of the brief"})
    assert there.entries.count() == 1
    assert Shortlist.objects.count() == 2


def test_lists_of_one_title_are_told_apart_by_their_day(there: Shortlist, hana: User, client_of: Of) -> None:
    browser = client_of(hana)
    assert "There (" not in text(browser.get(f"{ADD}?people=ida"))
    choosing.shortlist(hana, title="There")
    Shortlist.objects.filter(pk=there.pk).update(created_at=choosing.AT - timedelta(days=40))
    asked = text(browser.get(f"{ADD}?people=ida"))
    days = re.findall(r"There \(made (\d+ \w+ \d{4})\)", asked)
    assert len(days) == len(set(days)) == 2
