"""Whatever stands in a file, it is read or refused with a sentence; nothing else happens."""

import copy
import json
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from competence.formats import documents, interchange
from competence.formats.merging import merged
from competence.formats.problems import BadFile
from tests.competence.formats.test_outlines import FRAMEWORK
from tests.factories.competence import small_yardstick
from tests.factories.packages import association, item, package

PLAIN = [None, 0, -1, 2**80, 1.5, True, "", " ", "x", "\x00", "../x", "=1", "ext:\n", "2020-99-99"]
NESTED = [[], [1], [[]], [None], {}, {"a": 1}, {"id": []}, {"~json": "{"}, {"identifier": 3}, {"fields": []}]
ODD = st.sampled_from([*PLAIN, *NESTED, {"without": {}, "fields": {"id": 7}}])


@cache
def ours():
    return json.loads(interchange.FORMATS["case"].write(documents.of(small_yardstick()), interchange.Origin()))


THEIRS = package(
    [item("a", statusEndDate="2019-01-01"), item("b"), item("c")],
    [
        association("a", "doc", number=1),
        association("b", "a"),
        association("c", "b"),
        association("a", "b", "replacedBy"),
    ],
    CFDefinitions={"CFSubjects": [{"identifier": "x", "title": "y"}]},
    CFRubrics=[{"identifier": "x", "CFRubricCriteria": [{"CFRubricCriterionLevels": [{}]}]}],
)


def places(value, path=()):
    yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(inner, (*path, key))


def put(value, path, new):
    if not path:
        return new
    whole = copy.deepcopy(value)
    inner = whole
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = new
    return whole


def survives(content, name):
    """Read it as something new, and as what a framework is updated from; then write what came of it."""
    base = documents.of(small_yardstick())
    for bases, into in (((), ""), ((base,), "small")):
        try:
            for taken in interchange.read(content, name, bases, into)[1]:
                document, _ = merged(taken, base if into else None)
                interchange.check(taken, document, name, is_new=not into)
                for form in interchange.FORMATS.values():
                    form.losses(document)
                    form.write(document, interchange.Origin())
        except BadFile as refusal:
            assert refusal.lines


@pytest.mark.parametrize("which", ["ours", "theirs", "matrix"])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_one_odd_value_anywhere(which, data):
    value = {"ours": ours(), "theirs": THEIRS, "matrix": {"framework": FRAMEWORK}}[which]
    path = data.draw(st.sampled_from(list(places(value))))
    odd = put(value, path, data.draw(ODD))
    survives(json.dumps(odd).encode(), "x.matrix" if which == "matrix" else "x.json")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["x.json", "x.csv", "x.toml", "x.matrix", "x"]))
def test_any_bytes(content, name):
    survives(content, name)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_table_with_one_odd_cell(data):
    rows = interchange.FORMATS["csv"].write(documents.of(small_yardstick()), interchange.Origin()).split("\r\n")
    row = data.draw(st.integers(0, len(rows) - 2))
    cells = rows[row].split(",")
    odd = data.draw(st.sampled_from(["", '"', "=1", "{}", '"{""a"": 1}"', "é;x", "1e9", "yes"]))
    cells[data.draw(st.integers(0, len(cells) - 1))] = odd
    survives("\r\n".join([*rows[:row], ",".join(cells), *rows[row + 1 :]]).encode(), "x.csv")
