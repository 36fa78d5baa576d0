"""The page of a checklist as values: a very long category is read in pieces."""

from dataclasses import replace
from datetime import date

import pytest

from competence.yardstick import Yardstick
from portfolio.checklists.values import Outline, State, outline_of
from portfolio.pages import checklists as pages
from tests.factories import large_world

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def yardstick() -> Yardstick:
    return large_world.value("large", 1_000)


@pytest.fixture(scope="module")
def outline(yardstick: Yardstick) -> Outline:
    return outline_of(yardstick)


def category(yardstick: Yardstick, outline: Outline, opened: str) -> pages.Category:
    sheet = pages.build(yardstick, outline, State("1.0.0"), opened, TODAY)
    found = [c for level in sheet.levels for c in level.categories if c.is_open]
    assert len(found) == 1
    assert sheet.opened == opened
    return found[0]


def test_a_long_category_is_read_in_pieces(yardstick: Yardstick, outline: Outline):
    first, second = (category(yardstick, outline, opened) for opened in ("large1.c1", "large1.c1~2"))
    assert (len(first.rows), len(second.rows)) == (200, 50)
    assert (first.previous, first.following) == ("", "large1.c1~2")
    assert (second.previous, second.following, second.place) == ("large1.c1", "", "large1.c1~2")
    keys = [row.line.key for row in (*first.rows, *second.rows)]
    assert keys == [entry.key for entry in outline.branches["large1.c1"].entries]
    assert (first.rows[0].first, first.rows[-1].last, second.rows[0].first, second.rows[-1].last) == (
        *(True, False),
        *(False, True),
    )
    assert first.count.total == 250


@pytest.mark.parametrize("opened", ["large1.c1~9", "large1.c1~x", "large1.c1~", "large1.c1~99999999"])
def test_a_piece_that_is_not_there_is_the_nearest(yardstick: Yardstick, outline: Outline, opened: str):
    assert category(yardstick, outline, opened).piece in (1, 2)


def test_what_is_next_names_the_piece_in_which_it_stands(yardstick: Yardstick, outline: Outline):
    keys = [entry.key for entry in outline.branches["large1.c1"].entries]
    done = State("1.0.0").of(keys[0])
    state = State("1.0.0", {key: replace(done, key=key, done_on=TODAY) for key in keys[:210]})
    ahead = pages.upcoming(outline, state, 2)
    assert [(item.key, item.branch) for item in ahead] == [(keys[n], "large1.c1~2") for n in (210, 211)]
    sheet = pages.build(yardstick, outline, state, "", TODAY)
    assert sheet.opened == "large1.c1~2"
