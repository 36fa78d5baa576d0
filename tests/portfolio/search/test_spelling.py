"""Slips of the hand, counted, and found by three letters in a row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.search import spelling

LETTERS = "abcdek"


def slow(one: str, other: str) -> int:
    """The distance, written as it is defined."""
    if not one or not other:
        return max(len(one), len(other))
    options = [
        slow(one[1:], other) + 1,
        slow(one, other[1:]) + 1,
        slow(one[1:], other[1:]) + (one[0] != other[0]),
    ]
    if len(one) > 1 and len(other) > 1 and one[0] == other[1] and one[1] == other[0]:
        options.append(slow(one[2:], other[2:]) + 1)
    return min(options)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("dropuot", "dropout", 1),
        ("dropot", "dropout", 1),
        ("dropoutt", "dropout", 1),
        ("brobout", "dropout", 2),
        ("kreas", "keras", 1),
        ("same", "same", 0),
    ],
)
def test_slips_are_counted(one: str, other: str, far: int) -> None:
    assert spelling.distance(one, other, 2) == far


@given(st.text(LETTERS, max_size=5), st.text(LETTERS, max_size=5), st.integers(0, 3))
def test_the_quick_way_counts_like_the_slow_one(one: str, other: str, most: int) -> None:
    assert spelling.distance(one, other, most) == min(slow(one, other), most + 1)


@given(st.text(LETTERS, min_size=4, max_size=12), st.data())
def test_whatever_is_within_reach_shares_enough_letters(word: str, data: st.DataObject) -> None:
    """So that nothing is lost by looking at three letters in a row first."""
    typed = word
    for _ in range(spelling.slips(word)):
        at = data.draw(st.integers(0, len(typed) - 2))
        how = data.draw(st.sampled_from(["drop", "swap", "add", "change"]))
        letter = data.draw(st.sampled_from(LETTERS))
        middle = {"drop": typed[at + 1 : at + 2], "swap": typed[at + 1] + typed[at], "add": letter + typed[at : at + 2]}
        typed = typed[:at] + middle.get(how, letter + typed[at + 1]) + typed[at + 2 :]
    if spelling.distance(typed, word, spelling.slips(typed)) <= spelling.slips(typed):
        shared = spelling.trigrams(typed) & spelling.trigrams(word)
        assert len(shared) >= spelling.shared_at_least(typed)


@pytest.mark.parametrize(("word", "is_one"), [("keras", True), ("abc", False), ("conv2d", False), ("é" * 5, False)])
def test_only_words_are_put_right(word: str, is_one: bool) -> None:
    assert spelling.is_word(word) is is_one
