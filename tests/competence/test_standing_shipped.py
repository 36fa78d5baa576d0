"""The rules of the shipped frameworks, worked through on small portfolios."""

import pytest

from competence.standing import KINDS, ComparisonFacts, PortfolioFacts, ProjectFacts, RuleReading, Standing, State, read
from competence.strengths import Strength
from tests.competence.standing_shipped import (
    FRAMEWORKS,
    LEVEL_1,
    LEVEL_3,
    STEPS,
    cite,
    level_1,
    level_2,
    level_3,
    processes,
    yardstick,
)
from tests.competence.standing_worlds import EVIDENCED, VERIFIED, portfolio, project, proof, proofs, together


def three(facts: PortfolioFacts) -> Standing:
    return read(yardstick("three-levels"), processes(), facts)


def rule(facts: PortfolioFacts, key: str, name: str = "three-levels") -> RuleReading:
    readings = read(yardstick(name), processes(), facts).levels
    return next(r for level in readings for r in level.rules if r.rule.key == key)


def without(facts: PortfolioFacts, *skills: str) -> PortfolioFacts:
    return PortfolioFacts(facts.projects, tuple(p for p in facts.proofs if p.skill not in skills))


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_every_kind_of_rule_in_the_files_is_known(name):
    used = [kind for one in yardstick(name).rules for kind in (one.kind, *(entry.kind for entry in one.requires))]
    assert set(used) <= KINDS.keys()


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_nothing_is_nothing_and_everything_verified_is_everything(name):
    measure = yardstick(name)
    nothing = read(measure, processes(), portfolio())
    assert {level.state for level in nothing.levels} == {State.NOT_STARTED}
    assert not any(one.holds for level in nothing.levels for one in level.rules)
    assert not any(cell.strength for matrix in nothing.matrices for cell in matrix.cells)
    standing = read(measure, processes(), everything(name))
    assert {level.state for level in standing.levels} == {State.VERIFIED}
    assert not [one.rule.key for level in standing.levels for one in level.rules if not one.holds_verified]
    assert all(matrix.covered == matrix.total for matrix in standing.matrices)


def everything(name: str) -> PortfolioFacts:
    """Five projects that each show every skill, describe every step and compare every technique on its problem."""
    measure = yardstick(name)
    problems = {value.skill: value.parent for axis in measure.axes if axis.key == "technique" for value in axis.values}
    steps = [step.key for template in processes().templates for step in template.steps]
    found = []
    for id in "pqrst":
        found.append(project(id, steps=tuple(steps), datasets=(id,), sources=("competition", "classic-repository")))
        for key in measure.skills:
            before_after = [ComparisonFacts(f"{id}{key}", True, problems[key], True, 5, 5)] if key in problems else []
            found.append(cite(key, id, VERIFIED, *before_after))
    return portfolio(*found)


@pytest.mark.parametrize(
    ("gone", "open_rule", "reason"),
    [
        (
            "l1.library.predict",
            "l1.rule.library",
            "4 of 5 shown. Still open: Use a network to predict, which has to be among them.",
        ),
        (
            "l1.modeling.input-missing-values",
            "l1.rule.input-conditions",
            "3 of 4 shown. Still open, one of: Inputs on one scale, Inputs with missing values.",
        ),
        ("l1.modeling.target-binary", "l1.rule.target-types", "2 of 3 shown. Still open: Binary classification."),
        ("l1.modeling.scaling", "l1.rule.task-groups", "3 of 4 shown. Still open: Preparing data."),
    ],
)
def test_level_1_just_short_of_one_skill(gone, open_rule, reason):
    reading = three(without(level_1(), gone)).by_key["l1"]
    assert reading.state == State.IN_PROGRESS
    open_rules = {one.rule.key: one.reason for one in reading.open_rules}
    assert open_rules[open_rule] == reason


def test_level_1_wants_one_project_through_the_whole_process_also_by_the_five_steps():
    facts = level_1()
    five = frozenset(step.key for step in processes().by_key["five-step"].steps)

    def described(steps: frozenset[str]) -> PortfolioFacts:
        wine, *others = facts.projects
        return PortfolioFacts((ProjectFacts(wine.id, "Wine", steps, {}, wine.datasets, wine.dataset_sources), *others),
                              facts.proofs)  # fmt: skip

    assert rule(described(five), "l1.rule.end-to-end").holds
    short = rule(described(five - {"five-step.improve-results"}), "l1.rule.end-to-end")
    assert short.reason == "“Wine” describes 7 of 8 steps. Still open: Select the final model."


def test_level_1_wants_three_different_data_sets():
    facts = level_1()
    same = tuple(ProjectFacts(p.id, p.title, p.steps, {}, frozenset({"one.csv"})) for p in facts.projects)
    reading = rule(PortfolioFacts(same, facts.proofs), "l1.rule.projects")
    assert (reading.holds, reading.have, reading.need) == (False, 1, 3)


def test_the_matrix_of_level_1_shows_which_conditions_met_which_targets():
    matrix = three(level_1()).matrices[0]
    assert matrix.matrix.key == "l1-variety"
    assert {(cell.row, cell.column) for cell in matrix.cells if cell.covered} == {
        ("differing-scales", "multiclass"),
        ("mixed-types", "binary"),
        ("missing-values", "binary"),
        ("redundant-features", "regression"),
    }
    assert len(LEVEL_1) == 3


def test_level_2_counts_honest_comparisons_on_contrived_data():
    """PRODUCT.md, points 8 and 9."""
    assert {p for project_ in level_2().projects for p in project_.dataset_sources} == {"contrived-problem"}
    assert three(together(level_1(), level_2())).by_key["l2"].state == State.DEMONSTRATED


def test_level_2_wants_the_problem_shown_first():
    facts = level_2()
    hidden = tuple(
        cite(p.skill, p.project, p.strength, *(ComparisonFacts(c.id, True, c.problem, False) for c in p.comparisons))
        for p in facts.proofs
    )
    reading = three(together(level_1(), PortfolioFacts(facts.projects, hidden))).by_key["l2"]
    assert reading.state == State.IN_PROGRESS
    assert reading.open_rules[1].reason.endswith(
        "Dropout is put forward, but its comparison does not show the problem first."
    )


@pytest.mark.parametrize(
    ("source", "state"),
    [
        ("competition", State.OUT_OF_ORDER),
        ("academic-benchmark", State.OUT_OF_ORDER),
        ("original", State.OUT_OF_ORDER),
        ("standard-dataset", State.IN_PROGRESS),
        ("contrived-problem", State.IN_PROGRESS),
        ("dataset-generator", State.IN_PROGRESS),
        ("", State.IN_PROGRESS),
    ],
)
def test_level_3_looks_at_the_origin_of_the_data(source, state):
    """PRODUCT.md, point 9: contrived and generated data, or data that state no origin, show no data handling."""
    standing = three(level_3(VERIFIED, source=source))
    assert standing.by_key["l3"].state == state
    one_domain = next(r for r in standing.by_key["l3"].rules if r.rule.key == "l3.rule.one-domain")
    assert one_domain.holds == (source not in ("contrived-problem", "dataset-generator", ""))


def test_level_3_wants_all_of_it_in_a_single_project():
    facts = level_3()
    moved = tuple(
        cite(p.skill, "elsewhere" if p.skill.startswith("l2") else p.project, p.strength, *p.comparisons)
        for p in facts.proofs
    )
    reading = rule(PortfolioFacts(facts.projects, moved), "l3.rule.one-domain")
    assert reading.reason == (
        "Time series forecasting, in “Power”: 3 of 4 parts shown. No technique shown with a before and after yet. "
        "Still open, one of: Batch size, Learning rate, Learning rate schedules and 24 more."
    )


def test_level_3_wants_the_tuning_step_described():
    facts = level_3()
    power = facts.projects[0]
    untuned = ProjectFacts(power.id, power.title, frozenset(STEPS), {}, power.datasets, power.dataset_sources)
    reading = rule(PortfolioFacts((untuned,), facts.proofs), "l3.rule.one-domain")
    assert (reading.holds, reading.open.steps) == (False, ("applied-ml-end-to-end.tune-model",))


def test_the_sub_problem_has_to_lie_in_the_domain_of_the_project():
    other = without(level_3(), "l3.technique.ts-univariate")
    images = portfolio(proof("l3.technique.cv-object-classification", "cats"))
    reading = rule(together(other, images), "l3.rule.sub-problem")
    assert not reading.holds
    assert reading.reason.startswith(
        "Time series forecasting: not shown yet. Still open, one of: Univariate forecasting"
    )
    assert rule(together(level_3(), images), "l3.rule.sub-problem").values == ("time-series",)


def test_breadth_or_depth_is_one_recommendation():
    deep = portfolio(
        proofs("power", EVIDENCED, *(f"l3.technique.ts-{n}" for n in ("multivariate", "multi-step", "classification")))
    )
    level = three(together(level_3(), deep)).by_key["l3"]
    readings = {r.rule.key: r for r in level.rules}
    assert readings["l3.rule.depth"].holds
    assert (readings["l3.rule.breadth"].holds, readings["l3.rule.breadth"].answered_by) == (False, "l3.rule.depth")
    assert [r.rule.key for r in level.next_steps] == ["l3.rule.classical-baseline"]


def test_verified_needs_every_rule_and_every_level_below():
    upper = together(level_2(VERIFIED), level_3(VERIFIED))
    standing = three(together(level_1(Strength.EVIDENCED), upper))
    assert [level.state.word for level in standing.levels[:3]] == ["demonstrated"] * 3
    assert standing.by_key["l1"].reason == "All its rules hold, none of 6 with verified evidence alone."
    assert standing.by_key["l3"].reason == (
        "All its rules hold with verified evidence alone; below it, not all is verified yet."
    )


def test_a_level_is_demonstrated_with_very_few_of_its_skills():
    level = three(together(level_1(), level_2(), level_3())).by_key["l3"]
    assert (level.shown, level.total, level.state) == (len(LEVEL_3), 31, State.DEMONSTRATED)


def test_the_checklist_goes_by_items_and_projects():
    measure = yardstick("ml-progress-checklist")
    entry = [key for key, skill in measure.skills.items() if skill.level == "ck.entry"]
    facts = portfolio(project("a", datasets=("one",)), proofs("a", EVIDENCED, *entry))
    level = read(measure, processes(), facts).by_key["ck.entry"]
    assert [r.rule.key for r in level.open_rules] == ["ck.entry.rule.projects"]
    assert level.open_rules[0].reason == "1 of 2 projects shown on data of their own."
    second = portfolio(project("b", datasets=("two",)), proofs("b", EVIDENCED, *entry[:3]))
    assert read(measure, processes(), together(facts, second)).by_key["ck.entry"].state == State.DEMONSTRATED


def test_the_areas_of_the_global_competencies_do_not_wait_for_each_other():
    measure = yardstick("global-competencies")
    applied = portfolio(*(proof(key) for key, skill in measure.skills.items() if skill.level == "gc.applied"))
    standing = read(measure, processes(), applied)
    assert [level.state for level in standing.levels] == [State.NOT_STARTED, State.DEMONSTRATED]
    each = rule(
        portfolio(proof("gc.human.cognitive-flexibility.adapt-to-new-information")), "gc.human.rule.each", measure.key
    )
    assert (each.have, each.need, len(each.open.groups)) == (1, 6, 5)
