"""What a change does to standings, counted and in sentences."""

from itertools import product

import pytest

from competence.standing import State
from dashboard import effects
from dashboard.effects import Crowd, Person, Reading, Tally
from tests.competence.standing_worlds import tiny

TINY = tiny()
ADA = Person("ada", "Ada Lindqvist")


def at_a(before: State, after: State, *shapes: str) -> Reading:
    return Reading({"a": before}, {"a": after}, *shapes)


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        (State.DEMONSTRATED, State.IN_PROGRESS, "lose"),
        (State.VERIFIED, State.OUT_OF_ORDER, "lose"),
        (State.OUT_OF_ORDER, State.DEMONSTRATED, "gain"),
        (None, State.VERIFIED, "gain"),
        (State.DEMONSTRATED, None, "lose"),
        (State.VERIFIED, State.DEMONSTRATED, "weaker"),
        (State.DEMONSTRATED, State.VERIFIED, "stronger"),
        (State.IN_PROGRESS, State.OUT_OF_ORDER, "disordered"),
        (State.OUT_OF_ORDER, State.IN_PROGRESS, "ordered"),
        (State.NOT_STARTED, State.IN_PROGRESS, "other"),
    ],
)
def test_every_step_has_a_word(before: State | None, after: State | None, word: str) -> None:
    assert effects.move(before, after) == word


def test_a_step_has_no_word_only_where_there_is_none() -> None:
    for before, after in product(State, State):
        assert bool(effects.move(before, after)) == (before != after)
        assert effects.move(before, after) in {"", *effects.MOVES}


def test_people_are_counted_and_only_some_are_named() -> None:
    tally = Tally(TINY, TINY)
    tally.add(ADA, at_a(State.DEMONSTRATED, State.IN_PROGRESS, "Solid.", "Part."))
    tally.add(None, at_a(State.DEMONSTRATED, State.IN_PROGRESS, "Solid.", "Part."))
    tally.add(None, at_a(State.DEMONSTRATED, State.DEMONSTRATED))
    tally.add(None, at_a(State.IN_PROGRESS, State.DEMONSTRATED))
    found = tally.effects()
    level = found.changed_levels[0]
    assert (level.label, level.held_before, level.held_after) == ("Level 1, Base", 3, 2)
    assert level.said == (
        ("2 of 4 people would lose Level 1.", Crowd((ADA,), 1)),
        ("1 of 4 people would gain Level 1.", Crowd((), 1)),
    )
    assert found.changed == Crowd((ADA,), 2)
    assert [(s.person, s.before, s.after) for s in found.shapes] == [(ADA, "Solid.", "Part.")]
    assert found.shapes_more == 1
    assert len(found.changed_levels) == 1


def test_one_person_is_no_people() -> None:
    tally = Tally(TINY, TINY)
    tally.add(ADA, at_a(State.IN_PROGRESS, State.DEMONSTRATED))
    (level,) = tally.effects().changed_levels
    assert level.said[0][0] == "1 of 1 person would gain Level 1."


def test_a_long_list_of_names_ends_and_the_rest_is_counted() -> None:
    tally = Tally(TINY, TINY)
    for number in range(effects.NAMED_AT_MOST + 5):
        tally.add(Person(f"p{number}", "P"), at_a(State.VERIFIED, State.NOT_STARTED, "a", "b"))
    found = tally.effects()
    assert (len(found.changed.named), found.changed.others) == (effects.NAMED_AT_MOST, 5)
    assert (len(found.shapes), found.shapes_more) == (effects.NAMED_AT_MOST, 5)


def test_levels_that_are_new_or_gone_say_so() -> None:
    fewer = tiny()
    fewer = type(fewer)("tiny", "Tiny", "1.0.0", levels=fewer.levels[:2], axes=fewer.axes)
    assert [level.happened for level in Tally(TINY, fewer).effects().levels] == ["", "", "gone"]
    assert [level.happened for level in Tally(fewer, TINY).effects().levels] == ["", "", "new"]
