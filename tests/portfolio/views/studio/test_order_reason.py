"""PRODUCT rule 6: Level 3 without Levels 1 and 2 may be answered with a reason, by whatever the order is noticed."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from portfolio.demo import cast, script, world
from portfolio.models import Practitioner
from tests.factories import portfolio as make

ADDRESS = "/studio/profile/edit/"
REASON = "Ten years of signal processing came first."
EMPTY = {f"{prefix}-{name}_FORMS": "0" for prefix in ("link", "background") for name in ("TOTAL", "INITIAL")}


def text(response: Any) -> str:
    return unescape(response.content.decode())


def answer(client: Client, person: Practitioner) -> None:
    """The reason given through the form, as the page shows it."""
    assert 'id="id_order_reason"' in text(client.get(ADDRESS))
    sent = {**EMPTY, "revision": person.revision, "name": person.name, "order_reason": REASON}
    assert client.post(ADDRESS, sent).status_code == 302
    assert Practitioner.objects.get(pk=person.pk).order_reason == REASON


@pytest.mark.parametrize("handle", ["jonas", "farida", "lukas", "priya"])
def test_whoever_began_higher_up_can_answer(
    frameworks: None, client_of: Callable[[User | None], Client], handle: str, settings: Any
) -> None:
    """Their levels are early by the shape of the portfolio, or in what only they see; no rule calls them so."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    told = next(person for person in script.people() if person.handle == handle)
    users = cast.make([told], password="a-long-passphrase", at=make.AT)
    person = world.build(told, user=users[handle], reviewers=users, at=make.AT)
    client = client_of(users[handle])
    assert f'href="{ADDRESS}#id_order_reason"' in text(client.get("/dashboard/"))
    answer(client, Practitioner.objects.get(pk=person.pk))
    assert f"Your answer, as visitors read it: “{REASON}”" in text(client.get("/dashboard/"))
    profile = text(Client().get(f"/@{handle}/"))
    assert (REASON in profile) == ("Shown out of order" in profile) == (handle != "priya")  # hers is all private


def test_it_is_shown_only_where_it_answers_something(frameworks: None, client_of: Any) -> None:
    person = make.practitioner(handle="ida", visibility="public")
    client = client_of(person.user)
    answer(client, person)
    assert "Only shown when a level stands without those below it" in text(client.get(ADDRESS))
    assert REASON not in text(client.get("/@ida/"))
