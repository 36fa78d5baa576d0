"""A file twice as long takes about twice as long, whatever stands in it: nobody keeps the site busy with one upload."""

import json
import time
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competence.formats import html_text, interchange, json_text, toml_text
from competence.formats.case import reading
from competence.formats.case.reading import _last
from competence.formats.problems import BadFile
from competence.formats.tree import in_circles
from tests.factories.packages import deep

MANY = 6_000
"""With work that grows by the square, each of these took five seconds and more."""
HEAD = "framework,f,,F,1.0.0,,,\r\nlevel,l,,L,,,,\r\ncompetence,c,l,C,,,,\r\n"
ROW = "skill,s,c,S,,,,\r\n"
COLUMNS = "tier,id,parent,name,version,number,retired,successor\r\n"


FILES = {
    "a field at the end twice": ("x.json", b"{" + b"".join(b'"%d":1,' % n for n in range(200_000)) + b'"199999":1}'),
    "a long name above many values": ("x.json", b'{"%s":[%s1]}' % (b"k" * 4_000_000, b"1," * 20_000)),
    "an id again and again": ("x.csv", f"{COLUMNS}{HEAD}{ROW * MANY}".encode()),
    "small tables": ("x.toml", b"".join(b"y%d={a={b={c=1}}}\n" % n for n in range(30_000))),
    "many short lists": ("x.toml", b"".join(b"z%d=[%s]\n" % (n, b"1," * 2_000) for n in range(190))),
    "names of many parts": ("x.toml", b"".join(b"a%d%s=1\n" % (n, b".a" * 99) for n in range(3_000))),
    "more values than any framework has": ("x.toml", b"y={a={b={c=1}}}\n" * 500_000),
    "links in one text": ("x.html", b"<a href='https://x'>x</a>" * 20_000),
}


@pytest.mark.parametrize("what", FILES)
def test_work_does_not_grow_by_the_square(what: str) -> None:
    name, content = FILES[what]
    started = time.process_time()
    if name == "x.html":
        assert html_text.to_text(content.decode()).startswith("x (https://x)x")
    else:
        try:
            for taken in interchange.read(content, name)[1]:
                interchange.check(taken, taken.document, name)
        except BadFile as refusal:
            assert refusal.lines
    assert time.process_time() - started < 4


def test_long_chains_are_followed_once() -> None:
    started = time.process_time()
    assert in_circles({str(n): [str(n + 1)] for n in range(50_000)}) == set()
    lasts = dict[str, str]()
    for n in reversed(range(20_000)):
        assert _last(lasts, str(n + 1)) == "20000"
        lasts[str(n)] = str(n + 1)
    assert time.process_time() - started < 4


def test_a_path_is_told_by_the_beginning_of_its_names() -> None:
    with pytest.raises(BadFile) as caught:
        json_text.parse(json.dumps({"k" * 500: [0, {"b": "x" * 30_000}]}), "x.json")
    assert caught.value.problems[0].path == f"{'k' * 60}[2].b"


def comes_back(following: Mapping[str, list[str]], start: str) -> bool:
    """The same question, asked of one key by walking."""
    waiting, seen = list(following[start]), set[str]()
    while waiting:
        key = waiting.pop()
        if key == start:
            return True
        if key not in seen:
            seen.add(key)
            waiting += following.get(key, [])
    return False


NAMES = st.sampled_from("abcdefg")


@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=3)))
def test_the_keys_in_circles_are_those_that_lead_back_to_themselves(following: dict[str, list[str]]) -> None:
    assert in_circles(following) == {key for key in following if comes_back(following, key)}


def test_our_own_file_of_thousands_of_skills_is_read_again() -> None:
    (taken,) = reading.read(json.dumps(deep(2_000, 7)), "large.json")
    text = toml_text.write(taken.document)
    assert len(text) > 3 * 1024 * 1024
    started = time.process_time()
    found, (again,) = interchange.read(text.encode(), "large.toml")
    assert (found, again.document) == ("toml", taken.document)
    assert time.process_time() - started < 10
