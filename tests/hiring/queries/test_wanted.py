"""Briefs read as what they ask for: order, labels, skills that count, and what the edition has no longer."""

from collections.abc import Iterator
from typing import Any

import pytest

from accounts.models import User
from competence.queries import editions
from competence.strengths import Strength
from hiring.models import Brief, Need
from hiring.queries import wanted
from tests.factories import hiring, retired

ENSEMBLES = (
    "l2.prediction.model-averaging",
    "l2.prediction.stacking-ensembles",
    "l2.prediction.weight-averaging",
)


@pytest.fixture
def brief(hana: User) -> Brief:
    return hiring.brief(
        hana,
        ("domain", "time-series", "useful"),
        ("skill", "l1.modeling.scaling", "useful"),
        ("group", "l2.prediction.ensembles", "must", {"at_least": 2, "strength": 3}),
        ("skill", "l2.generalization.dropout", "must"),
        ("level", "l2", "must"),
        ("level", "l3", "not-needed"),
        ("skill", "l1.library.fit-model", "must", {"strength": 1}),
    )


def test_musts_come_before_useful_ones_each_in_framework_order(brief: Brief) -> None:
    asked = wanted.of(brief, editions.of("three-levels"))
    assert [(ask.kind, ask.key) for ask in asked.asks] == [
        ("skill", "l1.library.fit-model"),
        ("level", "l2"),
        ("skill", "l2.generalization.dropout"),
        ("group", "l2.prediction.ensembles"),
        ("skill", "l1.modeling.scaling"),
        ("domain", "time-series"),
    ]
    assert asked.framework == "three-levels"
    assert asked.not_needed == {"l3"}


def test_each_ask_says_what_counts(brief: Brief) -> None:
    asked = {ask.key: ask for ask in wanted.of(brief, editions.of("three-levels")).asks}
    group = asked["l2.prediction.ensembles"]
    assert (group.label, group.skills, group.at_least) == ("Ensemble techniques", ENSEMBLES, 2)
    assert group.strength == Strength.VERIFIED
    assert asked["l1.library.fit-model"].strength == Strength.CLAIMED
    assert asked["l2.generalization.dropout"].strength == Strength.EVIDENCED
    assert asked["l2.generalization.dropout"].skills == ("l2.generalization.dropout",)
    assert (asked["l2"].label, asked["l2"].skills) == ("Level 2, Tuning", ())
    domain = asked["time-series"]
    assert domain.label == "Time series forecasting"
    assert len(domain.skills) == 7
    assert domain.skills[0] == "l3.data-handling.ts-supervised-framing"


def test_groups_of_one_name_say_whose_they_are(frameworks: None) -> None:
    yardstick = editions.of("three-levels")
    assert wanted.label_of("group", "l2.learning.diagnosis", yardstick) == "Learning competence: Showing the problem"


@pytest.mark.django_db
class TestGone:
    @pytest.fixture(autouse=True)
    def small(self, no_frameworks: None) -> Iterator[None]:
        retired.first()
        yield
        editions.forget()

    def asked(self, hana: User, *needs: tuple[Any, ...]) -> Any:
        return wanted.of(hiring.brief(hana, *needs, framework="small"), editions.of("small"))

    def test_a_retired_skill_asks_for_nothing_and_names_its_successor(self, hana: User) -> None:
        retired.edition()
        asked = self.asked(hana, ("skill", retired.OLD, "must"), ("group", "s1.basics.data", "useful"))
        skill, group = asked.asks
        assert (skill.retired, skill.skills) == (True, ())
        assert skill.label == "Load data (retired, continued as “Split data”)"
        assert (group.retired, group.label) == (True, "Data"), "no skill of the group is in use"
        assert (asked.musts, asked.useful) == ((), ())

    def test_without_a_successor_it_is_only_retired(self, hana: User) -> None:
        retired.edition(successor="")
        assert self.asked(hana, ("skill", retired.OLD, "must")).asks[0].label == "Load data (retired)"

    def test_keys_that_are_gone_are_shown_last_and_ask_for_nothing(self, hana: User) -> None:
        asked = self.asked(
            hana,
            *(("level", "s9", "must"), ("group", "s1.gone", "must"), ("domain", "audio", "must")),
            *(("skill", "s1.basics.gone", "must"), ("skill", "s2.more.tune", "must"), ("level", "s8", "not-needed")),
        )
        assert [ask.key for ask in asked.musts] == ["s2.more.tune"]
        assert [ask.key for ask in asked.asks] == ["s2.more.tune", "audio", "s1.basics.gone", "s1.gone", "s9"]
        assert asked.not_needed == frozenset()

    def test_a_group_asks_for_no_more_skills_than_it_has(self, hana: User) -> None:
        assert self.asked(hana, ("group", "s1.basics.data", "must", {"at_least": 4})).asks[0].at_least == 1


@pytest.mark.parametrize("count", [1, 3])
def test_several_briefs_are_read_in_three_queries(
    hana: User, count: int, django_assert_num_queries: Any, frameworks: None
) -> None:
    made = [hiring.brief(hana, ("skill", "l2.generalization.dropout", "must")) for _ in range(count)]
    empty = hiring.brief(hana, strength=3)
    editions.all_current()
    with django_assert_num_queries(3):
        found = wanted.for_briefs([*made, empty])
    assert {pk: len(asked.asks) for pk, asked in found.items()} == {**{b.pk: 1 for b in made}, empty.pk: 0}
    yardstick = editions.of("three-levels")
    assert found[made[0].pk] == wanted.of(made[0], yardstick)


def test_one_brief_is_read_in_one_query(brief: Brief, django_assert_num_queries: Any) -> None:
    yardstick = editions.of("three-levels")
    with django_assert_num_queries(1):
        wanted.of(brief, yardstick)


def test_every_kind_is_read(brief: Brief) -> None:
    kinds = {need.kind for need in brief.needs.all()}
    assert kinds == set(Need.Kind.values)
