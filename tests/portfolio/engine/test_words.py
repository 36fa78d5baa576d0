"""Words that the index knows: as many as there is room for, those asked for last."""

import pytest
from pyroaring import BitMap

from portfolio.engine.words import Words


def test_what_is_known_has_not_to_be_read() -> None:
    words = Words()
    assert words.missing(["red", "green", "red"]) == ["red", "green"]
    words.keep({"red": BitMap([1, 2])}, {"red"})
    assert words.missing(["red", "green"]) == ["green"]
    assert words.of("red") == BitMap([1, 2])
    with pytest.raises(KeyError):
        words.of("green")


def test_those_asked_for_longest_ago_go_first_and_never_those_asked_for_now() -> None:
    words = Words(room=200)
    many = [BitMap(range(start, start + 3000, 7)) for start in range(3)]
    size = len(many[0].serialize())
    words.room = 2 * size + 20
    for name, found in zip("abc", many, strict=True):
        words.missing(["a", name])  # "a" is asked for each time
        words.keep({name: found}, {"a", name})
    assert sorted(words.tokens) == ["a", "c"]
    words.room = 0
    words.missing(["a", "d"])
    words.keep({"d": BitMap([1])}, {"a", "d"})
    assert sorted(words.tokens) == ["a", "d"]


def test_words_that_nobody_has_take_room_as_well() -> None:
    words = Words(room=100 * 400)
    for number in range(1_000):
        words.keep({f"nobody{number}": BitMap()}, ())
    assert len(words.tokens) < 100


def test_somebody_who_changed_has_the_new_words_only() -> None:
    words = Words()
    words.keep({"red": BitMap([1, 2]), "green": BitMap([1])}, ())
    words.forget(BitMap([1]))
    words.put(1, ["red", "blue"])
    assert (words.of("red"), words.of("green")) == (BitMap([1, 2]), BitMap())
    assert words.missing(["blue"]) == ["blue"]
