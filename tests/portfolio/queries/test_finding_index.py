"""The index answers every question about people as SQL does, on worlds and for questions at random."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from competence.queries import editions
from portfolio import engine
from portfolio.engine import Keeper, rows
from portfolio.explore import Asked
from portfolio.queries import explore as conditions
from portfolio.queries import finding, finding_index
from tests.factories import worlds

QUESTIONS = 12
WORLDS = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def ground(frameworks: None, db: None) -> None:
    """The frameworks, and a database that each world is taken out of again."""


def counted(counts: finding.Counts) -> set[tuple[str, str, int]]:
    return {(kind, value, number) for kind, own in counts.items() for value, number in own.items() if number}


@WORLDS
@given(seed=st.integers(0, 2**32))
def test_the_index_says_what_sql_says(ground: None, seed: int) -> None:
    random = Random(seed)
    with transaction.atomic():
        people = worlds.world(random, 24)
        worlds.write(people)
        index = rows.everybody()
        for _ in range(QUESTIONS):
            asked = worlds.asked(random)
            expected = tuple(worlds.found(people, asked))
            assert finding_index.total(index, asked) == len(expected), asked.query
            whole = finding_index.found(index, asked, most=50)
            assert whole == finding.found(asked, most=50) == finding.Found(expected, len(expected)), asked.query
            page = finding_index.found(index, asked, first=2, most=3)
            assert page == finding.Found(expected[2:5], len(expected)), asked.query
            assert counted(finding_index.counts(index, asked)) == counted(finding.counts(asked)), asked.query
        transaction.set_rollback(True)


@pytest.fixture
def indexed(ground: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Keeper]:
    """A site that answers from the index."""
    keeper = Keeper(tmp_path, "on")
    monkeypatch.setattr(engine, "here", lambda: keeper)
    worlds.write(worlds.world(Random(4), 20))
    keeper.prepare()
    return keeper


def test_where_there_is_an_index_it_answers(indexed: Keeper, django_assert_num_queries: Any) -> None:
    asked = Asked(editions.current(), day=worlds.TODAY)
    plain = asked.of_kind("domain", "time-series")
    worded = replace(asked.of_kind("domain", "time-series"), q="churn")
    with django_assert_num_queries(3):  # the row that says whether anything changed
        finding.found(plain)
        finding.counts(plain)
        finding.total(plain)
    with django_assert_num_queries(2):  # and one for a word that was not asked for before
        assert finding.found(worded).total > 0
    with django_assert_num_queries(2):
        assert finding.found(worded).total > 0
        finding.counts(worded)


def test_names_of_values_are_told_without_a_query_more(indexed: Keeper, django_assert_num_queries: Any) -> None:
    values = ["france", "norway", "of nobody"]
    with django_assert_num_queries(1):
        assert conditions.labels("place", values) == {"france": "France", "norway": "Norway"}


def test_the_page_tells_no_number_of_projects(indexed: Keeper, client: Client) -> None:
    page = client.get("/explore/").content.decode()
    assert "People, " in page
    assert ">Projects</a>" in page


def test_words_that_are_only_signs_find_nobody(indexed: Keeper) -> None:
    asked = Asked(editions.current(), day=worlds.TODAY, q="%")
    with indexed.reading() as index:
        assert index is not None
        assert finding_index.found(index, asked) == finding.Found((), 0)
        assert finding_index.total(index, replace(asked, sort="proof")) == 0
