"""Projects are found, counted and put in order as by a search that is slow and obviously right, on worlds and for
questions at random."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from competence.queries import editions
from competence.strengths import Strength
from portfolio.actions import practitioners, projects
from portfolio.explore import ANY, Asked
from portfolio.models import Practitioner
from portfolio.queries import explore as conditions
from portfolio.queries import finding_projects
from portfolio.queries.finding_projects import Finder
from portfolio.queries.texts import Found
from tests.factories import portfolio as made
from tests.factories import works, worlds

QUESTIONS = 24
COUNTED = 6
"""Of so many questions of a world the counts are compared as well: they are what takes time."""
WORLDS = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def ground(frameworks: None, db: None) -> None:
    """The frameworks, and a database that each world is taken out of again."""


@pytest.fixture(params=[2, 20_000])
def shelves(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many shelves of a few projects each, and one of all."""
    monkeypatch.setattr(finding_projects, "CHUNK", request.param)


@WORLDS
@given(seed=st.integers(0, 2**32))
def test_projects_are_found_in_the_order_and_number_of_the_reference(ground: None, shelves: None, seed: int) -> None:
    random = Random(seed)
    with transaction.atomic():
        world = works.world(random, 20)
        works.write(world)
        for number in range(QUESTIONS):
            asked = works.asked(random)
            expected = works.found(world, asked)
            finder = Finder()
            assert finder.found(asked, most=90) == Found(tuple(expected), len(expected)), asked.query
            assert finder.found(asked, first=2, most=3) == Found(tuple(expected[2:5]), len(expected)), asked.query
            assert set(conditions.projects(asked).values_list("pk", flat=True)) == set(expected), asked.query
            if number < COUNTED:
                _hold_counts(world, asked, finder)
        transaction.set_rollback(True)


def _hold_counts(world: list[works.Work], asked: Asked, finder: Finder) -> None:
    counted = finder.counts(asked)
    choices = works.choices(asked.yardstick)
    further = [asked.with_(kind, value) for kind, value in choices]
    expected = [len(works.found(world, each)) for each in further]
    assert finding_projects.totals(further) == expected, asked.query
    for (kind, value), number in zip(choices, expected, strict=True):
        told = counted[kind].get(value)
        if told is None:  # nothing there has it, so that choosing it adds nothing
            assert number == (len(works.found(world, asked)) if kind in ANY and asked.values(kind) else 0)
        else:
            assert told == number, (asked.query, kind, value)
    known = {*choices, *((kind, value) for kind in works.AXES for value in counted[kind])}
    assert {(kind, value) for kind, own in counted.items() for value, n in own.items() if n} <= known


def test_the_worlds_are_worth_asking(ground: None) -> None:
    """So that the test above could fail: questions find many projects, and different ones; many are equal in order."""
    random = Random(5)
    world = works.world(random, 40)
    for number, work in enumerate(world):
        work.pk = number
    questions = [works.asked(random) for _ in range(80)]
    sizes = [len(works.found(world, asked)) for asked in questions]
    assert sum(1 < size < 25 for size in sizes) > 20
    assert len(set(sizes)) > 8
    assert len({works.order(work, questions[0])[:2] for work in world}) < len(world) / 2
    assert {asked.order for asked in questions} == {"best", "proof", "verified", "shown"}


def test_words_that_are_only_signs_find_nothing(ground: None) -> None:
    works.write(works.world(Random(1), 12))
    asked = Asked(editions.current(), day=worlds.TODAY)
    signs = replace(asked, q="%")
    assert Finder().found(signs) == Found((), 0)
    assert finding_projects.totals([signs, asked]) == [0, finding_projects.total(asked)]
    assert finding_projects.total(asked) > 0


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_owners_find_no_more_than_everybody(
    ground: None, ada: User, client_of: Callable[[User | None], Client], visibility: str
) -> None:
    """Whoever looks, the same projects are found and counted; one's own are no exception."""
    works.write(works.world(Random(2), 12))
    practitioners.set_visibility(ada.practitioner, visibility="public", by=ada, at=made.AT)
    own = made.project(Practitioner.objects.get(user=ada), "Zebrafish", visibility="public")
    made.evidence(own, worlds.SKILLS[0], made.result(own))
    anybody = client_of(None)
    assert "Zebrafish" in anybody.get("/explore/projects/").content.decode()
    practitioners.set_visibility(ada.practitioner, visibility=visibility, by=ada, at=made.AT)
    for query in ("", "?q=zebrafish", f"?skill={worlds.SKILLS[0]}&sort=shown", "?q=churn"):
        pages = [client_of(who).get(f"/explore/projects/{query}").content.decode() for who in (None, ada)]
        shown = [page.split('<div class="split left">', 2)[2].split("</main>")[0] for page in pages]
        assert shown[0] == shown[1]
        assert "Zebrafish" not in shown[0].split('id="people-state"')[1]


def test_whose_account_is_taken_out_of_use_is_not_found(ground: None, ada: User) -> None:
    practitioners.set_visibility(ada.practitioner, visibility="public", by=ada, at=made.AT)
    made.project(Practitioner.objects.get(user=ada), "Zebrafish", visibility="public")
    asked = Asked(editions.current(), day=worlds.TODAY)
    assert finding_projects.total(asked) == 1
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert finding_projects.totals([asked, replace(asked, q="zebrafish")]) == [0, 0]


@pytest.mark.parametrize("number", [1, 3])
def test_values_cost_no_query_more(ground: None, number: int, django_assert_num_queries: Any) -> None:
    """However many places, libraries and projects there are: one question for the numbers, one for the projects."""
    for place in ("France", "Norway", "Chile")[:number]:
        person = made.practitioner(visibility="public", location=place)
        project = made.project(person, f"Work of {place}", visibility="public")
        projects.classify(project, axes={"domain": ["time-series"]}, libraries=[place], by=None, at=made.AT)
        made.evidence(project, worlds.SKILLS[0], made.result(project))
    asked = Asked(editions.current(), day=worlds.TODAY)
    chosen = asked.of_kind("place", "france").of_kind("originality", "own")
    for each in (asked, chosen, replace(chosen, strength=Strength.CLAIMED, fresh=24)):
        with django_assert_num_queries(2):
            finder = Finder()
            finder.found(each)
            assert len(finder.counts(each)["place"]) == number
            finder.found(each, first=12)
    with django_assert_num_queries(4):  # which projects have the word, and how well
        assert Finder().found(replace(asked, q="work")).total == number
    with django_assert_num_queries(2):
        finding_projects.totals([asked, chosen, asked.of_kind("library", "france")])
