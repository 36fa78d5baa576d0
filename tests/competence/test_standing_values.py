"""Kinds of rule about axes: axis-values, matrix-cells, one-value; and the cells of a matrix."""

import pytest

from competence.standing import PortfolioFacts
from competence.strengths import Strength
from tests.competence.standing_worlds import (
    CLAIMED,
    EVIDENCED,
    VERIFIED,
    WHOLE,
    comparison,
    held,
    portfolio,
    project,
    proof,
    proofs,
    rule,
    standing,
    together,
)

SOURCE = rule("axis-values", axis="dataset-source", values=["classic", "contest"], at_least=1)
COLOURS = rule("axis-values", axis="colour", at_least=2)


@pytest.mark.parametrize(
    ("facts", "holds", "verified"),
    [
        (portfolio(project("p", sources=("classic",))), False, False),
        (portfolio(project("p", sources=("classic",)), proof("a.x.one", "p", CLAIMED)), False, False),
        (portfolio(project("p", sources=("classic",)), proof("a.x.one", "p")), True, False),
        (portfolio(project("p", sources=("classic",)), proof("a.x.one", "p", VERIFIED)), True, True),
        (portfolio(project("p", sources=("classic",)), proof("b.t.spot", "p", VERIFIED)), False, False),
        (portfolio(project("p", sources=("generated",)), proof("a.x.one", "p")), False, False),
        (portfolio(project("p", dataset_source="contest"), proof("a.x.one", "p")), True, False),
    ],
)
def test_axis_values(facts, holds, verified):
    reading = held(SOURCE, facts)
    assert (reading.holds, reading.holds_verified) == (holds, verified)


def test_axis_values_says_what_is_covered_and_what_is_open():
    reading = held(SOURCE, portfolio())
    assert reading.reason == "Not shown yet. Still open, one of: Classic, Contest."
    assert reading.open.values == ("classic", "contest")
    covered = held(SOURCE, portfolio(project("p", sources=("classic",)), proof("a.x.one", "p")))
    assert (covered.reason, covered.values, covered.projects) == ("Shown: Classic.", ("classic",), ("p",))
    assert [p.skill for p in covered.counted] == ["a.x.one"]


def test_a_value_that_stands_for_a_skill_follows_from_the_skill_and_is_a_claim_when_only_stated():
    shown = portfolio(proof("a.y.red", "p"), proof("a.y.blue", "q", VERIFIED))
    reading = held(COLOURS, shown)
    assert (reading.holds, reading.have_verified) == (True, 1)
    stated = portfolio(project("p", colour="red blue"), proof("a.x.one", "p"))
    assert held(COLOURS, stated).have == 0


def test_axis_values_wants_evidence_in_the_level_of_the_rule():
    upper = rule("axis-values", level="b", axis="colour", at_least=1)
    assert not held(upper, portfolio(proof("a.y.red", "p"), proof("b.t.spot", "q"))).holds
    assert held(upper, portfolio(proof("a.y.red", "p"), proof("b.t.spot", "p"))).holds


def cells(facts: PortfolioFacts, key: str) -> dict[tuple[str, str], str]:
    matrix = next(m for m in standing(facts).matrices if m.matrix.key == key)
    return {(c.row, c.column): c.strength.word for c in matrix.cells if c.strength}


def test_a_product_has_a_cell_for_each_pair_and_a_nested_matrix_one_for_each_child():
    product, nested = standing(portfolio()).matrices
    assert [(c.row, c.column) for c in product.cells] == [
        ("red", "round"), ("red", "square"), ("blue", "round"), ("blue", "square"),
    ]  # fmt: skip
    assert [(c.row, c.column) for c in nested.cells] == [("overfit", "drop"), ("overfit", "stop"), ("slow", "mix")]
    assert (product.total, product.covered, nested.cell("slow", "drop")) == (4, 0, None)
    assert [value.key for value in product.columns] == ["round", "square"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((project("p", shape="round"), proof("a.y.red", "p")), {("red", "round"): "evidenced"}),
        ((project("p", shape="round"), proof("a.y.red", "p", VERIFIED)), {("red", "round"): "verified"}),
        ((project("p", shape="round"), proof("a.y.red", "p", CLAIMED)), {("red", "round"): "claimed"}),
        ((project("p", shape="round", colour="red"), proof("a.x.one", "p", VERIFIED)), {("red", "round"): "claimed"}),
        ((project("p", shape="round", colour="red"),), {}),
        ((project("p", shape="round"), proof("a.y.red", "q")), {}),
        (
            (project("p", shape="round square"), proof("a.y.red", "p")),
            {("red", "round"): "evidenced", ("red", "square"): "evidenced"},
        ),
    ],
)
def test_a_product_cell_is_as_strong_as_the_weaker_value_in_one_project(facts, expected):
    assert cells(portfolio(*facts), "colour-shape") == expected


@pytest.mark.parametrize(
    ("strength", "comparisons", "expected"),
    [
        (EVIDENCED, (comparison("overfit"),), {("overfit", "drop"): "evidenced"}),
        (VERIFIED, (comparison("overfit", shown=False),), {("overfit", "drop"): "verified"}),
        (VERIFIED, (comparison("slow"),), {("overfit", "drop"): "claimed"}),
        (VERIFIED, (comparison("overfit", complete=False),), {("overfit", "drop"): "claimed"}),
        (EVIDENCED, (), {("overfit", "drop"): "claimed"}),
    ],
)
def test_a_technique_covers_its_cell_with_a_before_and_after_on_that_problem(strength, comparisons, expected):
    assert cells(portfolio(proof("b.t.drop", "p", strength, *comparisons)), "problem-technique") == expected


def test_a_cell_cites_the_strongest_evidence_of_all_projects():
    facts = portfolio(
        proof("b.t.drop", "p", EVIDENCED, comparison("overfit")),
        proof("b.t.drop", "q", VERIFIED, comparison("overfit")),
        proof("b.t.drop", "r", VERIFIED, comparison("overfit")),
    )
    cell = standing(facts).matrices[1].cell("overfit", "drop")
    assert cell is not None
    assert (cell.strength, [p.project for p in cell.proofs]) == (Strength.VERIFIED, ["q", "r"])


def test_matrix_cells():
    two = rule("matrix-cells", matrix="problem-technique", level="b", at_least=2)
    one = portfolio(proof("b.t.drop", "p", VERIFIED, comparison("overfit")))
    reading = held(two, one)
    assert (reading.holds, reading.have, reading.open.cells) == (False, 1, (("overfit", "stop"), ("slow", "mix")))
    assert reading.reason == "1 of 2 cells shown. Still open, one of: Overfitting with stop, Slow with mix."
    reading = held(two, together(one, portfolio(proof("b.t.mix", "p", EVIDENCED, comparison("slow")))))
    assert (reading.holds, reading.holds_verified, reading.have_verified) == (True, False, 1)
    assert [p.skill for p in reading.counted] == ["b.t.drop", "b.t.mix"]


def entry(kind: str, **params: object):
    return rule(kind, level="", key="", **params)


DOMAIN_SKILL = entry("skills", competence="b.d", match="domain", aspect="technique", at_least=1)
BOTH_SKILLS = entry("skills", competence="b.d", match="domain", aspect="technique", at_least_share=1.0)
STEPS = entry("process", template="main", at_least=1)
DROP = entry("comparisons", scope_level="b", at_least=1)


def in_one(within: str, *entries, **more):
    values = {"axis": "domain", "at_least_values": 1, "within": within, "level": "b", **more}
    return rule("one-value", requires=entries, **values)


SEA = project("sea", steps=WHOLE, domain="sea")
DROPPED = proof("b.t.drop", "sea", EVIDENCED, comparison("overfit"))


def test_one_value_within_one_project():
    one = in_one("project", STEPS, DROP, DOMAIN_SKILL)
    facts = portfolio(SEA, DROPPED, proof("b.d.sea-net", "sea"))
    reading = held(one, facts)
    assert (reading.holds, reading.values, reading.projects) == (True, ("sea",), ("sea",))
    assert reading.reason == "Sea, in “Sea”: 3 of 3 parts shown."
    assert [p.skill for p in reading.counted] == ["b.t.drop", "b.d.sea-net"]


def test_one_value_within_one_project_does_not_add_projects_up():
    one = in_one("project", STEPS, DROP, DOMAIN_SKILL)
    facts = portfolio(SEA, project("two", domain="sea"), DROPPED, proof("b.d.sea-net", "two"))
    reading = held(one, facts)
    assert not reading.holds
    assert reading.reason == (
        "Sea, in “Sea”: 2 of 3 parts shown. Not shown yet. Still open, one of: Sea-load, Sea-net."
    )
    assert (reading.open.project, reading.open.values) == ("sea", ("sea",))
    assert [part.holds for part in reading.parts] == [True, True, False]
    assert held(in_one("portfolio", STEPS, DROP, DOMAIN_SKILL), facts).holds


def test_one_value_does_not_mix_values():
    one = in_one("portfolio", BOTH_SKILLS)
    assert not held(one, portfolio(proofs("p", EVIDENCED, "b.d.sea-net", "b.d.sky-net"))).holds
    assert held(one, portfolio(proofs("p", EVIDENCED, "b.d.sky-load", "b.d.sky-net"))).values == ("sky",)


def test_one_value_matches_skills_by_their_own_domain_also_where_the_project_states_none():
    one = in_one("project", DOMAIN_SKILL)
    assert held(one, portfolio(proof("b.d.sea-net", "p"))).values == ("sea",)
    stated_otherwise = portfolio(project("p", domain="sky"), proof("b.d.sea-net", "p"))
    assert held(one, stated_otherwise).values == ("sea",)
    assert not held(one, portfolio(project("p", domain="sea"), proof("b.d.general", "p"))).holds


@pytest.mark.parametrize(
    ("strengths", "verified"),
    [((VERIFIED, VERIFIED), True), ((VERIFIED, EVIDENCED), False), ((EVIDENCED, VERIFIED), False)],
)
def test_one_value_is_verified_when_every_part_is(strengths, verified):
    one = in_one("project", STEPS, DROP, DOMAIN_SKILL)
    facts = portfolio(
        SEA, proof("b.t.drop", "sea", strengths[0], comparison()), proof("b.d.sea-net", "sea", strengths[1])
    )
    reading = held(one, facts)
    assert (reading.holds, reading.holds_verified) == (True, verified)


def test_one_value_may_be_verified_by_another_project_than_the_one_that_comes_first():
    one = in_one("project", DOMAIN_SKILL)
    facts = portfolio(proof("b.d.sea-net", "p"), proof("b.d.sea-net", "q", VERIFIED))
    assert held(one, facts).holds_verified


def test_one_value_may_ask_for_several_values():
    two = in_one("portfolio", DOMAIN_SKILL, at_least_values=2)
    reading = held(two, portfolio(proof("b.d.sea-net", "p")))
    assert (reading.holds, reading.have, reading.need) == (False, 1, 2)
    assert reading.reason == "Sea: shown. No other domain shown yet."
    assert held(two, portfolio(proof("b.d.sea-net", "p"), proof("b.d.sky-net", "p"))).values == ("sea", "sky")


def test_one_value_with_excluded_sources_in_one_of_its_parts():
    one = in_one("project", entry("skills", match="domain", at_least=1, excluded_sources=["generated"]))
    evidence = proof("b.d.sea-net", "p", VERIFIED)
    assert not held(one, portfolio(project("p", sources=("generated",)), evidence)).holds
    assert not held(one, portfolio(project("p"), evidence)).holds
    assert held(one, portfolio(project("p", sources=("contest",)), evidence)).holds_verified


def test_same_value_as_ties_the_value_to_the_one_found_by_another_rule():
    first = in_one("project", BOTH_SKILLS, key="first")
    tied = in_one("portfolio", DOMAIN_SKILL, key="tied", same_value_as="first")
    elsewhere = portfolio(proof("b.d.sea-net", "p"))
    reading = held(tied, elsewhere, first)
    assert (reading.holds, reading.values) == (False, ())
    assert reading.reason == "Sea: shown. Waits for this one: The text of first."
    sky = portfolio(proofs("q", EVIDENCED, "b.d.sky-load", "b.d.sky-net"))
    assert held(tied, together(elsewhere, sky), first).values == ("sky",)


def test_same_value_as_follows_verified_evidence_alone():
    first = in_one("project", BOTH_SKILLS, key="first")
    tied = in_one("portfolio", entry("skills", match="domain", at_least=1), key="tied", same_value_as="first")
    facts = portfolio(proof("b.d.sky-load", "p", VERIFIED), proof("b.d.sky-net", "p"))
    assert held(tied, facts, first).holds
    assert not held(tied, facts, first).holds_verified


def test_rules_that_are_tied_to_each_other_come_to_an_end():
    one = in_one("portfolio", DOMAIN_SKILL, key="one", same_value_as="two")
    two = in_one("portfolio", DOMAIN_SKILL, key="two", same_value_as="one")
    assert held(one, portfolio(proof("b.d.sea-net", "p")), two).holds


def test_a_tie_to_a_rule_that_is_gone_never_holds():
    assert not held(in_one("portfolio", DOMAIN_SKILL, same_value_as="gone"), portfolio(proof("b.d.sea-net", "p"))).holds


@pytest.mark.parametrize("kind", ["axis-values", "one-value"])
def test_an_unknown_axis_never_holds(kind):
    reading = held(rule(kind, axis="gone", at_least=1), portfolio(proof("a.x.one")))
    assert (reading.holds, reading.reason) == (False, "The axis that this rule names is not part of this framework.")


def test_an_unknown_matrix_never_holds():
    reading = held(rule("matrix-cells", matrix="gone", at_least=1), portfolio(proof("a.x.one")))
    assert (reading.holds, reading.reason) == (False, "The matrix that this rule names is not part of this framework.")
