"""Choosing a skill: all as a tree, or of a large framework those that were looked for."""

from dataclasses import replace

import pytest

from competence import levelmap
from competence.strengths import Strength
from competence.yardstick import Yardstick
from portfolio.queries import pickers
from tests.factories import large_world
from tests.factories.competence import small_yardstick


@pytest.fixture(scope="module")
def yardstick() -> Yardstick:
    return large_world.value("large", 500)


def pick(yardstick: Yardstick, words: str = "", part: str = "", chosen: str = "") -> pickers.Picker:
    strengths = {next(iter(yardstick.skills)): Strength.EVIDENCED}
    sheet = levelmap.build(yardstick, strengths)
    return pickers.picker(yardstick, sheet, strengths, words=words, part=part, chosen=chosen)


def lines(found: pickers.Picker) -> list[tuple[str, str]]:
    return [(mark.key, mark.state) for branch in found.tree for twig in branch.twigs for mark, _ in twig.marks]


def test_a_small_framework_is_there_whole():
    found = pick(small_yardstick(), words="tune")
    assert len(lines(found)) == 3
    assert not found.is_part
    assert not found.parts


def test_of_a_large_one_nothing_is_there_before_something_is_looked_for(yardstick: Yardstick):
    found = pick(yardstick)
    assert lines(found) == []
    assert found.nothing_found
    assert [len(competences) for _, competences in found.parts] == [10] * 5


def test_words_and_parts_find_skills_with_how_they_stand(yardstick: Yardstick):
    first = next(iter(yardstick.skills))
    found = pick(yardstick, words=yardstick.skills[first].name)
    assert lines(found)[0] == (first, "evidenced")
    part = pick(yardstick, part="large1.c1")
    assert len(lines(part)) == pickers.MOST
    assert part.more == 125 - pickers.MOST
    assert [branch.title for branch in part.tree] == ["Level 1, Basics"]
    assert pick(yardstick, part="nothing").nothing_found


def test_what_is_chosen_is_always_there_once(yardstick: Yardstick):
    last = list(yardstick.skills)[-1]
    assert [key for key, _ in lines(pick(yardstick, chosen=last))] == [last]
    both = [key for key, _ in lines(pick(yardstick, part="large5.c10", chosen=last))]
    assert both.count(last) == 1
    assert last in [key for key, _ in lines(pick(yardstick, words="data", chosen=last))]


def test_retired_skills_are_not_offered(yardstick: Yardstick):
    home = yardstick.levels[0].competences[1]
    gone = replace(home.skills[0], retired=True)
    level = replace(yardstick.levels[0], competences=(replace(home, skills=(gone, *home.skills[1:])),))
    changed = replace(yardstick, levels=(level,))
    sheet = levelmap.build(yardstick, {})
    found = pickers.picker(changed, sheet, {}, words="", part=home.key, chosen="")
    assert gone.key not in [key for key, _ in lines(found)]
    assert lines(found)
