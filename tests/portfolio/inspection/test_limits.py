"""R-UP-01: no file of a few kilobytes, written to keep a reader busy, takes much longer than an honest one of its size.

Both are read in the same process and measured in processor time; what is not foreseen here is ended by the limits of
`portfolio.rendering.process`.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.inspection import kinds, model_cards, source
from portfolio.inspection.logs import build
from portfolio.inspection.logs import read as logs

LIMIT_TIMES = 12
LEAST_SECONDS = 0.01
"""An ordinary file of 1 kB takes less than the clock can tell."""

CELL = "print 'loss', loss\nfor epoch in range(3):\n    model.fit(x, y)\n"
CARD = "# A *model*\n\nIt [was](https://example.org) trained on text and read by nobody.\n\n## Uses\n\n"
ROWS = "step,loss\n" + "".join(f"{step},0.5\n" for step in range(20_000))

CELLS = {
    "spaces after print": "x = (\nprint" + " " * 1_000 + "(",
    "more spaces after print": "x = (\nprint" + " " * 2_000 + "(",
    "spaces within print": "x = (\nprint x" + " " * 1_000 + "x",
    "more spaces within print": "x = (\nprint x" + " " * 2_000 + "x",
    "commas after print": "x = (\nprint x" + " ," * 20_000 + "(",
    "spaces in except": "x = (\nexcept" + " " * 8_000 + "!",
    "names in except": "x = (\nexcept " + "a " * 8_000 + "!",
    "commas in except": "x = (\nexcept " + "a, " * 8_000 + "!",
    "spaces behind except": "x = (\nexcept a, b:" + " " * 8_000 + "!",
    "digits of a magic": "x = (\n%time -" + "1" * 8_000 + "!",
    "options of a magic": "x = (\n%time" + " -11 1" * 8_000 + "!",
    "brackets before a question": "x = (\nx" + "[" * 8_000 + " " * 8_000 + "!",
    "spaces before a question": "x = (\nx" + " " * 8_000 + "!",
    "an assignment without an end": "x = (\nx" + ", " * 8_000 + "!",
}
CARDS = {
    "brackets in a title": "# " + "[x" * 8_000,
    "closed brackets in a title": "# " + "[x](" * 8_000,
    "pointed brackets in a title": "# " + "<x" * 8_000,
    "number signs in a title": "# a" + " #\t" * 8_000 + "x",
    "brackets in headings": ("# " + "[" * 150 + "\n") * 160,
    "tabs after a number sign": ("#" + "\t" * 8_000 + "\n") * 3,
}
LOGS = {
    "steps that begin anew at every second row": "step,loss\n" + "1,0.5\n2,0.25\n" * 10_000,
    "steps that never begin anew": ROWS,
}


def seconds(work: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    work(text)
    return time.process_time() - start


def times(work: Callable[[str], object], ordinary: str, text: str) -> float:
    """How many times the work of an ordinary text of the same length it is."""
    same_size = (ordinary * (len(text) // len(ordinary) + 1))[: len(text)]
    work(ordinary)
    return seconds(work, text) / max(seconds(work, same_size), seconds(work, same_size), LEAST_SECONDS)


@pytest.mark.parametrize("name", list(CELLS))
def test_r_up_01_no_line_keeps_the_reader_of_source_busy(name: str) -> None:
    assert times(source.parse, CELL, CELLS[name]) < LIMIT_TIMES


@pytest.mark.parametrize("name", list(CELLS))
def test_r_up_01_no_line_alone_keeps_what_rewrites_it_busy(name: str) -> None:
    """Where Python's own parser is no part of the time."""
    line = CELLS[name].rpartition("\n")[2]
    assert seconds(source._as_python, line) < LIMIT_TIMES * LEAST_SECONDS


@pytest.mark.parametrize("name", list(CARDS))
def test_r_up_01_no_heading_keeps_the_reader_of_cards_busy(name: str) -> None:
    def work(text: str) -> None:
        model_cards.is_card(text)
        model_cards.read(text.encode())

    assert times(work, CARD, CARDS[name]) < LIMIT_TIMES


@pytest.mark.parametrize("name", list(LOGS))
def test_r_up_01_no_steps_keep_the_reader_of_logs_busy(name: str) -> None:
    def work(text: str) -> None:
        kinds.decide(text.encode(), "a.csv")
        logs.read(text.encode(), "a.csv")

    assert times(work, ROWS, LOGS[name]) < LIMIT_TIMES


def test_a_cell_of_formatted_strings_without_end_is_left_unread() -> None:
    many = "f'" + "{x}" * 130_000 + "'"
    assert seconds(source.parse, many) < LIMIT_TIMES * LEAST_SECONDS
    assert source.parse(many) is source.NOTHING
    assert source.parse("x = f'{y}'").tree.body
    assert source.parse("x = [" + "{}," * 40_000 + "]").tree.body, "braces alone are quick"


@given(st.lists(st.one_of(st.integers(-5, 5), st.floats(-9, 9), st.sampled_from([math.inf, -math.inf]))))
def test_steps_go_on_where_the_highest_of_all_before_ended(steps: Sequence[float]) -> None:
    result: list[float] = []
    offset, anew = 0.0, False
    for place, step in enumerate(steps):
        if place and step < steps[place - 1] and step <= steps[0]:
            offset, anew = max(result) + 1 - step, True
        result.append(step + offset)
    assert repr(build.continued(steps)) == repr((result, anew))


def test_an_image_is_known_by_its_first_bytes() -> None:
    assert kinds.is_image(b"\x89PNG\r\n\x1a\n") and kinds.is_image(b"RIFF\0\0\0\0WEBPVP8 ")
    assert not kinds.is_image(b"RIFF\0\0\0\0WAVE") and not kinds.is_image(b"")
