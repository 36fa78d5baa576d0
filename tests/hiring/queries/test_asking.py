"""Briefs that ask for a skill are counted: by itself, its group, its domain; never those put away."""

from typing import Any

import pytest

from accounts.models import User
from competence.queries import editions
from dashboard.queries import impacts
from hiring.queries import asking
from tests.dashboard.test_touched import changed
from tests.factories import hiring
from tests.factories.hiring import AT

DROPOUT, MULTI = "l2.generalization.dropout", "l3.technique.ts-multi-step"
pytestmark = pytest.mark.usefixtures("frameworks")


@pytest.fixture
def briefs(hana: User) -> None:
    hiring.brief(hana, ("skill", DROPOUT, "must"), ("group", "l2.generalization.modern", "useful"), title="Canary")
    hiring.brief(hana, ("group", "l2.generalization.modern", "must"), ("domain", "time-series", "must"))
    hiring.brief(hana, ("level", "l2", "must"))
    hiring.brief(hana, ("skill", DROPOUT, "must"), archived_at=AT)


def test_by_itself_its_group_and_its_domain(briefs: None, django_assert_num_queries: Any) -> None:
    skills = editions.of("three-levels").skills
    with django_assert_num_queries(1):
        found = asking.of("three-levels", [skills[DROPOUT], skills[MULTI], skills["l1.modeling.scaling"]])
    assert (found.of(DROPOUT), found.of(MULTI), found.of("l1.modeling.scaling")) == (2, 1, 0)
    assert found.any_of([DROPOUT, MULTI]) == 2
    assert found.any_of([]) == 0
    assert asking.of("field-guide", [skills[DROPOUT]]).of(DROPOUT) == 0


def test_publishing_says_how_many_and_nothing_of_them(briefs: None) -> None:
    before = editions.of("three-levels")
    after = changed(before, DROPOUT, retired=True)
    found = impacts.read(before, after, limit=0)
    [skill] = found.skills
    assert (found.briefs, skill.briefs) == (2, 2)
    assert "2 briefs" in skill.named_by
    assert "Canary" not in repr(found.skills)
    reworded = impacts.read(before, changed(before, DROPOUT, name="Drop-out"), limit=0)
    assert (reworded.briefs, reworded.skills[0].briefs) == (0, 2), "a brief has not to follow other words"
