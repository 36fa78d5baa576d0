"""Since when a skill is out of use, and what continues it."""

from dataclasses import replace
from typing import Any

import pytest

from competence.queries import editions, retirements
from tests.dashboard.test_touched import PLAIN, changed
from tests.factories import retired


def test_the_edition_that_retired_it_and_the_successor_are_named(no_frameworks: None, django_assert_num_queries: Any):
    retired.first()
    retired.edition()
    retired.edition("1.2.0", at=retired.RETIRED_AT.replace(month=8))
    yardsticks = editions.all_current()
    with django_assert_num_queries(1):
        found = retirements.of([retired.OLD, retired.NEW, "no.such.skill"], yardsticks)
    assert list(found) == [retired.OLD]
    assert found[retired.OLD].words == "Retired in edition 1.1.0, continued as “Split data”."


def test_without_a_successor_that_is_said(no_frameworks: None):
    retired.first()
    retired.edition(successor="")
    found = retirements.of([retired.OLD], editions.all_current())
    assert found[retired.OLD].words == "Retired in edition 1.1.0, without a successor."


def test_nothing_is_asked_where_nothing_is_retired(no_frameworks: None, django_assert_num_queries: Any):
    retired.first()
    yardsticks = editions.all_current()
    with django_assert_num_queries(0):
        assert retirements.of([retired.OLD], yardsticks) == {}


@pytest.mark.parametrize(
    ("chain", "end"),
    [
        ({"a.x.one": "a.x.two"}, "a.x.two"),
        ({"a.x.one": "a.x.two", "a.x.two": "a.x.three"}, "a.x.three"),
        ({"a.x.one": "a.x.two", "a.x.two": ""}, None),
        ({"a.x.one": "a.x.two", "a.x.two": "a.x.one"}, None),
        ({"a.x.one": ""}, None),
    ],
)
def test_successors_are_followed_to_a_skill_in_use(chain: dict[str, str], end: str | None):
    yardstick = replace(PLAIN)
    for key, successor in chain.items():
        yardstick = changed(yardstick, key, retired=True, successor=successor)
    found = retirements.continued(yardstick, yardstick.skills["a.x.one"])
    assert (found.key if found else None) == end
