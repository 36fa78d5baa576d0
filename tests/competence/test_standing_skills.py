"""Kinds of rule that count skills: skills, groups, competences. Each holds, just falls short, is verified or not."""

import pytest

from tests.competence.standing_worlds import (
    CLAIMED,
    EVIDENCED,
    VERIFIED,
    held,
    portfolio,
    project,
    proof,
    proofs,
    rule,
)

TWO_OF_FOUR = rule("skills", competence="a.x", at_least=2)
GROUPS = rule("groups", groups=["a.x.g1", "a.x.g2"], each_at_least=1, at_least=2)
COMPETENCES = rule("competences", competences=["a.x", "a.y"], each_at_least=1, at_least=2)


@pytest.mark.parametrize(
    ("facts", "holds", "verified", "have", "reason"),
    [
        (portfolio(), False, False, 0, "None of 2 shown yet. Still open, 2 of: One, Two, Three, Four."),
        (portfolio(proof("a.x.one")), False, False, 1, "1 of 2 shown. Still open, one of: Two, Three, Four."),
        (portfolio(proofs("p", EVIDENCED, "a.x.one", "a.x.four")), True, False, 2, "2 of 2 shown."),
        (portfolio(proofs("p", VERIFIED, "a.x.one", "a.x.four")), True, True, 2, "2 of 2 shown."),
        (portfolio(proofs("p", VERIFIED, "a.x.one"), proof("a.x.two")), True, False, 2, "2 of 2 shown."),
        (portfolio(proofs("p", EVIDENCED, "a.x.one", "a.x.two", "a.x.three")), True, False, 3, "3 shown, 2 asked for."),
    ],
)
def test_skills(facts, holds, verified, have, reason):
    reading = held(TWO_OF_FOUR, facts)
    assert (reading.holds, reading.holds_verified, reading.have, reading.need) == (holds, verified, have, 2)
    assert reading.reason == reason


def test_skills_says_what_is_left_by_name_when_all_of_it_is_asked_for():
    reading = held(rule("skills", group="a.x.g1", at_least=2), portfolio(proof("a.x.one")))
    assert reading.reason == "1 of 2 shown. Still open: Two."
    assert reading.open.skills == ("a.x.two",)


def test_skills_do_not_count_claims_other_competences_or_the_same_skill_twice():
    facts = portfolio(proof("a.x.one", "p"), proof("a.x.one", "q"), proof("a.x.two", "p", CLAIMED), proof("a.y.red"))
    reading = held(TWO_OF_FOUR, facts)
    assert (reading.holds, reading.have) == (False, 1)
    assert [p.project for p in reading.counted] == ["p", "q"]


def test_skills_cites_the_strongest_evidence_first_in_framework_order():
    facts = portfolio(proof("a.x.two"), proof("a.x.one", "weak"), proof("a.x.one", "strong", VERIFIED))
    assert [(p.skill, p.project) for p in held(TWO_OF_FOUR, facts).counted] == [
        ("a.x.one", "strong"),
        ("a.x.one", "weak"),
        ("a.x.two", "p"),
    ]


def test_must_include_is_open_even_when_the_number_is_reached():
    one = rule("skills", competence="a.x", at_least=2, must_include=["a.x.four"])
    reading = held(one, portfolio(proofs("p", EVIDENCED, "a.x.one", "a.x.two")))
    assert not reading.holds
    assert reading.open.indispensable == ("a.x.four",)
    assert reading.reason == "2 of 2 shown. Still open: Four, which has to be among them."
    assert held(one, portfolio(proofs("p", EVIDENCED, "a.x.one", "a.x.four"))).holds


def test_must_include_is_named_instead_of_the_choice_when_it_fills_the_gap():
    one = rule("skills", competence="a.x", at_least=2, must_include=["a.x.three", "a.x.four"])
    reading = held(one, portfolio(proof("a.x.one")))
    assert reading.reason == "1 of 2 shown. Still open: Three, Four, which have to be among them."


def test_must_include_has_to_be_verified_too():
    one = rule("skills", competence="a.x", at_least=1, must_include=["a.x.four"])
    facts = portfolio(proof("a.x.one", "p", VERIFIED), proof("a.x.four"))
    assert (held(one, facts).holds, held(one, facts).holds_verified) == (True, False)


def test_selecting_fields_narrow_each_other():
    facts = portfolio(proofs("p", EVIDENCED, "b.d.sea-load", "b.d.general", "a.x.one"))
    by_aspect = held(rule("skills", level="b", competence="b.d", aspect="technique", at_least=1), facts)
    assert [p.skill for p in by_aspect.counted] == ["b.d.sea-load"]
    by_both = held(rule("skills", skills=["a.x.one", "a.x.three"], group="a.x.g2", at_least=1), facts)
    assert (by_both.holds, by_both.open.skills) == (False, ("a.x.three",))


def test_a_rule_that_names_no_skills_speaks_of_its_level():
    reading = held(rule("skills", at_least=2), portfolio(proofs("p", EVIDENCED, "a.x.one", "a.y.red", "b.t.spot")))
    assert [p.skill for p in reading.counted] == ["a.x.one", "a.y.red"]


def test_a_long_choice_is_cut_short():
    reading = held(rule("skills", at_least=3), portfolio())
    assert reading.reason == "None of 3 shown yet. Still open, 3 of: One, Two, Three and 3 more."


@pytest.mark.parametrize(("share", "need"), [(1.0, 4), (0.5, 2), (0.3, 2), (0.25, 1), (0.01, 1)])
def test_a_share_is_rounded_up_and_asks_for_one_at_least(share, need):
    assert held(rule("skills", competence="a.x", at_least_share=share), portfolio()).need == need


@pytest.mark.parametrize(
    ("sources", "holds"),
    [
        (("contest",), True),
        (("generated",), False),
        (("generated", "contrived"), False),
        (("generated", "contest"), True),
        ((), False),
    ],
)
def test_excluded_sources_leave_out_projects_with_nothing_else_and_projects_that_state_no_origin(sources, holds):
    one = rule("skills", competence="a.x", at_least=1, excluded_sources=["generated", "contrived"])
    facts = portfolio(project("p", sources=sources), proof("a.x.one", "p", VERIFIED))
    assert (held(one, facts).holds, held(one, facts).holds_verified) == (holds, holds)


def test_evidence_from_an_unknown_project_counts_where_no_fact_of_the_project_is_asked_for():
    assert held(TWO_OF_FOUR, portfolio(proofs("nowhere", EVIDENCED, "a.x.one", "a.x.two"))).holds


@pytest.mark.parametrize(
    ("skills", "strength", "holds", "verified", "reason"),
    [
        ("", EVIDENCED, False, False, "None of 2 shown yet. Still open: First half, Second half."),
        ("a.x.one a.x.two", EVIDENCED, False, False, "1 of 2 shown. Still open: Second half."),
        ("a.x.one a.x.three", EVIDENCED, True, False, "2 of 2 shown."),
        ("a.x.one a.x.three", VERIFIED, True, True, "2 of 2 shown."),
        ("a.x.one a.x.three", CLAIMED, False, False, "None of 2 shown yet. Still open: First half, Second half."),
    ],
)
def test_groups(skills, strength, holds, verified, reason):
    reading = held(GROUPS, portfolio(proofs("p", strength, *skills.split())))
    assert (reading.holds, reading.holds_verified, reading.reason) == (holds, verified, reason)


def test_groups_names_the_open_groups_and_their_skills():
    reading = held(GROUPS, portfolio(proof("a.x.one")))
    assert reading.open.groups == ("a.x.g2",)
    assert reading.open.skills == ("a.x.three", "a.x.four")


def test_groups_may_ask_for_several_skills_in_each():
    both = rule("groups", groups=["a.x.g1", "a.x.g2"], each_at_least=2, at_least=1)
    reading = held(both, portfolio(proofs("p", EVIDENCED, "a.x.one", "a.x.three")))
    assert reading.reason == "Not shown yet. Still open, one of: First half (1 of 2), Second half (1 of 2)."
    assert held(both, portfolio(proofs("p", EVIDENCED, "a.x.one", "a.x.two"))).holds


def test_groups_may_have_an_indispensable_skill():
    one = rule("groups", groups=["a.x.g1", "a.x.g2"], each_at_least=1, at_least=2, must_include=["a.x.two"])
    reading = held(one, portfolio(proofs("p", EVIDENCED, "a.x.one", "a.x.three")))
    assert (reading.holds, reading.have, reading.need) == (False, 2, 2)
    assert reading.reason == "2 of 2 shown. Still open: Two, which has to be among them."


def test_a_group_whose_skills_are_all_retired_is_not_asked_for():
    retired = frozenset({"a.x.three", "a.x.four"})
    reading = held(GROUPS, portfolio(proof("a.x.one")), retired=retired)
    assert (reading.holds, reading.need) == (True, 1)
    assert held(GROUPS, portfolio(proofs("p", EVIDENCED, "a.x.one", "a.x.four")), retired=retired).holds


def test_a_choice_with_nothing_in_use_gives_nothing_for_nothing():
    retired = frozenset({"a.x.one", "a.x.two", "a.x.three", "a.x.four"})
    assert not held(TWO_OF_FOUR, portfolio(), retired=retired).holds
    assert not held(GROUPS, portfolio(), retired=retired).holds


@pytest.mark.parametrize(
    ("skills", "strength", "holds", "verified", "reason"),
    [
        ("a.x.one a.x.two", EVIDENCED, False, False, "1 of 2 shown. Still open: Y."),
        ("a.x.one a.y.red", EVIDENCED, True, False, "2 of 2 shown."),
        ("a.x.one a.y.red", VERIFIED, True, True, "2 of 2 shown."),
    ],
)
def test_competences(skills, strength, holds, verified, reason):
    reading = held(COMPETENCES, portfolio(proofs("p", strength, *skills.split())))
    assert (reading.holds, reading.holds_verified, reading.reason) == (holds, verified, reason)
    assert reading.open.groups == (() if holds else ("a.y",))


@pytest.mark.parametrize("one", [TWO_OF_FOUR, GROUPS, COMPETENCES], ids=lambda one: one.kind)
def test_skills_of_another_framework_count_for_nothing(one):
    facts = portfolio(proofs("p", VERIFIED, "l1.library.predict", "l1.library.fit-model", "fg.entry.general.tools"))
    assert held(one, facts) == held(one, portfolio())
