"""The text of a brief."""

import pytest

from core import markdown
from hiring import texts

ADVERT = """\
Forecasting engineer, grid operations
We balance two regions. Every morning a plan is made from our load forecasts, hour by hour for
the day ahead.
What you bring
•\tTime series
•Missing values: our meters have gaps,
  mostly in winter
· PyTorch
We offer:
– 30 days off

– a canteen
1) Write to us
2) Come by
"""
TAKEN = """\
We balance two regions. Every morning a plan is made from our load forecasts, hour by hour for
the day ahead.

What you bring

- Time series
- Missing values: our meters have gaps,
  mostly in winter
- PyTorch

We offer:

- 30 days off
- a canteen
1. Write to us
2. Come by"""


def test_of_a_long_text_the_first_words_are_shown_and_none_is_cut() -> None:
    lead = texts.lead("We **forecast** load for two regions.\n\n" * 20)
    assert lead.startswith("We forecast load for two regions. We forecast")
    assert lead.endswith(" …")
    assert set(lead.split()) == {"We", "forecast", "load", "for", "two", "regions.", "…"}
    assert len(lead) <= texts.LEAD


def test_a_short_text_stands_whole() -> None:
    assert texts.lead("Day-ahead load for two regions, with gaps in the meter data.") == ""


def test_an_advert_keeps_its_lists_and_lines_and_loses_its_title() -> None:
    assert texts.taken_over(ADVERT, "Forecasting Engineer, grid operations") == TAKEN
    html = str(markdown.render(TAKEN))
    assert html.count("<li>") >= 5
    assert "<p>What you bring</p>" in html


def test_a_first_line_that_is_not_the_title_stays() -> None:
    assert texts.taken_over("Come and work\nWith us", "Engineer") == "Come and work\n\nWith us"


@pytest.mark.parametrize("text", ["", " \n ", "One line", "# Heading\n\nText.", "- a\n- b", "1. a\n2. b", TAKEN])
def test_what_reads_well_already_is_left_as_it_is(text: str) -> None:
    assert texts.taken_over(text) == text.strip()


def test_a_dash_or_letter_within_a_word_begins_no_list() -> None:
    text = "-based work\n\n–\n\non call\n\no or not\n\n2024. A year"
    assert texts.taken_over(text) == text
