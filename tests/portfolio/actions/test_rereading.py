"""After a yardstick changed, the tables say what recomputing everything would say."""

from typing import Any

import pytest
from django.db import connection

from competence.models import Framework
from competence.queries import editions
from portfolio.actions import portfolios, rereading
from portfolio.models import Coverage, Practitioner, Proof
from tests.factories import portfolio as made
from tests.factories.competence import SMALL, load_text

SPLIT, LOAD = "s1.basics.split", "s1.basics.load"
OTHER = SMALL.replace('version = "1.0.0"', 'version = "2.0.0"').replace(
    'name = "Split data"', 'name = "Split data"\ncomparison = true'
)
BACK = SMALL.replace('version = "1.0.0"', 'version = "3.0.0"')


@pytest.fixture
def small(no_frameworks: None) -> None:
    load_text(SMALL)
    Framework.objects.update(is_default=True)


def person(visibility: str = "public") -> Practitioner:
    """Two projects that show SPLIT, one of them verified; the private one by a comparison."""
    someone = made.practitioner(visibility=visibility)
    shown = made.project(someone, "Shown", visibility=visibility)
    made.verdict(made.evidence(shown, SPLIT, made.link(shown), lines="1"))
    made.evidence(shown, LOAD, made.link(shown, "load"), lines="1")
    kept = made.project(someone, "Kept")
    made.evidence(kept, SPLIT, made.comparison(kept))
    return someone


def tables() -> list[Any]:
    proofs = Proof.objects.order_by("pk").values_list("evidence", "strength", "proven_at")
    rows = Coverage.objects.order_by("practitioner", "skill", "scope")
    return [*proofs, *rows.values_list("practitioner", "skill", "scope", "strength", "best", "pieces", "proven_at")]


def strengths(of: Practitioner) -> dict[tuple[str, str], int]:
    rows = Coverage.objects.filter(practitioner=of).values_list("skill__key", "scope", "strength")
    return {(key, scope): strength for key, scope, strength in rows}


def test_strengths_follow_the_new_edition_and_nothing_is_left_to_recompute(small: None):
    people = [person(), person("private")]
    assert strengths(people[0])[SPLIT, "public"] == 3
    load_text(OTHER)
    editions.forget()
    assert rereading.reread({SPLIT}, at=made.AT) == 2
    assert strengths(people[0]) == {(SPLIT, "all"): 2, (SPLIT, "public"): 1, (LOAD, "all"): 2, (LOAD, "public"): 2}
    assert strengths(people[1]) == {(SPLIT, "all"): 2, (LOAD, "all"): 2}
    after = tables()
    for someone in people:
        portfolios.refresh(someone, at=made.AT)
    assert tables() == after


def test_back_again_a_verdict_counts_as_before(small: None):
    someone = person()
    before = tables()
    load_text(OTHER)
    rereading.reread({SPLIT}, at=made.AT)
    assert tables() != before
    load_text(BACK)
    rereading.reread({SPLIT}, at=made.AT)
    assert tables() == before
    assert strengths(someone)[SPLIT, "public"] == 3


def test_pages_that_are_kept_are_made_anew_and_the_order_of_people_stays(small: None):
    someone = person()
    version, changed_at = someone.version, someone.changed_at
    rereading.reread({SPLIT}, at=made.AT)
    someone.refresh_from_db()
    assert someone.version > version
    assert someone.changed_at == changed_at


def test_without_such_skills_nothing_is_read(small: None, django_assert_num_queries: Any):
    person()
    with django_assert_num_queries(2):  # the savepoint
        assert rereading.reread(frozenset(), at=made.AT) == 0


@pytest.mark.parametrize("number", [1, 3])
def test_many_people_cost_the_same(small: None, number: int, django_assert_num_queries: Any):
    for _ in range(number):
        person()
    load_text(OTHER)
    editions.forget()
    editions.all_current()
    heard: list[tuple[int, int]] = []
    lock = int(connection.vendor == "postgresql")  # shared by those who note changes
    with django_assert_num_queries(21 + lock):
        rereading.reread({SPLIT}, at=made.AT, say=lambda done, of: heard.append((done, of)))
    assert heard == [(2 * number, 2 * number)]


def test_chunks_leave_nobody_out(small: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rereading, "CHUNK", 1)
    people = [person(), person()]
    load_text(OTHER)
    editions.forget()
    rereading.reread({SPLIT}, at=made.AT)
    assert [strengths(someone)[SPLIT, "public"] for someone in people] == [1, 1]
