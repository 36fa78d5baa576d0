"""The text of a brief."""

from hiring import texts


def test_of_a_long_text_the_first_words_are_shown_and_none_is_cut() -> None:
    lead = texts.lead("We **forecast** load for two regions.\n\n" * 20)
    assert lead.startswith("We forecast load for two regions. We forecast")
    assert lead.endswith(" …")
    assert set(lead.split()) == {"We", "forecast", "load", "for", "two", "regions.", "…"}
    assert len(lead) <= texts.LEAD


def test_a_short_text_stands_whole() -> None:
    assert texts.lead("Day-ahead load for two regions, with gaps in the meter data.") == ""
