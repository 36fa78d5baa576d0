"""The difference of two editions in words."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from competence import differences
from competence.formats import documents
from competence.pages import differences as pages
from competence.yardstick import Yardstick
from tests.dashboard.test_touched import changed
from tests.factories.competence import small_yardstick

SMALL = small_yardstick()


def shown(after: Yardstick, most: int = 400) -> list[tuple[str, list[Any]]]:
    found = pages.sections(differences.between(documents.of(SMALL), documents.of(after)), most)
    return [(section.title, list(section.lines)) for section in found]


def test_a_rewording_shows_what_went_and_what_came() -> None:
    ((title, (line,)),) = shown(changed(SMALL, "s1.basics.load", can_do="Can load data from anywhere."))
    assert (title, line.tag, line.name, line.place) == ("Skills", "Reworded", "Load data", "First, Basics, Data")
    (field,) = line.fields
    assert field.label == "Means"
    assert [(s.kind, s.text) for s in field.segments] == [
        ("same", "Can load "),
        ("gone", "data."),
        ("new", "data from anywhere."),
    ]


def test_a_retired_skill_names_its_successor_and_is_no_list_of_fields() -> None:
    after = changed(SMALL, "s1.basics.load", retired=True, successor="s1.basics.split")
    line = dict(shown(after))["Skills"][0]
    assert (line.tag, line.tone, line.successor, line.fields) == ("Retired", "sig", "Split data", ())


def test_a_rule_says_its_numbers_before_and_after() -> None:
    rule = replace(SMALL.rules[0], params={**SMALL.rules[0].params, "at_least": 2})
    ((title, (line,)),) = shown(replace(SMALL, rules=(rule, *SMALL.rules[1:])))
    assert (title, line.tag) == ("Rules", "Changed")
    assert [(f.label, [s.text for s in f.segments]) for f in line.fields] == [("At least", ["1", "2"])]


def test_names_stand_in_the_place_of_keys() -> None:
    rule = replace(SMALL.rules[0], params={**SMALL.rules[0].params, "must_include": ["s1.basics.load"]})
    ((_, (line,)),) = shown(replace(SMALL, rules=(rule, *SMALL.rules[1:])))
    assert [s.text for s in line.fields[0].segments] == ["Split ", "Load ", "data"]


def test_code_in_signals_is_no_name_even_where_it_reads_like_a_key() -> None:
    document = documents.of(SMALL)
    level, skill = document["levels"][0]["id"], document["skills"][0]
    signals = [{"argument": "penalty", "value": level}]
    after = {**document, "skills": [{**skill, "signals": signals}, *document["skills"][1:]]}
    ((line,),) = (section.lines for section in pages.sections(differences.between(document, after)))
    assert "".join(s.text for s in line.fields[-1].segments if s.kind != "gone") == f"argument: penalty; value: {level}"


def test_renamed_is_a_word_of_its_own() -> None:
    ((_, (line,)),) = shown(changed(SMALL, "s1.basics.load", name="Read data"))
    assert line.tag == "Renamed"
    assert [s.text for s in line.fields[0].segments] == ["Load ", "Read ", "data"]


def test_what_is_too_much_is_counted() -> None:
    after = changed(changed(SMALL, "s1.basics.load", can_do="Other."), "s1.basics.split", can_do="Other.")
    (section,) = pages.sections(differences.between(documents.of(SMALL), documents.of(after)), most=1)
    assert (len(section.lines), section.more) == (1, 1)


texts = st.text(st.sampled_from("ab c.\n"), max_size=30)


@given(texts, texts)
def test_segments_hold_both_texts_whole(before: str, after: str) -> None:
    found = pages.segments(before, after)
    assert "".join(s.text for s in found if s.kind != pages.NEW) == before
    assert "".join(s.text for s in found if s.kind != pages.GONE) == after
