"""Kinds of rule that look at a measured before and after: comparisons, repeats."""

import pytest

from competence.standing import State
from tests.competence.standing_worlds import (
    CLAIMED,
    EVIDENCED,
    VERIFIED,
    comparison,
    held,
    portfolio,
    project,
    proof,
    rule,
    standing,
    together,
)

ANY = rule("comparisons", level="b", scope_level="b", at_least=1)
SHOWN = rule("comparisons", level="b", competence="b.t", problem="overfit", problem_shown=True, at_least=1)
REPEATS = rule("repeats", level="b", scope_level="b", at_least=5, required=False)
GOOD = comparison("overfit")


@pytest.mark.parametrize(
    ("comparisons", "any_holds", "shown_holds"),
    [
        ((), False, False),
        ((comparison("overfit", complete=False),), False, False),
        ((comparison(),), True, False),
        ((comparison("slow"),), True, False),
        ((comparison("overfit", shown=False),), True, False),
        ((GOOD,), True, True),
        ((comparison("overfit", shown=False, id="x"), GOOD), True, True),
    ],
)
def test_comparisons(comparisons, any_holds, shown_holds):
    facts = portfolio(proof("b.t.drop", "p", EVIDENCED, *comparisons))
    assert held(ANY, facts).holds is any_holds
    assert held(SHOWN, facts).holds is shown_holds


@pytest.mark.parametrize(
    ("strength", "holds", "verified"), [(CLAIMED, False, False), (EVIDENCED, True, False), (VERIFIED, True, True)]
)
def test_a_comparison_is_as_strong_as_the_evidence_that_points_to_it(strength, holds, verified):
    reading = held(SHOWN, portfolio(proof("b.t.drop", "p", strength, GOOD)))
    assert (reading.holds, reading.holds_verified) == (holds, verified)


def test_a_verified_piece_without_comparison_does_not_vouch_for_one_elsewhere():
    facts = portfolio(proof("b.t.drop", "p", VERIFIED), proof("b.t.drop", "q", EVIDENCED, GOOD))
    reading = held(SHOWN, facts)
    assert (reading.holds, reading.holds_verified) == (True, False)
    assert [p.project for p in reading.counted] == ["q"]


def test_only_skills_that_call_for_a_comparison_count():
    reading = held(ANY, portfolio(proof("b.t.spot", "p", EVIDENCED, GOOD)))
    assert not reading.holds
    assert reading.open.skills == ("b.t.drop", "b.t.stop", "b.t.mix")
    assert reading.reason == "No technique shown with a before and after yet. Still open, one of: Drop, Stop, Mix."


def test_techniques_are_counted_not_comparisons():
    two = rule("comparisons", level="b", scope_level="b", at_least=2)
    one_twice = portfolio(proof("b.t.drop", "p", EVIDENCED, GOOD, comparison("overfit", id="d")))
    assert (
        held(two, one_twice).reason == "1 of 2 techniques shown with a before and after. Still open, one of: Stop, Mix."
    )
    assert held(two, together(one_twice, portfolio(proof("b.t.mix", "q", EVIDENCED, comparison("slow"))))).holds


@pytest.mark.parametrize(
    ("comparisons", "hint"),
    [
        ((), "Drop is put forward, but without a metric before and after."),
        ((comparison("slow"),), "Drop is put forward, but its comparison does not name this problem."),
        (
            (comparison("overfit", shown=False),),
            "Drop is put forward, but its comparison does not show the problem first.",
        ),
        (
            (comparison("slow", id="x"), comparison("overfit", shown=False)),
            "Drop is put forward, but its comparison does not show the problem first.",
        ),
    ],
)
def test_what_comes_near_is_told(comparisons, hint):
    assert held(SHOWN, portfolio(proof("b.t.drop", "p", EVIDENCED, *comparisons))).reason.endswith(hint)


def test_an_improvement_is_not_asked_for():
    """PRODUCT.md, point 8: nothing in the facts says whether the technique helped."""
    assert not {"before", "after", "helped"} & set(type(GOOD).__slots__)


def test_comparisons_respect_excluded_sources():
    one = rule("comparisons", level="b", scope_level="b", at_least=1, excluded_sources=["contrived"])
    evidence = proof("b.t.drop", "p", EVIDENCED, GOOD)
    assert not held(one, portfolio(project("p", sources=("contrived",)), evidence)).holds
    assert held(one, portfolio(project("p", sources=("classic",)), evidence)).holds


@pytest.mark.parametrize(
    ("runs", "holds", "reason"),
    [
        ([], False, "No comparison shown yet."),
        ([(5, 5)], True, "1 comparison shown with 5 runs or more on either side."),
        ([(5, 4)], False, "No comparison shown with 5 runs or more on either side yet. Still open: “Run 0”."),
        ([(5, 9), (5, 5)], True, "2 of 2 comparisons shown with 5 runs or more on either side."),
        (
            [(5, 5), (1, 5)],
            False,
            "1 of 2 comparisons shown with 5 runs or more on either side. Still open: “Run 1”.",
        ),
    ],
)
def test_repeats(runs, holds, reason):
    found = [comparison(runs=pair, id=str(number)) for number, pair in enumerate(runs)]
    reading = held(REPEATS, portfolio(proof("b.t.drop", "p", VERIFIED, *found)))
    assert (reading.holds, reading.holds_verified, reading.reason) == (holds, holds, reason)
    assert reading.open.comparisons == tuple(c.id for c in found if min(c.repeats_before, c.repeats_after) < 5)


def test_repeats_looks_at_complete_comparisons_that_count_and_at_each_once():
    shared = comparison(runs=(5, 5), id="shared")
    facts = portfolio(
        proof("b.t.drop", "p", EVIDENCED, shared, comparison(complete=False, id="draft")),
        proof("b.t.stop", "p", EVIDENCED, shared),
        proof("b.t.mix", "p", CLAIMED, comparison(id="claimed")),
    )
    reading = held(REPEATS, facts)
    assert (reading.holds, reading.have, reading.holds_verified) == (True, 1, False)


def test_repeats_never_decides_so_that_showing_more_never_lowers_a_level():
    strict = rule("repeats", level="a", key="a.repeats", scope_level="b", at_least=5)
    base = rule("skills", level="a", key="a.r", skills=("a.x.one",), at_least=1)
    facts = portfolio(proof("a.x.one"), proof("b.t.drop", "p", EVIDENCED, comparison(runs=(1, 1))))
    reading = standing(facts, base, strict).by_key["a"]
    assert reading.state == State.DEMONSTRATED
    assert [r.rule.key for r in reading.next_steps] == ["a.repeats"]
