"""What is told before publishing, and what its owner finds afterwards: no shock, and no dead end."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from portfolio.actions import projects as actions
from portfolio.models import Practitioner, Project
from tests.factories import portfolio as make

EARLY = ("ts-univariate", "ts-multivariate", "ts-recurrent")
WARNED = "Visitors find this warning on your profile"


def text(response: Any) -> str:
    return unescape(response.content.decode())


def words(page: str) -> str:
    """The words of a page, without tags."""
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


@pytest.fixture
def early(project: Project) -> Project:
    """Work in a domain of Level 3, and nothing below."""
    section = make.section(project)
    for skill in EARLY:
        make.evidence(project, f"l3.technique.{skill}", section)
    return project


@pytest.mark.parametrize("path", ["publish", "preview"])
def test_the_order_is_no_shock(client: Client, early: Project, base: str, path: str) -> None:
    page = words(text(client.get(f"{base}/{path}/")))
    assert "Your profile will read, once this is public" in page and WARNED in page
    assert "the work stands above Level 1 and Level 2, of which too little is shown" in page
    assert "State a reason" in page and "It has no headline and no words about you yet." in page
    Practitioner.objects.update(order_reason="Signals came first.", headline="Listens", about="To bats.")
    page = words(text(client.get(f"{base}/{path}/")))
    assert "Your answer, as visitors read it: “Signals came first.”" in page and "It has no" not in page


def test_what_is_told_is_what_the_profile_says_then(client: Client, early: Project, base: str) -> None:
    told = words(text(client.get(f"{base}/publish/"))).split("once this is public ")[1].split(" Shown out of order")[0]
    actions.publish(early, visibility="public", show_profile=True, by=None, at=make.AT)
    profile = words(text(Client().get(early.practitioner.get_absolute_url())))
    assert told in profile and "Shown out of order" in profile
    assert f"Your profile reads {told}" in words(text(client.get(f"{base}/publish/")))


def test_work_in_order_brings_no_warning(client: Client, project: Project, base: str) -> None:
    make.evidence(project, "l1.modeling.target-binary", make.section(project))
    assert WARNED not in text(client.get(f"{base}/publish/"))


def test_what_it_costs_does_not_grow(client: Client, early: Project, base: str, django_assert_num_queries: Any) -> None:
    for n in range(3):
        if n:
            other = make.project(early.practitioner, f"Project {n}")
            make.evidence(other, "l1.modeling.target-binary", make.section(other))
            actions.publish(other, visibility="public", show_profile=True, by=None, at=make.AT)
        client.get(f"{base}/publish/")
        with django_assert_num_queries(25):
            client.get(f"{base}/publish/")


def test_after_publishing_there_are_ways_on(client: Client, early: Project, base: str) -> None:
    sent = {"visibility": "public", "show_profile": "on"}
    page = text(client.post(f"{base}/publish/", sent, follow=True))
    address = early.get_absolute_url()
    assert "Published. It stands at the address below, on your profile" in page
    assert f"{address}</code>" in page and "Your project, as visitors find it." in page
    for href in (f"{base}/edit/", f"{base}/publish/", early.practitioner.get_absolute_url(), "/dashboard/"):
        assert f'href="{href}"' in page.split('class="flash noprint own-bar"')[1].split("</aside>")[0]
    assert f'<a href="{address}">See it as visitors do</a>' in text(client.get(f"{base}/sections/"))


def test_unlisted_is_told_as_what_it_is(client: Client, early: Project, base: str) -> None:
    sent = {"visibility": "unlisted", "show_profile": "on"}
    assert "it stands on no list and not on your profile" in text(client.post(f"{base}/publish/", sent, follow=True))


def test_only_the_owner_finds_the_ways_back(client: Client, early: Project, client_of: Any, sam: User) -> None:
    person = early.practitioner
    actions.publish(early, visibility="public", show_profile=True, by=None, at=make.AT)
    for address in (early.get_absolute_url(), person.get_absolute_url()):
        assert "own-bar" in text(client.get(address))
        assert "own-bar" not in text(client_of(sam).get(address))
        before, after = Client().get(address), Client().get(address)
        assert before.content == after.content and "own-bar" not in text(before)
        assert not before.cookies and before["Cache-Control"] == "public, no-cache"
