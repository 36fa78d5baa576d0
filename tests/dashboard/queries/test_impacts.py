"""Whom a change of a framework touches: by the rules themselves, named only when it shows on a public profile."""

from dataclasses import replace
from typing import Any

import pytest

from competence.queries import editions
from competence.yardstick import Rule, Yardstick
from dashboard.queries import impacts
from portfolio.models import Practitioner
from tests.dashboard.test_touched import changed
from tests.factories import portfolio as made
from tests.factories.competence import SMALL, load_text

SPLIT, LOAD, TUNE = "s1.basics.split", "s1.basics.load", "s2.more.tune"


@pytest.fixture
def small(no_frameworks: None) -> Yardstick:
    """The small framework alone; to hold its first stage needs one of two basics, and that one is SPLIT."""
    load_text(SMALL)
    return editions.of("small")


def shows(*keys: str, name: str = "Ada Lindqvist", visibility: str = "public", seen: str = "public") -> Practitioner:
    """Somebody with a project that shows these skills."""
    person = made.practitioner(name=name, visibility=visibility)
    project = made.project(person, visibility=seen)
    link = made.link(project)
    for key in keys:
        made.evidence(project, key, link, lines="1-9")
    return person


def stricter(small: Yardstick) -> Yardstick:
    """Both basics are asked for."""
    basics = small.rules[0]
    return replace(small, rules=(replace(basics, params={**basics.params, "at_least": 2}), *small.rules[1:]))


def test_who_would_lose_a_level_is_counted_and_named_when_it_is_public(small: Yardstick) -> None:
    loser = shows(SPLIT)
    shows(SPLIT, LOAD, name="Bea Both")
    shows(SPLIT, name="Pia Private", visibility="private", seen="private")
    shows(SPLIT, name="Una Unlisted", seen="unlisted")
    found = impacts.read(small, stricter(small))
    (level,) = found.effects.changed_levels
    ((sentence, crowd),) = level.said
    assert sentence == "3 of 4 people would lose Stage 1."
    assert [person.name for person in crowd.named] == [loser.name]
    assert crowd.named[0].handle == loser.handle
    assert crowd.others == 2
    assert (level.held_before, level.held_after) == (4, 1)
    assert found.skills == ()
    assert found.is_whole


def with_first(yardstick: Yardstick, rule: Rule) -> Yardstick:
    """The yardstick with another first rule."""
    return replace(yardstick, rules=(rule, *yardstick.rules[1:]))


def test_who_would_gain_a_level_and_one_rule_alone(small: Yardstick) -> None:
    shows(LOAD)
    basics = small.rules[0]
    looser = replace(basics, params={**basics.params, "must_include": []})
    found, everybody = impacts.of_change(small, with_first(small, looser))
    assert everybody == 1
    assert found.changed_levels[0].said[0][0] == "1 of 1 person would gain Stage 1."
    same, _ = impacts.of_change(small, with_first(small, replace(basics, text="In other words.")))
    assert (same.people, same.changed_levels) == (0, ())


def test_asking_for_other_proof_is_worked_out_with_the_strength_that_is_left(small: Yardstick) -> None:
    shows(SPLIT)
    found = impacts.read(small, changed(small, SPLIT, comparison=True))
    assert found.effects.changed_levels[0].said[0][0] == "1 of 1 person would lose Stage 1."
    (skill,) = found.skills
    assert (skill.change.words, skill.pieces, skill.people.total) == ("asks for other proof", 1, 1)
    (shape,) = found.effects.shapes
    assert shape.before != shape.after


def test_a_retired_skill_names_what_hangs_on_it(frameworks: None) -> None:
    before = editions.current()
    key = "l1.modeling.input-cleaning" if "l1.modeling.input-cleaning" in before.skills else next(iter(before.skills))
    person = made.practitioner(name="Ada Lindqvist", visibility="public")
    project = made.project(person, visibility="public")
    made.verdict(made.evidence(project, key, made.link(project), lines="3"))
    hidden = made.practitioner(name="Pia Private")
    made.evidence(made.project(hidden), key)
    (skill,) = impacts.skills(before, changed(before, key, retired=True))
    assert skill.change.words == "retired"
    assert (skill.pieces, skill.verdicts) == (2, 1)
    assert [p.name for p in skill.people.named] == ["Ada Lindqvist"]
    assert skill.people.others == 1
    assert skill.ideas
    assert skill.named_by[-1].endswith("project ideas")


def test_a_rewording_works_out_no_standing(small: Yardstick) -> None:
    shows(SPLIT)
    found = impacts.read(small, changed(small, SPLIT, can_do="Can split data well."))
    assert not found.is_decisive
    assert found.is_whole
    assert found.effects.people == 0
    assert [(s.change.words, s.pieces) for s in found.skills] == [("reworded", 1)]


def test_the_limit_takes_those_whose_work_changed_last_and_says_how_many_there_are(small: Yardstick) -> None:
    for _ in range(3):
        shows(SPLIT)
    made.practitioner(name="Nobody yet")
    heard: list[tuple[int, int]] = []
    found = impacts.read(small, stricter(small), limit=2, say=lambda done, of: heard.append((done, of)))
    assert (found.effects.people, found.everybody, found.is_whole) == (2, 3, False)
    assert heard == [(2, 2)]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_people(number: int, small: Yardstick, django_assert_num_queries: Any) -> None:
    for _ in range(number):
        shows(SPLIT)
    with django_assert_num_queries(15):
        impacts.read(small, stricter(small))


def test_chunks_of_people_are_added_up(small: Yardstick, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(impacts, "CHUNK", 2)
    for _ in range(3):
        shows(SPLIT)
    found = impacts.read(small, stricter(small), limit=None)
    assert found.effects.changed.total == 3


def test_opened_again_nothing_is_worked_out_until_a_portfolio_changes(
    small: Yardstick, django_assert_num_queries: Any
) -> None:
    shows(SPLIT)
    first = impacts.read(small, stricter(small))
    with django_assert_num_queries(7):
        assert impacts.read(small, stricter(small)).effects == first.effects
    shows(SPLIT)
    assert impacts.read(small, stricter(small)).effects.changed.total == 2
