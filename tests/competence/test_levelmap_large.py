"""The map of a large framework is brief: marks for what a person has, numbers for the rest."""

import pytest

from competence import levelmap
from competence.strengths import Strength
from competence.yardstick import Yardstick
from portfolio.pages import gaps
from tests.factories import large_world


@pytest.fixture(scope="module")
def yardstick() -> Yardstick:
    return large_world.value("large", 500)


def test_marks_are_what_there_is_something_to_say_about(yardstick: Yardstick) -> None:
    first, second, third = list(yardstick.skills)[:3]
    found = levelmap.build(yardstick, {first: Strength.VERIFIED, second: Strength.CLAIMED}, asked=[third])
    marks = [mark for leaf in found.leaves for block in leaf.blocks for mark in block.skills]
    assert [(mark.key, mark.classes) for mark in marks] == [
        (first, "verified"),
        (second, "claimed"),
        (third, "gap asked"),
    ]
    assert found.whole == "large"
    assert (found.tally.verified, found.tally.claimed, found.tally.gap, found.tally.asked) == (1, 1, 498, 1)
    assert found.tally.total == sum(leaf.total for leaf in found.leaves) == 500
    block = found.leaves[0].blocks[0]
    assert (block.key, block.shown, block.total, block.rest) == ("large1.c1", 1, 125, 122)


def test_counts_are_those_of_the_whole_map(yardstick: Yardstick, monkeypatch: pytest.MonkeyPatch) -> None:
    strengths = dict.fromkeys(list(yardstick.skills)[::7], Strength.EVIDENCED)
    brief = levelmap.build(yardstick, strengths)
    monkeypatch.setattr(levelmap, "WHOLE_UP_TO", 1_000)
    whole = levelmap.build(yardstick, strengths)
    assert whole.whole == ""
    assert brief.tally == whole.tally
    assert brief.sentence == whole.sentence
    assert [[(b.name, b.shown, b.total) for b in leaf.blocks] for leaf in brief.leaves] == [
        [(b.name, b.shown, b.total) for b in leaf.blocks] for leaf in whole.leaves
    ]


def test_of_very_many_blocks_only_those_with_something_are_there(
    yardstick: Yardstick, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(levelmap, "MOST_BLOCKS", 5)
    first = next(iter(yardstick.skills))
    found = levelmap.build(yardstick, {first: Strength.EVIDENCED})
    leaf = found.leaves[0]
    assert ([block.name for block in leaf.blocks], leaf.others) == (["Data"], 9)
    assert (leaf.total, leaf.shown, leaf.rest) == (125 + leaf.rest, 1, leaf.total - 125)
    assert found.tally.total == 500
    said = gaps.read(found, "Level")
    assert (said[0].place, said[0].text) == ("Level 1, Data", "124 of 125 skills")
    assert (said[1].place, said[1].text) == ("Level 1", f"9 more parts, with {leaf.rest} skills")
    assert said[2].text == f"all {found.leaves[1].total} skills"
