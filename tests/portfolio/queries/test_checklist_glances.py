"""What dashboard, profile and admins are told of checklists: in one query, and never more than is theirs to know."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from portfolio.actions import checklists, items
from portfolio.checklists.progress import Count
from portfolio.models import Practitioner
from portfolio.queries import checklist_glances
from tests.factories import portfolio as make
from tests.factories.competence import SMALL, load_text

AT, DAY = make.AT, date(2026, 6, 1)
LOAD, SPLIT = "s1.basics.load", "s1.basics.split"


@pytest.fixture
def person(no_frameworks: None, ada: User) -> Practitioner:
    load_text(SMALL)
    load_text(SMALL.replace('id = "small"', 'id = "other"', 1).replace('"s1', '"t1').replace('"s2', '"t2'))
    return ada.practitioner


@pytest.mark.parametrize("number", [1, 2])
def test_a_glance_costs_one_query_and_names_what_is_next(
    person: Practitioner, number: int, django_assert_num_queries: Any
) -> None:
    for framework in ("small", "other")[:number]:
        copy = checklists.take(person, framework=framework, by=None, at=AT)
    items.put(copy, key="s1.basics.load" if number == 1 else "t1.basics.load", state="skipped", by=None, at=AT)
    checklist_glances.own(person)
    with django_assert_num_queries(1):
        found = checklist_glances.own(person)
    assert [glance.count for glance in found][:1] == [Count(total=3, skipped=int(number == 1))]
    assert [item.name for item in found[-1].next] == ["Split data", "Tune"]
    checklists.archive(copy, by=None, at=AT)
    assert len(checklist_glances.own(person)) == number - 1


def test_only_shared_ones_are_claimed_and_only_their_counts(
    person: Practitioner, django_assert_num_queries: Any
) -> None:
    copy = checklists.take(person, framework="small", by=None, at=AT)
    items.tick(copy, key=LOAD, on=DAY, by=None, at=AT)
    assert checklist_glances.shared(person) == ()
    checklists.share(copy, on_profile=True, by=None, at=AT)
    with django_assert_num_queries(1):
        (claimed,) = checklist_glances.shared(person)
    assert (claimed.title, claimed.version, claimed.count) == ("A small framework", "1.0.0", Count(1, 3))
    assert claimed.levels == (("Stage 1, First", Count(1, 2)), ("Stage 2, Second", Count(0, 1)))


def test_whom_a_change_touches_is_a_number(person: Practitioner, sam: User) -> None:
    for who in (person, sam.practitioner):
        copy = checklists.take(who, framework="small", by=None, at=AT)
        items.tick(copy, key=LOAD, on=DAY, by=None, at=AT)
        items.put(copy, key=SPLIT, state="hidden", by=None, at=AT)
    checklists.archive(copy, by=None, at=AT)
    held = checklist_glances.held("small", [LOAD, SPLIT])
    assert (held.live, held.by_skill) == (1, {LOAD: 1})
