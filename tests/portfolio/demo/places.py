"""Walking through the demo world: links that lead nowhere, and numbers beside filters that do not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.test import Client

from competence.queries import editions
from competence.strengths import Strength
from portfolio.explore import Asked
from portfolio.models import Project
from portfolio.queries import finding
from portfolio.queries.finding_projects import Finder
from tests.factories.answers import read_out


@dataclass(frozen=True)
class Visited:
    """What a walk from the pages of all projects found."""

    projects: int
    pages_of_files: int
    dead_ends: tuple[str, ...]
    """Links to no page, to no such place on it, and ids that a page has twice."""
    wrong_counts: tuple[str, ...]


def visited() -> Visited:
    """Starts at every listed project."""
    listed = [project.get_absolute_url() for project in Project.objects.listed().select_related("practitioner")]
    pages, asked = _walk(listed)
    files = sum("/files/" in page for page in pages)
    return Visited(len(listed), files, (*_dead_ends(pages, asked), *_doubles(pages)), tuple(_wrong_counts()))


def _walk(start: list[str]) -> tuple[dict[str, list[str] | None], set[str]]:
    """The ids of every page of people, projects and files that is met (None for no page), and every link to one."""
    places: dict[str, list[str] | None] = {}
    asked: set[str] = set()
    left = list(start)
    while left:
        page = left.pop()
        if page not in places:
            html = _html(page)
            places[page] = None if html is None else re.findall(r' id="([^"]+)"', html)
            own = {f"{page}{link}" for link in re.findall(r' href="(#[^"]+)"', html or "")}
            links = {unescape(link) for link in re.findall(r' href="(/@[^"]+)"', html or "")}
            asked |= links | own
            left += [path for link in links if (path := link.partition("#")[0]).endswith("/")]
    return places, asked


def _dead_ends(places: dict[str, list[str] | None], asked: set[str]) -> Iterator[str]:
    for link in sorted(asked):
        path, _, place = link.partition("#")
        here = places.get(path, [])
        if here is None or (place and place not in here):
            yield link


def _doubles(places: dict[str, list[str] | None]) -> Iterator[str]:
    yield from (f"{page}: an id twice" for page, ids in places.items() if ids and len(ids) != len(set(ids)))


def _wrong_counts() -> Iterator[str]:
    for strength in (None, *Strength):
        asked = Asked(editions.current(), strength=strength)
        for finder in (finding, Finder()):
            for kind, values in finder.counts(asked).items():
                for value, count in values.items() if kind != "skill" else ():
                    found = finder.found(asked.with_(kind, value)).total
                    if count != found:
                        yield f"{strength} {finder} {kind} {value}: {count}, {found} found"


def _html(page: str) -> str | None:
    """What a visitor gets; nothing to look through for a file that is saved, None for no page at all."""
    answer = read_out(Client().get(page))
    if answer.status_code != 200:
        return None
    return "" if answer.streaming else answer.content.decode()
