"""The index holds briefs against people as SQL does, on worlds and briefs drawn at random."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from competence.queries import editions
from competence.strengths import Strength
from hiring.queries import comparisons, matches, scores, scores_index
from hiring.wanted import Ask, Wanted
from portfolio import engine
from portfolio.engine import Keeper, rows
from portfolio.explore import Asked
from portfolio.models import Practitioner
from tests.factories import portfolio as made
from tests.hiring.crowds import Shows, crowd
from tests.hiring.queries.test_scores import SKILLS, drawn_brief, drawn_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(frameworks: None) -> Asked:
    return Asked(editions.current(), day=made.AT.date())


@pytest.mark.parametrize("seed", range(4))
def test_order_ranks_and_counts_are_those_of_sql(seed: int, asked: Asked) -> None:
    draw = random.Random(seed)
    crowd(drawn_people(draw))
    index = rows.everybody()
    for _ in range(8):
        wanted, narrowed = drawn_brief(draw), random_filter(draw, asked)
        among = matches.among(narrowed)
        expected, found = scores.score(wanted, among), scores_index.score(index, wanted, narrowed)
        assert list(found.rows) == list(expected.rows), wanted
        assert (found.nothing, found.total) == (expected.nothing, expected.total)
        assert dict(found.by_musts) == dict(expected.by_musts)
        for row in expected.rows:
            assert found.rank(row.figures) == expected.rank(row.figures)
            assert found.above(row.figures) == expected.above(row.figures)
            assert found.sharing(row.figures) == expected.sharing(row.figures)
        assert scores_index.lacking_one(index, wanted, narrowed) == scores.lacking_one(wanted, among)
        others = scores_index.others(index, wanted, narrowed)
        assert others[0:100] == list(matches.others(wanted, narrowed))
        assert len(others) == expected.nothing


@pytest.mark.parametrize(("needless", "order"), [((), (1, 2, 3)), (("l3",), (3, 1, 2))])
def test_whoever_meets_nothing_stands_by_day_only_where_the_day_counts(
    needless: tuple[str, ...], order: tuple[int, ...], asked: Asked
) -> None:
    """The latest proof could be from the level that is not needed."""
    people = crowd(
        [
            Shows(last_proof_on=date(2026, 5, 3), uuid=UUID(int=2)),
            Shows(last_proof_on=date(2026, 5, 2), uuid=UUID(int=3)),
            Shows(last_proof_on=date(2026, 5, 1), uuid=UUID(int=1)),
        ]
    )
    ask = Ask("skill", SKILLS[0], "", "must", Strength.EVIDENCED, SKILLS[:1])
    wanted = Wanted("three-levels", (ask,), frozenset(needless))
    expected = [people[place - 1] for place in order]
    assert list(matches.others(wanted, asked)) == expected
    assert scores_index.others(rows.everybody(), wanted, asked)[0:5] == expected


def random_filter(draw: random.Random, asked: Asked) -> Asked:
    value = f"{draw.choice(('l1', 'l2'))}/{draw.choice(('demonstrated', 'in-progress'))}"
    return draw.choice([asked, asked.of_kind("standing", value), asked.of_kind("level", "l2")])


def test_rows_are_read_like_a_list(asked: Asked) -> None:
    draw = random.Random(1)
    crowd(drawn_people(draw))
    wanted = drawn_brief(draw)
    found = scores_index.score(rows.everybody(), wanted).rows
    whole = list(scores.score(wanted, Practitioner.objects.listed()).rows)
    assert len(whole) > 4
    assert [*found[:3], *found[3:]] == whole
    assert (found[0], found[-1]) == (whole[0], whole[-1])
    assert list(found[0:6:2]) == whole[0:6:2]
    with pytest.raises(IndexError):
        found[len(whole)]


def test_where_there_is_an_index_it_answers(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, django_assert_num_queries: Any
) -> None:
    draw = random.Random(2)
    crowd(drawn_people(draw))
    wanted = drawn_brief(draw)
    expected = list(matches.score(wanted, asked).rows)
    keeper = Keeper(tmp_path, "on")
    keeper.prepare()
    monkeypatch.setattr(engine, "here", lambda: keeper)
    with django_assert_num_queries(1):
        assert list(matches.score(wanted, asked).rows) == expected
    with django_assert_num_queries(1):
        assert list(comparisons.against(wanted).scoring.rows) == expected


def test_nobody_and_nothing(asked: Asked) -> None:
    index = rows.everybody()
    empty = Wanted("three-levels")
    assert scores_index.score(index, empty, asked).total == 0
    assert scores_index.lacking_one(index, empty, asked) == {}
    assert scores_index.others(index, empty, replace(asked, q="%"))[0:5] == []
