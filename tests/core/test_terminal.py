"""What a program wrote to a terminal, as lines (R-XSS-08)."""

from __future__ import annotations

import time
import unicodedata

import pytest

from core import terminal


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("\n\r\n", []),
        ("a\nb\n", ["a", "b"]),
        ("a\r\nb\r\n", ["a", "b"]),
        ("\n a\n\nb", ["", " a", "", "b"]),
        ("\x1b[1;31mred\x1b[0m \x1b[38;5;12mblue\x1b[m", ["red blue"]),
        ("\x9b31mred", ["red"]),
        ("\x1b]0;title\x07text", ["text"]),
        ("\x1b]8;;https://e.org/\x1b\\link\x1b]8;;\x1b\\", ["link"]),
        ("\x1b]no end", [""]),
        ("\x1bPdevice\x1b\\a\x1b(Bb\x1b=", ["ab"]),
        ("10%|█\r 50%|███\r100%|█████", ["100%|█████"]),
        ("10%\r\x1b[K100%\r", ["100%"]),
        ("a\rb\n\rc\r", ["b", "c"]),
        ("1/9\x08\x08\x082/9\x08\x08\x089/9", ["9/9"]),
        ("ab\x08\x08\x08\x08c", ["c"]),
        ("nul\x00 bell\x07 esc\x1b", ["nul␀ bell␇ esc␛"]),
        ("user\u202e// \u2066admin", ["user[U+202E]// [U+2066]admin"]),
        ("\ufeffa\u200bb\u00adc\u2028d", ["[U+FEFF]a[U+200B]b[U+00AD]c[U+2028]d"]),
        ("tag\U000e0041", ["tag[U+E0041]"]),
        ("half \ud800", ["half \ufffd"]),
        ("a\tb 👩\u200d🔬 ä 中 עברית", ["a\tb 👩\u200d🔬 ä 中 עברית"]),
    ],
)
def test_r_xss_08_lines_are_what_a_terminal_shows_at_the_end(text: str, lines: list[str]) -> None:
    assert terminal.lines(text) == lines
    assert terminal.count(text) == len(lines)


def test_r_xss_08_no_character_is_left_that_cannot_be_seen() -> None:
    left = [
        f"U+{code:04X}"
        for code in range(0x110000)
        if unicodedata.category(char := chr(code)) in {"Cc", "Cs", "Zl", "Zp"}
        and terminal.visible(f"a{char}") == f"a{char}"
    ]
    assert left == ["U+0009", "U+000A"]
    turning = [chr(code) for code in range(0x110000) if unicodedata.bidirectional(chr(code)) in TURNS]
    assert len(turning) == 9 and all(terminal.visible(char) != char for char in turning)


TURNS = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


def test_prose_keeps_no_copied_characters_and_shows_what_turns() -> None:
    assert terminal.prose("a\u200b b\ufeff \u202ec\x00") == "a b [U+202E]c␀"


def test_long_lines_are_cut_and_say_by_how_much() -> None:
    assert terminal.lines("x" * 2_000) == ["x" * 2_000]
    assert terminal.lines("x" * 1_000_000) == ["x" * 2_000 + " … 998,000 more characters"]
    assert terminal.lines("0\r" + "x" * 3_000)[0].endswith(" more characters")


def test_only_the_first_lines_are_looked_at_and_all_are_counted() -> None:
    text = "a\n" * 100_000
    assert terminal.lines(text, 3) == ["a", "a", "a"]
    assert terminal.count(text) == 100_000


@pytest.mark.parametrize("piece", ["\x1b]", "\x1b[0;", "a\r", "a\x08", "\x00", "\u202e", "\n", "\x1bP", "\x1b", "\x9b"])
def test_r_xss_08_no_text_takes_long(piece: str) -> None:
    start = time.process_time()
    assert len(terminal.lines(piece * (4_000_000 // len(piece)), 400)) <= 400
    assert time.process_time() - start < 1
