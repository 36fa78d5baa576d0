"""Names for people while a brief is blind."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring import pseudonyms

ONE, OTHER = b"one brief" * 3, b"another brief" * 3
NUMBERS = st.integers(0, 2**30 - 1)


@settings(max_examples=80)
@given(NUMBERS, st.binary(min_size=16, max_size=64))
def test_there_and_back(number: int, key: bytes) -> None:
    found = pseudonyms.token(number, key)
    assert len(found) == 6
    assert set(found) <= set(pseudonyms.ALPHABET)
    assert pseudonyms.number(found, key) == number


def test_no_two_people_of_one_name_and_none_in_order() -> None:
    names = [pseudonyms.token(number, ONE) for number in range(1, 3001)]
    assert len(set(names)) == 3000
    assert names != sorted(names)
    assert len({name[:2] for name in names}) > 900, "neighbours have nothing in common"


def test_another_brief_calls_everybody_differently() -> None:
    one = [pseudonyms.token(number, ONE) for number in range(500)]
    other = [pseudonyms.token(number, OTHER) for number in range(500)]
    assert not set(one) & set(other)
    assert pseudonyms.number(one[7], OTHER) != 7


@pytest.mark.parametrize("wrong", ["", "A7F3", "A7F3KQQ", "a7f3kq", "A7F3KI", "A7F3K…", "../../", "A7F3K "])
def test_what_is_no_name(wrong: str) -> None:
    assert pseudonyms.number(wrong, ONE) is None


def test_more_than_a_billion_people_are_refused() -> None:
    with pytest.raises(ValueError, match="billion"):
        pseudonyms.token(2**30, ONE)


def test_a_hundred_thousand_cost_seconds_and_a_page_nothing() -> None:
    begun = time.process_time()
    for number in range(1000):
        pseudonyms.token(number, ONE)
    assert time.process_time() - begun < 0.5, "a name costs less than half a millisecond"
