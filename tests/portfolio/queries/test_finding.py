"""Counts and orders are those of a search that is slow and obviously right, on worlds and for questions at random."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from competence.queries import editions
from portfolio.actions import practitioners
from portfolio.explore import Asked
from portfolio.models import Practitioner
from portfolio.queries import finding
from tests.factories import portfolio as made
from tests.factories import worlds

QUESTIONS = 20
COUNTED = 4
"""Of so many questions of a world the counts are compared as well: they are what takes time."""
WORLDS = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def ground(frameworks: None, db: None) -> None:
    """The frameworks, and a database that each world is taken out of again."""


@WORLDS
@given(seed=st.integers(0, 2**32))
def test_people_are_found_in_the_order_and_number_of_the_reference(ground: None, seed: int) -> None:
    random = Random(seed)
    with transaction.atomic():
        people = worlds.world(random, 24)
        worlds.write(people)
        for number in range(QUESTIONS):
            asked = worlds.asked(random)
            expected = worlds.found(people, asked)
            assert finding.total(asked) == len(expected), asked.query
            assert finding.found(asked, most=50) == finding.Found(tuple(expected), len(expected)), asked.query
            page = finding.found(asked, first=2, most=3)
            assert page == finding.Found(tuple(expected[2:5]), len(expected)), asked.query
            if number < COUNTED:
                _hold_counts(people, asked)
        transaction.set_rollback(True)


def _hold_counts(people: list[worlds.Person], asked: Asked) -> None:
    counted = finding.counts(asked)
    for (kind, value), number in worlds.counts(people, asked).items():
        told = counted[kind].get(value)
        if told is None:  # nobody there has it, so that choosing it adds nobody
            least = len(worlds.found(people, asked)) if kind in worlds.explore.ANY and asked.values(kind) else 0
            assert number == least, (asked.query, kind, value)
        else:
            assert told == number, (asked.query, kind, value)
    known = worlds.counts(people, asked)
    assert {(k, v) for k, own in counted.items() for v, n in own.items() if n} <= set(known)


def test_the_worlds_are_worth_asking(ground: None) -> None:
    """So that the test above could fail: questions find many people, and different ones."""
    random = Random(5)
    people = worlds.world(random, 40)
    for number, person in enumerate(people):
        person.pk = number
    sizes = [len(worlds.found(people, worlds.asked(random))) for _ in range(60)]
    assert sum(1 < size < 25 for size in sizes) > 20
    assert len(set(sizes)) > 8


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_owners_find_no_more_than_everybody(
    ground: None, ada: User, client_of: Callable[[User | None], Client], visibility: str
) -> None:
    """Whoever looks, the same people are found and counted; one's own profile is no exception."""
    worlds.write(worlds.world(Random(2), 12))
    practitioners.set_visibility(ada.practitioner, visibility="public", by=ada, at=made.AT)
    own = made.project(Practitioner.objects.get(user=ada), "Zebrafish", visibility="public")
    made.evidence(own, worlds.SKILLS[0], made.result(own))
    practitioners.set_visibility(ada.practitioner, visibility=visibility, by=ada, at=made.AT)
    for query in ("", "?q=zebrafish", f"?skill={worlds.SKILLS[0]}&sort=shown", "?q=churn"):
        pages = [client_of(who).get(f"/explore/{query}").content.decode() for who in (None, ada)]
        shown = [page.split('<div class="split left">', 2)[2].split("</main>")[0] for page in pages]
        shown = [part.split('id="cmpform"')[0] for part in shown]  # what one may do with them is another matter
        assert shown[0] == shown[1]
        assert "@ada" not in shown[0] and "Zebrafish" not in shown[0]


def test_words_that_are_only_signs_find_nobody(ground: None) -> None:
    people = worlds.world(Random(1), 6)
    worlds.write(people)
    asked = Asked(editions.current(), day=worlds.TODAY)
    assert finding.found(replace(asked, q="%")) == finding.Found((), 0)
    assert finding.found(asked).total > 0


@pytest.mark.parametrize(("large", "few"), [(0, 500), (2_000, 500), (0, 0), (2_000, 0)])
def test_many_are_found_as_few_are(ground: None, monkeypatch: pytest.MonkeyPatch, large: int, few: int) -> None:
    """Few equals are sorted, of many the whole order is gone through; of many finds the better ones are read first. All
    give the same pages."""
    monkeypatch.setattr("portfolio.queries.texts.LARGE", large)
    monkeypatch.setattr("portfolio.queries.texts.FEW", few)
    people = [replace(person, is_active=True) for person in worlds.world(Random(3), 40)]
    worlds.write(people)
    asked = Asked(editions.current(), day=worlds.TODAY, q="churn")
    expected = worlds.found(people, asked)
    assert len(expected) > 6
    pages = [finding.found(asked, first=first, most=2) for first in range(0, len(expected), 2)]
    assert [pk for page in pages for pk in page.ids] == expected
    assert {page.total for page in pages} == {len(expected)}
