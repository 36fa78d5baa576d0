"""The demo world as visitors open it: links within a page lead somewhere, numbers beside filters hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from competence.queries import editions
from competence.strengths import Strength
from portfolio.demo import drawing
from portfolio.explore import Asked
from portfolio.models import Project
from portfolio.queries import explore
from tests.portfolio.demo.reading import FAST, small


@pytest.mark.slow
@pytest.mark.django_db
def test_links_within_pages_and_numbers_beside_filters_hold(
    frameworks: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "draw", small)
    with override_settings(MEDIA_ROOT=tmp_path, DATA_DIR=tmp_path, DEMO=True, PASSWORD_HASHERS=FAST):
        call_command("demo")
        listed = Project.objects.listed().select_related("practitioner")
        assert list(_dead_ends([project.get_absolute_url() for project in listed])) == []
    assert len(listed) > 20
    for project in listed:
        html = Client().get(project.get_absolute_url()).content.decode()
        ids, links = re.findall(r' id="([^"]+)"', html), set(re.findall(r' href="#([^"]+)"', html))
        assert (links - set(ids), len(ids) - len(set(ids))) == (set(), 0), project.title
    for strength in (None, *Strength):
        asked = Asked(editions.current(), strength=strength)
        for kind, name in (("level", "levels"), ("domain", "domains")):
            for choice in explore.facets_of_projects(asked)[kind]:
                found = explore.projects(replace(asked, **{name: (choice.value,)}))
                assert choice.count == found.count(), (strength, choice)


def _dead_ends(start: list[str]) -> Iterator[str]:
    """Links from these pages, and from the pages of people, projects and files that they lead to, which lead nowhere:
    to no page, or to no such place on it."""
    places: dict[str, set[str] | None] = {}
    asked: set[str] = set()
    left = list(start)
    while left:
        page = left.pop()
        if page not in places:
            html = _html(page)
            places[page] = None if html is None else set(re.findall(r' id="([^"]+)"', html))
            links = {unescape(link) for link in re.findall(r' href="(/@[^"]+)"', html or "")}
            asked |= links
            left += [path for link in links if (path := link.partition("#")[0]).endswith("/")]
    assert sum("/files/" in page for page in places) > 15
    for link in sorted(asked):
        path, _, place = link.partition("#")
        here = places.get(path, set())
        if here is None or (place and place not in here):
            yield link


def _html(page: str) -> str | None:
    """What a visitor gets; nothing to look through for a file that is saved, None for no page at all."""
    with closing(Client().get(page)) as answer:
        if answer.status_code != 200:
            return None
        return "" if answer.streaming else answer.content.decode()
