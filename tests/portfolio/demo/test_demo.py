"""The demo world: twelve people, and where each of them stands by the three levels, reckoned by hand.

The figures were counted from the files in portfolio/demo/people without the code under test; states and sentences were
checked against the rules in competence/data/three-levels.toml, and the comments say how they follow.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from accounts.models import User
from portfolio.demo import cast, script
from portfolio.models import Practitioner
from tests.portfolio.demo.reading import FAST, Seen, State, World

NOTHING: State = ("not-started", 0, 0, 0)

EXPECTED = {
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
    assert world.people.keys() == EXPECTED.keys()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("handle", EXPECTED)
def test_each_stands_where_the_rules_put_them(world: World, handle: str) -> None:
    assert world.people[handle] == EXPECTED[handle]


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


def test_marta_answers_for_the_order_of_her_levels() -> None:
    marta = next(person for person in script.people() if person.handle == "marta")
    assert marta.person["order_reason"].strip()


def _projects() -> Iterator[tuple[script.Person, script.Table]]:
    for person in script.people():
        for project in person.projects:
            yield person, project


def test_every_place_that_evidence_names_exists() -> None:
    """`script.people` checks it while reading; it must have had something to check."""
    places = [place for _, project in _projects() for row in project.get("evidence", ()) for place in row["at"]]
    assert len(places) > 200


def test_days_run_from_joining_to_rewording() -> None:
    """Days before now: joined, begun, published, judged, reworded, each later than the one before, none after now."""
    for person, project in _projects():
        where = f"{person.handle}: {project['title']}"
        published = project.get("published", project["begun"])
        assert person.person["joined"] >= project["begun"] >= published > 0, where
        for row in project.get("evidence", ()):
            judged = [verdict["days"] for verdict in row.get("verdicts", ())]
            assert all(published > days > 0 for days in judged), f"{where}: {row['skill']}"
            if "statement_first" in row:
                assert min(judged) > row["reworded"] > 0, f"{where}: {row['skill']}"


def test_verdicts_come_from_the_roles_of_the_cast() -> None:
    roles = {role.handle for role in cast.ROLES}
    rows = [row for _, project in _projects() for row in project.get("evidence", ())]
    given = {verdict["by"] for row in rows for verdict in row.get("verdicts", ())}
    assert given
    assert given <= roles


PERSON = """
[person]
handle = "nobody"
name = "Nobody"

[[projects]]
title = "Nothing much"
begun = 9

[[projects.sections]]
step = "five-step.define-problem"
body = "Words."

[[projects.evidence]]
skill = "l1.modeling.define-problem"
statement = "Look there."
at = ["{place}"]
"""


ELSEWHERE = ["section:five-step.prepare-data", "image:curve", "link:train-py#3-9", "notebook:curves.ipynb#3", "nowhere"]


@pytest.mark.parametrize("place", ELSEWHERE)
def test_a_place_that_does_not_exist_is_refused(tmp_path: Path, place: str) -> None:
    (tmp_path / "99-nobody.toml").write_text(PERSON.format(place=place), encoding="utf-8")
    with pytest.raises(script.BadScript, match=rf"^99-nobody\.toml: Nothing much: l1\.\S+ points at {place}$"):
        list(script.people(tmp_path))


def test_a_place_that_exists_is_taken(tmp_path: Path) -> None:
    text = PERSON.format(place="section:five-step.define-problem")
    (tmp_path / "99-nobody.toml").write_text(text, encoding="utf-8")
    assert [person.handle for person in script.people(tmp_path)] == ["nobody"]


@pytest.mark.parametrize("text", ["handle = ", "[[projects]]\ntitle = 'Nobody did this'\n"])
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "98-broken.toml").write_text(text, encoding="utf-8")
    with pytest.raises(script.BadScript, match=r"98-broken\.toml"):
        list(script.people(tmp_path))


def _counts() -> tuple[int, int]:
    return User.objects.count(), Practitioner.objects.count()


def test_a_site_with_people_is_left_alone(ada: User, settings: Any) -> None:
    """What must always hold: the demo world never mixes with real people."""
    settings.DEMO = True
    before = _counts()
    with pytest.raises(CommandError, match="There are people here already"):
        call_command("demo", stdout=io.StringIO())
    assert _counts() == before == (1, 1)


def test_if_empty_does_nothing_where_there_are_people(ada: User, settings: Any) -> None:
    settings.DEMO = True
    out = io.StringIO()
    call_command("demo", "--if-empty", stdout=out)
    assert "nothing changed" in out.getvalue()
    assert cast.PASSWORD not in out.getvalue()
    assert _counts() == (1, 1)


@pytest.mark.django_db
def test_without_the_command_there_is_no_account(settings: Any) -> None:
    """No default account: a site that was migrated and loaded knows nobody, and the demo's password opens nothing."""
    settings.PASSWORD_HASHERS = FAST
    assert _counts() == (0, 0)
    for handle in [*(role.handle for role in cast.ROLES), *EXPECTED]:
        assert authenticate(None, email=cast.address(handle), password=cast.PASSWORD) is None
