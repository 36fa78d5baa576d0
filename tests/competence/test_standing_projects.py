"""Kinds of rule that count projects: process and projects, with the step map and the matching of data sets."""

import pytest

from competence.standing.project_kinds import completed, own_datasets
from tests.competence.standing_worlds import (
    EVIDENCED,
    PROCESSES,
    VERIFIED,
    WHOLE,
    held,
    portfolio,
    project,
    proof,
    proofs,
    rule,
)

PROCESS = rule("process", template="main", at_least=1)
EQUIVALENT = rule("process", template="main", at_least=1, accept_equivalent=True)
THREE = ("a.x.one", "a.x.two", "a.x.three")
TWO_PROJECTS = rule("projects", at_least=2, min_skills_per_project=2, distinct_datasets=True)


@pytest.mark.parametrize(
    ("steps", "holds", "reason"),
    [
        ((), False, "No project describes this process yet."),
        (WHOLE, True, "“Wine” describes all 3 steps."),
        (WHOLE[:2], False, "“Wine” describes 2 of 3 steps. Still open: Tell."),
        ((*WHOLE[:2], "main.tune"), False, "“Wine” describes 2 of 3 steps. Still open: Tell."),
    ],
)
def test_process(steps, holds, reason):
    reading = held(PROCESS, portfolio(project("wine", steps=steps)))
    assert (reading.holds, reading.reason) == (holds, reason)


def test_process_wants_all_steps_in_one_project_and_names_the_nearest():
    reading = held(PROCESS, portfolio(project("a", steps=WHOLE[:1]), project("b", steps=WHOLE[1:])))
    assert not reading.holds
    assert (reading.open.project, reading.open.steps) == ("b", ("main.ask",))


def test_process_may_ask_for_several_projects():
    two = rule("process", template="main", at_least=2)
    one = held(two, portfolio(project("a", steps=WHOLE), project("b", steps=WHOLE[:2])))
    assert one.reason == "“A” describes all 3 steps. “B” describes 2 of 3 steps. Still open: Tell."
    assert (one.holds, one.have, one.need) == (False, 1, 2)
    assert held(two, portfolio(project("a", steps=WHOLE))).reason.endswith(
        "No other project describes this process yet."
    )
    assert held(two, portfolio(project("a", steps=WHOLE), project("b", steps=WHOLE))).projects == ("a", "b")


def test_required_steps_extra_adds_a_step_that_is_optional_elsewhere():
    tuned = rule("process", template="main", at_least=1, required_steps_extra=["main.tune"])
    reading = held(tuned, portfolio(project("p", steps=WHOLE)))
    assert (reading.holds, reading.open.steps) == (False, ("main.tune",))
    assert held(tuned, portfolio(project("p", steps=(*WHOLE, "main.tune")))).holds


@pytest.mark.parametrize(
    ("steps", "holds"),
    [
        (("other.start", "other.end"), True),
        (("other.raw", "other.end"), True),
        (("other.start", "main.tell"), True),
        (("other.hint", "other.end"), False),
        (("other.start",), False),
    ],
)
def test_another_template_counts_through_the_step_map_where_that_is_accepted(steps, holds):
    facts = portfolio(project("p", steps=steps))
    assert held(EQUIVALENT, facts).holds is holds
    assert not held(PROCESS, facts).holds


def test_part_of_does_not_complete_a_step():
    assert completed(PROCESSES, {"other.hint"}) == {"other.hint"}
    assert completed(PROCESSES, {"other.raw"}) == {"other.raw", "other.start", "main.ask", "main.get"}


@pytest.mark.parametrize(
    ("proofs_", "verified"),
    [
        ((), False),
        ((proof("a.x.one"),), False),
        ((proof("a.x.one", "p", VERIFIED),), True),
        ((proof("b.t.spot", "p", VERIFIED),), False),
        ((proof("a.x.one", "elsewhere", VERIFIED),), False),
    ],
)
def test_a_described_process_is_verified_with_one_verified_piece_of_the_level_in_the_same_project(proofs_, verified):
    reading = held(PROCESS, portfolio(project("p", steps=WHOLE), proofs_))
    assert (reading.holds, reading.holds_verified) == (True, verified)


def test_an_unknown_template_never_holds():
    reading = held(rule("process", template="gone", at_least=1), portfolio(project("p", steps=WHOLE)))
    assert (reading.holds, reading.reason) == (False, "The process that this rule names is not known on this site.")


def test_projects():
    facts = portfolio(
        project("a", datasets=("wine",)),
        project("b", datasets=("churn",)),
        proofs("a", EVIDENCED, *THREE),
        proofs("b", VERIFIED, *THREE[:2]),
    )
    reading = held(TWO_PROJECTS, facts)
    assert (reading.holds, reading.holds_verified, reading.have_verified) == (True, False, 1)
    assert reading.projects == ("a", "b")
    assert reading.reason == "2 of 2 projects shown on data of their own."


@pytest.mark.parametrize(
    ("datasets", "have", "hint"),
    [
        (
            {"a": ("wine",), "b": ("wine",)},
            1,
            "“B” shows enough skills, but names no data set that the others do not use.",
        ),
        ({"a": ("wine",), "b": ()}, 1, "“B” shows enough skills, but names no data set that the others do not use."),
        ({"a": ("wine", "churn"), "b": ("wine",)}, 2, ""),
    ],
)
def test_projects_on_different_data(datasets, have, hint):
    facts = portfolio(
        *(project(id, datasets=names) for id, names in datasets.items()),
        *(proofs(id, EVIDENCED, *THREE) for id in datasets),
    )
    reading = held(TWO_PROJECTS, facts)
    assert (reading.have, reading.holds) == (have, have == 2)
    assert reading.reason.endswith(hint)


def test_projects_without_distinct_data_sets_need_none():
    one = rule("projects", at_least=2, min_skills_per_project=2)
    assert held(one, portfolio(proofs("a", EVIDENCED, *THREE), proofs("b", EVIDENCED, *THREE))).holds


def test_projects_count_skills_of_the_level_once_each_and_name_the_nearest():
    facts = portfolio(
        project("a", datasets=("wine",)),
        proofs("a", EVIDENCED, "a.x.one", "a.x.one", "b.t.spot", "b.d.general"),
    )
    reading = held(TWO_PROJECTS, facts)
    assert (reading.have, reading.open.project) == (0, "a")
    assert reading.reason == "None of 2 projects shown on data of their own yet. “A” shows 1 of 2 skills."


def test_data_sets_are_given_out_so_that_as_many_projects_as_possible_count():
    """A greedy choice would give "wine" to a and leave c without."""
    chosen = own_datasets(
        [
            project("a", datasets=("churn", "wine")),
            project("b", datasets=("prices", "churn")),
            project("c", datasets=("churn",)),
        ]
    )
    assert [p.id for p in chosen] == ["a", "b", "c"]
