"""Filters of the pages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from core.templatetags import ui


def test_a_day_is_written_out_without_a_leading_nought() -> None:
    assert ui.day(date(2026, 10, 2)) == "2 October 2026"
    assert ui.day(datetime(2026, 10, 12, 23, 59, tzinfo=UTC)) == "12 October 2026"
    assert ui.day(None) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("0.9430"), "0.9430"),
        (Decimal("1E+3"), "1000"),
        (Decimal(1540), "1540"),
        (Decimal("15400.50"), "15,400.50"),
        (Decimal("-0.5"), "-0.5"),
        (0.1, "0.1"),
        (0, "0"),
        ("3.40", "3.40"),
        (None, ""),
        ("", ""),
        (Decimal("NaN"), "NaN"),
    ],
)
def test_a_figure_keeps_every_digit_that_was_typed(value: Decimal | float | str | None, text: str) -> None:
    assert ui.figure(value) == text


@pytest.mark.parametrize(
    ("number", "words", "text"),
    [
        (1, "skill", "1 skill"),
        (0, "skill", "0 skills"),
        (1, "entry,entries", "1 entry"),
        (1200, "entry,entries", "1,200 entries"),
    ],
)
def test_words_are_counted(number: int, words: str, text: str) -> None:
    assert ui.counted(number, words) == text


def test_lists_read_as_people_write_them() -> None:
    assert ui.listed([1, 2, 3]) == "1, 2 and 3"
    assert ui.listed(["one", "two"], "or") == "one or two"
    assert ui.listed(["one"]) == "one"
    assert ui.listed([]) == ""


def test_a_time_element_says_the_date_twice_and_nothing_for_none() -> None:
    assert ui.when(date(2026, 10, 2)) == '<time datetime="2026-10-02">2 October 2026</time>'
    assert ui.when(None) == ""
