"""The demo world as visitors find it: twelve people, where each of them stands, what files show, where links lead.

The figures were counted from the files in portfolio/demo/people without the code under test; states and sentences were
checked against the rules in competence/data/three-levels.toml, and the comments say how they follow. All that asks for
the world stands in this file, so that one process makes it, once.
"""

from __future__ import annotations

from datetime import datetime

import pytest

from portfolio.demo import cast
from tests.portfolio.demo.reading import Seen, Shown, State, World

NOTHING: State = ("not-started", 0, 0, 0)

PEOPLE = {
    # L1: 6 library, 11 tasks, 5 conditions, 3 targets. All six rules hold; with verified evidence alone the projects do
    # not (Glass keeps two of its four: "compare configurations" got "partly", the target is unjudged): not "verified".
    # L2: a comparison with its problem shown in each of the three competences, all verified; "exploding gradients" is a
    # claim. L3: one domain, sub-problem and source hold; models compared and architecture chosen are not shown.
    "ada": Seen(
        "Solid at Level 1, part of Level 2; first Level 3 work in time series forecasting. "
        "Most of Learning, at Level 2, is not shown yet.",
        ("demonstrated", 25, 22, 0), ("demonstrated", 16, 13, 1), ("in-progress", 7, 4, 0), 4, 39, 1,
    ),
    # L1: every rule holds with verified evidence: 5 library, 4 of 5 conditions (same scale is unjudged), 3 targets, the
    # power plant end to end, and turbine, steel and plant with 3, 4 and 11 verified skills. The one "verified" level.
    # L2: model averaging is unjudged, so demonstrated. L3: in the wind project, tuned; choosing the architecture is
    # unjudged, so demonstrated. "Complete": all seven skills of the domain.
    "tomas": Seen(
        "Solid at Level 1, part of Level 2; complete Level 3 work in time series forecasting. "
        "Most of Learning, at Level 2, is not shown yet.",
        ("verified", 20, 18, 0), ("demonstrated", 10, 7, 0), ("demonstrated", 13, 7, 0), 5, 32, 1,
    ),
    # L1: exactly 5 library and 4 conditions, 3 targets: the rules hold, but 18 of 30 skills is less than two thirds, so
    # the sentence says "part of". Perceptron and regression are unjudged. L2: one verified technique in each
    # competence. L3: all in the lichens; choosing the architecture is unjudged. One project in each of two domains, so
    # "first" twice. Checked: 30 here, and 3 by two other frameworks.
    "meilin": Seen(
        "Part of Levels 1 and 2; first Level 3 work in computer vision and natural language processing. "
        "Most of Learning, at Level 2, is not shown yet.",
        ("demonstrated", 18, 15, 0), ("demonstrated", 10, 6, 0), ("demonstrated", 13, 9, 0), 5, 33, 1,
    ),
    # Nothing at L1. L2: transfer learning points at code, not at a comparison, so it is a claim. L3: no process, no
    # comparison, so its main rule is open, and the tied one with it: in progress, 6 skills of language in two projects.
    # Verified are text, architecture and translation; one judgement was "partly", character encoding has no place.
    "jonas": Seen(
        "Level 3 work in natural language processing ahead of Levels 1 and 2, which are not shown yet.",
        NOTHING, ("not-started", 0, 0, 1), ("in-progress", 9, 3, 1), 1, 3,
    ),
    # L1: 6 library, 8 tasks, 4 conditions, 3 targets. Prediction is unjudged and multiclass got "partly", so not
    # "verified". L2: nothing. L3: no tuning in the palms and no comparison, so two of four rules; one project: "first".
    "farida": Seen(
        "Solid at Level 1; first Level 3 work in computer vision ahead of Level 2, which is not shown yet.",
        ("demonstrated", 21, 17, 0), NOTHING, ("in-progress", 7, 4, 0), 4, 21,
    ),
    # One project: 2 library, 3 tasks, 1 condition, 1 target; cross-validation has no place. No rule holds: prediction,
    # finalization, three conditions, two targets, the step "improve results" and two projects are missing.
    "gustavo": Seen(
        "Starting at Level 1, in one project so far. "
        "Finalizing and using the model, at Level 1, and Levels 2 and 3 are not shown yet.",
        ("in-progress", 7, 2, 1), NOTHING, NOTHING, 1, 2,
    ),
    # L1: 5 library, 13 tasks, 4 conditions (redundant features are a claim), 3 targets; multiclass got "partly", so
    # five of six rules with verified evidence. L2: 3 diagnoses and 10 techniques, seven of which did not help and count
    # like the others; all three rules with verified evidence, but below it not all is.
    "ingrid": Seen(
        "Solid at Level 1, part of Level 2. Level 3 is not shown yet.",
        ("demonstrated", 25, 21, 1), ("demonstrated", 13, 10, 0), NOTHING, 4, 31,
    ),
    # All projects are private: a visitor would find nothing, not even a number of claims.
    "priya": Seen("Nothing is shown yet.", NOTHING, NOTHING, NOTHING, 0, 0),
    # Only the public project counts: 2 library, 2 tasks, 1 condition, 1 target. Its process is complete, and that is
    # the one rule that holds.
    "chidi": Seen(
        "Starting at Level 1, in one project so far. "
        "Preparing data and Finalizing and using the model, at Level 1, and Levels 2 and 3 are not shown yet.",
        ("in-progress", 6, 2, 0), NOTHING, NOTHING, 1, 2,
    ),
    # Two tasks and one skill of language can be opened; thirteen skills of these levels have no place to look.
    "lukas": Seen(
        "Starting at Level 3 in natural language processing ahead of Levels 1 and 2, which are mostly unshown.",
        ("in-progress", 2, 0, 4), ("not-started", 0, 0, 3), ("in-progress", 1, 0, 6), 0, 0,
    ),
    # 2 library, 5 tasks, 3 conditions, 3 targets; test harness and prediction are claims. Targets and projects (6, 4
    # and 4 skills) hold; no harness, no finalization, no step "improve results". Seven verdicts "meets", five of them
    # for Level 1, were given on an earlier wording and do not count. Checked: 5 here, 4 by the checklist.
    "nadia": Seen(
        "Part of Level 1. Finalizing and using the model, at Level 1, and Levels 2 and 3 are not shown yet.",
        ("in-progress", 13, 5, 2), NOTHING, NOTHING, 5, 9, 7,
    ),
    # L3: all four rules hold in the skin lesions (process with tuning, transfer learning measured, images loaded, named
    # architectures), classification solved, benchmark named. L1 (4 skills) and L2 (1, dropout is a claim) are open, so
    # out of order. Two projects show skills of the domain: neither "first" nor "broad".
    "marta": Seen(
        "Level 3 work in computer vision ahead of Levels 1 and 2, which are mostly unshown.",
        ("in-progress", 4, 2, 0), ("in-progress", 1, 1, 1), ("out-of-order", 14, 12, 0), 4, 15,
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.django_db
def test_the_twelve_are_there(world: World) -> None:
    assert world.people.keys() == PEOPLE.keys()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("handle", PEOPLE)
def test_each_stands_where_the_rules_put_them(world: World, handle: str) -> None:
    assert world.people[handle] == PEOPLE[handle]


@pytest.mark.slow
@pytest.mark.django_db
def test_the_command_says_how_to_sign_in(world: World) -> None:
    assert cast.PASSWORD in world.printed
    for role in cast.ROLES:
        assert cast.address(role.handle) in world.printed


@pytest.mark.slow
@pytest.mark.django_db
def test_no_moment_lies_in_the_future(world: World) -> None:
    assert world.latest.keys() >= {"Verdict.given_at", "Project.published_at", "Reference.stated_on"}
    for column, latest in world.latest.items():
        now = world.made_at if isinstance(latest, datetime) else world.made_at.date()
        assert latest <= now, column


# Letters: h holds, o not shown, - cannot be told; run in order, no errors, seeds, a part held out, then the figures.
FILES = {
    # All in order; 0.943 is printed as “mean test ROC AUC”. Early stopping corresponds exactly.
    "Taming overfitting on 500 X-rays": Shown("hhhhh", 0, ("gc.applied.training.early-stopping",)),
    # 3.4% is printed beside MAPE. Schedules of the learning rate correspond exactly in two frameworks.
    "Power demand, thirty-six hours ahead": Shown(
        "hhhhh",
        0,
        ("fg.advanced.training.learning-rate-scheduling", "gc.applied.training.learning-rate-scheduling"),
    ),
    # Two results: 0.153 of the average and 0.257 of the network that sees no weather.
    "Wind power for two days, from seven farms": Shown(
        "hhhhhh", 0, ("gc.applied.training.gradient-clipping", "gc.applied.training.learning-rate-scheduling")
    ),
    # A model card is no output: nothing to look through, neither for runs nor for the figure.
    "Twelve lichens and a telephone": Shown("-----"),
    # Cell 12 was run before cell 11, cell 16 failed, no seed; but the months are apart and 0.861 is 0.86.
    "Routing support tickets in three languages": Shown("ooohh"),
    # Three pieces point at cells of the first version, and one that follows them.
    "How much carbon is in this field?": Shown("hhhhh", 4, ("gc.applied.features.missing-values",)),
    # 6.7 MPa with weight decay.
    "Three remedies that left concrete as it was": Shown("hhhhh", 0, ("gc.applied.training.weight-regularization",)),
}


@pytest.mark.slow
@pytest.mark.django_db
def test_what_could_be_checked_is_what_the_files_hold(world: World) -> None:
    assert world.files == FILES


@pytest.mark.slow
@pytest.mark.django_db
def test_links_lead_somewhere_and_numbers_beside_filters_hold(world: World) -> None:
    """Links of every page of a person, a project and a file, to a page and to the place on it."""
    assert world.visited.pages_of_files > 15 and world.visited.projects > 20
    assert world.visited.dead_ends == () and world.visited.wrong_counts == ()
