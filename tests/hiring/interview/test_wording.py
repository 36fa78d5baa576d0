"""What people type, inside a question."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.interview import wording
from tests.factories.interviews import scale

DROPOUT = "l2.generalization.dropout"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("More holiday features; a separate model.", "“More holiday features; a separate model”"),
        ("lower case stays", "“lower case stays”"),
        ("**Bold**, _slanted_ and `code`", "“Bold, slanted and code”"),
        ("a_b and 2 * 3 * 4 and __init__", "“a_b and 2 * 3 * 4 and init”"),
        ("See [the paper](https://example.org/a_b).", "“See the paper”"),
        ("![curve](image:curve) falls", "“curve falls”"),
        ("# Heading\n\n> quoted", "“Heading quoted”"),
        ("- GRU, 64 units\n- a transformer\n- TCN;", "“GRU, 64 units; a transformer; TCN”"),
        ("Either:\n1. trees\n2) a line", "“Either: trees; a line”"),
        ("It was “good”, he said", "“It was ‘good’, he said”"),
        ('She called it "fine"', "“She called it ‘fine’”"),
        ("„Feiertag“ fehlt", "“‘Feiertag’ fehlt”"),
        ("Is it enough?", "“Is it enough?”"),
        ("Stop!", "“Stop!”"),
        ("and so on...", "“and so on...”"),
        ("<b>bold</b> and 3 < 4", "“bold and 3 < 4”"),
        ("two\nlines", "“two lines”"),
        ("8; 128 and 64.", "“8; 128 and 64”"),
    ],
)
def test_texts_stand_in_quotation_marks(typed: str, shown: str) -> None:
    assert wording.quoted(typed, 200) == shown


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("short", 10, "short"),
        ("one two three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("one, two", 5, "one…"),
        ("Donaudampfschifffahrt", 8, "Donauda…"),
        ("a (long aside", 4, "a…"),
        ("split — by week", 8, "split…"),
    ],
)
def test_cut_after_a_word(text: str, most: int, cut: str) -> None:
    assert wording.short(text, most) == cut
    assert len(cut) <= most


@pytest.mark.parametrize("text", ["", " ", "-", "—", "n/a", "N/A.", "None", "no", "TBD", "...", "**-**", "[hidden]"])
def test_what_says_nothing(text: str) -> None:
    assert not wording.says(text)


@pytest.mark.parametrize("text", ["0", "No flips", "none of them", "a", "None, or trees", "[hidden] and trees"])
def test_what_says_something(text: str) -> None:
    assert wording.says(text)


@settings(max_examples=60)
@given(st.text(max_size=80), st.integers(8, 60))
def test_any_text_stays_inside_its_quotation_marks(text: str, most: int) -> None:
    found = wording.quoted(text, most)
    assert found.startswith("“")
    assert found.endswith("”")
    assert "\n" not in found
    assert len(found) <= most + 2


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Accuracy", "accuracy"),
        ("Macro F1", "macro F1"),
        ("MAPE", "MAPE"),
        ("R2", "R2"),
        ("Brier score", "Brier score"),
        ("Mean absolute error", "mean absolute error"),
    ],
)
def test_metrics_inside_a_sentence(name: str, inside: str) -> None:
    assert wording.measure(name) == inside


def test_metrics_with_their_value() -> None:
    assert wording.valued("Accuracy", "0.94") == "accuracy 0.94"
    assert wording.valued("RMSE of the log price", "0.129") == "0.129 (RMSE of the log price)"


def test_what_a_skill_means_after_to() -> None:
    skill = scale().skills[DROPOUT]
    assert wording.doing(skill) == "apply dropout at a sensible rate and place and measure whether it helps"
    assert wording.doing(replace(skill, can_do="Knows dropout.")) == ""
    assert wording.doing(None) == ""


def test_every_shipped_skill_can_be_asked_about() -> None:
    for skill in scale().skills.values():
        assert wording.doing(skill), skill.key
        found = (*wording.looked_for(skill), *wording.beside(skill, scale()))
        assert len(found) == 3, skill.key
        assert not any(" you " in f" {text} " or "your" in text for text in found), found


def test_texts_for_the_practitioner_become_texts_about_them() -> None:
    assert wording.they("That you know every call. Your own.") == "That they know every call. Their own."
    assert wording.they("You can do it yourself.") == "They can do it themselves."
    assert wording.they("A youth of yours") == "A youth of theirs"


def test_levels_and_lists() -> None:
    by = scale()
    assert wording.level(by.levels_by_key["l2"], by) == "Level 2 (Tuning)"
    assert wording.level(by.levels_by_key["l2"], replace(by, ordered=False)) == "“Tuning”"
    assert wording.listing(["a", "b"]) == "“a” and “b”"
    assert wording.listing(list("abcdef")) == "“a”, “b”, “c”, “d” and two more"
