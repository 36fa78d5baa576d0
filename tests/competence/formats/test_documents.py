"""Values, documents and texts of files are three forms of the same thing: nothing is lost between them."""

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from competence.formats import documents, toml, toml_text
from competence.formats.problems import BadFile
from competence.formats.source import parse
from tests.factories.competence import PROCESSES, SMALL, shipped_files, small_yardstick
from tests.factories.yardsticks import EXTRAS, LONG, yardsticks

SHIPPED = dict(shipped_files())


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_file_comes_back_from_its_document_and_from_its_text(name):
    value = toml.read(SHIPPED[name], name)[0]
    document = documents.of(value)
    assert documents.read(document, name)[0] == value
    text = toml_text.write(document)
    assert parse(text, name)[0] == document
    assert toml.read(text, name)[0] == value


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(yardsticks())
def test_a_made_up_framework_comes_back_with_nothing_lost(value):
    document = documents.of(value)
    assert documents.read(document, "again")[0] == value
    assert toml.read(toml_text.write(document), "again")[0] == value
    assert documents.of(documents.read(document, "again")[0]) == document


@settings(max_examples=60, deadline=None)
@given(EXTRAS, LONG, st.lists(LONG, max_size=2))
def test_any_plain_data_survives_the_text(extra, long, texts):
    document = {"kept": extra, "long": long, "texts": texts, "blocks": [{"id": "a", "inner": extra, "long": long}]}
    assert parse(toml_text.write(document), "any")[0] == document


def test_lines_that_would_be_too_long_or_have_too_many_dots_are_spread():
    long = {
        "text": "word " * 4_000,
        "dots": "." * 5_000,
        "spaces": " " * 6_000,
        "lines": "\n" * 3_000,
        "one": "x" * 9_000,
    }
    text = toml_text.write(long)
    assert max(map(len, text.split("\n"))) <= 5_000
    assert parse(text, "long")[0] == long


def test_signals_stand_one_to_a_line_so_that_a_problem_has_its_line():
    skill = {**documents.of(small_yardstick())["skills"][0], "signals": [{"call": "a.b"}, {"uses": "c", "why": "."}]}
    document = {**documents.of(small_yardstick()), "skills": [skill]}
    text = toml_text.write(document)
    line = next(n for n, row in enumerate(text.split("\n"), start=1) if row.startswith('    { uses = "c"'))
    with pytest.raises(BadFile) as refused:
        toml.read(text, "x.toml")
    assert line in [problem.line for problem in refused.value.problems]


def test_problems_of_a_document_name_their_path_and_the_document_stays_as_it_was():
    document = documents.of(small_yardstick())
    del document["skills"][1]["can_do"]
    before = copy.deepcopy(document)
    with pytest.raises(BadFile, match=r"draft: skills\[2\]\.can_do: s1\.basics\.split: can_do is missing"):
        documents.read(document, "draft")
    assert document == before


@pytest.mark.parametrize(
    "value", [None, {1: "a"}, b"bytes", float("inf"), "\x00", {"a": [[[[[[[[[[[[[[1]]]]]]]]]]]]]]}]
)
def test_what_no_file_can_hold_is_refused(value):
    with pytest.raises(BadFile):
        documents.read({**documents.of(small_yardstick()), "odd": value}, "odd")


def test_a_document_shares_nothing_with_its_value():
    value = toml.read_framework(SMALL, "small")
    document = documents.of(value)
    document["rules"][0]["must_include"].append("x")
    document["framework"]["source"]["title"] = "changed"
    assert value == toml.read_framework(SMALL, "small")
    read = documents.read(documents.of(value), "small")[0]
    assert read == value


def test_a_skill_may_come_without_what_a_reviewer_looks_for():
    document = documents.of(small_yardstick())
    for field in ("evidence", "pitfall"):
        del document["skills"][0][field]
    skill = documents.read(document, "small")[0].skills["s1.basics.load"]
    assert (skill.evidence, skill.pitfall) == ("", "")


def test_processes_of_the_tests_come_back_too():
    value = toml.read(PROCESSES, "p")[0]
    assert toml.read(toml_text.write(documents.of(value)), "p")[0] == value
