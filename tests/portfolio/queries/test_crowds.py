"""The facts of many people: the same as those of each whole portfolio, in a fixed number of queries."""

from typing import Any

import pytest

from competence.queries import editions
from portfolio.models import Practitioner
from portfolio.queries import crowds, records, standings
from tests.factories import portfolio as made

pytestmark = pytest.mark.usefixtures("frameworks")
KEYS = ("l1.modeling.test-harness", "l1.library.fit-model", "l2.generalization.dropout")


def person(visibility: str = "public") -> Practitioner:
    """A portfolio with something of everything that a rule may ask for, in two projects."""
    someone = made.practitioner(visibility=visibility)
    for title, seen in (("Shown", visibility), ("Kept back", "private")):
        project = made.project(someone, title, visibility=seen)
        project.axis_choices.create(axis="domain", value="time-series")
        made.dataset(project)
        made.section(project, body=" \n ")
        result, comparison = made.result(project), made.comparison(project)
        made.verdict(made.evidence(project, KEYS[0], result))
        made.evidence(project, KEYS[1])
        made.evidence(project, KEYS[2], comparison, result)
    return someone


def everybody() -> list[Practitioner]:
    return list(Practitioner.objects.select_related("user").order_by("pk"))


def test_facts_are_those_of_the_whole_portfolio_and_of_its_profile() -> None:
    people = [person(), person("private")]
    wholes = records.read_all(people)
    found = crowds.members(everybody())
    assert [member.facts for member in found] == [standings.portfolio_facts(whole) for whole in wholes]
    assert [member.on_profile() for member in found] == [standings.portfolio_facts(w.on_profile()) for w in wholes]
    assert [member.is_listed for member in found] == [True, False]


def test_somebody_who_was_locked_out_is_not_named() -> None:
    someone = person()
    someone.user.is_active = False
    someone.user.save(update_fields=["is_active"])
    assert [member.is_listed for member in crowds.members(everybody())] == [False]


@pytest.mark.parametrize("number", [1, 3])
def test_many_people_cost_six_queries(number: int, django_assert_num_queries: Any) -> None:
    for _ in range(number):
        person()
    people = everybody()
    with django_assert_num_queries(6):
        assert len(crowds.members(people)) == number


def test_strengths_are_read_anew_for_skills_that_ask_for_other_proof(django_assert_num_queries: Any) -> None:
    person()
    people = everybody()
    with django_assert_num_queries(0):
        assert crowds.strengths_by([], frozenset(), people) == {}
    found = crowds.strengths_by([editions.current()], {KEYS[0]}, people)
    assert sorted(strength.word for strength in found.values()) == ["verified", "verified"]
    (member,) = crowds.under(crowds.members(people), dict.fromkeys(found, crowds.Strength.CLAIMED))
    assert {p.strength.word for p in member.facts.proofs if p.skill == KEYS[0]} == {"claimed"}
    assert {p.strength.word for p in member.facts.proofs if p.skill == KEYS[2]} == {"evidenced"}
