"""The kit of a person, read from the tables: what it is made of, where its links lead, and what it never shows."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from hiring.queries import interviews
from portfolio.models import Practitioner, Verdict
from portfolio.queries import profiles, records
from tests.factories import portfolio as made

pytestmark = pytest.mark.django_db
DROPOUT, HARNESS = "l2.generalization.dropout", "l1.modeling.test-harness"


@pytest.fixture
def ida(frameworks: None) -> Practitioner:
    return made.practitioner(visibility="public")


def kit(person: Practitioner, **fields: Any) -> Any:
    on = profiles.ground()
    return interviews.of(person, on.default, on, **fields)


def everything(person: Practitioner, title: str, visibility: str = "public") -> None:
    """A project with one of everything that is asked about."""
    project = made.project(person, title, visibility=visibility)
    decision = made.decision(project, "F1, not accuracy", options="Accuracy", revisit="If classes were even")
    made.evidence(project, HARNESS, decision)
    made.result(project, baseline="0.5", best="0.85")


def test_questions_lead_to_their_places(ida: Practitioner) -> None:
    everything(ida, "Churn in a telecom table")
    found = {question.kind: question for question in kit(ida).questions}
    decision = ida.projects.get().decisions.get()
    assert found["decision"].spot.href == f"{ida.projects.get().get_absolute_url()}#{decision.anchor}"
    assert found["decision"].skill == "Objective test harness"
    assert "“F1, not accuracy”" in found["decision"].text
    assert found.keys() == {"decision", "result", "check"}


def test_what_is_not_public_is_not_asked_about(ida: Practitioner) -> None:
    everything(ida, "Churn in a telecom table")
    everything(ida, "A secret project", visibility="private")
    everything(ida, "Only by its address", visibility="unlisted")
    said = str(kit(ida))
    assert "Churn in a telecom table" in said
    assert "secret" not in said
    assert "Only by its address" not in said


def test_one_s_own_verdict_is_no_opinion(ida: Practitioner) -> None:
    project = made.project(ida, visibility="public")
    item = made.evidence(project, DROPOUT, made.comparison(project))
    words = {"outcome": "partly", "grounds": "I doubt myself", "fingerprint": item.fingerprint}
    Verdict.objects.create(evidence=item, reviewer=ida.user, given_at=made.AT, **words)
    assert "I doubt myself" not in str(kit(ida))
    made.verdict(item, by=made.user("Remi"), outcome="not-yet", grounds="One run only")
    asked = next(question for question in kit(ida).questions if question.kind == "verdict")
    assert "“One run only”" in asked.text
    assert "Remi" not in asked.text


def test_figures_without_a_word_on_the_split_are_asked_about(ida: Practitioner) -> None:
    project = made.project(ida, visibility="public")
    made.evidence(project, HARNESS, made.decision(project))
    made.result(project, split="")
    asked = next(question for question in kit(ida).questions if question.kind == "check")
    assert "did the model never see" in asked.text
    made.dataset(project, split="a fifth, by customer")
    assert not any(question.kind == "check" for question in kit(ida).questions)


def test_a_comparison_is_told_as_it_was_run(ida: Practitioner) -> None:
    """One run is one run, however often the other side was run; where nothing moved there is no spread to lie in."""
    project = made.project(ida, visibility="public")
    made.evidence(project, HARNESS, made.decision(project))
    made.comparison(project, after_repeats=1, after_spread=None)
    asked = next(question for question in kit(ida).questions if question.head == "Before and after")
    assert "five runs before and one after" in asked.text
    assert "one run each" not in str(asked) and "single runs" not in str(asked)
    made.comparison(project, "0.81", "0.81", technique="Noise", before_spread=None, after_spread=None)
    asked = next(question for question in kit(ida).questions if "0.81 before and 0.81 after" in question.text)
    assert asked.why.startswith("Both figures are the same.") and "spread of the runs" not in str(asked)


def test_as_many_queries_for_three_projects_as_for_one(
    ida: Practitioner, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    everything(ida, "One")
    on = profiles.ground()
    with django_assert_num_queries(14):
        interviews.of(ida, on.default, on)
    everything(ida, "Two")
    everything(ida, "Three")
    with django_assert_num_queries(14):
        interviews.of(ida, on.default, on)


def test_the_first_question_asks_the_database_nothing(
    ida: Practitioner, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    everything(ida, "One")
    on = profiles.ground()
    record = records.read(ida, *interviews.READ_ALONG, yardsticks=on.yardsticks).on_profile()
    with django_assert_num_queries(0):
        asked = interviews.first_question(record, on.default, on)
    assert asked is not None
    assert asked == kit(ida).questions[0]


def test_nobody_without_projects_is_left_without_a_question(ida: Practitioner) -> None:
    assert [question.kind for question in kit(ida).questions] == ["gap"]
