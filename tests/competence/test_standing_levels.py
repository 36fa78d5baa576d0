"""From rules to a standing: states, order, what to show first, and what never counts."""

from dataclasses import replace

import pytest

from competence.standing import PortfolioFacts, Proof, State, read
from competence.strengths import Strength
from tests.competence.standing_shipped import level_1, level_2, level_3, processes, yardstick
from tests.competence.standing_worlds import (
    CLAIMED,
    EVIDENCED,
    PROCESSES,
    VERIFIED,
    portfolio,
    project,
    proof,
    proofs,
    rule,
    standing,
    tiny,
    together,
)

A = rule("skills", level="a", key="a.r", skills=("a.x.one", "a.x.two"), at_least=2)
B = rule("skills", level="b", key="b.r", skills=("b.t.spot",), at_least=1)
BASE = portfolio(proofs("p", EVIDENCED, "a.x.one", "a.x.two"))
BASE_VERIFIED = portfolio(proofs("p", VERIFIED, "a.x.one", "a.x.two"))
UPPER = portfolio(proof("b.t.spot"))
UPPER_VERIFIED = portfolio(proof("b.t.spot", "p", VERIFIED))


def states(facts: PortfolioFacts, *rules, **more) -> list[str]:
    return [level.state.word for level in standing(facts, *(rules or (A, B)), **more).levels]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (portfolio(), "not-started not-started not-started"),
        (portfolio(proof("a.x.one", "p", CLAIMED)), "not-started not-started not-started"),
        (portfolio(proof("a.x.one")), "in-progress not-started not-started"),
        (BASE, "demonstrated not-started not-started"),
        (UPPER, "not-started out-of-order not-started"),
        (together(BASE, UPPER), "demonstrated demonstrated not-started"),
        (together(BASE, UPPER_VERIFIED), "demonstrated demonstrated not-started"),
        (together(BASE_VERIFIED, UPPER), "verified demonstrated not-started"),
        (together(BASE_VERIFIED, UPPER_VERIFIED), "verified verified not-started"),
    ],
)
def test_the_state_of_each_level(facts, expected):
    assert states(facts) == expected.split()


def test_states_are_ordered_and_have_words_for_people():
    assert [s.word for s in sorted(State)] == ["not-started", "in-progress", "out-of-order", "demonstrated", "verified"]
    assert [s.text for s in State] == ["Not started", "In progress", "Out of order", "Demonstrated", "Verified"]
    assert all(State.from_word(state.word) is state for state in State)


def test_an_optional_level_holds_nothing_back():
    open_optional = rule("skills", level="o", key="o.r", skills=("o.z.far",), at_least=1)
    world = standing(BASE, A, B, open_optional)
    assert world.by_key["o"].state == State.NOT_STARTED
    assert not world.by_key["o"].show_first


def test_not_even_where_another_level_names_it_as_a_prerequisite():
    measure = tiny(A, rule("skills", level="o", key="o.r", skills=("o.z.far",), at_least=1))
    levels = tuple(replace(level, prerequisites=("o",) if level.key == "a" else ()) for level in measure.levels)
    reading = read(replace(measure, levels=levels), PROCESSES, BASE).by_key["a"]
    assert (reading.state, reading.show_first) == (State.DEMONSTRATED, ())


def test_a_recommended_rule_never_decides_and_is_a_next_step():
    more = rule("skills", level="a", key="a.more", required=False, skills=("a.x.three",), at_least=1)
    reading = standing(BASE, A, more).by_key["a"]
    assert reading.state == State.DEMONSTRATED
    assert [r.rule.key for r in reading.next_steps] == ["a.more"]
    assert not reading.open_rules


def test_a_level_without_rules_is_never_reached_and_holds_nothing_back():
    reading = standing(together(BASE, UPPER), B)
    assert [level.state for level in reading.levels[:2]] == [State.IN_PROGRESS, State.DEMONSTRATED]
    assert reading.by_key["a"].reason == "Begun. No rule says when it is reached."


def test_one_of_several_ways_is_enough_also_where_they_are_required():
    ways = [
        rule("skills", level="a", key=f"a.{name}", skills=(f"a.x.{name}",), at_least=1, alternative="either")
        for name in ("one", "two")
    ]
    reading = standing(portfolio(proof("a.x.two")), *ways).by_key["a"]
    assert reading.state == State.DEMONSTRATED
    assert [(r.holds, r.settled, r.answered_by) for r in reading.rules] == [(False, True, "a.two"), (True, True, "")]


def test_each_way_may_be_verified_on_its_own_but_not_half_of_each():
    ways = [
        rule("skills", level="a", key=f"a.{name}", skills=(f"a.x.{name}",), at_least=1, alternative="either")
        for name in ("one", "two")
    ]
    mixed = portfolio(proof("a.x.one"), proof("a.x.two", "p", VERIFIED))
    assert standing(mixed, *ways).by_key["a"].state == State.VERIFIED


def test_evidence_for_another_framework_is_passed_over():
    foreign = portfolio(Proof("l1.library.predict", "p", VERIFIED))
    assert states(foreign) == ["not-started"] * 3
    assert standing(together(BASE, foreign), A).by_key["a"].rules[0].counted == BASE.proofs


def test_counts_tell_shown_verified_and_claimed_apart():
    facts = portfolio(
        proof("a.x.one", "p", VERIFIED),
        proof("a.x.one", "q", CLAIMED),
        proof("a.x.two"),
        proof("a.x.three", "p", CLAIMED),
    )
    reading = standing(facts, A).by_key["a"]
    assert (reading.shown, reading.verified, reading.claimed, reading.total) == (2, 1, 1, 6)


def test_retired_skills_keep_their_evidence_and_are_never_asked_for():
    all_four = rule("skills", level="a", key="a.r", competence="a.x", at_least=4, must_include=("a.x.four",))
    old = frozenset({"a.x.four"})
    three = portfolio(proofs("p", EVIDENCED, "a.x.one", "a.x.two", "a.x.three"))
    reading = standing(three, all_four, retired=old).by_key["a"]
    assert (reading.state, reading.total) == (State.DEMONSTRATED, 5)
    with_retired = portfolio(proofs("p", EVIDENCED, "a.x.one", "a.x.four"))
    one = standing(with_retired, all_four, retired=old).by_key["a"].rules[0]
    assert (one.have, one.need, one.open.skills) == (2, 4, ("a.x.two", "a.x.three"))
    assert one.reason == "2 of 4 shown. Still open: Two, Three."


def test_a_framework_may_count_claims_or_verified_evidence_only():
    claims = portfolio(proofs("p", CLAIMED, "a.x.one", "a.x.two"))
    assert states(claims, counted="claimed")[0] == "demonstrated"
    assert states(BASE, counted="verified")[0] == "not-started"
    assert states(BASE_VERIFIED, counted="verified")[0] == "verified"


def test_an_unknown_kind_of_rule_never_holds_and_says_so():
    reading = standing(BASE, rule("horoscope")).by_key["a"]
    assert reading.state == State.IN_PROGRESS
    assert reading.rules[0].reason == "This kind of rule is not known on this site."


@pytest.mark.parametrize("strength", [EVIDENCED, VERIFIED])
def test_three_levels_shown_in_order(strength):
    world = read(
        yardstick("three-levels"), processes(), together(level_1(strength), level_2(strength), level_3(strength))
    )
    reached = State.VERIFIED if strength == VERIFIED else State.DEMONSTRATED
    assert [level.state for level in world.levels] == [reached, reached, reached, State.NOT_STARTED]
    assert not any(level.open_rules or level.show_first for level in world.levels[:3])


def test_level_3_with_nothing_below_is_out_of_order_and_lists_what_to_show_first():
    world = read(yardstick("three-levels"), processes(), level_3(VERIFIED))
    third = world.by_key["l3"]
    assert third.state == State.OUT_OF_ORDER
    assert [level.key for level in third.show_first] == ["l1", "l2"]
    assert third.reason == ("All its rules hold, but below it Level 1, Modeling, and Level 2, Tuning, are still open.")
    assert [r.rule.key for r in world.by_key["l2"].open_rules] == ["l2.rule.learning", "l2.rule.prediction"]
    assert [r.rule.key for r in world.by_key["l1"].open_rules] == [
        "l1.rule.library",
        "l1.rule.task-groups",
        "l1.rule.input-conditions",
        "l1.rule.target-types",
        "l1.rule.projects",
    ]


def test_level_2_missing_between_1_and_3():
    world = read(yardstick("three-levels"), processes(), together(level_1(), level_3()))
    assert [level.state.word for level in world.levels] == [
        "demonstrated",
        "in-progress",
        "out-of-order",
        "not-started",
    ]
    assert [level.key for level in world.by_key["l3"].show_first] == ["l2"]
    assert "below it Level 2, Tuning, is still open." in world.by_key["l3"].reason


def test_what_to_show_first_reaches_down_through_levels_that_hold_by_themselves():
    guide = yardstick("field-guide")
    shown = [key for key, skill in guide.skills.items() if skill.level in ("fg.intermediate", "fg.advanced")]
    facts = portfolio(*(project(id, datasets=(id,)) for id in "pq"), *(proofs(id, EVIDENCED, *shown) for id in "pq"))
    world = read(guide, processes(), facts)
    assert [level.state.word for level in world.levels] == [
        "not-started",
        "out-of-order",
        "out-of-order",
        "not-started",
    ]
    assert [level.key for level in world.by_key["fg.advanced"].show_first] == ["fg.entry"]


def test_the_extension_holds_nothing_back_but_needs_level_1():
    extension = portfolio(proof("lx.scale.big-data"))
    alone = read(yardstick("three-levels"), processes(), extension).by_key["lx"]
    assert (alone.state, [level.key for level in alone.show_first]) == (State.OUT_OF_ORDER, ["l1"])
    world = read(yardstick("three-levels"), processes(), together(level_1(), extension))
    assert world.by_key["lx"].state == State.DEMONSTRATED


def test_strengths_are_the_scale_that_the_files_name():
    assert [s.word for s in Strength] == ["claimed", "evidenced", "verified"]
