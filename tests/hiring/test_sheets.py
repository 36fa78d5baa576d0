"""What cannot be saved in a brief, and what a line means. No database."""

import pytest

from hiring import sheets
from hiring.sheets import Line
from tests.factories.competence import SMALL, small_yardstick

YARDSTICK = small_yardstick()
RETIRED = small_yardstick(
    SMALL.replace('name = "Load data"', 'name = "Load data"\nretired = true').replace("of = 2", "of = 1")
)


@pytest.mark.parametrize(
    ("kind", "key", "skills"),
    [
        ("skill", "s1.basics.load", ("s1.basics.load",)),
        ("skill", "s1.gone", ()),
        ("group", "s1.basics.data", ("s1.basics.load",)),
        ("group", "", ()),
        ("domain", "", ()),
        ("level", "s1", ()),
    ],
)
def test_the_skills_that_a_line_means(kind: str, key: str, skills: tuple[str, ...]) -> None:
    assert sheets.skills_of(kind, key, YARDSTICK) == skills


def test_what_is_retired_is_not_known() -> None:
    assert sheets.is_known(Line("skill", "s1.basics.load"), YARDSTICK)
    assert not sheets.is_known(Line("skill", "s1.basics.load"), RETIRED)
    assert not sheets.is_known(Line("group", "s1.basics.data"), RETIRED)
    assert sheets.is_known(Line("level", "s1"), RETIRED)


def test_a_group_is_asked_for_no_more_than_it_has() -> None:
    lines = [Line("group", "s1.basics.data", at_least=2)]
    assert sheets.problems(lines, YARDSTICK) == {
        "group:s1.basics.data": "This group has 1 skill. Ask for at most that many."
    }
    assert sheets.problems([Line("group", "s1.basics.data", at_least=1)], YARDSTICK) == {}


def test_what_belongs_to_a_level_that_is_not_needed_contradicts_it() -> None:
    not_needed, skill = Line("level", "s2", "not-needed"), Line("skill", "s2.more.tune", "useful")
    found = sheets.problems([not_needed, skill, Line("skill", "s1.basics.load")], YARDSTICK)
    assert found == {
        "skill:s2.more.tune": "Stage 2 is marked as not needed, and this belongs to it. Change one of the two."
    }
    assert sheets.problems([Line("level", "s2", "useful"), skill], YARDSTICK) == {}


def test_lines_of_another_framework_are_let_be() -> None:
    assert sheets.problems([Line("group", "x.y", at_least=9), Line("level", "x", "not-needed")], YARDSTICK) == {}


def test_each_thing_is_asked_for_once() -> None:
    first, again = Line("skill", "a", "must"), Line("skill", "a", "useful")
    assert sheets.once([first, again, Line("group", "a")]) == (first, Line("group", "a"))
